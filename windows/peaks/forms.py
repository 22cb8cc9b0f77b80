"""业务高峰工作预案, and what is ticked off, publicised and reviewed along it (WS12 二(一))."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.form import ActForm, rule_of_form
from hall.places.department import Department
from staff.task import first_representatives
from windows.causes import CauseForm


class Check(models.TextChoices):
    """What is looked at and prepared before the peak (WS12 二(一)3)."""

    DEVICES = "devices", "设备"
    SYSTEMS = "systems", "系统"
    NETWORK = "network", "网络"
    GUIDES = "guides", "办事指南"
    SHEETS = "sheets", "表册资料"
    SUPPLIES = "supplies", "证件文具"


def _text(label: str, rows: int = 2, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=1000, widget=forms.Textarea(attrs={"rows": rows}), **more)


class PlanForm(CauseForm):
    private = frozenset({"technician"})
    begins_on = forms.DateField(label="高峰首日")
    ends_on = forms.DateField(label="高峰末日")
    duties = _text("职责分工", 4, required=False, help_text="每行一人：姓名；职责。")
    reported_on = forms.DateField(label="已报派驻部门", help_text="报派驻部门（单位）的日期。")
    reinforcements = _text("增援人员", help_text="从派驻部门（单位）抽调的人员；没有的填“无”。")
    publicity = _text("宣传引导措施", help_text="通过哪些媒体、公众号提前告知和分流。")
    needed = _text("所需资料", help_text="向社会公布：办理这些事项需要的资料。")
    flow = _text("办理流程", help_text="向社会公布：到哪个窗口、自助机，按什么次序办理。")
    online = _text("网上、手机办理方式", help_text="能够通过电脑、手机办理的，写明入口；没有的填“无”。")
    order_staff = forms.CharField(label="秩序维护人员", max_length=200, required=False)
    crowd_staff = forms.CharField(label="人员疏导人员", max_length=200, required=False)
    enquiry_staff = forms.CharField(label="咨询答复人员", max_length=200, required=False)
    technician = forms.CharField(label="值守技术人员及电话", max_length=100, required=False)
    risks = _text("风险防范", 3, required=False, help_text="每行一项：风险；措施；责任人。")
    daily_max = forms.IntegerField(label="每日最多可办理业务数量", min_value=1)
    extended = _text("延时服务安排", help_text="提前到岗、下班后办完已取号群众的安排。")

    def check_period(self, cleaned):
        first, last = cleaned.get("begins_on"), cleaned.get("ends_on")
        if first and first < self.do.on:
            self.add_error("begins_on", "高峰首日不能早于今天，请核对日期。")
        if first and last and last < first:
            self.add_error("ends_on", "高峰末日不能早于首日，请核对日期。")

    def check_reported_day_has_come(self, cleaned):
        if (day := cleaned.get("reported_on")) and day > self.do.on:
            self.add_error("reported_on", "报派驻部门的日期不能晚于今天；尚未报送的请先报送。")

    @rule_of_form("WS12-2.1.1-1")
    def check_duties_name_somebody(self, cleaned):
        self._rows("duties", 2, "请至少列明一人，每行写成“姓名；职责”。")

    @rule_of_form("WS12-2.1.4")
    def check_risks_are_answered_for(self, cleaned):
        self._rows("risks", 3, "请至少列明一项，每行写成“风险；措施；责任人”。")

    @rule_of_form("WS12-2.1.6-1")
    def check_somebody_keeps_order(self, cleaned):
        for name in ("order_staff", "crowd_staff", "enquiry_staff"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"请安排至少一名{self.fields[name].label}。")

    @rule_of_form("WS12-2.1.3-3")
    def check_technician_is_on_call(self, cleaned):
        if "technician" not in self.errors and not cleaned.get("technician"):
            self.add_error("technician", "请安排技术人员及时排除现场设备和软件故障。")

    def _rows(self, name: str, parts: int, reason: str) -> None:
        rows = rows_of(self.cleaned_data.get(name, ""))
        if name not in self.errors and (not rows or any(len(row) != parts for row in rows)):
            self.add_error(name, reason)


def rows_of(text: str) -> list[list[str]]:
    """A text as rows of parts, divided by semicolons."""
    lines = (line.replace(";", "；") for line in text.splitlines() if line.strip())
    return [[part.strip() for part in line.split("；") if part.strip()] for line in lines]


class PublishForm(ActForm):
    channels = _text("发布渠道", help_text="每行一种：渠道；日期；链接或者证明。")


class CheckForm(ActForm):
    items = forms.MultipleChoiceField(label="已检查、备齐", choices=Check.choices)
    checker = forms.CharField(label="检查人", max_length=40)
    on = forms.DateField(label="检查日期")

    def check_day_has_come(self, cleaned):
        if (on := cleaned.get("on")) and on > self.do.on:
            self.add_error("on", "检查日期不能晚于今天，请核对。")


class CoordinateForm(ActForm):
    """Another department is given its part, as a task of its first representative."""

    department = forms.ModelChoiceField(None, label="配合部门")
    content = _text("配合事项")
    due_on = forms.DateField(label="到位日期")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Department.objects.filter(hall=self.do.hall, is_active=True)
        self.fields["department"].queryset = others.exclude(
            pk=self.do.department and self.do.department.pk
        ).prefetch_related("names")

    def check_somebody_answers(self, cleaned):
        if department := cleaned.get("department"):
            self.receiver = first_representatives(self.do.hall, department, self.do.at).order_by("pk").first()
            if self.receiver is None:
                self.add_error("department", "该部门目前没有首席代表，不能交办；请先落实首席代表。")

    def check_day_has_not_gone(self, cleaned):
        if (day := cleaned.get("due_on")) and day < self.do.on:
            self.add_error("due_on", "到位日期不能早于今天，请核对。")


class ReviewForm(ActForm):
    served_all = forms.BooleanField(label="已取号群众全部当日办完", required=False)
    review = _text("总结", 4, help_text="办理量、延时服务、未办完的原因和说明、下次改进。")


class WithdrawalForm(ActForm):
    reason = forms.CharField(label="撤回原因", max_length=200)
