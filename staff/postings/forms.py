"""What is typed when a department posts somebody, and at each step until the person is on duty."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.calendar import calendar_for
from hall.clocks.computation import last_day_ahead, long_date
from hall.people.user import User
from hall.places.place import Place
from staff.rules import STATUS

from .kinds import POOLED, Post, Power
from .personal import PersonalForm
from .standing import on_duty, posted_elsewhere


class ApplicationForm(PersonalForm):
    """进驻人员入岗审批表, as the department fills it in."""

    person = forms.ModelChoiceField(User.objects.filter(is_active=True), label="姓名")
    is_first = forms.BooleanField(label="派驻为首席代表", required=False)
    stands_in_for = forms.ModelChoiceField(
        None, label="为谁顶岗", required=False, help_text="临时代表、顶岗人员填写；其他人员不填。"
    )
    answers = forms.ModelChoiceField(
        None, label="答复的调换意见", required=False, help_text="按中心的书面意见更换人员的填写。"
    )
    field_order = ("person", "is_first", "stands_in_for", "answers")

    def __init__(self, *args, **kwargs):
        from .replacement import Replacement

        super().__init__(*args, **kwargs)
        do = self.do
        self.fields["stands_in_for"].queryset = on_duty(do.hall).filter(
            dossier__department=do.department, stands_in_for=None
        )
        self.fields["answers"].queryset = Replacement.objects.filter(
            state=Replacement.State.OPEN, dossier__hall=do.hall, dossier__department=do.department
        )

    @property
    def principal(self):
        """Whose place is taken for a time; None for an ordinary posting."""
        return self.cleaned_data.get("stands_in_for")

    @rule_of_form("AH-19 AH-27.1")
    def check_status(self, cleaned):
        """Only people of a status the hall's regulation allows; a hall may leave it open."""
        allowed, status = self.do.rule("staff.status"), cleaned.get("status")
        if status and allowed and status not in allowed:
            names = "、".join(STATUS[one] for one in allowed)
            self.add_error("status", f"本厅只接受以下身份的人员：{names}。请另派人员。")

    @rule_of_form("EL-2.3")
    def check_whose(self, cleaned):
        """Integrated windows are staffed by people hired for the centre or pooled: they have no posting department."""
        if self.do.department is not None or not {"status", "post"} <= cleaned.keys():
            return
        if cleaned["status"] not in POOLED:
            self.add_error("status", "没有派驻部门的只能是政府购买服务人员或者整合人员，请先选择派驻部门。")
        if cleaned.get("is_first") or cleaned["post"] == Post.BACK:
            self.add_error("post", "首席代表和后台审批人员代表部门，请先选择派驻部门。")

    @rule_of_form("WS13-3.1.1-1 DL-21.1")
    def check_notice(self, cleaned):
        """So many days ahead; not for stand-ins and for a replacement the centre itself asked for."""
        starts, notice = cleaned.get("starts_on"), self.do.rule("posting.in_notice")
        if not starts or not notice or self.principal or cleaned.get("answers"):
            return
        last = last_day_ahead(starts, notice, calendar_for(self.do.hall))
        if self.do.on > last:
            self.add_error(
                "starts_on",
                f"{long_date(starts)}入岗的，最迟于{long_date(last)}提出申请，请推迟入岗时间。",
            )

    @rule_of_form("AH-20.3 DL-5.3")
    def check_free(self, cleaned):
        if (person := cleaned.get("person")) and (
            other := posted_elsewhere(person, self.do.department, self.principal)
        ):
            self.add_error("person", f"{person}已派驻在岗（{other}），派驻期间不得再安排其他岗位。")

    @rule_of_form("AH-27.5 WS13-3.1.4-4")
    def check_stand_in(self, cleaned):
        """A stand-in is for certain days, and another person."""
        if self.principal and not cleaned.get("until_on"):
            self.add_error("until_on", "顶岗应有起止日期，请填写顶岗至哪一天。")
        if cleaned.get("until_on") and not self.principal:
            self.add_error("until_on", "长期派驻不填结束日期，离岗时另行申请。")
        if self.principal and cleaned.get("person") == self.principal.person:
            self.add_error("person", "不能为自己顶岗，请选择顶岗人员。")


class OpinionForm(ActForm):
    opinion = forms.CharField(label="审批意见", max_length=200, initial="同意")


class RefusalForm(ActForm):
    opinion = forms.CharField(label="不同意的理由", max_length=200)


class WithdrawalForm(ActForm):
    reason = forms.CharField(label="撤回原因", max_length=200)


class LetterForm(ActForm):
    """首席代表授权委托书. Which powers the department grants, one by one."""

    powers = forms.MultipleChoiceField(
        label="授予的权力", choices=Power.choices, widget=forms.CheckboxSelectMultiple
    )
    leader = forms.CharField(label="授权人（单位负责人）", max_length=60)
    knows = forms.BooleanField(label="熟悉本部门行政审批业务")


class EntryForm(ActForm):
    """The data the hall office enters before anybody starts (WS13-3.1.3)."""

    attendance_number = forms.CharField(label="考勤编号", max_length=40)
    evaluator = forms.CharField(label="评价器等设备信息", max_length=200)


class MembershipForm(ActForm):
    moved_on = forms.DateField(label="转入日期")

    def check_day_has_come(self, cleaned):
        if (moved_on := cleaned.get("moved_on")) and moved_on > self.do.on:
            self.add_error("moved_on", "转入日期不能晚于今天，请核对。")


class PlaceForm(ActForm):
    """Where the person sits; without a place, wherever the department works."""

    place = forms.ModelChoiceField(None, label="窗口（岗位）", required=False, empty_label="不限窗口")
    duties = forms.CharField(label="分工", max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.filter(hall=self.do.hall, is_active=True)
