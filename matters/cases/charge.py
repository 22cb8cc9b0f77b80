"""Charge (收费): asked for on paper, paid where the hall says, receipted – by different people (票款分离, WS04-4.8)."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, act
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.failures import LegalFailure
from hall.papers.kinds import PaperKind
from hall.people.roles import Role
from hall.places.place import Place

from . import charge_guards as guards
from .forms.charge import METHODS, CancelForm, ChargeForm, PayForm, ReceiptForm, methods_of
from .paper_parts import base


def _payment(charge, do) -> dict:
    fee = charge.fee
    return {
        **base(charge.case, do),
        "item": fee.name,
        "basis": fee.basis,
        "standard": fee.standard,
        "standard_document": fee.standard_document or None,
        "calculation": charge.calculation or None,
        "reduction": charge.reduction_basis or None,
        "amount": f"{charge.amount:.2f}",
        "methods": list(methods_of(do.hall, do.on).values()),
        "where": _where(do),
    }


def _where(do) -> list[str] | None:
    """The bank counters of the hall by name. Raises LegalFailure where the rule wants one and there is none."""
    if do.rule("fee.payment_place") != "bank_counter":
        return None
    counters = Place.objects.filter(hall=do.hall, kind=Place.Kind.BANK_COUNTER, is_active=True)
    if not counters:
        raise LegalFailure("本大厅还没有登记银行收费窗口，不能通知缴费：请大厅管理室先在“场所”中登记。")
    return [f"{one.name}（{one.code}）" for one in counters]


PAYMENT = PaperKind("payment", _payment, clauses="AH-16.2")


class Charge(Workflow):
    """One fee of one case. ``slip_by`` asked for it; ``cashier`` saw the money; ``receipt_by`` gave the receipt."""

    class State(models.TextChoices):
        TO_PAY = "to_pay", "待缴费"
        PAID = "paid", "已缴费，未开票"
        RECEIPTED = "receipted", "已开票"
        CANCELLED = "cancelled", "已撤销"

    state = StateField(State)
    case = models.ForeignKey("cases.Case", models.PROTECT, verbose_name="办件", related_name="charges")
    fee = models.ForeignKey("catalogue.Fee", models.PROTECT, verbose_name="收费项目", related_name="+")
    amount = models.DecimalField("应缴金额（元）", max_digits=12, decimal_places=2)
    calculation = models.CharField("计算过程", max_length=200, blank=True)
    reduction_basis = models.CharField("减免依据", max_length=200, blank=True)
    slip_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="通知人", related_name="+")
    method = models.CharField("缴费方式", max_length=20, choices=list(METHODS.items()), blank=True)
    bank_slip = models.CharField("银行回单号", max_length=60, blank=True)
    cashier = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="收款登记人", null=True, blank=True, related_name="+"
    )
    paid_at = models.DateTimeField("缴费时间", null=True, blank=True)
    receipt_kind = models.CharField("票据种类", max_length=40, blank=True)
    receipt_number = models.CharField("票据号", max_length=60, blank=True)
    receipt_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="开票人", null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "收费"
        constraints = [
            models.UniqueConstraint(
                fields=["receipt_kind", "receipt_number"],
                condition=~models.Q(receipt_number=""),
                name="one_receipt_one_charge",
                violation_error_message="这张票据已经登记在另一项收费上，请核对票据号。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case.number} {self.fee.name}"

    def rules_date(self, do):
        return (do.parent or self.case).rules_date(do)

    @act(
        "通知缴费",
        NEW,
        State.TO_PAY,
        by=Role.WINDOW_CLERK,
        at_window=True,
        form=ChargeForm,
        guards=[guards.guide_names_a_fee, guards.case_can_be_charged],
        papers=[PAYMENT],
        clauses="AH-16.2",
    )
    def ask(self, do):
        self.case, self.fee, self.slip_by = do.parent, do.data["fee"], do.by
        reduced = do.data["reduced_to"]
        self.amount = do.data["amount"] if reduced is None else reduced
        self.calculation, self.reduction_basis = do.data["calculation"], do.data["reduction_basis"]
        do.label(f"{self.case.number} {self.fee.name}")

    @act(
        "登记已缴费",
        State.TO_PAY,
        State.PAID,
        by=Role.CASHIER,
        form=PayForm,
        guards=[guards.money_kept_apart, guards.at_the_designated_place],
        clauses="AH-16.2 DL-16.3 WS04-4.8-1",
    )
    def pay(self, do):
        """Nobody at a window of a department has this act: money is seen by the cashier alone."""
        self.method, self.bank_slip = do.data["method"], do.data["bank_slip"]
        self.cashier, self.paid_at = do.by, do.at

    @act(
        "登记票据",
        State.PAID,
        State.RECEIPTED,
        by=Role.CASHIER,
        form=ReceiptForm,
        guards=[guards.receipt_by_another],
        clauses="WS04-4.8-4 WS04-4.8-1",
    )
    def receipt(self, do):
        self.receipt_kind, self.receipt_number = do.data["kind"], do.data["number"]
        self.receipt_by = do.by

    @act(
        "撤销缴费通知",
        State.TO_PAY,
        State.CANCELLED,
        by=Role.WINDOW_CLERK,
        form=CancelForm,
        clauses="AH-16.2",
    )
    def cancel(self, do):
        """Asked for by mistake; nothing was paid."""


@duty("WS04-4.8-4", off=lambda authority: Charge.objects.none())
def without_receipt(authority) -> models.QuerySet[Charge]:
    """Paid, and no receipt given yet; the oldest payment first."""
    return charges(authority).filter(state=Charge.State.PAID).order_by("paid_at", "pk")


def charges(authority) -> models.QuerySet[Charge]:
    """The charges a person may read, with what a line of a list names."""
    return Charge.objects.filter(authority.readable("dossier__")).select_related(
        "case__matter", "fee", "dossier__hall", "slip_by", "cashier", "receipt_by"
    )
