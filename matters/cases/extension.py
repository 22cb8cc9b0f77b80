"""Extension (延期): once, for a cause told in writing, agreed by whom the law names, before the limit passes."""

from __future__ import annotations

from django import forms
from django.db import models
from django_fsm import RETURN_VALUE

from hall.acts.act import NEW, Chain, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import Chained, StateField, Workflow
from hall.calendar import calendar_for
from hall.clocks.clock import LimitKind
from hall.clocks.ledger import ClockLimit
from hall.people.roles import Role
from hall.span import Span, Unit, unit_choices
from matters.catalogue.codes import Approver
from matters.catalogue.period import Period, outlasts

from . import papers
from .below import has_below
from .states import IN_HAND

# Who must agree: the person the limit's own statute names, and whom a hall puts before that person.
CHAINS = {
    Approver.HEAD_OF_ORGAN: "case.extension_by_organ",
    Approver.HEAD_OF_GOVERNMENT: "case.extension_by_government",
    Approver.HEAD_OF_OFFICE: "case.extension_by_office",
}
LONG = forms.Textarea(attrs={"rows": 3})


def law_of(case) -> Period:
    """The statute's limit that may be extended. Raises LimitMissing."""
    return case.version.statutory(case.deciding_stage)


def limit_told(case) -> ClockLimit | None:
    """The limit the applicant goes by, if it runs: the promise where it may be extended at all, else the law's."""
    run = case.dossier.runs.filter(clock="decision", ended_at=None).last()
    if run is None:
        return None
    found = {limit.kind: limit for limit in run.limits.all()}
    promise = found.get(LimitKind.PROMISE)
    return promise if promise and promise.extendable else found.get(LimitKind.STATUTORY)


class RequestForm(ActForm):
    """Cause, reason and the new limit: all three are told to the applicant (WS03-07)."""

    cause = forms.CharField(label="延期原因", max_length=100)
    reason = forms.CharField(label="延期理由", max_length=500, widget=LONG)
    n = forms.IntegerField(label="延长", min_value=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if most := law_of(self.do.parent).extension:
            self.fields["n"].label = f"延长多少（{Unit(most.unit).label}）"
            self.fields["n"].help_text = f"依法最多延长{most}。"

    @rule_of_form("WS03-05-4 WS03-07-2 许可法42-1 许可法42-2")
    def check_length(self, cleaned):
        """Never longer than the statute allows, nor than the hall allows itself."""
        most, n = law_of(self.do.parent).extension, cleaned.get("n")
        if n is None or most is None:
            return
        if n > most.n:
            self.add_error("n", f"依法最多延长{most}，请缩短。")
        own = self.do.rule("case.extension_max")
        if own and outlasts(Span(n, Unit(most.unit)), own, calendar_for(self.do.hall)):
            self.add_error("n", f"本大厅规定每次最多延长{own}，请缩短。")


class DeclineForm(ActForm):
    reason = forms.CharField(label="不同意的理由", max_length=500, widget=LONG)


@guard("许可法42-1")
def still_undecided(extension, do):
    if (do.parent or extension.case).state not in IN_HAND:
        return "只有已经受理、尚未决定的办件才能延期。"


@guard("WS03-05-4 许可法42-1")
def law_knows_extension(extension, do):
    law = law_of(do.parent)
    if law.extension is None:
        return f"{law.basis}没有规定可以延长，应当在期限内办结。"


@guard("许可法42-1")
def not_extended_before(extension, do):
    """The law says once; a hall may say never."""
    granted = (
        do.parent.extensions.filter(state=Extension.State.GRANTED).count()
        if has_below(do.parent, do, "extension")
        else 0
    )
    most = min(do.rule("statute.extension_times"), do.rule("case.extension_max_count"))
    if granted >= most:
        return f"办理期限最多延长{most}次，不能再延长。"


@guard("许可法42-1")
def none_waiting(extension, do):
    asked = do.parent.extensions.filter(state=Extension.State.ASKED)
    if has_below(do.parent, do, "extension") and asked.exists():
        return "已有延期申请正在审批。"


@guard("WS03-07-3")
def before_it_is_due(extension, do):
    """What has passed is late and stays late; while the clock stands there is no day to extend."""
    limit = limit_told(do.parent or extension.case)
    if limit is None or limit.due_on is None:
        return "办理期限没有在计时（特别程序进行中或者已经办结），不能延期。"
    if do.on > limit.due_on:
        return f"{limit.get_kind_display()}已于{limit.due_on:%Y-%m-%d}届满，延期应当在届满之前告知，现在不能再延。"


class Extension(Chained, Workflow):
    """One request to extend the limit of a case. With the last approval the limit moves and the applicant is told."""

    class State(models.TextChoices):
        ASKED = "asked", "审批中"
        GRANTED = "granted", "已批准"
        DECLINED = "declined", "不同意"
        WITHDRAWN = "withdrawn", "已撤回"

    read_along = ("case",)

    state = StateField(State)
    case = models.ForeignKey("cases.Case", models.PROTECT, verbose_name="办件", related_name="extensions")
    cause = models.CharField("延期原因", max_length=100)
    reason = models.TextField("延期理由")
    n = models.PositiveSmallIntegerField("延长")
    unit = models.CharField("单位", max_length=12, choices=unit_choices())
    approver = models.CharField("法定批准人", max_length=20, choices=Approver)
    limit = models.CharField("所告知的时限", max_length=10, choices=LimitKind, blank=True)
    due_before = models.DateField("原届满日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "延期"

    def __str__(self) -> str:
        return f"{self.case.number} 延期{self.span}"

    @property
    def span(self) -> Span:
        return Span(self.n, Unit(self.unit))

    def rules_date(self, do):
        return (do.parent or self.case).rules_date(do)

    @act(
        "申请延期",
        NEW,
        State.ASKED,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=RequestForm,
        guards=[still_undecided, law_knows_extension, not_extended_before, none_waiting, before_it_is_due],
        clauses="WS03-07-1 许可法42-1",
    )
    def ask(self, do):
        law = law_of(do.parent)
        self.case, self.cause, self.reason = do.parent, do.data["cause"], do.data["reason"]
        self.n, self.unit, self.approver = do.data["n"], law.extension.unit, law.extension_approver
        self.start_chain(do.rule(CHAINS[Approver(law.extension_approver)]))
        do.label(str(self))

    @act(
        "批准延期",
        State.ASKED,
        RETURN_VALUE(State.ASKED, State.GRANTED),
        by=Chain("case.extension_by_organ"),
        guards=[still_undecided, before_it_is_due],
        clauses="许可法42-1 许可法42-2",
    )
    def approve(self, do):
        """One link agrees; with the last the limit moves, and the notice with the new day goes out at once."""
        state = self.agree(self.State.ASKED, self.State.GRANTED)
        if state == self.State.GRANTED:
            told = limit_told(self.case)
            self.limit, self.due_before = told.kind, told.due_on
            do.happened("extended", span=self.span)
            do.issue(papers.EXTENSION)
        return state

    @act(
        "不同意延期",
        State.ASKED,
        State.DECLINED,
        by=Chain("case.extension_by_organ"),
        form=DeclineForm,
        clauses="许可法42-1 许可法42-2",
    )
    def decline(self, do):
        """The limit stays as it was told."""

    @act(
        "撤回延期申请",
        State.ASKED,
        State.WITHDRAWN,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
    )
    def withdraw(self, do):
        """It can be decided in time after all."""
