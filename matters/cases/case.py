"""Case (办件): one application from the counter to the archive. Fields, then acts in the order of the law."""

from __future__ import annotations

from functools import cached_property

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.legal_time import local_date
from hall.papers.paper import new_code
from hall.people.roles import Role
from windows.seals import custody
from windows.seals.guards import STAMPING

from . import guards, papers
from .clocks import CASE_CLOCKS
from .forms.checking import FirstCheckForm
from .forms.correction import CorrectionForm, RelistForm, SupplyForm
from .forms.decision import ApproveForm, HandOutForm, OpinionForm, RefuseForm, RemindForm
from .forms.intake import IntakeForm
from .forms.lateness import OutcomeForm
from .forms.rejection import RejectionForm
from .forms.tolerance import FillGapsForm, ToleranceForm
from .materials import Checklist, MaterialCheck, ToldDefect
from .states import BEFORE_ACCEPTANCE, Outcome, State

CLERK, REVIEWER, FIRST = Role.WINDOW_CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE


class Case(Workflow):
    """An application for one matter. It keeps the version of the matter, and the rules, it was accepted under."""

    clocks = CASE_CLOCKS
    private_fields = frozenset({"applicant", "agency", "query_code", "summary"})
    opening_fields = frozenset({"matter"})
    final = frozenset({State.ARCHIVED})
    read_along = ("matter", "version__matter", "applicant")

    state = StateField(State)
    number = models.CharField("办件编号", max_length=30, unique=True)
    query_code = models.CharField("查询码", max_length=12, editable=False)
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, verbose_name="事项", related_name="cases")
    version = models.ForeignKey(
        "catalogue.MatterVersion", models.PROTECT, verbose_name="事项版本", related_name="+"
    )
    applicant = models.ForeignKey(
        "hall.Applicant", models.PROTECT, verbose_name="申请人", related_name="cases"
    )
    agency = models.ForeignKey(
        "hall.Agency", models.PROTECT, verbose_name="代理", null=True, blank=True, related_name="+"
    )
    summary = models.CharField("申请内容摘要", max_length=200, blank=True)
    delivery_way = models.CharField("领取方式", max_length=20, blank=True)
    in_scope = models.BooleanField("属于本机关职权范围", default=True)
    window = models.ForeignKey("hall.Place", models.PROTECT, verbose_name="收件窗口", related_name="+")
    received_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="收件人", related_name="+")
    received_at = models.DateTimeField("收件时间")
    supplied_at = models.DateTimeField("补正材料交齐时间", null=True, blank=True)
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    accepted_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="受理人", null=True, blank=True, related_name="+"
    )
    deemed = models.BooleanField("视为受理", default=False)
    tolerant_until = models.DateField("容缺材料补齐期限", null=True, blank=True)
    gaps_lapsed_at = models.DateTimeField("容缺逾期时间", null=True, blank=True)
    outcome = models.CharField("决定", max_length=10, choices=Outcome, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="决定人", null=True, blank=True, related_name="+"
    )
    sealed_at = models.DateTimeField("用印时间", null=True, blank=True)
    at_window_at = models.DateTimeField("到达出件窗口时间", null=True, blank=True)
    completed_at = models.DateTimeField("办结时间", null=True, blank=True)
    delivered_at = models.DateTimeField("送达时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "办件"
        indexes = [
            models.Index(fields=["matter", "received_at"], name="case_matter_received"),
            models.Index(fields=["state", "received_at"], name="case_state_received"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.matter}"

    @cached_property
    def checklist(self) -> Checklist:
        """The materials of the guide beside what was found of each; read once per look at the case."""
        return Checklist.of(self)

    @property
    def is_instant(self) -> bool:
        return self.version.is_instant

    @property
    def has_gaps(self) -> bool:
        """Accepted tolerantly, and the papers promised have not come yet."""
        return self.tolerant_until is not None and bool(self.checklist.defects)

    def rules_date(self, do):
        """The rulebook of the day of acceptance governs to the end; before it, today's (AH-48, WS01-07)."""
        return local_date(self.accepted_at) if self.accepted_at else do.on

    # --- At the counter ---------------------------------------------------------------------------------

    @act(
        "收件",
        NEW,
        State.RECEIVED,
        by=CLERK,
        at_window=True,
        form=IntakeForm,
        guards=[guards.matter_is_open, guards.window_takes_matter, guards.clerk_is_entrusted],
        papers=[papers.RECEIPT],
        events=["received"],
        clauses="DL-9.1 EL-3.1a WS02-06-1 WS03-09-1",
    )
    def receive(self, do):
        self.number = f"{do.hall.region_code[:6]}{do.on:%Y%m%d}{self.dossier.pk:08d}"
        self.query_code = new_code(8)
        self.applicant = do.form.register_applicant()
        self.agency = do.form.register_agency(self.applicant)
        self.summary, self.delivery_way = do.data["summary"], do.data["delivery_way"]
        self.in_scope = do.data["in_scope"]
        self.window, self.received_by, self.received_at = do.place, do.by, do.at
        self._keep_findings(do)
        do.label(f"{self.number} {self.matter}")

    @act(
        "重新核对材料",
        BEFORE_ACCEPTANCE,
        None,
        by=CLERK,
        at_window=True,
        form=FirstCheckForm,
        guards=[guards.clerk_is_entrusted, guards.nothing_told_yet],
        clauses="DL-9.1 WS02-06-1",
    )
    def recheck(self, do):
        self.in_scope = do.data["in_scope"]
        self._keep_findings(do)

    @act(
        "出具服务指南",
        BEFORE_ACCEPTANCE,
        None,
        by=CLERK,
        at_window=True,
        papers=[papers.GUIDE],
        clauses="WS02-02 WS02-03.1",
    )
    def give_guide(self, do):
        """Beside the one-time notice, the other written answer to an application: the complete guide."""

    @act(
        "受理",
        BEFORE_ACCEPTANCE,
        State.ACCEPTED,
        by=CLERK,
        at_window=True,
        form=OutcomeForm,
        guards=[
            guards.clerk_is_entrusted,
            guards.in_scope,
            guards.materials_ticked,
            guards.materials_complete,
            guards.has_a_limit,
        ],
        papers=[papers.ACCEPTANCE],
        clauses="AH-35.1 XA-16.1 EL-3.1b WS02-08-2",
    )
    def accept(self, do):
        self._accepted(do, self.supplied_at or do.at)

    @act(
        "容缺受理",
        BEFORE_ACCEPTANCE,
        State.ACCEPTED,
        by=CLERK,
        at_window=True,
        form=ToleranceForm,
        guards=[
            guards.clerk_is_entrusted,
            guards.in_scope,
            guards.materials_ticked,
            guards.only_tolerable_gaps,
            guards.has_a_limit,
        ],
        papers=[papers.TOLERANT],
        events=["tolerated"],
        clauses="XA-16.3a EL-3.1c",
    )
    def accept_tolerantly(self, do):
        self.tolerant_until = do.data["until"]
        self._accepted(do, do.at)

    @act(
        "视为受理",
        State.RECEIVED,
        State.ACCEPTED,
        by=SYSTEM,
        guards=[guards.in_scope],
        papers=[papers.ACCEPTANCE],
        clauses="许可法32-1-4",
    )
    def deem_accepted(self, do):
        """Nobody told the applicant anything in time: accepted since the day the papers came in (行政许可法 32)."""
        self.deemed = True
        self.accepted_at = self.received_at
        do.happened("accepted", at=self.received_at)

    @act(
        "一次性告知补正",
        BEFORE_ACCEPTANCE,
        State.CORRECTING,
        by=CLERK,
        at_window=True,
        form=CorrectionForm,
        guards=[
            guards.clerk_is_entrusted,
            guards.in_scope,
            guards.nothing_told_yet,
            guards.materials_ticked,
            guards.something_to_correct,
        ],
        papers=[papers.CORRECTION],
        events=["corrections_told"],
        clauses="AH-36.3 XA-16.2a EL-3.1e WS01-05.1.2b-1 WS03-06-1 WS04-1.3-2",
    )
    def tell_corrections(self, do):
        self._told(do, [row.material for row in self.checklist.defects])

    @act(
        "重列未补正材料",
        State.CORRECTING,
        None,
        by=CLERK,
        at_window=True,
        form=RelistForm,
        guards=[guards.clerk_is_entrusted, guards.second_notice_allowed, guards.told_items_still_open],
        papers=[papers.RELIST],
        clauses="AH-13.5e DL-8.3 WS01-05.1.2b-1",
    )
    def tell_again(self, do):
        """The same items once more. What a rulebook lets a reason add is shown to the supervisor."""
        if new := do.form.new_items(do.data):
            self._told(do, new)
            self._keep_findings(do)
            names = "、".join(material.name for material in new)
            self.dossier.attention = f"第二次告知增加了第一次没有列出的材料，请监督人员核查：{names}"

    @act(
        "收取补正材料",
        State.CORRECTING,
        None,
        by=CLERK,
        at_window=True,
        form=SupplyForm,
        guards=[guards.clerk_is_entrusted, guards.told_items_still_open],
        clauses="WS02-08-2 WS03-06-2",
    )
    def supply(self, do):
        self._keep_findings(do)
        if do.form.all_supplied():
            self.supplied_at = do.at
            do.happened("corrections_supplied")

    @act(
        "不予受理",
        BEFORE_ACCEPTANCE,
        State.NOT_ACCEPTED,
        by=CLERK,
        at_window=True,
        form=RejectionForm,
        guards=[guards.clerk_is_entrusted, guards.not_all_supplied],
        papers=[papers.REJECTION],
        events=["rejected"],
        clauses="AH-37.1 EL-4.1b WS03-08-2",
    )
    def reject(self, do):
        """不予受理, with grounds, basis and remedies on its own numbered paper."""

    @act(
        "逾期未补正",
        State.CORRECTING,
        State.LAPSED,
        by=SYSTEM,
        guards=[guards.not_all_supplied, guards.told_in_time],
        papers=[papers.LAPSE],
        events=["lapsed"],
        clauses="XA-16.2b",
    )
    def lapse_corrections(self, do):
        """The applicant let the told deadline pass; the application ends on paper, and may be made anew."""

    # --- In the back office -----------------------------------------------------------------------------

    @act(
        "进入审查",
        State.ACCEPTED,
        State.REVIEWING,
        by=SYSTEM,
        guards=[guards.not_instant, guards.acceptance_served],
        clauses="AH-3.2 WS03-05-2",
        hidden=True,
    )
    def begin_review(self, do):
        """Follows when the back office signs for the materials (see Handover)."""

    @act("出具审查意见", State.REVIEWING, None, by=[REVIEWER, FIRST], form=OpinionForm, clauses="XA-13")
    def opine(self, do):
        """A reviewer's written opinion; the decision stays with whom the rulebook names."""

    @act(
        "补齐容缺材料",
        [State.ACCEPTED, State.REVIEWING, State.DECIDED, State.SEALED, State.AT_WINDOW],
        None,
        by=CLERK,
        at_window=True,
        form=FillGapsForm,
        guards=[guards.gaps_open],
        clauses="EL-4.2f",
    )
    def fill_gaps(self, do):
        self._keep_findings(do)
        if do.form.all_supplied():
            do.happened("gaps_filled")

    @act(
        "容缺逾期未补齐",
        [State.ACCEPTED, State.REVIEWING],
        None,
        by=SYSTEM,
        guards=[guards.gaps_open],
        hidden=True,
        clauses="XA-16.3b",
    )
    def lapse_tolerance(self, do):
        """The promised papers did not come: the case can only be refused, with that reason, by whoever decides."""
        self.gaps_lapsed_at = do.at

    @act(
        "准予",
        [State.ACCEPTED, State.REVIEWING],
        State.DECIDED,
        by=[REVIEWER, FIRST, CLERK],
        form=ApproveForm,
        guards=[*guards.DECIDING, guards.no_gaps_at_decision, guards.gaps_not_lapsed],
        papers=[papers.APPROVAL],
        events=["decided"],
        clauses="AH-13.2a XA-17.1 WS04-5.6",
    )
    def approve(self, do):
        self._decided(do, Outcome.GRANTED)

    @act(
        "不予",
        [State.ACCEPTED, State.REVIEWING],
        State.DECIDED,
        by=[REVIEWER, FIRST, CLERK],
        form=RefuseForm,
        guards=[*guards.DECIDING, guards.gaps_may_still_come],
        papers=[papers.REFUSAL],
        events=["decided"],
        clauses="XA-17.2",
    )
    def refuse(self, do):
        self._decided(do, Outcome.REFUSED)

    # --- The seal, the window, the applicant ------------------------------------------------------------

    @act(
        "加盖审批专用章",
        State.DECIDED,
        State.SEALED,
        by=FIRST,
        at_window=True,
        guards=STAMPING,
        locks=custody.locks_seal,
        events=["sealed"],
        clauses="AH-31.1 AH-30.1",
    )
    def seal(self, do):
        """The stamp: where the rulebook says so, its time is the completion."""
        self.sealed_at = do.at
        papers.stamp_waiting(self, do)
        self._completed(do, "sealed")

    @act(
        "补盖审批专用章",
        [State.SEALED, State.AT_WINDOW, State.DELIVERED],
        None,
        by=FIRST,
        at_window=True,
        guards=[guards.something_to_seal, *STAMPING],
        locks=custody.locks_seal,
        clauses="AH-30.1 AH-30.2",
    )
    def seal_again(self, do):
        """A decision whose slip of the pen was corrected after the stamp; the completion stays where it was."""
        papers.stamp_waiting(self, do)

    @act(
        "结果送出件窗口",
        [State.DECIDED, State.SEALED],
        State.AT_WINDOW,
        by=[REVIEWER, FIRST, CLERK],
        at_window=True,
        guards=[guards.sealed_where_required],
        events=["at_window"],
        clauses="AH-3.2 EL-3.3a",
    )
    def bring_to_window(self, do):
        self.at_window_at = do.at
        self._completed(do, "at_window")

    @act(
        "出件（送达）",
        [State.SEALED, State.AT_WINDOW],
        State.DELIVERED,
        by=CLERK,
        at_window=True,
        form=HandOutForm,
        guards=[
            guards.sealed_where_required,
            guards.at_the_window_first,
            guards.no_gaps_at_issue,
            guards.integrated_window_hands_out,
        ],
        papers=[papers.DELIVERY_RECORD],
        events=["delivered", "answered"],
        clauses="AH-3.2 AH-12.3 EL-3.3b",
    )
    def hand_out(self, do):
        self.delivered_at = do.at
        if self.at_window_at is None:  # an instant item is stamped and handed out at the window itself
            self.at_window_at = do.at
            do.happened("at_window")
            self._completed(do, "at_window")
        self._completed(do, "answered")
        papers.serve_result(self, do)

    @act(
        "归档",
        [State.DELIVERED, State.NOT_ACCEPTED, State.LAPSED],
        State.ARCHIVED,
        by=[CLERK, Role.HALL_OFFICE],
        guards=[guards.every_paper_served],
        events=["archived"],
        clauses="AH-12.3",
    )
    def archive(self, do):
        """Nothing happens to a case after this."""

    @act(
        "催办",
        [State.RECEIVED, State.CORRECTING, State.ACCEPTED, State.REVIEWING, State.DECIDED, State.SEALED],
        None,
        by=[Role.HALL_OFFICE, Role.HALL_LEADER, Role.SUPERVISOR],
        form=RemindForm,
        clauses="AH-13.2b DL-4.1",
    )
    def remind(self, do):
        """The centre presses and reminds; it decides nothing for the department."""

    # --- Shared -----------------------------------------------------------------------------------------

    def _accepted(self, do, at) -> None:
        self.accepted_at, self.accepted_by = at, do.by
        do.happened("accepted", at=at)

    def _decided(self, do, outcome: Outcome) -> None:
        self.outcome, self.decided_at, self.decided_by = outcome, do.at, do.by
        self._completed(do, "decided")

    def _completed(self, do, event: str) -> None:
        """The one legal completion time: whichever event the rulebook names, and no later one moves it."""
        if self.completed_at is None and do.rule("case.completion_event") == event:
            self.completed_at = do.at

    def _told(self, do, materials) -> None:
        for material in materials:
            do.add(lambda entry, m=material: ToldDefect(dossier=self.dossier, material=m, entry=entry))

    def _keep_findings(self, do) -> None:
        for found in do.form.findings():
            do.add(
                lambda entry, found=found: MaterialCheck(
                    dossier=self.dossier, checked_at=do.at, entry=entry, **found
                )
            )
