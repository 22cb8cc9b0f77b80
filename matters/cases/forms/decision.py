"""Review, decision and hand-out."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.papers.paper import Paper
from matters.cases.states import PROPOSALS, Method, State

from .shared import ReliesOnShared

LONG = forms.Textarea(attrs={"rows": 3})


class OpinionForm(ActForm):
    opinion = forms.CharField(label="审查意见", max_length=1000, widget=LONG)
    proposal = forms.ChoiceField(label="建议", choices=PROPOSALS)


class ApproveForm(ReliesOnShared):
    """准予. The result is named by the matter; number and scope are typed where there is a certificate."""

    decision = forms.CharField(label="决定内容", max_length=500, required=False, widget=LONG)
    certificate_number = forms.CharField(label="证件编号", max_length=60, required=False)
    scope = forms.CharField(label="许可范围", max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if licence := self.do.obj.licence:
            self.fields["certificate_number"].initial = licence.number
            self.fields["certificate_number"].disabled = True
            self.fields["scope"].initial = licence.scope

    @rule_of_form("许可法39")
    def check_number_is_free(self, cleaned):
        """Two licences of one matter never bear the same number; what is decided and not yet stamped counts."""
        case, number = self.do.obj, cleaned.get("certificate_number")
        if not number or case.licence_id:
            return
        taken = case.matter.licences.filter(number=number).exists()
        if taken or number in _numbers_waiting(case):
            self.add_error("certificate_number", f"证件编号{number}已经使用，请核对后改填。")


def _numbers_waiting(case) -> set[str]:
    """Certificate numbers of decisions on the matter that wait for their stamp."""
    decided = case.matter.cases.filter(state=State.DECIDED).values("pk")
    papers = Paper.objects.filter(dossier__in=decided, kind__in=("approval", "partial"), voided_at=None)
    found = papers.values_list("facts__certificate__number", flat=True)
    return {number for number in found if number}


class PartialForm(ApproveForm):
    """部分准予: what is granted, what is not, and why not – all in writing (行政许可法 38)."""

    decision = forms.CharField(label="准予的内容", max_length=500, widget=LONG)
    not_granted = forms.CharField(label="不予准予的内容", max_length=500, widget=LONG)
    found = forms.CharField(label="审查认定的事实", max_length=1000, widget=LONG)
    reason = forms.CharField(label="不予准予的理由", max_length=500, widget=LONG)
    basis = forms.CharField(label="不予准予的依据", max_length=200, help_text="写到条、款、项。")


class RefuseForm(ReliesOnShared):
    """不予: facts found, reason and basis, all in writing (行政许可法 38)."""

    found = forms.CharField(label="审查认定的事实", max_length=1000, widget=LONG)
    reason = forms.CharField(label="理由", max_length=500, required=False, widget=LONG)
    basis = forms.CharField(label="依据", max_length=200, required=False, help_text="写到条、款、项。")

    @rule_of_form("DL-10.6 XA-17.2 XA-16.3c")
    def check_reason_and_basis(self, cleaned):
        """Nobody is refused without being told why, and by which law or policy."""
        if not cleaned.get("reason"):
            self.add_error("reason", "请向申请人说明不予批准的具体理由。")
        if not cleaned.get("basis"):
            self.add_error("basis", "请写明不予批准所依据的法律、政策条款。")


class RemindForm(ActForm):
    text = forms.CharField(label="催办内容", max_length=300, widget=LONG)


COUNTER = (Method.DIRECT, Method.AGENT)


class HandOutForm(ActForm):
    """出件 at the counter: who takes the result, and by what right. Other ways are deliveries of their own."""

    private = frozenset({"received_by", "authority"})
    method = forms.ChoiceField(label="送达方式", choices=[(one.value, one.label) for one in COUNTER])
    received_by = forms.CharField(label="签收人", max_length=60)
    identity_checked = forms.BooleanField(label="已核对领取人身份", required=False)
    authority = forms.CharField(
        label="授权委托书",
        max_length=120,
        required=False,
        help_text="由他人代领的，填写授权委托书的名称和日期；申请时的代理人仍在委托期限内的不填。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.do.obj
        self.fields["received_by"].initial = case.signer
        self.fields["method"].initial = Method.AGENT if case.agency_id else Method.DIRECT

    @rule_of_form("EL-3.3b XA-19")
    def check_identity(self, cleaned):
        """At the counter the papers go only to whom they are meant for."""
        if not cleaned.get("identity_checked"):
            self.add_error("identity_checked", "请核对领取人的身份证件，再登记出件。")

    @rule_of_form("EL-3.3b")
    def check_authority(self, cleaned):
        """Who takes it for another shows a mandate: the one on file, while it runs, or one brought along."""
        if cleaned.get("method") != Method.AGENT or cleaned.get("authority"):
            return
        if not _on_file(self.do.obj.agency, cleaned.get("received_by"), self.do.on):
            self.add_error("authority", "代领人没有有效的委托：请核对授权委托书，填写名称和日期。")


class DeliveredForm(ActForm):
    """How, when and by whom the result was received; filled in by the delivery that says so."""

    private = frozenset({"received_by"})
    method = forms.ChoiceField(choices=Method.choices)
    received_by = forms.CharField(required=False)
    received_at = forms.DateTimeField()


def _on_file(agency, name: str | None, on) -> bool:
    """Whether a person's authority was laid before the hall with the application, and still binds."""
    if agency is None or agency.agent.name != name:
        return False
    return agency.since <= on and (agency.until is None or on <= agency.until)
