"""What is asked for at intake – a licence, its renewal or its change – and in which forms the certificate is wanted."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.applicants.crypto import opened
from hall.applicants.identity import normalise_number
from matters.cases.licences.terms import Business
from matters.cases.states import UNDECIDED
from matters.catalogue.codes import CertificateForm


class BusinessForm(ActForm):
    """Two questions beside the application. Both have an answer of their own where nothing is chosen."""

    business = forms.ChoiceField(label="业务办理项", choices=Business.choices, required=False)
    licence_number = forms.CharField(
        label="原证件编号", max_length=80, required=False, help_text="延续、变更的必填。"
    )
    certificate_forms = forms.MultipleChoiceField(
        label="证件形式", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.do.obj
        if not case.matter.is_licence:
            del self.fields["business"], self.fields["licence_number"]
        else:
            self.fields["business"].initial = Business.NEW
        offered = [
            (form, label) for form, label in CertificateForm.choices if form in case.version.certificate_forms
        ]
        self.fields["certificate_forms"].choices = offered
        self.fields["certificate_forms"].initial = [form for form, _ in offered]
        self.licence = None

    @rule_of_form("XA-17.3")
    def check_certificate_forms(self, cleaned):
        """The applicant may have both; who says nothing gets all there is."""
        if "certificate_forms" not in self.errors and not cleaned.get("certificate_forms"):
            cleaned["certificate_forms"] = [form for form, _ in self.fields["certificate_forms"].choices]

    @rule_of_form("许可法49 许可法50")
    def check_licence(self, cleaned):
        """A renewal or change is about a licence that holds, asked for by whoever holds it."""
        business = cleaned["business"] = cleaned.get("business") or Business.NEW
        if business == Business.NEW or "business" not in self.fields:
            return
        number = cleaned.get("licence_number")
        found = (
            list(self.do.obj.matter.licences.filter(number=number).select_related("holder")) if number else []
        )
        held = [one for one in found if self._holds(one, cleaned.get("identity_number", ""))]
        if not number:
            self.add_error("licence_number", "申请延续、变更的，请填写原证件编号。")
        elif not found:
            self.add_error("licence_number", f"登记簿中没有编号为{number}的证件，请核对编号和事项。")
        elif not held:
            self.add_error("licence_number", "申请人不是该证件的持证人，延续、变更应由持证人申请。")
        else:
            self._take(held[-1], business)

    def _take(self, licence, business: str) -> None:
        pending = licence.applications.filter(business=Business.RENEWAL, state__in=UNDECIDED)
        if licence.state != licence.State.VALID:
            self.add_error(
                "licence_number",
                f"该证件目前{licence.get_state_display()}，不能延续、变更，需要的请按新办申请。",
            )
        elif business == Business.RENEWAL and licence.valid_until is None:
            self.add_error("business", "该证件长期有效，不需要延续。")
        elif business == Business.RENEWAL and pending.exists():
            self.add_error("licence_number", "该证件的延续申请正在办理，不必重复申请。")
        else:
            self.licence = licence

    @staticmethod
    def _holds(licence, number: str) -> bool:
        return opened(licence.holder.identity_number) == normalise_number(number)

    def keep_business(self, case) -> None:
        """Write down what was chosen; called by the act."""
        case.business = self.cleaned_data.get("business") or Business.NEW
        case.licence = self.licence
        case.certificate_forms = self.cleaned_data["certificate_forms"]
