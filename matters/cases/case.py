"""Case (办件): one application from the counter to the archive.

Here are its fields; its acts stand, in the order of the law, in ``at_the_counter``, ``sharing``, ``in_the_office``,
``withdrawing``, ``handing_out``.
"""

from __future__ import annotations

from functools import cached_property

from django.db import models

from hall.acts.workflow import StateField, Workflow
from hall.legal_time import local_date
from hall.outbox.message import NoticeWay
from matters.catalogue.codes import CaseType, CertificateForm, Stage
from matters.catalogue.fields import ChoicesField

from .at_the_counter import CounterActs
from .clocks import CASE_CLOCKS
from .coordinating import CoordinationActs
from .green import GreenActs, Ground
from .handing_out import HandingOutActs
from .in_the_office import OfficeActs
from .licences.terms import Business
from .licensing import LicensingActs
from .materials import Checklist
from .owning import OwnerActs
from .returning import ReturnActs
from .reviewing import ReviewActs
from .sharing import SharedDataActs
from .states import PROPOSALS, Channel, Outcome, RejectionGround, State
from .upward import UpwardActs
from .withdrawing import WithdrawalActs


class Case(
    CounterActs,
    SharedDataActs,
    OfficeActs,
    ReviewActs,
    ReturnActs,
    LicensingActs,
    CoordinationActs,
    UpwardActs,
    WithdrawalActs,
    HandingOutActs,
    OwnerActs,
    GreenActs,
    Workflow,
):
    """An application for one matter. It keeps the version of the matter, and the rules, it was accepted under."""

    clocks = CASE_CLOCKS
    private_fields = frozenset({"applicant", "agency", "query_code", "summary"})
    opening_fields = frozenset({"matter", "filing", "thing", "late_entry"})
    final = frozenset({State.ARCHIVED})
    read_along = ("matter", "version__matter", "applicant", "licence__dossier")

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
    channel = models.CharField("申请渠道", max_length=10, choices=Channel, default=Channel.COUNTER)
    filing = models.OneToOneField(
        "cases.Filing", models.PROTECT, verbose_name="网上申请", null=True, blank=True, related_name="case"
    )
    summary = models.CharField("申请内容摘要", max_length=200, blank=True)
    delivery_way = models.CharField("领取方式", max_length=20, blank=True)
    notice_way = models.CharField("告知方式", max_length=8, choices=NoticeWay, default=NoticeWay.SMS)
    business = models.CharField("业务办理项", max_length=10, choices=Business, default=Business.NEW)
    licence = models.ForeignKey(
        "cases.Licence",
        models.PROTECT,
        verbose_name="原证件",
        null=True,
        blank=True,
        related_name="applications",
    )
    certificate_forms = ChoicesField("证件形式", of=CertificateForm, blank=True)
    in_scope = models.BooleanField("属于本机关职权范围", default=True)
    window = models.ForeignKey("hall.Place", models.PROTECT, verbose_name="收件窗口", related_name="+")
    received_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="收件人", related_name="+")
    received_at = models.DateTimeField("收件时间")
    owner = models.ForeignKey("hall.User", models.PROTECT, verbose_name="承办人", related_name="+")
    examiner = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="审查人员", null=True, blank=True, related_name="+"
    )
    late_entry = models.OneToOneField(
        "cases.LateEntry", models.PROTECT, verbose_name="补录", null=True, blank=True, related_name="case"
    )
    thing = models.ForeignKey(
        "cases.OneThing", models.PROTECT, verbose_name="一件事", null=True, blank=True, related_name="parts"
    )
    green_ground = models.CharField("绿色通道", max_length=12, choices=Ground, blank=True)
    green_document = models.CharField("绿色通道依据", max_length=200, blank=True)
    supplied_at = models.DateTimeField("补正材料交齐时间", null=True, blank=True)
    rejection_ground = models.CharField("不予受理的事由", max_length=16, choices=RejectionGround, blank=True)
    competent_organ = models.CharField("有权机关", max_length=80, blank=True)
    transferred_at = models.DateTimeField("移送时间", null=True, blank=True)
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    accepted_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="受理人", null=True, blank=True, related_name="+"
    )
    deemed = models.BooleanField("视为受理", default=False)
    tolerant_until = models.DateField("容缺材料补齐期限", null=True, blank=True)
    gaps_lapsed_at = models.DateTimeField("容缺逾期时间", null=True, blank=True)
    superior = models.CharField("上级机关", max_length=80, blank=True)
    sent_up_at = models.DateTimeField("上报时间", null=True, blank=True)
    deemed_renewed = models.BooleanField("视为准予延续", default=False)
    review_opinion = models.TextField("审查意见", blank=True)
    proposal = models.CharField("建议", max_length=10, choices=PROPOSALS, blank=True)
    opined_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="审查人", null=True, blank=True, related_name="+"
    )
    opined_at = models.DateTimeField("审查时间", null=True, blank=True)
    approval_steps = models.JSONField("须签署的审批环节", default=list)
    approval_step = models.PositiveSmallIntegerField("已签署的环节", default=0)
    outcome = models.CharField("决定", max_length=10, choices=Outcome, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="决定人", null=True, blank=True, related_name="+"
    )
    sealed_at = models.DateTimeField("用印时间", null=True, blank=True)
    at_window_at = models.DateTimeField("到达出件窗口时间", null=True, blank=True)
    delay_reason = models.TextField("超期理由", blank=True)
    delay_expected_on = models.DateField("预计办结日期", null=True, blank=True)
    delay_explained_at = models.DateTimeField("公开说明时间", null=True, blank=True)
    completed_at = models.DateTimeField("办结时间", null=True, blank=True)
    delivered_at = models.DateTimeField("送达时间", null=True, blank=True)
    ended_at = models.DateTimeField("撤回、终止或者退件时间", null=True, blank=True)

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
    def was_told(self) -> bool:
        """Whether the one-time notice was given: at the counter, or online where nothing else came in on paper."""
        online = self.filing if self.filing_id and not self.filing.wants_originals else None
        return bool(self.checklist.told or (online and online.was_told))

    @property
    def is_instant(self) -> bool:
        return self.version.is_instant

    @property
    def is_upward(self) -> bool:
        """First examined here, decided above (上报件)."""
        return self.version.case_type == CaseType.UPWARD

    @property
    def completion_rule(self) -> str:
        """The question whose answer names the event that completes this case."""
        return "case.upward_completion_event" if self.is_upward else "case.completion_event"

    @property
    def deciding_stage(self) -> Stage:
        """Which limit of the law binds the department here: of an upward matter its own review (行政许可法 43)."""
        own = self.is_upward and self.version.has_statutory(Stage.LOWER_REVIEW)
        return Stage.LOWER_REVIEW if own else Stage.DECIDE

    @property
    def has_gaps(self) -> bool:
        """Accepted tolerantly, and the papers promised have not come yet."""
        return self.tolerant_until is not None and bool(self.checklist.defects)

    @property
    def on_errand(self) -> bool:
        """Whether the centre acts for the party from beginning to end (全程代办, AH-40.2)."""
        errand = getattr(self, "errand", None)
        return errand is not None and errand.state == "filed"

    @property
    def signer(self) -> str:
        """Who signs at the counter: the agent, else the applicant in person, else who represents the body."""
        if self.agency_id:
            return self.agency.agent.name
        if self.on_errand:
            return self.errand.agent.name
        return self.applicant.name if self.applicant.is_natural else self.applicant.legal_representative

    def rules_date(self, do):
        """The rulebook of the day of acceptance governs to the end; before it, today's (AH-48, WS01-07)."""
        return local_date(self.accepted_at) if self.accepted_at else do.on

    def _completed(self, do, event: str) -> None:
        """The one legal completion time: whichever event the rulebook names, and no later one moves it."""
        if self.completed_at is None and do.rule(self.completion_rule) == event:
            self.completed_at = do.at
