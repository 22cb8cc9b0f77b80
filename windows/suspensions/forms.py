"""业务临时停办登记备案表, and what is announced, told and posted along it (WS12 二(二))."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.form import ActForm, rule_of_form
from hall.places.place import Place
from hall.uploads import UploadField
from staff.registers import stationed
from windows.causes import CauseForm
from windows.closures.forms import SCANNED
from windows.peaks.forms import rows_of
from windows.window import Window


class Telling(models.TextChoices):
    """How the hall office tells the public (WS12 二(二)2)."""

    SCREEN = "screen", "宣传屏"
    ACCOUNT = "account", "微信公众号"
    FRONT = "front", "前门张贴"
    BACK = "back", "后门张贴"


class SuspensionForm(CauseForm):
    """Reason, time and window in one go: whatever is missing is said at once."""

    private = frozenset({"contact"})
    field_order = ("cause", "cause_text", "document_number", "content", "matters", "windows")
    document_number = forms.CharField(label="证明文件文号", max_length=100, required=False)
    content = forms.CharField(
        label="停办事由及具体内容",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    windows = forms.ModelMultipleChoiceField(None, label="窗口位置编号", required=False)
    begins_at = forms.DateTimeField(label="停办开始", required=False)
    ends_at = forms.DateTimeField(label="停办结束", required=False)
    consultants = forms.ModelMultipleChoiceField(
        None, label="留守咨询解释人员", required=False, help_text="停办期间留在窗口答复咨询的人员。"
    )
    enquiry_phone = forms.CharField(label="咨询电话", max_length=40, help_text="对外公布，停办期间保持畅通。")
    publicity = forms.CharField(
        label="宣传告知工作落实情况", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    machines = forms.ModelMultipleChoiceField(
        None, label="须张贴通知的自助服务机（区）", required=False, help_text="能办理这些事项的；没有的不选。"
    )
    contact = forms.CharField(label="联系人及电话", max_length=100)
    remark = forms.CharField(label="备注", max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        do = self.do
        own = Window.objects.filter(dossier__hall=do.hall).exclude(state=Window.State.RETIRED)
        mine = models.Q(dossier__department=do.department) | models.Q(dossier__department=None)
        self.fields["windows"].queryset = own.filter(mine).select_related("place")
        people = stationed(do.hall).filter(grants__department=do.department)
        self.fields["consultants"].queryset = people
        self.fields["machines"].queryset = Place.objects.filter(
            hall=do.hall, kind=Place.Kind.SELF_SERVICE, is_active=True
        )

    @rule_of_form("WS12-2.2.1-2")
    def check_reason_time_and_window(self, cleaned):
        for name in ("content", "windows", "begins_at", "ends_at"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"请填写{self.fields[name].label}。")

    @rule_of_form("WS12-F1-1")
    def check_document_number(self, cleaned):
        if "document_number" not in self.errors and not cleaned.get("document_number"):
            self.add_error("document_number", "停办事由应提供证明文件的文号，请填写。")

    @rule_of_form("WS12-2.2.3-1")
    def check_somebody_stays_to_explain(self, cleaned):
        """Two or three people, or as many as the rulebook says."""
        staying = len(cleaned.get("consultants") or ())
        least, most = self.do.rule("suspension.staff_min"), self.do.rule("suspension.staff_max")
        if least is not None and staying < least:
            self.add_error("consultants", f"停办期间窗口至少留{least}名咨询解释人员，现选{staying}名。")
        if most is not None and staying > most:
            self.add_error("consultants", f"停办期间窗口最多留{most}名咨询解释人员，现选{staying}名。")

    def check_period(self, cleaned):
        begins_at, ends_at = cleaned.get("begins_at"), cleaned.get("ends_at")
        if begins_at and begins_at < self.do.at:
            self.add_error("begins_at", "停办开始不能早于现在，请核对。")
        if begins_at and ends_at and ends_at <= begins_at:
            self.add_error("ends_at", "停办结束应晚于开始，请核对。")


class FilingForm(ActForm):
    scan = UploadField(label="签字盖章的备案表扫描件", kinds=SCANNED)


class PublishForm(ActForm):
    channels = forms.CharField(
        label="公告渠道",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一种：渠道；日期；链接或者证明。",
    )

    @rule_of_form("WS12-2.2.2-3")
    def check_each_channel_has_its_proof(self, cleaned):
        rows = rows_of(cleaned.get("channels", ""))
        if "channels" not in self.errors and (not rows or any(len(row) != 3 for row in rows)):
            self.add_error("channels", "请逐行写明“渠道；日期；链接或者证明”，三项齐全。")


class TellForm(ActForm):
    ways = forms.MultipleChoiceField(label="已告知", choices=Telling.choices)
    on = forms.DateField(label="日期")
    opinion = forms.CharField(label="大厅管理室意见", max_length=200, required=False)

    def check_day_has_come(self, cleaned):
        if (on := cleaned.get("on")) and on > self.do.on:
            self.add_error("on", "告知日期不能晚于今天，请核对。")


class PostForm(ActForm):
    machines = forms.ModelMultipleChoiceField(None, label="已张贴的自助服务机（区）")
    on = forms.DateField(label="张贴日期")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["machines"].queryset = Place.objects.filter(pk__in=self.do.obj.machines)

    def check_day_has_come(self, cleaned):
        if (on := cleaned.get("on")) and on > self.do.on:
            self.add_error("on", "张贴日期不能晚于今天，请核对。")


class WithdrawalForm(ActForm):
    reason = forms.CharField(label="撤回原因", max_length=200)
