"""What is typed on the way out: the exit form, and each step of handing over."""

from __future__ import annotations

from django import forms
from django.contrib.auth import get_user_model

from hall.acts.form import ActForm, rule_of_form
from hall.calendar import calendar_for
from hall.clocks.computation import last_day_ahead, long_date

from .departure_guards import asked_to_leave, is_short
from .standing import on_duty


class DepartureForm(ActForm):
    """进驻人员离岗审批表, as the department fills it in."""

    leaves_on = forms.DateField(label="离岗时间")
    reason = forms.CharField(label="离岗原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    exception = forms.CharField(
        label="未满派驻期限的特殊情况",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="派驻未满最短期限的必填。",
    )

    def check_not_past(self, cleaned):
        if (leaves_on := cleaned.get("leaves_on")) and leaves_on < self.do.on:
            self.add_error("leaves_on", "离岗时间不能早于今天，请核对日期。")

    @rule_of_form("WS13-3.2.1-1 DL-21.1")
    def check_notice(self, cleaned):
        """So many days ahead; whom the centre asked to replace may leave at once."""
        leaves_on, notice = cleaned.get("leaves_on"), self.do.rule("posting.out_notice")
        posting = self.do.obj.posting_now(self.do)
        if not leaves_on or not notice or asked_to_leave(posting):
            return
        last = last_day_ahead(leaves_on, notice, calendar_for(self.do.hall))
        if self.do.on > last:
            self.add_error(
                "leaves_on",
                f"{long_date(leaves_on)}离岗的，最迟于{long_date(last)}提出申请，请推迟离岗时间。",
            )

    @rule_of_form("AH-20.2 AH-27.4 WS13-3-1")
    def check_term(self, cleaned):
        """Before the shortest term is served, only with a reason in writing."""
        leaves_on, posting = cleaned.get("leaves_on"), self.do.obj.posting_now(self.do)
        if not leaves_on or not posting.on_duty_at or cleaned.get("exception"):
            return
        if is_short(posting, leaves_on, self.do):
            months = self.do.rule("posting.min_months")
            self.add_error("exception", f"派驻未满{months}个月，请写明须离岗的特殊情况。")


class WorkForm(ActForm):
    """Who takes the work over, and what it is."""

    taker = forms.ModelChoiceField(None, label="接交人")
    work = forms.CharField(label="移交的工作", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        colleagues = on_duty(self.do.hall).filter(dossier__department=self.do.department)
        leaver = self.do.obj.posting.person_id
        self.fields["taker"].queryset = get_user_model().objects.filter(
            pk__in=colleagues.exclude(person=leaver).values("person")
        )


class BadgeForm(ActForm):
    """What was collected and given to the hall office (WS13-3.2.2-2)."""

    badge = forms.BooleanField(label="工作牌")
    cabinet_key = forms.BooleanField(label="文件柜钥匙", help_text="没有配发的，也请核对后勾选。")
    archive_key = forms.BooleanField(label="档案柜钥匙", help_text="没有配发的，也请核对后勾选。")
    receiver = forms.CharField(label="大厅管理室接收人", max_length=60)
    received_on = forms.DateField(label="交接日期")

    def check_day_has_come(self, cleaned):
        if (received_on := cleaned.get("received_on")) and received_on > self.do.on:
            self.add_error("received_on", "交接日期不能晚于今天，请核对。")


class EquipmentForm(ActForm):
    devices = forms.CharField(
        label="设施设备清单", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="逐件列明。"
    )
    complete = forms.BooleanField(label="清点无误")


class AttendanceForm(ActForm):
    totals = forms.CharField(
        label="派驻期间考勤情况", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    checked = forms.BooleanField(label="核对无误")


class ClearingForm(ActForm):
    """What the office changes after somebody has left. Attendance of the past stays readable."""

    arrangement = forms.CharField(label="窗口或者办公室的调整", max_length=200)
    attendance = forms.BooleanField(label="已停用考勤信息")
    evaluator = forms.BooleanField(label="已删除评价器等设备信息")
