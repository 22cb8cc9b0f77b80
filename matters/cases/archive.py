"""Archive file (档案): what is left of a closed case, and everything that happens to it from then on – packed, bound,
read, lent, in the end destroyed. Nothing of this touches the case itself, which is closed for good.
"""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile
from django.db import models, transaction

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.applicants.crypto import EncryptedText
from hall.clocks.clock import Clock, Limit, LimitKind, declare
from hall.papers.paper import draw_number
from hall.people.roles import Role
from hall.span import Span, Unit
from hall.timeline.triggers import append_only

from . import archive_guards as guards
from .archive_package import build, papers_of
from .forms.archive import (
    AppraisalForm,
    BindForm,
    DestructionForm,
    GiveBackForm,
    KeepForm,
    LendForm,
    ReadForm,
)

CLERK, OFFICE, LEADER = Role.WINDOW_CLERK, Role.HALL_OFFICE, Role.HALL_LEADER
KEEPERS = [CLERK, OFFICE]
READERS = [CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE, OFFICE, LEADER, Role.BUREAU, Role.SUPERVISOR]


def _loan_limits(file, do) -> list[Limit]:
    return [Limit(LimitKind.SERVICE, None, "借阅登记的归还日期", until=do.data["due_back"])]


CLOCKS = declare(
    "cases.archivefile",
    Clock(
        "loan",
        "归还期限",
        starts=("lent",),
        ends=("given_back",),
        limits=_loan_limits,
        clauses="DL-3.2b",
        start_title="借出",
    ),
)


