"""Intake: who applies, for what, with which materials – typed once for everything that follows."""

from __future__ import annotations

from django import forms

from hall.acts.form import rule_of_form
from hall.applicants.agency import Agency
from hall.applicants.applicant import Applicant
from hall.applicants.identity import IdentityKind
from hall.outbox.message import NoticeWay
from hall.rulebook import answer
from matters.cases.mail_address import MailAddress, refuse_incomplete
from matters.cases.materials import Checklist
from matters.cases.rules import POST
from matters.catalogue.selectors import version_on

from .business import BusinessForm
from .checking import FirstCheckForm
from .person import APPLICANT, PersonForm

WAYS = [(str(way), way.label) for way in (NoticeWay.SMS, NoticeWay.PHONE, NoticeWay.EMAIL)]
MAIL = ("mail_contact", "mail_phone", "mail_address")
AGENT = ("agent_name", "agent_identity_kind", "agent_identity_number", "agent_phone")


class IntakeForm(BusinessForm, PersonForm, FirstCheckForm):
    """收件. The applicant and agent go to their own records, never to the timeline."""

    private = frozenset({*APPLICANT, *AGENT, *MAIL, "authority_document", "summary"})
    field_order = [*APPLICANT, *AGENT, "authority_document", "summary", "in_scope"]

    agent_name = forms.CharField(label="代理人姓名", max_length=60, required=False)
    agent_identity_kind = forms.ChoiceField(
        label="代理人证件种类", choices=[("", "—"), *IdentityKind.choices], required=False
    )
    agent_identity_number = forms.CharField(label="代理人证件号码", max_length=40, required=False)
    agent_phone = forms.CharField(label="代理人电话", max_length=20, required=False)
    authority_document = forms.CharField(label="授权委托书", max_length=120, required=False)
    summary = forms.CharField(label="申请内容摘要", max_length=200, required=False)
    delivery_way = forms.ChoiceField(label="领取方式", required=False)
    notice_way = forms.ChoiceField(
        label="进度和结果怎样告知", choices=WAYS, required=False, initial=NoticeWay.SMS
    )
    mail_contact = forms.CharField(
        label="邮寄联系人", max_length=60, required=False, help_text="选择邮寄的填写；与申请人相同的不填。"
    )
    mail_phone = forms.CharField(label="邮寄联系电话", max_length=20, required=False)
    mail_address = forms.CharField(label="邮寄地址", max_length=200, required=False)

    def __init__(self, *args, do, **kwargs):
        case = do.obj
        if case.version_id is None:
            case.version = version_on(case.matter, do.on)
        super().__init__(*args, do=do, **kwargs)
        ways = answer(do.hall, "delivery.ways", on=do.on)
        labels = ways.rule.type.options
        self.fields["delivery_way"].choices = [(way, labels[way]) for way in ways.value or ()]

    @property
    def mails(self) -> bool:
        """Whether the hall sends results by post at all."""
        return POST in dict(self.fields["delivery_way"].choices)

    def holder_number(self, cleaned) -> str:
        return cleaned.get("identity_number", "")

    def rows_to_check(self):
        return Checklist(list(self.do.obj.version.materials.order_by("order"))).rows

    def check_applicant(self, cleaned):
        """And the agent's, where there is one."""
        super().check_applicant(cleaned)
        if not cleaned.get("agent_name"):
            return
        self.vet_person(self._agent(cleaned), "agent_")
        if not cleaned.get("authority_document"):
            self.add_error("authority_document", "委托他人代办的，请填写授权委托书的名称和日期。")

    def check_delivery(self, cleaned):
        if not cleaned.get("delivery_way"):
            cleaned["delivery_way"] = next(iter(dict(self.fields["delivery_way"].choices)), "")

    @rule_of_form("XA-18")
    def check_notice_way(self, cleaned):
        """The applicant chooses; who says nothing gets an SMS."""
        cleaned["notice_way"] = cleaned.get("notice_way") or NoticeWay.SMS
        if (
            cleaned["notice_way"] == NoticeWay.EMAIL
            and not cleaned.get("email")
            and "email" not in self.errors
        ):
            self.add_error("email", "选择以电子邮件告知的，请填写电子邮箱。")

    @rule_of_form("WS16-3.2-1")
    def check_mail_to(self, cleaned):
        """Who chooses the post says whom it goes to; what is left out is the applicant's own."""
        if cleaned.get("delivery_way") != POST:
            return
        for name, own in zip(MAIL, ("name", "phone", "address"), strict=True):
            cleaned[name] = cleaned.get(name) or cleaned.get(own, "")
        refuse_incomplete(self, cleaned, "mail_")

    def _agent(self, cleaned) -> Applicant:
        given = {f.removeprefix("agent_"): cleaned.get(f, "") for f in AGENT}
        return Applicant(kind=Applicant.Kind.NATURAL, **given)

    def mail_to(self, case, entry) -> MailAddress:
        """Where the result is to go, as it was given."""
        given = {name.removeprefix("mail_"): self.cleaned_data[name] for name in MAIL}
        return MailAddress(dossier=case.dossier, entry=entry, **given)

    def register_agency(self, applicant: Applicant) -> Agency | None:
        """The agent's authority, where somebody else stands at the counter (行政许可法 29)."""
        if not self.cleaned_data.get("agent_name"):
            return None
        given = {name.removeprefix("agent_"): self.cleaned_data[name] for name in AGENT}
        agent = Applicant.objects.register(kind=Applicant.Kind.NATURAL, **given)
        return Agency.objects.create(
            principal=applicant,
            agent=agent,
            authority_document=self.cleaned_data["authority_document"],
            scope="提交、补正材料，签收文书",
            since=self.do.on,
        )
