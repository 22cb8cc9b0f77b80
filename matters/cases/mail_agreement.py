"""The bureau's agreement with the post (WS16 一) and how the service is made known (WS16 四（三）): two registers."""

from __future__ import annotations

import datetime as dt

from django import forms

from hall.acts.form import ActForm
from hall.duty import duty
from hall.people.roles import Role
from hall.registers.register import Register, RegisterRecord

LONG = forms.Textarea(attrs={"rows": 2})


class AgreementForm(ActForm):
    carrier = forms.CharField(label="承运单位", max_length=80)
    number = forms.CharField(label="协议编号", max_length=60)
    since = forms.DateField(label="协议起始日期")
    until = forms.DateField(label="协议截止日期", help_text="含当日。")
    reach = forms.CharField(label="收寄范围", max_length=60, initial="全国")
    covered = forms.CharField(label="邮寄内容", max_length=300, widget=LONG)

    def check_period(self, cleaned):
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "协议截止日期不能早于起始日期，请核对。")


class PublicityForm(ActForm):
    on = forms.DateField(label="宣传日期")
    means = forms.MultipleChoiceField(
        label="宣传形式",
        choices=[("screen", "LED屏"), ("poster", "海报"), ("account", "微信公众号"), ("other", "其他")],
        widget=forms.CheckboxSelectMultiple,
    )
    content = forms.CharField(label="内容", max_length=300, widget=LONG)


AGREEMENT = Register("cases.mail_agreement", "免费邮寄协议", (Role.BUREAU,), AgreementForm, "WS16-1-1")
PUBLICITY = Register(
    "cases.mail_publicity", "免费邮寄宣传", (Role.BUREAU, Role.HALL_OFFICE), PublicityForm, "WS16-4.3"
)


def agreement_on(hall, day: dt.date) -> RegisterRecord | None:
    """The agreement in force on a local date, both ends included."""
    found = RegisterRecord.objects.filter(
        register=AGREEMENT.key, state=RegisterRecord.State.RECORDED, dossier__hall=hall
    )
    iso = day.isoformat()
    return found.filter(facts__since__lte=iso, facts__until__gte=iso).order_by("-pk").first()


@duty("WS16-1-1", off=lambda hall, day: "")
def agreement_warning(hall, day: dt.date) -> str:
    """What to say where free mailing goes on without an agreement in force; empty where one is."""
    if agreement_on(hall, day):
        return ""
    return "没有在有效期内的免费邮寄协议：请政务服务局登记新签订的协议。"
