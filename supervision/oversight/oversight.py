"""Oversight (监督事项): a task, a matter driven, advice or an improvement proposed; open until a verdict ends it."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Limit, LimitKind, declare
from hall.papers.kinds import PaperKind
from hall.people.roles import Role
from hall.timeline.dossier import Dossier
from matters.catalogue.matter import Matter
from staff.registers import stationed

OFFICE, LEADER, BUREAU = Role.HALL_OFFICE, Role.HALL_LEADER, Role.BUREAU
OPENERS = (OFFICE, LEADER, BUREAU, Role.SUPERVISOR)
ANSWERERS = (
    Role.FIRST_REPRESENTATIVE,
    Role.DEPARTMENT_LEADER,
    Role.REVIEWER,
    Role.WINDOW_CLERK,
    OFFICE,
)


class Kind(models.TextChoices):
    TASK = "task", "重点任务"
    DRIVE = "drive", "督办"
    ADVICE = "advice", "监督建议"
    IMPROVEMENT = "improvement", "优化方案、流程再造建议"


class Subject(models.TextChoices):
    """What supervision looks at (WS14 三)."""

    ENTRY = "entry", "事项进驻"
    PROCESS = "process", "办理流程"
    HANDLING = "handling", "办理情况"
    SERVICE = "service", "服务质量"


class Channel(models.TextChoices):
    """Where the service is given (WS14 四)."""

    HALL = "hall", "大厅"
    PLATFORM = "platform", "一体化平台"
    APP = "app", "蒙速办"
    HOTLINE = "hotline", "12345"
    MACHINE = "machine", "自助终端"


def _text(label: str, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **more)


class OpenForm(ActForm):
    kind = forms.ChoiceField(label="性质", choices=Kind.choices)
    subject = forms.ChoiceField(label="监督内容", choices=Subject.choices)
    channel = forms.ChoiceField(label="服务渠道", choices=Channel.choices, initial=Channel.HALL)
    matter = forms.ModelChoiceField(None, label="涉及事项", required=False)
    source = forms.IntegerField(
        label="来源（案卷编号）", required=False, help_text="问题、投诉、办件的编号。"
    )
    responsible = forms.ModelChoiceField(None, label="责任人")
    fact = _text("情况")
    basis = forms.CharField(label="依据的条款", max_length=60, required=False)
    advice = _text("建议、要求")
    due_on = forms.DateField(label="完成期限")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["matter"].queryset = Matter.objects.filter(hall=self.do.hall)
        self.fields["responsible"].queryset = stationed(self.do.hall)

    @rule_of_form("WS14-05")
    def check_lawful(self, cleaned):
        if not cleaned.get("basis") and "basis" not in self.errors:
            self.add_error("basis", "监督须依法依规，请填写依据的条款。")

    def check_source(self, cleaned):
        if number := cleaned.get("source"):
            cleaned["source"] = Dossier.objects.filter(pk=number, hall=self.do.hall).first()
            if cleaned["source"] is None:
                self.add_error("source", "没有这个编号的案卷，请核对。")

    def check_due(self, cleaned):
        if (due_on := cleaned.get("due_on")) and due_on < self.do.on:
            self.add_error("due_on", "完成期限不能早于今天，请重新填写。")


class ReplyForm(ActForm):
    outcome = _text("办理结果")


class VerdictForm(ActForm):
    verdict = _text("验收意见（完成质量）")


class ReturnForm(ActForm):
    reason = _text("退回原因")
    due_on = forms.DateField(label="新的完成期限")

    def check_due(self, cleaned):
        if (due_on := cleaned.get("due_on")) and due_on < self.do.on:
            self.add_error("due_on", "完成期限不能早于今天，请重新填写。")


@guard("WS11-05 WS14-03-2", forbids=True)
def answers_for_it(item, do):
    """The responsible person, or who speaks for the department."""
    speakers = (Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER)
    if do.by != item.responsible and do.role not in speakers:
        return f"由责任人{item.responsible}或者部门的首席代表、分管领导报告。"
    return None


@guard("WS11-05", forbids=True)
def judged_by_another(item, do):
    if do.by == item.responsible:
        return "责任人不能验收自己办理的事项。"
    return None


def _facts(item, do) -> dict:
    return {
        "addressee": do.named.name if do.department else do.hall.name,
        "kind": item.get_kind_display(),
        "subject": item.get_subject_display(),
        "channel": item.get_channel_display(),
        "fact": item.fact,
        "basis": item.basis,
        "advice": item.advice,
        "due_on": item.due_on.isoformat(),
        "centre": do.hall.name,
    }


ADVICE = PaperKind("supervision_advice", _facts, clauses="AH-4.3b WS14-03-2")


def _until(item, do) -> list[Limit]:
    return [Limit(LimitKind.SERVICE, None, "监督事项确定的完成期限", until=item.due_on)]


CLOCKS = declare(
    "supervision.oversight",
    Clock(
        "oversight",
        "完成期限",
        starts=("opened", "returned"),
        ends=("replied", "withdrawn"),
        limits=_until,
        clauses="WS11-05",
        start_title="督办",
    ),
)


class Oversight(Workflow):
    """For the department of the dossier, or without one for the centre's own people."""

    class State(models.TextChoices):
        OPEN = "open", "未办结"
        REPLIED = "replied", "已报告，待验收"
        ACCEPTED = "accepted", "已验收"
        WITHDRAWN = "withdrawn", "已撤销"

    Kind, Subject, Channel = Kind, Subject, Channel
    clocks = CLOCKS
    final = frozenset({State.ACCEPTED, State.WITHDRAWN})
    read_along = ("responsible",)

    state = StateField(State)
    kind = models.CharField("性质", max_length=12, choices=Kind)
    subject = models.CharField("监督内容", max_length=10, choices=Subject)
    channel = models.CharField("服务渠道", max_length=10, choices=Channel)
    matter = models.ForeignKey(
        Matter, models.PROTECT, verbose_name="涉及事项", null=True, blank=True, related_name="oversights"
    )
    source = models.ForeignKey(
        Dossier, models.PROTECT, verbose_name="来源", null=True, blank=True, related_name="+"
    )
    responsible = models.ForeignKey("hall.User", models.PROTECT, verbose_name="责任人", related_name="+")
    fact = models.TextField("情况")
    basis = models.CharField("依据的条款", max_length=60)
    advice = models.TextField("建议、要求")
    due_on = models.DateField("完成期限")
    opened_on = models.DateField("提出日期")
    outcome = models.TextField("办理结果", blank=True)
    verdict = models.TextField("验收意见", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "监督事项"
        indexes = [models.Index(fields=["state", "due_on"], name="oversight_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.advice[:20]}"

    @act(
        "提出监督事项",
        NEW,
        State.OPEN,
        by=OPENERS,
        form=OpenForm,
        events=["opened"],
        clauses="WS11-05 WS14-03-1 WS14-03-2 WS14-04 AH-4.3b AH-4.8",
    )
    def open(self, do):
        for name, value in do.data.items():
            setattr(self, name, value)
        self.opened_on = do.on
        if self.kind in (Kind.ADVICE, Kind.IMPROVEMENT):
            do.issue(ADVICE)
        do.label(str(self))

    @act(
        "报告办理结果",
        State.OPEN,
        State.REPLIED,
        by=ANSWERERS,
        form=ReplyForm,
        guards=[answers_for_it],
        events=["replied"],
        clauses="WS14-03-2 AH-4.3b",
    )
    def reply(self, do):
        self.outcome = do.data["outcome"]

    @act(
        "验收",
        State.REPLIED,
        State.ACCEPTED,
        by=[LEADER, BUREAU],
        form=VerdictForm,
        guards=[judged_by_another],
        clauses="WS11-05 WS14-03-2",
    )
    def accept(self, do):
        self.verdict = do.data["verdict"]

    @act(
        "退回继续办理",
        State.REPLIED,
        State.OPEN,
        by=[LEADER, BUREAU],
        form=ReturnForm,
        events=["returned"],
        clauses="WS11-05",
    )
    def send_back(self, do):
        self.due_on = do.data["due_on"]

    @act("撤销", State.OPEN, State.WITHDRAWN, by=[LEADER, BUREAU], form=VerdictForm, events=["withdrawn"])
    def withdraw(self, do):
        """No longer wanted; the reason stays."""
        self.verdict = do.data["verdict"]
