"""Hearing (听证) of a licence: rights told – request within the applicant's days – notice – record – decision on the
record (行政许可法 46–48). Its time is none of the organ's (45): from request to record the decision clock stands.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.guards import guard
from hall.acts.workflow import StateField
from hall.calendar import calendar_for
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.clocks.engine import limits_of
from hall.legal_time import local_date
from hall.people.roles import Role
from matters.catalogue.codes import Procedure, Stage
from matters.catalogue.national import national_limit

from . import hearing_papers as papers
from .below import DEPARTMENT, BelowCase, case_of, case_under_review, has_below
from .forms.hearing import HearingRecordForm, OrderForm, RequestForm, TimeForm
from .paper_parts import minute
from .procedure import excludable


def _right_limits(hearing, do) -> list[Limit]:
    """The applicant's days to ask for a hearing: nobody is late when they pass, the right only lapses."""
    period = national_limit(Stage.HEARING_REQUEST, do.on)
    return [Limit(LimitKind.ARRANGED, period.span, period.basis)]


def _organise_limits(hearing, do) -> list[Limit]:
    period = national_limit(Stage.HEARING, do.on)
    return [Limit(LimitKind.STATUTORY, period.span, period.basis)]


CLOCKS = declare(
    "cases.hearing",
    Clock(
        "request",
        "申请听证的期限",
        starts=("told",),
        ends=("requested", "lapsed"),
        limits=_right_limits,
        effects=(Effect(LimitKind.ARRANGED, "lapse", "许可法47"),),
        clauses="许可法47",
        start_title="被告知听证权利",
    ),
    Clock(
        "organise",
        "组织听证的期限",
        starts=("requested",),
        ends=("held",),
        limits=_organise_limits,
        clauses="许可法47",
        start_title="提出听证申请",
    ),
)


@guard("许可法46")
def of_a_licence(hearing, do):
    if not do.parent.matter.is_licence:
        return "听证程序适用于行政许可事项，本事项不是行政许可。"


@guard("许可法47")
def no_other_hearing_open(hearing, do):
    open_ones = do.parent.hearings.exclude(state__in=(Hearing.State.LAPSED, Hearing.State.HELD))
    if has_below(do.parent, do, "hearing") and open_ones.exists():
        return "本件已有听证程序正在进行，不必重复启动。"


@guard("许可法47")
def rights_served(hearing, do):
    """The days to ask run from the day everybody has been told."""
    if hearing.dossier.papers.filter(kind="hearing_right", voided_at=None, served_at=None).exists():
        return "听证权利告知书还没有全部交付：请先登记申请人、利害关系人的签收。"


@guard("许可法47")
def right_still_open(hearing, do):
    limit = limits_of(do, hearing, "request").get(LimitKind.ARRANGED)
    if limit is not None and limit.due_at < do.at:
        return f"申请听证的期限已于{limit.due_on}届满。"


@guard("许可法48-1")
def notified_in_time(hearing, do):
    """Everybody holds the notice of this very date so many days before it (行政许可法 48)."""
    period = national_limit(Stage.HEARING_NOTICE, do.on)
    held_on, calendar = local_date(hearing.meets_at), calendar_for(hearing.dossier.hall)
    notices = hearing.dossier.papers.filter(kind="hearing_notice", voided_at=None)
    for paper in notices.filter(facts__meets_at=minute(hearing.meets_at)):
        if paper.served_at is None:
            return "听证通知书还没有全部交付：请先登记听证参加人的签收。"
        if not in_time(local_date(paper.served_at), held_on, period.span, calendar):
            return f"听证通知书没有在听证{period.span}前交付，请另定听证时间，重新通知。"


def in_time(told_on, held_on, span, calendar) -> bool:
    """Whether so many working days lie between a notice and the hearing, the day of the notice not counted."""
    return calendar.count(told_on, held_on) >= span.n


@guard("许可法48")
def its_time_has_come(hearing, do):
    if do.at < hearing.meets_at:
        return "听证还没有到举行的时间，不能登记听证笔录。"


