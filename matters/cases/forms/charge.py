"""Money: what is asked for, how it was paid, which receipt was given."""

from __future__ import annotations

from decimal import Decimal

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.rulebook import answer

METHODS = {
    "bank_counter": "大厅银行收费窗口",
    "mobile": "扫码支付",
    "online": "网上缴费",
    "bank": "银行转账",
}


def methods_of(hall, on) -> dict[str, str]:
    """How one can pay in a hall on a day: at the bank counter alone, or in every published way (DL-16.3)."""
    if answer(hall, "fee.payment_place", on).value == "bank_counter":
        return {"bank_counter": METHODS["bank_counter"]}
    return METHODS


class ChargeForm(ActForm):
    """The amount is the catalogue's; where it goes by area and the like, with its calculation."""

    fee = forms.ModelChoiceField(None, label="收费项目", empty_label=None)
    amount = forms.DecimalField(
        label="金额（元）",
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
        required=False,
        help_text="定额收费不填，按公布的标准收取；按面积等计收的填写应缴金额。",
    )
    calculation = forms.CharField(label="计算过程", max_length=200, required=False)
    reduced_to = forms.DecimalField(
        label="减免后金额（元）", min_value=Decimal(0), max_digits=12, decimal_places=2, required=False
    )
    reduction_basis = forms.CharField(label="减免依据", max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fee"].queryset = self.do.parent.version.fees.select_related("statute")

    @rule_of_form("AH-16.2 AH-16.1 WS04-4.8-3")
    def check_amount(self, cleaned):
        fee, typed = cleaned.get("fee"), cleaned.get("amount")
        if fee is None:
            return
        if fee.amount is not None:
            if typed is not None and typed != fee.amount:
                self.add_error(
                    "amount", f"公布的标准是{fee.amount}元，不得多收、少收；减免的请填写减免后金额。"
                )
            cleaned["amount"] = fee.amount
        elif typed is None or not cleaned.get("calculation"):
            self.add_error("amount", f"本项按“{fee.standard}”计收，请填写金额和计算过程。")

    @rule_of_form("AH-16.2")
    def check_reduction(self, cleaned):
        fee, reduced = cleaned.get("fee"), cleaned.get("reduced_to")
        if reduced is None or fee is None:
            return
        if not fee.reducible:
            self.add_error("reduced_to", "办事指南没有公布本项可以减免。")
        elif not cleaned.get("reduction_basis"):
            self.add_error("reduction_basis", "请填写减免依据。")
        elif cleaned.get("amount") is not None and reduced >= cleaned["amount"]:
            self.add_error("reduced_to", "减免后的金额应当低于应缴金额。")


class PayForm(ActForm):
    """已缴费: in which way, and the number of the bank's own slip."""

    method = forms.ChoiceField(label="缴费方式")
    bank_slip = forms.CharField(label="银行回单号（交易号）", max_length=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = list(methods_of(self.do.hall, self.do.on).items())


class ReceiptForm(ActForm):
    kind = forms.CharField(label="票据种类", max_length=40, initial="财政电子票据")
    number = forms.CharField(label="票据号", max_length=60)


class CancelForm(ActForm):
    reason = forms.CharField(label="撤销原因", max_length=200)
