"""Circular (督查通报): drafted by the office from the data, approved by the leaders, delivered and filed (WS15 六)."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, act
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from hall.places.department import Department
from staff.at_work import AT_THE_WINDOWS, grants_on
from supervision.patrols.finding import COUNTING, Finding
from supervision.rules import LEADERS

from . import guards
from .copy import CircularCopy
from .drafting import line_of, problem_lines, sections
from .forms import DeliverForm, DraftForm, DropForm, InterviewForm, LineForm, ReasonForm
from .kinds import CircularKind
from .papers import CIRCULAR
from .period import Period, period_of

OFFICE, LEADER = Role.HALL_OFFICE, Role.HALL_LEADER
ORAL, INTERVIEW, WRITTEN, URGENT = CircularKind


class State(models.TextChoices):
    DRAFTED = "drafted", "草稿"
    SUBMITTED = "submitted", "待审定"
    APPROVED = "approved", "已审定"
    ISSUED = "issued", "已通报"


class Circular(Workflow):
    """``lines``: department, person, text, dossier it rests on, praise. ``sections``: title and sentences."""

    State, Kind = State, CircularKind
    state = StateField(State)
    kind = models.CharField("通报形式", max_length=10, choices=CircularKind)
    first = models.DateField("期间首日")
    last = models.DateField("期间末日")
    unit = models.ForeignKey(
        "hall.Department",
        models.PROTECT,
        verbose_name="约谈、通报的部门",
        null=True,
        blank=True,
        related_name="+",
    )
    finding = models.ForeignKey(
        Finding,
        models.PROTECT,
        verbose_name="紧急通报的问题",
        null=True,
        blank=True,
        related_name="circulars",
    )
    sections = models.JSONField("内容", default=list)
    lines = models.JSONField("通报事项", default=list)
    addressed = models.JSONField("通报对象", default=list)
    drafted_on = models.DateField("起草日期")
    approved_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="审定人", null=True, blank=True, related_name="+"
    )
    approved_as = models.CharField("审定身份", max_length=10, choices=LEADERS, blank=True)
    issued_on = models.DateField("通报日期", null=True, blank=True)
    delivered_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="通报人", null=True, blank=True, related_name="+"
    )
    present = models.TextField("到场人员", blank=True)
    opinions = models.TextField("被约谈人的意见建议", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "督查通报"
        indexes = [models.Index(fields=["kind", "issued_on"], name="circular_issued")]

    def __str__(self) -> str:
        return f"{self.period}{self.get_kind_display()}"

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    @property
    def asks_for_leaders(self) -> bool:
        """Whether the department has problems of the period that are serious and were not corrected."""
        grave = Finding.objects.filter(
            dossier__department=self.unit_id, grave_at__isnull=False, on__range=(self.first, self.last)
        )
        return self.unit_id is not None and grave.filter(state__in=COUNTING).exists()

    @act("起草通报", NEW, State.DRAFTED, by=OFFICE, form=DraftForm, clauses="WS15-06.1")
    def draft(self, do):
        """What the records say stands in it at once; the office adds praise and drops what does not belong."""
        self.kind, self.unit, self.finding = do.data["kind"], do.data["department"], do.data["finding"]
        period = period_of(do.hall, self.kind, do.on)
        self.first, self.last, self.drafted_on = period.first, period.last, do.on
        lines = [line_of(self.finding)] if self.finding else problem_lines(do.hall, period)
        if self.unit:
            lines = [one for one in lines if one["department"] == self.unit.pk]
        self.lines = lines
        self.sections = sections(do.hall, period) if self.kind == WRITTEN else []
        self.addressed = self._addressees(do)
        do.label(str(self))

    @act("增加事项", State.DRAFTED, None, by=OFFICE, form=LineForm, clauses="WS15-02 WS15-03 WS15-05.1-2")
    def add_line(self, do):
        department, person = do.data["department"], do.data["person"]
        line = {
            "department": department.pk,
            "person": person.pk if person else None,
            "text": do.data["text"],
            "dossier": do.data["source"],
            "praise": do.data["praise"],
        }
        self.lines = [*self.lines, line]
        self.addressed = self._addressees(do)

    @act("删去事项", State.DRAFTED, None, by=OFFICE, form=DropForm)
    def drop_line(self, do):
        self.lines = [one for n, one in enumerate(self.lines, start=1) if n != do.data["number"]]
        self.addressed = self._addressees(do)

    @act(
        "报审",
        State.DRAFTED,
        State.SUBMITTED,
        by=OFFICE,
        guards=[guards.says_something, guards.nothing_contested],
        clauses="WS15-06.1",
    )
    def submit(self, do):
        """To the leader whom the rulebook names for this kind."""

    @act(
        "审定",
        State.SUBMITTED,
        State.APPROVED,
        by=LEADER,
        guards=[guards.approver_is_known, guards.nothing_contested],
        clauses="WS15-06.2.1 WS15-06.2.2 WS15-06.2.3",
    )
    def approve(self, do):
        self.approved_by, self.approved_as = do.by, guards.approver(self, do)

    @act("退回修改", State.SUBMITTED, State.DRAFTED, by=LEADER, form=ReasonForm, clauses="WS15-06.1")
    def send_back(self, do):
        """With what has to be changed."""

    @act(
        "口头通报",
        State.APPROVED,
        State.ISSUED,
        by=[OFFICE, LEADER],
        form=DeliverForm,
        guards=[guards.only(ORAL), guards.nothing_contested],
        clauses="WS15-05.1-1 WS15-05.1-2",
    )
    def deliver(self, do):
        self.present = do.data["present"]
        self._issue(do, f"{do.by}于{do.on:%Y-%m-%d}口头通报，到场：{self.present}")

    @act(
        "约谈",
        State.APPROVED,
        State.ISSUED,
        by=[OFFICE, LEADER],
        form=InterviewForm,
        guards=[guards.only(INTERVIEW), guards.nothing_contested],
        clauses="WS15-05.2-3 WS15-06.2.2",
    )
    def hold_interview(self, do):
        data = do.data
        self.present, self.opinions = data["people"], data["opinions"]
        record = (
            f"{data['held_on']:%Y-%m-%d}在{data['place']}约谈{data['people']}。指出问题：{data['problems']}。"
            f"意见建议：{data['opinions']}。结果：{data['result']}"
        )
        self._issue(do, record, on=data["held_on"])

    @act(
        "印发",
        State.APPROVED,
        State.ISSUED,
        by=OFFICE,
        guards=[guards.only(WRITTEN, URGENT), guards.nothing_contested, guards.discipline_group_is_told],
        clauses="WS15-06.2.3",
    )
    def issue(self, do):
        self._issue(do)
        if self.finding_id:
            do.then(self.finding, "tell_at_once")

    def _issue(self, do, record: str = "", on=None) -> None:
        """Numbered in the order of time, filed, and sent to every department it names."""
        self.delivered_by, self.issued_on = do.by, on or do.on
        do.issue(CIRCULAR, record=record)
        for unit in Department.objects.filter(pk__in=self.addressed).prefetch_related("names"):
            do.then(CircularCopy, "send", parent=self, hall=do.hall, department=unit)

    def _addressees(self, do) -> list[int]:
        """The one it is about; every department with people in the hall; or those a line names."""
        if self.unit:
            return [self.unit.pk]
        if self.kind == WRITTEN:
            grants = grants_on(do.hall, do.on, do.on, AT_THE_WINDOWS).exclude(department=None)
            return sorted(set(grants.values_list("department", flat=True)))
        return sorted({one["department"] for one in self.lines if one["department"]})
