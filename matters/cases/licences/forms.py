"""What is typed to end a licence; and what a decided case hands on to the register."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, ObjectField, rule_of_form
from matters.catalogue.codes import CertificateForm

from .grounds import Cancellation, Revocation, Withdrawal

LONG = forms.Textarea(attrs={"rows": 3})


class TermForm(ActForm):
    """What a case grants: set by the case, typed by nobody."""

    case = ObjectField(None, label="办件")
    since = forms.DateField(label="有效期自")
    until = forms.DateField(label="有效期至", required=False)
    scope = forms.CharField(label="许可范围", max_length=300)
    forms = forms.MultipleChoiceField(label="证件形式", choices=CertificateForm.choices)

    def __init__(self, *args, **kwargs):
        from matters.cases.case import Case

        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = Case.objects.filter(dossier__hall=self.do.hall)


class EnterForm(TermForm):
    number = forms.CharField(label="证件编号", max_length=80)


class EndingForm(ActForm):
    """Facts, reason and what the holder had to say; the basis follows from the ground."""

    found = forms.CharField(label="查明的事实", max_length=1000, widget=LONG)
    reason = forms.CharField(label="理由", max_length=500, widget=LONG)
    heard = forms.CharField(
        label="听取陈述、申辩的情况", max_length=500, widget=LONG, help_text="写明被许可人的意见和是否采纳。"
    )
    basis = forms.CharField(
        label="其他依据", max_length=200, required=False, help_text="“其他情形”必填，写到条、款、项。"
    )

    @rule_of_form("许可法69-1 许可法70")
    def check_other_is_cited(self, cleaned):
        """The catch-all of a list is open only to what another law names."""
        if cleaned.get("ground") in (Revocation.OTHER, Cancellation.OTHER) and not cleaned.get("basis"):
            self.add_error("basis", "选择“其他情形”的，请写明所依据的法律、法规条款。")


class RevokeForm(EndingForm):
    field_order = ("ground",)
    ground = forms.ChoiceField(label="撤销事由", choices=Revocation.choices)
    public_harm = forms.BooleanField(label="撤销可能对公共利益造成重大损害", required=False)
    compensation = forms.CharField(
        label="赔偿", max_length=300, required=False, widget=LONG, help_text="非因被许可人过错撤销的必填。"
    )

    @rule_of_form("许可法69-3")
    def check_public_interest(self, cleaned):
        if cleaned.get("public_harm"):
            self.add_error(
                "public_harm", "撤销可能对公共利益造成重大损害的，不予撤销（行政许可法第六十九条第三款）。"
            )

    @rule_of_form("许可法69-4")
    def check_compensation(self, cleaned):
        """Whoever cheated keeps nothing; whoever relied on a wrong grant is made whole (行政许可法 69¶4)."""
        if cleaned.get("ground") not in (None, Revocation.FRAUD) and not cleaned.get("compensation"):
            self.add_error("compensation", "非因被许可人不正当手段撤销的，请写明对其合法权益损害怎样赔偿。")


class WithdrawForm(EndingForm):
    field_order = ("ground",)
    ground = forms.ChoiceField(label="撤回事由", choices=Withdrawal.choices)
    public_interest = forms.CharField(label="公共利益的需要", max_length=500, widget=LONG)
    compensation = forms.CharField(label="补偿", max_length=300, widget=LONG)


class CancelForm(EndingForm):
    field_order = ("ground",)
    ground = forms.ChoiceField(label="注销事由", choices=Cancellation.choices)
    heard = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ground"].initial = {
            "expired": Cancellation.RUN_OUT,
            "revoked": Cancellation.TAKEN_BACK,
            "withdrawn": Cancellation.TAKEN_BACK,
        }.get(self.do.obj.state)

    @rule_of_form("许可法70")
    def check_ground_fits(self, cleaned):
        """What has run out is cancelled for that; who lives is not cancelled as a body that has ended."""
        licence, ground = self.do.obj, cleaned.get("ground")
        if (ground == Cancellation.RUN_OUT) != (licence.state == "expired") and ground:
            self.add_error("ground", f"证件目前{licence.get_state_display()}，请选择与之相符的注销事由。")
        elif licence.state in ("revoked", "withdrawn") and ground != Cancellation.TAKEN_BACK and ground:
            self.add_error("ground", f"证件{licence.get_state_display()}，应以此为由注销。")
        if ground == Cancellation.INCAPABLE and not licence.holder.is_natural:
            self.add_error("ground", "被许可人不是自然人，请选择其他事由。")
        if ground == Cancellation.DISSOLVED and licence.holder.is_natural:
            self.add_error("ground", "被许可人是自然人，请选择其他事由。")