class Hearing(BelowCase):
    """One hearing, or the right to one that was not used."""

    class State(models.TextChoices):
        ISSUED = "issued", "已出具告知书，待交付"
        TOLD = "told", "已告知，待申请"
        LAPSED = "lapsed", "逾期未申请"
        REQUESTED = "requested", "待通知听证时间"
        SET = "set", "已通知，待举行"
        HELD = "held", "已举行"

    clocks = CLOCKS
    private_fields = frozenset({"requested_by", "attended"})

    state = StateField(State)
    case = case_of("hearings")
    reason = models.TextField("举行听证的理由", blank=True)
    requested_by = models.CharField("申请听证的人", max_length=120, blank=True)
    meets_at = models.DateTimeField("听证时间", null=True, blank=True)
    place = models.CharField("听证地点", max_length=200, blank=True)
    chair = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="听证主持人", null=True, blank=True, related_name="+"
    )
    is_public = models.BooleanField("公开举行", default=True)
    attended = models.JSONField("参加人", default=list)
    record = models.TextField("听证记录", blank=True)
    opinion = models.TextField("听证意见", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "听证"

    @property
    def told(self) -> str:
        return (
            f"{timezone.localtime(self.meets_at):%Y-%m-%d %H:%M} {self.place}"
            if self.meets_at
            else self.reason
        )

    @act(
        "告知听证权利",
        NEW,
        State.ISSUED,
        by=DEPARTMENT,
        guards=[case_under_review, of_a_licence, no_other_hearing_open],
        papers=[papers.RIGHT],
        clauses="许可法47",
    )
    def tell(self, do):
        """To the applicant and to every interested party, each on a paper of their own."""
        self.open_below(do)
        for party in self.case.parties.select_related("person"):
            do.issue(papers.RIGHT, to=party.person)

    @act(
        "决定举行听证",
        NEW,
        State.REQUESTED,
        by=DEPARTMENT,
        form=OrderForm,
        guards=[case_under_review, of_a_licence, no_other_hearing_open],
        papers=[papers.ANNOUNCEMENT],
        clauses="许可法46",
    )
    def order(self, do):
        """Where a statute wants a hearing, or the public interest does: announced to everybody."""
        self.open_below(do)
        self.reason = do.data["reason"]
        self._pause(do)

    @act(
        "确认已告知",
        State.ISSUED,
        State.TOLD,
        by=DEPARTMENT,
        guards=[case_under_review, rights_served],
        clauses="许可法47",
    )
    def confirm_told(self, do):
        served = self.dossier.papers.filter(kind="hearing_right", voided_at=None)
        do.happened("told", at=max(served.values_list("served_at", flat=True)))

    @act("逾期未申请听证", State.TOLD, State.LAPSED, by=SYSTEM, events=["lapsed"], clauses="许可法47")
    def lapse(self, do):
        """Nobody asked within the days of the law."""

    @act(
        "登记听证申请",
        State.TOLD,
        State.REQUESTED,
        by=[Role.WINDOW_CLERK, *DEPARTMENT],
        form=RequestForm,
        guards=[case_under_review, right_still_open],
        events=["requested"],
        clauses="许可法47",
    )
    def request(self, do):
        self.requested_by = do.data["requested_by"]
        self._pause(do)

    @act(
        "通知听证时间",
        [State.REQUESTED, State.SET],
        State.SET,
        by=DEPARTMENT,
        form=TimeForm,
        guards=[case_under_review],
        papers=[papers.NOTICE],
        clauses="许可法48-1",
    )
    def notify(self, do):
        self.meets_at, self.place = do.data["meets_at"], do.data["place"]
        self.chair, self.is_public = do.data["chair"], do.data["is_public"]
        for party in self.case.parties.select_related("person"):
            do.issue(papers.NOTICE, to=party.person)

    @act(
        "登记听证笔录",
        State.SET,
        State.HELD,
        by=DEPARTMENT,
        form=HearingRecordForm,
        guards=[case_under_review, its_time_has_come, notified_in_time],
        papers=[papers.RECORD, papers.OPINION],
        events=["held"],
        clauses="许可法48 DL-13.3",
    )
    def hold(self, do):
        self.attended, self.record, self.opinion = (
            do.data["attended"],
            do.data["record"],
            do.data["opinion"],
        )
        if self._excluded:
            do.happened("procedure_ended", key=self.dossier.pk)

    @property
    def _excluded(self) -> bool:
        return Procedure.HEARING in excludable(self.case)

    def _pause(self, do) -> None:
        if self._excluded:
            do.happened("procedure_started", key=self.dossier.pk, title=Procedure.HEARING.label)
