"""Ways of delivery beside the counter: locker, electronic, left with a witness, announced – and their proof."""

from __future__ import annotations

import datetime as dt

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.uploads import UploadField

LONG = forms.Textarea(attrs={"rows": 2})
PROOF = ("pdf", "png", "jpg")


class LockerForm(ActForm):
    locker = forms.CharField(label="存取柜柜门号", max_length=20)

    @rule_of_form("EL-3.3c")
    def check_locker_is_free(self, cleaned):
        """One result a locker: its code must not open another's."""
        locker, others = cleaned.get("locker"), type(self.do.obj).objects.filter(state="deposited")
        if locker and others.filter(locker=locker, dossier__hall=self.do.hall).exists():
            self.add_error("locker", f"{locker}号柜门里还有未取走的结果，请换一个柜门。")


class ElectronicForm(ActForm):
    """Only who agreed is served electronically, in the system that was agreed on (民事诉讼法 90 by analogy)."""

    private = frozenset({"address"})
    address = forms.CharField(label="接收系统和账号", max_length=120, help_text="例如：蒙速办 138****0001。")
    consent = forms.BooleanField(label="申请人已同意电子送达并确认接收系统", required=False)
    consent_form = forms.CharField(
        label="同意的方式", max_length=120, help_text="例如：申请表勾选、送达地址确认书。"
    )

    @rule_of_form("XA-19")
    def check_consent(self, cleaned):
        if not cleaned.get("consent"):
            self.add_error("consent", "未经申请人同意不得电子送达，请先取得同意，或者改用其他方式。")


class ReceivedForm(ActForm):
    """It arrived: when, and what proves it."""

    private = frozenset({"received_by"})
    received_at = forms.DateTimeField(label="收到时间", required=False, help_text="不填即为现在。")
    received_by = forms.CharField(
        label="签收人", max_length=60, required=False, help_text="不填即为申请人本人。"
    )
    evidence = forms.CharField(
        label="送达凭据", max_length=200, help_text="例如：存取柜开门记录、系统到达记录、邮件签收回执。"
    )

    def check_when(self, cleaned):
        """Nobody receives in the future, or before anything was sent."""
        found, began = cleaned.get("received_at"), self.do.obj.began_at
        if found and found > self.do.at:
            self.add_error("received_at", "收到时间不能晚于现在，请核对。")
        if found and found < began.replace(second=0, microsecond=0):
            self.add_error("received_at", "收到时间不能早于发出（存入）之时，请核对。")


class FailureForm(ActForm):
    reason = forms.CharField(label="未能送达的原因", max_length=200, widget=LONG)


class LeftForm(ActForm):
    """留置送达: refused, and left before a witness or a camera, by two (民事诉讼法 89 by analogy)."""

    private = frozenset({"witness"})
    place = forms.CharField(label="送达地点", max_length=120)
    refusal = forms.CharField(label="拒收事由", max_length=200, widget=LONG)
    second = forms.CharField(label="第二送达人", max_length=60)
    witness = forms.CharField(
        label="见证人及其单位", max_length=120, required=False, help_text="基层组织或者所在单位的代表。"
    )
    record = UploadField(label="照片、录像截图", kinds=PROOF, required=False)

    @rule_of_form("XA-19")
    def check_witnessed(self, cleaned):
        if not cleaned.get("witness") and not cleaned.get("record"):
            self.add_error("witness", "留置送达应当有见证人，或者以拍照、录像记录；请填写其中一项。")

    def check_two_deliverers(self, cleaned):
        if cleaned.get("second") == self.do.by.name:
            self.add_error("second", "送达人应为两人，第二送达人不能是您本人。")


class AnnouncementForm(ActForm):
    """公告送达: the last resort, with its ground, where and when it was published."""

    ground = forms.ChoiceField(
        label="公告的原因",
        choices=[("missing", "受送达人下落不明"), ("unreachable", "用其他方式无法送达")],
    )
    reason = forms.CharField(
        label="原因和经过", max_length=300, widget=LONG, help_text="已用过哪些方式、何时、结果如何。"
    )
    published_in = forms.CharField(label="公告载体", max_length=120, help_text="例如：政府网站、大厅公告栏。")
    published_on = forms.DateField(label="公告日期")
    record = UploadField(label="公告的截图、照片", kinds=PROOF, required=False)

    def check_published(self, cleaned):
        """What is not published yet does not run; what was ready later could not be published earlier."""
        on: dt.date | None = cleaned.get("published_on")
        if on and on > self.do.on:
            self.add_error("published_on", "公告日期不能晚于今天；请在公告发出之后登记。")
        ready = self.do.parent.at_window_at if self.do.parent else None
        if on and ready and on < ready.astimezone(self.do.at.tzinfo).date():
            self.add_error("published_on", "公告日期不能早于结果到达出件窗口之日，请核对。")
