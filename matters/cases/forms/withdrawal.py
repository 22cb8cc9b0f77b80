"""Withdrawal and termination: in whose words, since when, and what goes back to the applicant."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from matters.catalogue.material import Material

LONG = forms.Textarea(attrs={"rows": 2})


class ReturnedForm(ActForm):
    """The materials that go back; those that came in, unless the clerk says otherwise."""

    returned = forms.ModelMultipleChoiceField(
        Material.objects.none(), label="退还的材料", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        received = [row.material.pk for row in self.do.obj.checklist.received]
        self.fields["returned"].queryset = Material.objects.filter(pk__in=received).order_by("order")
        self.fields["returned"].initial = received


class WithdrawForm(ReturnedForm):
    """撤回: a written statement with signature and day; an agent needs authority for exactly this."""

    private = frozenset({"signed_by"})
    field_order = ["signed_by", "by_agent", "authority_document", "signed_on", "written", "returned"]

    signed_by = forms.CharField(label="撤回申请书签名人", max_length=60)
    by_agent = forms.BooleanField(label="由代理人撤回", required=False)
    authority_document = forms.CharField(
        label="撤回的授权委托书", max_length=120, required=False, help_text="委托书须写明可以代为撤回申请。"
    )
    signed_on = forms.DateField(label="签名日期", widget=forms.DateInput(attrs={"type": "date"}))
    written = forms.BooleanField(label="已收到申请人签名的书面撤回申请书", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.do.obj
        self.fields["signed_by"].initial = case.signer
        self.fields["by_agent"].initial = case.agency_id is not None
        self.fields["signed_on"].initial = self.do.on

    @rule_of_form("许可法29")
    def check_written(self, cleaned):
        """Nobody's application is taken back by word of mouth: the applicant's own signature says so."""
        if not cleaned.get("written"):
            self.add_error("written", "撤回申请须有申请人签名的书面材料，请收取撤回申请书后再登记。")

    @rule_of_form("许可法29")
    def check_authority(self, cleaned):
        """Power to hand in papers is no power to give the application up."""
        if cleaned.get("by_agent") and not cleaned.get("authority_document"):
            self.add_error("authority_document", "代理人撤回申请须有特别授权，请填写写明撤回权限的委托书。")

    def check_day(self, cleaned):
        signed_on = cleaned.get("signed_on")
        if signed_on and signed_on > self.do.on:
            self.add_error("signed_on", "签名日期不能晚于今天，请核对。")


class TerminateForm(ReturnedForm):
    """终止: what happened, how it is proved, and which provision ends the examination for it."""

    private = frozenset({"proof"})
    field_order = ["cause", "proof", "basis", "returned"]

    CAUSES = [
        ("died", "申请人死亡"),
        ("incapable", "申请人丧失行为能力"),
        ("dissolved", "申请人（法人或者其他组织）依法终止"),
        ("impossible", "因不可抗力或者客观情况变化，申请事项无法实施"),
    ]
    cause = forms.ChoiceField(label="终止事由", choices=CAUSES)
    proof = forms.CharField(
        label="证明材料", max_length=200, help_text="例如死亡证明、注销登记的名称和日期。"
    )
    basis = forms.CharField(label="依据", max_length=200, help_text="写到条、款、项。")

    def check_cause_fits(self, cleaned):
        """People die, bodies are dissolved."""
        cause, natural = cleaned.get("cause"), self.do.obj.applicant.is_natural
        if (cause in ("died", "incapable") and not natural) or (cause == "dissolved" and natural):
            self.add_error("cause", "终止事由与申请人的类别不符，请核对。")
