"""What a patroller fills in: who walks, how and where; the checklist; how it ended."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.people.roles import Role
from hall.people.user import User
from staff.at_work import grants_on

from .checklist import checklist
from .kinds import JOINT, LED, Method, PatrolKind, Zone
from .people import may_walk, own_areas, posted_by_department, speak_for


class BeginForm(ActForm):
    """Members are people of the hall; whether they may walk is judged by name, so that the refusal says who."""

    kind = forms.ChoiceField(label="巡查方式", choices=PatrolKind.choices)
    methods = forms.MultipleChoiceField(
        label="巡查手段", choices=Method.choices, widget=forms.CheckboxSelectMultiple
    )
    members = forms.ModelMultipleChoiceField(
        None, label="巡查人员", widget=forms.CheckboxSelectMultiple, help_text="本人也要勾选。"
    )
    floors = forms.MultipleChoiceField(label="楼层", widget=forms.CheckboxSelectMultiple)
    zones = forms.MultipleChoiceField(label="区域", choices=Zone.choices, widget=forms.CheckboxSelectMultiple)
    area = forms.CharField(label="服务区域", max_length=40, required=False, help_text="蓝马甲区域巡查填写。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        here = grants_on(self.do.hall, self.do.on, self.do.on, list(Role)).exclude(role=Role.SYSADMIN)
        people = User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("name", "pk")
        self.fields["members"].queryset = people
        floors = self.do.rule("patrol.floors")
        self.fields["floors"].choices = [(one, one) for one in floors]

    def _members(self, cleaned) -> set[int]:
        return {one.pk for one in cleaned.get("members") or ()}

    @rule_of_form("WS10-1.0")
    def check_members(self, cleaned):
        allowed = may_walk(self.do.hall, self.do.on)
        if others := [str(one) for one in cleaned.get("members") or () if one.pk not in allowed]:
            self.add_error(
                "members",
                f"{'、'.join(others)}不是中心领导、科室负责人、首席代表、先进个人代表或者蓝马甲队员，不能参加巡查。",
            )

    @rule_of_form("WS10-1.2-1")
    def check_joint(self, cleaned):
        """The hall office, and departments with so many people posted, each by its head or its model."""
        if cleaned.get("kind") not in JOINT or "members" not in cleaned:
            return
        hall, on, members = self.do.hall, self.do.on, self._members(cleaned)
        office = grants_on(hall, on, on, [Role.HALL_OFFICE]).filter(user__in=members)
        if not office.exists():
            self.add_error("members", "联合巡查须有大厅管理室的人员参加，请补充。")
        posted, least = posted_by_department(hall, on), self.do.rule("patrol.joint_posted_min")
        units = speak_for(hall, on, members)
        if small := [unit for unit in units if posted[unit] < least]:
            self.add_error("members", f"有{len(small)}个部门派驻不足{least}人，不参加联合巡查，请改选。")
        elif len(units) < (needed := self.do.rule("patrol.joint_departments_min")):
            self.add_error("members", f"联合巡查至少有{needed}个部门的首席代表或者先进个人代表参加，请补充。")

    @rule_of_form("WS10-1.3-1")
    def check_led(self, cleaned):
        if cleaned.get("kind") not in LED or "members" not in cleaned:
            return
        leaders = grants_on(self.do.hall, self.do.on, self.do.on, [Role.HALL_LEADER])
        if not leaders.filter(user__in=self._members(cleaned)).exists():
            self.add_error("members", "领导巡查须由中心领导带队，请勾选带队领导。")

    @rule_of_form("WS10-1.1-2 WS10-4.3")
    def check_area(self, cleaned):
        """The blue vests patrol the area of their day's post, and no other."""
        if self.do.role == Role.GUIDE and cleaned.get("kind") not in (None, PatrolKind.AREA):
            self.add_error("kind", "蓝马甲队员办理的是本区域的巡查，请选择“蓝马甲区域巡查”。")
        if cleaned.get("kind") != PatrolKind.AREA:
            return
        own = own_areas(self.do.hall, self.do.by, self.do.on)
        if cleaned.get("area") not in own:
            told = "、".join(sorted(own)) or "今天没有排班"
            self.add_error("area", f"蓝马甲队员巡查本人所在的服务区域（{told}），请核对。")


class ChecklistForm(ActForm):
    """One group of boxes after another: ticked is a problem, unticked was looked at and is in order."""

    GROUP = "group_{}"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = list(checklist(self.do.hall, self.do.on).items())
        found = self.do.obj.checks.get("problems", [])
        for n, (group, items) in enumerate(self.groups):
            name = self.GROUP.format(n)
            self.fields[name] = forms.MultipleChoiceField(
                label=group,
                choices=[(one.code, str(one)) for one in items],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.initial[name] = [one.code for one in items if one.code in found]
        self.fields["looked_at"] = forms.MultipleChoiceField(
            label="本次看过的项目",
            choices=[(str(n), group) for n, (group, _) in enumerate(self.groups)],
            widget=forms.CheckboxSelectMultiple,
            help_text="没有看的不勾选；看过而没有勾问题的，记为合格。",
        )

    @property
    def problems(self) -> list[str]:
        names = [self.GROUP.format(n) for n in range(len(self.groups))]
        return [code for name in names for code in self.cleaned_data.get(name, ())]

    def check_looked(self, cleaned):
        looked = cleaned.get("looked_at") or ()
        for n, (group, _) in enumerate(self.groups):
            if cleaned.get(self.GROUP.format(n)) and str(n) not in looked and "looked_at" in cleaned:
                self.add_error("looked_at", f"“{group}”勾选了问题，请同时勾选看过。")


class CloseForm(ActForm):
    """How it went. ``clean_walk`` says that nothing was found."""

    clean_walk = forms.BooleanField(label="未发现问题", required=False)
    note = forms.CharField(
        label="巡查情况", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @rule_of_form("WS10-4.2-1")
    def check_recorded(self, cleaned):
        """Either findings, or the plain statement that there were none; never both, never neither."""
        patrol = self.do.obj
        found, clean = patrol.findings.exists(), cleaned.get("clean_walk")
        if not found and not clean:
            self.add_error("clean_walk", "还没有记录问题：没有发现问题的请勾选“未发现问题”。")
        elif found and clean:
            self.add_error("clean_walk", "已经记录了问题，不能同时选“未发现问题”。")
        if clean and patrol.checks.get("problems"):
            self.add_error("clean_walk", "检查清单中勾选了问题，请先逐项记录问题，或者更正清单。")


class ReasonForm(ActForm):
    reason = forms.CharField(label="原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
