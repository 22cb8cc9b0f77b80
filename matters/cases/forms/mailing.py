"""The free mailing of results: to whom, what, with which slip; and what a check finds."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.duty import duty
from hall.models import User
from hall.uploads import UploadField
from matters.cases.mail_address import mail_address_of, refuse_incomplete
from matters.cases.paper_parts import results

LONG = forms.Textarea(attrs={"rows": 2})
SLIP = ("pdf", "png", "jpg")


@duty("WS16-2-2", off=lambda case: ["结果", "其他物品"])
def mailable(case) -> list[str]:
    """What may be sent: the papers of the case and the certificate it leads to, and nothing that is not its own."""
    if case is None:
        return []
    named = [f"{one['title']}（{one['number']}）" for one in results(case)]
    return [*named, case.version.result_name] if case.version.result_name else named


class RegisterForm(ActForm):
    """Begins with what the applicant gave at intake; what is sent comes from the case itself."""

    private = frozenset({"contact", "phone", "address"})
    contact = forms.CharField(label="联系人", max_length=60)
    phone = forms.CharField(label="联系电话", max_length=20)
    address = forms.CharField(label="收件地址", max_length=200, help_text="全国各地均可寄达。")
    contents = forms.MultipleChoiceField(
        label="邮件内容", widget=forms.CheckboxSelectMultiple, help_text="只能寄送本件的结果。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.do.parent
        choices = mailable(case)
        self.fields["contents"].choices = [(one, one) for one in choices]
        self.fields["contents"].initial = choices
        if case and not self.is_bound:
            self.initial = mail_address_of(case) | self.initial

    def check_whom(self, cleaned):
        refuse_incomplete(self, cleaned)


class HandoverForm(ActForm):
    """The post signs for what it takes (EL 四（二）)."""

    carrier_signed = forms.CharField(label="邮政窗口签收人", max_length=60)


class SendForm(ActForm):
    private = frozenset({"slip"})
    tracking = forms.CharField(label="快递单号", max_length=40)
    slip = UploadField(label="快递存单", kinds=SLIP)
    postage = forms.DecimalField(label="邮费（元）", min_value=0, max_digits=8, decimal_places=2)

    def check_tracking(self, cleaned):
        """A number names one letter."""
        number, mailing = cleaned.get("tracking"), self.do.obj
        if number and type(mailing).objects.filter(tracking=number).exclude(pk=mailing.pk).exists():
            self.add_error("tracking", "这个快递单号已经登记在另一邮件上，请核对存单。")


class ReturnForm(ActForm):
    reason = forms.CharField(label="退回原因", max_length=200, widget=LONG)


class VerdictForm(ActForm):
    """抽查: within the scope of the free mailing or not; if not, whose fault, how many points, what is repaid."""

    verdict = forms.ChoiceField(label="抽查结论", choices=[("within", "符合"), ("outside", "不符合")])
    reason = forms.CharField(label="说明", max_length=300, widget=LONG)
    person = forms.ModelChoiceField(
        User.objects.none(), label="责任人", required=False, help_text="责任在部门的不选。"
    )
    points = forms.DecimalField(label="考核扣分", min_value=0, max_digits=5, decimal_places=1, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = User.objects.filter(grants__hall=self.do.hall).distinct()

    @rule_of_form("WS16-4.2-1")
    def check_fault(self, cleaned):
        """What is out of scope counts against somebody; what is within, against nobody."""
        outside, points = cleaned.get("verdict") == "outside", cleaned.get("points")
        if outside and not points:
            self.add_error("points", "不符合范围的，请填写考核扣分。")
        if not outside and (points or cleaned.get("person")):
            self.add_error("points", "符合范围的不扣分，也不填责任人。")


class RepayForm(ActForm):
    paid_on = forms.DateField(label="补缴日期")
    document = forms.CharField(label="缴款凭证", max_length=120)

    def check_day(self, cleaned):
        if (on := cleaned.get("paid_on")) and on > self.do.on:
            self.add_error("paid_on", "补缴日期不能晚于今天，请核对。")
