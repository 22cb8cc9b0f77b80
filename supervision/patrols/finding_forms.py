"""What is typed of a problem, on the spot and afterwards."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, ObjectField, rule_of_form
from hall.calendar import calendar_for
from hall.clocks.computation import last_day
from hall.legal_time import local_date
from hall.people.roles import Role
from hall.uploads import UploadField
from staff.attendance.book import Book
from staff.attendance.day import Standing
from staff.postings.kinds import Politics
from staff.postings.standing import postings
from windows.window import Window

from .checklist import EMBLEM, checklist
from .kinds import Level, Problem, Source, Zone
from .people import own_areas, under_patrol

PHOTO = ("png", "jpg")
AWAY = (Problem.DESERTED, Problem.LATE)


class FindingForm(ActForm):
    """One problem: where, what, who, how grave. The clause it breaks comes from the checklist's row, or is typed."""

    item = forms.ChoiceField(label="检查项目", required=False)
    problem = forms.ChoiceField(label="问题类别", choices=Problem.choices)
    source = forms.ChoiceField(label="发现方式", choices=Source.choices, initial=Source.PATROL)
    floor = forms.ChoiceField(label="楼层")
    zone = forms.ChoiceField(label="区域", choices=Zone.choices)
    area = forms.CharField(label="服务区域", max_length=40, required=False, help_text="蓝马甲队员填写。")
    window = ObjectField(None, label="窗口", required=False)
    person = forms.ModelChoiceField(None, label="涉及人员", required=False)
    on_leave_known = forms.BooleanField(
        label="已核实请假、报备情况，仍须记录", required=False, help_text="该人员当日请假时须勾选。"
    )
    content = forms.CharField(label="问题情况", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    clause = forms.CharField(
        label="违反的条款", max_length=40, required=False, help_text="从检查清单选择项目的不用填。"
    )
    level = forms.ChoiceField(label="程度", choices=Level.choices, initial=Level.ORDINARY)
    photo = UploadField(label="照片", kinds=PHOTO, required=False)
    camera = forms.CharField(label="摄像头编号", max_length=40, required=False)
    clip_at = forms.DateTimeField(label="录像时间", required=False)
    clip = forms.CharField(label="录像存放位置", max_length=200, required=False)
    corrected = forms.BooleanField(label="已当场纠正", required=False)
    fed_back = forms.BooleanField(label="反馈首席代表", required=False)
    unit_inspector = forms.ModelChoiceField(
        None, label="部门参加检查的人员", required=False, help_text="与部门一同检查的填写。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        do = self.do
        rows = [(one.code, str(one)) for group in checklist(do.hall, do.on).values() for one in group]
        self.fields["item"].choices = [("", "（不在清单内）"), *rows]
        self.fields["floor"].choices = [(one, one) for one in do.rule("patrol.floors")]
        self.fields["window"].queryset = Window.objects.filter(dossier__hall=do.hall).select_related("place")
        people = under_patrol(do.hall, do.on, do.department)
        self.fields["person"].queryset = self.fields["unit_inspector"].queryset = people

    @rule_of_form("WS10-1.1-2")
    def check_own_area(self, cleaned):
        if self.do.role == Role.GUIDE and cleaned.get("area") not in own_areas(
            self.do.hall, self.do.by, self.do.on
        ):
            self.add_error("area", "蓝马甲队员记录本人服务区域内的问题，请填写今天排班的区域。")

    @rule_of_form("WS10-1.2-2 WS14-09.3")
    def check_camera(self, cleaned):
        """What a camera showed is worth something only with the camera and the time."""
        if cleaned.get("source") != Source.CAMERA:
            return
        for name, text in (("camera", "摄像头编号"), ("clip_at", "录像时间")):
            if not cleaned.get(name) and not self.has_error(name):
                self.add_error(name, f"监控发现的问题请填写{text}。")
        if (clip_at := cleaned.get("clip_at")) and clip_at > self.do.at:
            self.add_error("clip_at", "录像时间不能晚于现在，请核对。")

    @rule_of_form("WS10-4.4-1")
    def check_refused(self, cleaned):
        """Who fakes, obstructs or refuses a patrol is always a major problem."""
        if cleaned.get("problem") == Problem.REFUSED:
            cleaned["level"] = Level.MAJOR

    @rule_of_form("WS10-3.3")
    def check_leave(self, cleaned):
        """Somebody on leave has not deserted; whoever records it all the same says that it was looked into."""
        person = cleaned.get("person")
        if person is None or cleaned.get("problem") not in AWAY or cleaned.get("on_leave_known"):
            return
        book = Book(self.do.hall, self.do.on, self.do.on)
        if book.at_work(person, self.do.on) and book.day(person, self.do.on).standing == Standing.LEAVE:
            self.add_error("on_leave_known", f"{person}今天已请假，请核实；仍须记录的请勾选。")

    @rule_of_form("WS10-3.6")
    def check_emblem(self, cleaned):
        """Only members of the party wear its emblem."""
        if cleaned.get("item") != EMBLEM or not (person := cleaned.get("person")):
            return
        members = (Politics.PARTY, Politics.PROBATIONARY)
        if not postings().filter(person=person, dossier__hall=self.do.hall, politics__in=members).exists():
            self.add_error("item", f"{person}的派驻登记不是中共党员，不检查党徽佩戴。")

    def check_clause(self, cleaned):
        if not cleaned.get("item") and not cleaned.get("clause"):
            self.add_error("clause", "请选择检查项目，或者填写违反的条款。")

    def check_somebody(self, cleaned):
        if cleaned.get("problem") in AWAY and not cleaned.get("person") and "person" not in self.errors:
            self.add_error("person", "请选择涉及人员。")


class PublishForm(ActForm):
    """Graver problems are to be corrected, by a day that lies after the time to appeal."""

    due_on = forms.DateField(
        label="整改期限", required=False, help_text="不填的，确认之后按规则库规定的整改期限计算。"
    )

    def check_day(self, cleaned):
        if "due_on" in self.errors or self.do.obj.level == Level.ORDINARY:
            return
        due_on, usual = cleaned.get("due_on"), self.do.rule("finding.rectify")
        if due_on is None and not usual:
            self.add_error("due_on", "规则库没有规定整改期限，请填写整改的最后一日。")
        appeal = self.do.rule("finding.appeal")
        if due_on and appeal and due_on < last_day(self.do.on, appeal, calendar_for(self.do.hall)):
            self.add_error("due_on", "整改期限应在申诉期限届满之后，请重新填写。")


class LevelForm(ActForm):
    level = forms.ChoiceField(label="程度", choices=[one for one in Level.choices if one[0] != "ordinary"])
    reason = forms.CharField(label="原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class GraveForm(ActForm):
    ground = forms.CharField(
        label="影响恶劣、整改不到位的情况", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class CorrectedForm(ActForm):
    result = forms.CharField(label="纠正情况", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    corrected_on = forms.DateField(label="纠正日期")

    def check_day(self, cleaned):
        day, finding = cleaned.get("corrected_on"), self.do.obj
        if day and not local_date(finding.noted_at) <= day <= self.do.on:
            self.add_error("corrected_on", "纠正日期应在发现当日至今天之间，请核对。")
