"""窗口临时关闭（重启）申请表, and the opinions on it."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.form import ActForm, rule_of_form
from hall.uploads import UploadField

from .volume import volumes

SCANNED = ("pdf", "png", "jpg")


class Cause(models.TextChoices):
    """Why nobody can sit there (WS13 二(二))."""

    OFFICIAL_BUSINESS = "official_business", "公务外出"
    LEAVE = "leave", "请（休）假"


class ApplicationForm(ActForm):
    """What the department writes. Every text is asked for by a clause; the proof may follow before filing."""

    private = frozenset({"contact", "enquiry"})
    cause = forms.ChoiceField(label="事由类别", choices=Cause.choices)
    details = forms.CharField(label="事由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    no_substitute = forms.BooleanField(label="无顶岗人员", help_text="有人可以顶岗的，不得关闭窗口。")
    begins_on = forms.DateField(label="关闭首日")
    ends_on = forms.DateField(label="关闭末日", help_text="次日恢复开放。")
    uneven = forms.CharField(
        label="业务量说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    contact = forms.CharField(label="联络人及联络电话", max_length=100)
    enquiry = forms.CharField(label="业务咨询人员及咨询电话", max_length=100)
    publicity = forms.CharField(label="宣传告知", max_length=300)
    surge_plan = forms.CharField(
        label="业务高峰应对措施", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    proof = UploadField(label="证明材料", kinds=SCANNED, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["uneven"].help_text = f"说明业务量在不同季节或者时间段的不均衡情况。{volumes(self.do)}"

    @rule_of_form("WS13-2.2.1a-2")
    def check_volume_is_uneven(self, cleaned):
        """Only where the volume differs by season or period is there a quiet time to close in."""
        if "uneven" not in self.errors and not cleaned.get("uneven"):
            self.add_error(
                "uneven", "请说明业务量在不同季节或者时间段的不均衡情况；没有不均衡的不得关闭窗口。"
            )

    @rule_of_form("WS13-2.2-0")
    def check_period(self, cleaned):
        """A temporary closure has a first and a last day, in this order and not gone by."""
        begins_on, ends_on = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins_on and begins_on < self.do.on:
            self.add_error("begins_on", "关闭首日不能早于今天，请核对日期。")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", "关闭末日不能早于首日，请核对日期。")


class FilingForm(ActForm):
    """The first representative's signature is the act; the department's seal comes on the scanned form."""

    scan = UploadField(label="签字盖章的申请表扫描件", kinds=SCANNED)


class OpinionForm(ActForm):
    opinion = forms.CharField(label="审核意见", max_length=200, initial="同意")


class RefusalForm(ActForm):
    opinion = forms.CharField(label="不同意的理由", max_length=200)


class ReclaimForm(ActForm):
    reason = forms.CharField(label="收回理由", max_length=200)


class WithdrawalForm(ActForm):
    reason = forms.CharField(label="撤回原因", max_length=200)
