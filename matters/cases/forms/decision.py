"""Review, decision and hand-out."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form

from .shared import ReliesOnShared

LONG = forms.Textarea(attrs={"rows": 3})


class OpinionForm(ActForm):
    opinion = forms.CharField(label="审查意见", max_length=1000, widget=LONG)
    proposal = forms.ChoiceField(label="建议", choices=[("grant", "建议准予"), ("refuse", "建议不予")])


class ApproveForm(ReliesOnShared):
    """准予. The result is named by the matter; number and scope are typed where there is a certificate."""

    decision = forms.CharField(label="决定内容", max_length=500, required=False, widget=LONG)
    certificate_number = forms.CharField(label="证件编号", max_length=60, required=False)
    scope = forms.CharField(label="许可范围", max_length=300, required=False)


class RefuseForm(ReliesOnShared):
    """不予: facts found, reason and basis, all in writing (行政许可法 38)."""

    found = forms.CharField(label="审查认定的事实", max_length=1000, widget=LONG)
    reason = forms.CharField(label="理由", max_length=500, widget=LONG)
    basis = forms.CharField(label="依据", max_length=200, help_text="写到条、款、项。")


class RemindForm(ActForm):
    text = forms.CharField(label="催办内容", max_length=300, widget=LONG)


WAYS = [
    ("direct", "直接送达"),
    ("agent", "代理人领取"),
    ("post", "邮寄送达"),
    ("electronic", "电子送达（经同意）"),
    ("locker", "自助柜领取"),
]


class HandOutForm(ActForm):
    """出件: who takes the result, how, when."""

    private = frozenset({"received_by", "tracking"})
    method = forms.ChoiceField(label="送达方式", choices=WAYS)
    received_by = forms.CharField(label="签收人", max_length=60)
    identity_checked = forms.BooleanField(label="已核对领取人身份", required=False)
    tracking = forms.CharField(label="邮件号码", max_length=40, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.do.obj
        self.fields["received_by"].initial = case.signer
        self.fields["method"].initial = "agent" if case.agency_id else "direct"

    @rule_of_form("EL-3.3b")
    def check_identity(self, cleaned):
        """At the counter the papers go only to whom they are meant for."""
        if cleaned.get("method") in ("direct", "agent") and not cleaned.get("identity_checked"):
            self.add_error("identity_checked", "请核对领取人的身份证件，再登记出件。")
        if cleaned.get("method") == "post" and not cleaned.get("tracking"):
            self.add_error("tracking", "邮寄送达请填写邮件号码。")
