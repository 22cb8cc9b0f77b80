"""Licence (许可证件): one line of the register, from the grant to its cancellation."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from matters.cases.bars import BarGround, bar_applicant
from matters.cases.guards import something_to_seal
from matters.cases.papers import stamp_waiting
from windows.seals import custody
from windows.seals.guards import STAMPING

from . import guards, papers
from .certificate import Certificate, digest
from .clocks import LICENCE_CLOCKS
from .forms import CancelForm, EnterForm, RevokeForm, TermForm, WithdrawForm
from .grounds import GROUNDS, Revocation
from .terms import renew_by

FIRST = Role.FIRST_REPRESENTATIVE


class Licence(Workflow):
    """What a granted case left in the holder's hands. It is entered, renewed and changed by cases, never by hand."""

    class State(models.TextChoices):
        VALID = "valid", "有效"
        REVOKED = "revoked", "已撤销"
        WITHDRAWN = "withdrawn", "已撤回"
        EXPIRED = "expired", "已届满"
        CANCELLED = "cancelled", "已注销"

    clocks = LICENCE_CLOCKS
    private_fields = frozenset({"holder"})
    opening_fields = frozenset({"case"})
    read_along = ("case__matter", "case__version__matter", "case__applicant", "holder", "matter")

    state = StateField(State)
    case = models.OneToOneField(
        "cases.Case", models.PROTECT, verbose_name="准予的办件", related_name="granted_licence"
    )
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, verbose_name="事项", related_name="licences"
    )
    holder = models.ForeignKey(
        "hall.Applicant", models.PROTECT, verbose_name="持证人", related_name="licences"
    )
    name = models.CharField("证件名称", max_length=120)
    number = models.CharField("证件编号", max_length=80, db_index=True)
    scope = models.CharField("许可范围", max_length=300)
    granted_on = models.DateField("准予日期")
    valid_from = models.DateField("有效期自")
    valid_until = models.DateField("有效期至", null=True, blank=True, help_text="长期有效的为空。")
    renew_by = models.DateField("申请延续的最后一日", null=True, blank=True)
    ground = models.CharField("终止事由", max_length=20, choices=GROUNDS, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "许可证件"
        indexes = [models.Index(fields=["matter", "valid_until"], name="licence_matter_until")]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @act(
        "证件登记",
        NEW,
        State.VALID,
        by=SYSTEM,
        form=EnterForm,
        events=["licence_holds"],
        hidden=True,
        clauses="EL-3.2f XA-17.3",
    )
    def enter(self, do):
        """Follows the stamp on the decision that grants it."""
        case = self.case
        self.matter, self.holder, self.name = case.matter, case.applicant, case.version.result_name
        self.number, self.granted_on = do.data["number"], do.data["since"]
        self._take_term(do, case.version)
        do.label(str(self))

    @act("延续", State.VALID, None, by=SYSTEM, form=TermForm, hidden=True, clauses="许可法50 XA-17.4b")
    def renew(self, do):
        """By a decision, or by silence until the last day: one term follows the other."""
        do.happened("licence_over")
        self._take_term(do, do.data["case"].version)
        do.happened("licence_holds")

    @act("变更", State.VALID, None, by=SYSTEM, form=TermForm, hidden=True, clauses="许可法49")
    def change(self, do):
        self._take_term(do, do.data["case"].version)

    @act(
        "届满失效",
        State.VALID,
        State.EXPIRED,
        by=SYSTEM,
        guards=[guards.last_day_has_passed, guards.no_renewal_undecided],
        events=["licence_over"],
        hidden=True,
        clauses="许可法50",
    )
    def expire(self, do):
        """The last day has passed, and nobody asked for more in time."""

    @act(
        "撤销",
        [State.VALID, State.EXPIRED],
        State.REVOKED,
        by=FIRST,
        form=RevokeForm,
        papers=[papers.REVOCATION],
        events=["licence_over"],
        clauses="许可法69-1 许可法69-2",
    )
    def revoke(self, do):
        """The grant was wrong: taken back by the organ that made it. Whoever cheated may not apply for a while."""
        self.ground = do.data["ground"]
        if self.ground == Revocation.FRAUD:
            bar_applicant(do, self.holder, self.matter, BarGround.FRAUD)

    @act(
        "撤回",
        State.VALID,
        State.WITHDRAWN,
        by=FIRST,
        form=WithdrawForm,
        papers=[papers.WITHDRAWAL],
        events=["licence_over"],
        clauses="许可法8-2",
    )
    def withdraw(self, do):
        """The grant was right, but law or circumstances have changed and the public interest demands it."""
        self.ground = do.data["ground"]

    @act(
        "注销",
        [State.VALID, State.EXPIRED, State.REVOKED, State.WITHDRAWN],
        State.CANCELLED,
        by=FIRST,
        form=CancelForm,
        papers=[papers.CANCELLATION],
        events=["licence_over"],
        clauses="许可法70",
    )
    def cancel(self, do):
        """Struck off the register; the holder is told in writing."""
        self.ground = do.data["ground"]

    @act(
        "加盖审批专用章",
        [State.REVOKED, State.WITHDRAWN, State.CANCELLED],
        None,
        by=FIRST,
        at_window=True,
        guards=[something_to_seal, *STAMPING],
        locks=custody.locks_seal,
        clauses="AH-30.1 AH-30.2",
    )
    def stamp(self, do):
        stamp_waiting(self, do)

    def _take_term(self, do, version) -> None:
        """Take over what the case grants, and issue the certificate that says so."""
        data = do.data
        self.scope, self.valid_from, self.valid_until = data["scope"], data["since"], data["until"]
        self.renew_by = renew_by(version, self.valid_until, do.hall)
        serial = 1 if self._state.adding else self.certificates.count() + 1
        facts = self._facts(do)
        do.add(
            lambda entry: Certificate(
                licence=self,
                serial=serial,
                forms=data["forms"],
                facts=facts,
                facts_hash=digest(facts),
                valid_from=self.valid_from,
                valid_until=self.valid_until,
                issued_at=do.at,
                entry=entry,
            )
        )

    def _facts(self, do) -> dict:
        """What the certificate says; numbers of people masked, as on every paper."""
        return {
            "name": self.name,
            "number": self.number,
            "holder": self.holder.name,
            "holder_is_person": self.holder.is_natural,
            "identity_kind": self.holder.get_identity_kind_display(),
            "identity_masked": self.holder.masked_identity,
            "matter": self.matter.title,
            "matter_code": self.matter.code,
            "scope": self.scope,
            "organ": do.named.name,
            "valid_from": self.valid_from.isoformat(),
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
            "issued_on": do.on.isoformat(),
        }