class ArchiveFile(Workflow):
    """The archived file of one case."""

    class State(models.TextChoices):
        DEPOSITED = "deposited", "在库"
        LENT = "lent", "已借出"
        APPRAISED = "appraised", "已鉴定，待批准销毁"
        AGREED = "agreed", "已批准销毁"
        DESTROYED = "destroyed", "已销毁"

    clocks = CLOCKS
    final = frozenset({State.DESTROYED})
    private_fields = frozenset({"package"})

    state = StateField(State)
    case = models.OneToOneField(
        "cases.Case", models.PROTECT, verbose_name="办件", related_name="archive_file"
    )
    number = models.CharField("档号", max_length=60, unique=True)
    retention = models.CharField("保管期限", max_length=12)
    retain_until = models.DateField("保管至", null=True, blank=True)
    documents = models.JSONField("文件目录", default=list)
    deposited_at = models.DateTimeField("归档时间")
    package = models.FileField("归档数据包", upload_to="archive/%Y/", max_length=200, blank=True)
    package_sha256 = models.CharField("数据包摘要", max_length=64, blank=True)
    single_set = models.BooleanField("电子单套归档", default=False)
    pages = models.PositiveSmallIntegerField("纸质页数", null=True, blank=True)
    box = models.CharField("存放位置", max_length=60, blank=True)
    proposed_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="提出鉴定", null=True, blank=True, related_name="+"
    )
    destroyed_at = models.DateTimeField("销毁时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "档案"
        indexes = [models.Index(fields=["state", "deposited_at"], name="archive_state_since")]

    def __str__(self) -> str:
        return f"{self.number} {self.case.number}"

    @act("入库", NEW, State.DEPOSITED, by=SYSTEM, hidden=True, clauses="DL-3.2b WS04-4.7-2")
    def deposit(self, do):
        """Follows when a case is filed away: the file gets its number, its time of keeping and its list."""
        self.case, self.deposited_at = do.parent, do.at
        span = do.rule("archive.retention" if self.case.outcome else "archive.retention_unaccepted")
        self.retention = str(span) if span else "永久"
        self.retain_until = kept_until(do.on, span) if span else None
        self.number = _number(do, span)
        self.documents = [{"title": one.title, "number": one.number} for one in papers_of(self.case)]
        do.label(f"{self.number} {self.case.number}")

    @act(
        "形成归档数据包",
        State.DEPOSITED,
        None,
        by=[SYSTEM, *KEEPERS],
        guards=[guards.not_packed, guards.papers_are_drawn],
        clauses="DL-3.2b XA-26.3",
    )
    def pack(self, do):
        """Papers as first stored, uploads, description, timeline and checksums, once and for ever."""
        data, digest = build(self, do)
        self.package_sha256 = digest
        self.package.save(f"{self.number}.zip", ContentFile(data), save=False)

    @act(
        "登记装订",
        State.DEPOSITED,
        None,
        by=KEEPERS,
        form=BindForm,
        guards=[guards.form_not_settled],
        clauses="WS04-4.7-2",
    )
    def bind(self, do):
        self.pages, self.box = do.data["pages"], do.data["box"]

    @act(
        "电子单套归档",
        State.DEPOSITED,
        None,
        by=KEEPERS,
        guards=[guards.form_not_settled, guards.packed, guards.single_set_allowed],
        clauses="XA-26.3",
    )
    def keep_electronic_only(self, do):
        """Without paper, with equal force."""
        self.single_set = True

    @act("查阅档案", [State.DEPOSITED, State.LENT], None, by=READERS, form=ReadForm, clauses="DL-3.2b")
    def read(self, do):
        """Who read, when and why stays; the package is handed out for nothing less."""
        self._taken_down(do)

    @act(
        "借出案卷",
        State.DEPOSITED,
        State.LENT,
        by=KEEPERS,
        form=LendForm,
        guards=[guards.has_paper],
        events=["lent"],
        clauses="DL-3.2b",
    )
    def lend(self, do):
        self._taken_down(do)

    @act(
        "归还案卷",
        State.LENT,
        State.DEPOSITED,
        by=KEEPERS,
        form=GiveBackForm,
        events=["given_back"],
        clauses="DL-3.2b",
    )
    def give_back(self, do):
        """Counted page by page; what is missing is written down."""

    @act(
        "提出销毁鉴定",
        State.DEPOSITED,
        State.APPRAISED,
        by=OFFICE,
        form=AppraisalForm,
        guards=[guards.keeping_is_over],
    )
    def appraise(self, do):
        self.proposed_by = do.by

    @act("继续保存", [State.APPRAISED, State.AGREED], State.DEPOSITED, by=[OFFICE, LEADER], form=KeepForm)
    def keep(self, do):
        self.retain_until, self.proposed_by = do.data["until"], None

    @act(
        "批准销毁",
        State.APPRAISED,
        State.AGREED,
        by=LEADER,
        form=AppraisalForm,
        guards=[guards.another_agrees],
    )
    def agree(self, do):
        """A second person has to want it."""

    @act("销毁", State.AGREED, State.DESTROYED, by=OFFICE, form=DestructionForm)
    def destroy(self, do):
        """The package goes; that it was there, what it held and who let it go stays on the timeline."""
        self.destroyed_at = do.at
        storage, name = self.package.storage, self.package.name
        self.package = ""
        if name:
            transaction.on_commit(lambda: storage.delete(name))

    def _taken_down(self, do) -> None:
        reader, purpose = do.data["reader"] or do.by.name, do.data["purpose"]
        do.add(lambda entry: ArchiveReading(file=self, reader=reader, purpose=purpose, entry=entry))


@append_only
class ArchiveReading(models.Model):
    """One reading or loan: who, why; when and by whom it was handed out says its entry."""

    file = models.ForeignKey(ArchiveFile, models.PROTECT, verbose_name="档案", related_name="readings")
    reader = EncryptedText("查阅人")
    purpose = models.CharField("查阅事由", max_length=200)
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "档案查阅"

    def __str__(self) -> str:
        return f"查阅{self.pk}"


def kept_until(deposited: dt.date, span: Span) -> dt.date:
    """The last day of keeping: whole years, counted from the year after the one in which the case was filed.

    Raises ValueError for a time of keeping that is no number of years.
    """
    if span.unit != Unit.YEAR:
        raise ValueError(f"档案保管期限应以年计：{span}")
    return dt.date(deposited.year + span.n, 12, 31)


def _number(do, span: Span | None) -> str:
    serial = draw_number(f"hall:{do.hall.pk}", "archive", do.on.year)
    kept = f"D{span.n}" if span else "Y"
    pattern = do.rule("archive.number")
    return pattern.format(region=do.hall.region_code, year=do.on.year, retention=kept, serial=serial)
