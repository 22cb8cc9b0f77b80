"""Filing (网上申请): what came in online, looked at before anybody travels (预审), then taken in as a case.

The law's days run from the day it entered the platform (行政许可法 32): looking at it beforehand buys no time.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.outbox.message import NoticeWay
from hall.papers.paper import new_code
from hall.people.roles import Role
from matters.catalogue.codes import CertificateForm
from matters.catalogue.fields import ChoicesField

from . import ending_papers, filing_guards, guards
from .case import Case
from .filing_clocks import FILING_CLOCKS
from .filing_files import FilingFile, Terminal
from .filing_intake import intake_of
from .forms.filing import FilingForm
from .forms.online import OnlineForm
from .forms.withdrawal import WithdrawForm
from .licences.terms import Business
from .materials import Checklist
from .pre_review import PreReviewActs
from .rules import POST
from .states import Channel, FilingState

CLERK = Role.WINDOW_CLERK


class Filing(PreReviewActs, Workflow):
    """One online application until it is taken in. It names its parts like a case, so the same forms and papers fit."""

    clocks = FILING_CLOCKS
    channel = Channel.ONLINE
    private_fields = frozenset({"applicant", "agency", "summary", "query_code"})
    opening_fields = frozenset({"matter"})
    final = frozenset({FilingState.RECEIVED})
    read_along = ("matter", "version__matter", "applicant")

    state = StateField(FilingState)
    number = models.CharField("平台申请编号", max_length=40, unique=True)
    query_code = models.CharField("查询码", max_length=12, blank=True, editable=False)
    terminal = models.CharField("申请渠道", max_length=10, choices=Terminal, default=Terminal.PLATFORM)
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, verbose_name="事项", related_name="filings"
    )
    version = models.ForeignKey(
        "catalogue.MatterVersion", models.PROTECT, verbose_name="事项版本", related_name="+"
    )
    applicant = models.ForeignKey(
        "hall.Applicant", models.PROTECT, verbose_name="申请人", related_name="filings"
    )
    agency = models.ForeignKey(
        "hall.Agency", models.PROTECT, verbose_name="代理", null=True, blank=True, related_name="+"
    )
    summary = models.CharField("申请内容摘要", max_length=200, blank=True)
    delivery_way = models.CharField("领取方式", max_length=20, blank=True)
    notice_way = models.CharField("告知方式", max_length=10, choices=NoticeWay, default=NoticeWay.SMS)
    business = models.CharField("业务办理项", max_length=10, choices=Business, default=Business.NEW)
    licence = models.ForeignKey(
        "cases.Licence", models.PROTECT, verbose_name="原证件", null=True, blank=True, related_name="filings"
    )
    certificate_forms = ChoicesField("证件形式", of=CertificateForm, blank=True)
    in_scope = models.BooleanField("属于本机关职权范围", default=True)
    received_at = models.DateTimeField("进入平台时间")
    supplied_at = models.DateTimeField("补正材料交齐时间", null=True, blank=True)
    window = models.ForeignKey(
        "hall.Place", models.PROTECT, verbose_name="预审窗口", null=True, blank=True, related_name="+"
    )
    received_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="预审人", null=True, blank=True, related_name="+"
    )
    silent = models.BooleanField("法定期限内没有答复", default=False)
    wants_originals = models.BooleanField("须带来或者寄来原件", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "网上申请"
        indexes = [models.Index(fields=["state", "received_at"], name="filing_state_received")]

    def __str__(self) -> str:
        return f"{self.number} {self.matter}"

    @cached_property
    def checklist(self) -> Checklist:
        return Checklist.of(self)

    @property
    def was_told(self) -> bool:
        return bool(self.checklist.told)

    @property
    def signer(self) -> str:
        """Who signs: the agent, else the applicant in person, else who represents the body."""
        if self.agency_id:
            return self.agency.agent.name
        return self.applicant.name if self.applicant.is_natural else self.applicant.legal_representative

    def counts_from(self, now: dt.datetime) -> dt.datetime:
        """Since when the case taken in now has lain with the organ: since it entered the platform, or was completed
        there; only what the guide wants on paper comes in with the paper – unless the organ has been silent before.
        """
        if self.wants_originals and not self.silent:
            return now
        return self.supplied_at or self.received_at

    @act(
        "登记网上申请",
        NEW,
        FilingState.FILED,
        by=[CLERK, SYSTEM],
        at_window=True,
        form=FilingForm,
        clauses="许可法33",
    )
    def file(self, do):
        self.number, self.received_at = do.data["number"], do.data["received_at"]
        self._keep(do)

    @act(
        "网上申请（公众端）",
        NEW,
        FilingState.FILED,
        by=SYSTEM,
        form=OnlineForm,
        hidden=True,
        clauses="AH-39.1 XA-16.a XA-24.3 许可法33",
    )
    def apply(self, do):
        """What the applicant sends from the guide page; it has entered the platform this very instant."""
        self.number, self.received_at = f"WS{do.on:%Y%m%d}{new_code(8)}", do.at
        self.query_code, self.terminal = new_code(8), do.data["terminal"] or Terminal.PC
        self._keep(do)
        for material, upload in do.form.uploads():
            do.add(lambda entry, m=material, u=upload: FilingFile.of(self, m, u, entry))

    @act(
        "申请人撤回申请",
        [FilingState.FILED, FilingState.CORRECTING, FilingState.PASSED],
        FilingState.WITHDRAWN,
        by=CLERK,
        at_window=True,
        form=WithdrawForm,
        papers=[ending_papers.WITHDRAWAL],
        events=["withdrawn"],
        clauses="许可法29",
    )
    def withdraw(self, do):
        """The applicant's to decide, as long as it is not taken in."""

    @act(
        "收件（转为办件）",
        [FilingState.FILED, FilingState.PASSED],
        FilingState.RECEIVED,
        by=CLERK,
        at_window=True,
        guards=[
            filing_guards.passed_or_silent,
            filing_guards.mail_at_the_window,
            guards.materials_ticked,
            guards.matter_is_open,
            guards.window_takes_matter,
            guards.clerk_is_entrusted,
        ],
        events=["taken_in"],
        clauses="许可法33",
    )
    def take_in(self, do):
        """The case begins with what was typed and found before; nothing is typed again."""
        scope = {"hall": do.hall, "department": do.department, "matter": self.matter, "filing": self}
        do.then(Case, "receive", intake_of(self), **scope)

    def _keep(self, do) -> None:
        """What was typed of applicant and wishes; the clock runs from when it came in."""
        self.applicant = do.form.register_applicant()
        self.agency = do.form.register_agency(self.applicant)
        do.form.keep_business(self)
        for name in ("summary", "delivery_way", "notice_way"):
            setattr(self, name, do.data[name])
        if self.delivery_way == POST:
            do.add(lambda entry: do.form.mail_to(self, entry))
        do.label(f"{self.number} {self.matter}")
        do.happened("received", at=self.received_at)
