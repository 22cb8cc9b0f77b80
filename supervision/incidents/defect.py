"""Defect (设施问题): a machine out of order, a box to be filled, a place to be cleaned – open until it is put right."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from hall.places.place import Place

WATCHERS = (Role.HALL_OFFICE, Role.HALL_LEADER, Role.GUIDE, Role.SUPERVISOR)


class Kind(models.TextChoices):
    MACHINE = "machine", "自助设备故障"
    DESK = "desk", "填表台材料"
    BOX = "box", "便民盒物品"
    HYGIENE = "hygiene", "环境卫生"
    FACILITY = "facility", "公共设备设施"
    SAFETY = "safety", "安全保障"


class DefectForm(ActForm):
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    at = forms.ModelChoiceField(None, label="地点")
    content = forms.CharField(label="情况", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.CharField(label="联系的责任单位", max_length=80)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].queryset = Place.objects.filter(hall=self.do.hall, is_active=True)


class FixedForm(ActForm):
    fixed_on = forms.DateField(label="修复（处理）日期")
    result = forms.CharField(label="处理情况", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    @rule_of_form("WS10-3.7")
    def check_day(self, cleaned):
        day = cleaned.get("fixed_on")
        if day and not self.do.obj.found_on <= day <= self.do.on:
            self.add_error("fixed_on", "处理日期应在发现当日至今天之间，请核对。")


class Defect(Workflow):
    """One thing that does not work or lacks, at one place of the hall."""

    class State(models.TextChoices):
        OPEN = "open", "待处理"
        FIXED = "fixed", "已处理"

    final = frozenset({State.FIXED})
    opening_fields = frozenset({"patrol"})
    state = StateField(State)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    at = models.ForeignKey("hall.Place", models.PROTECT, verbose_name="地点", related_name="+")
    patrol = models.ForeignKey(
        "supervision.Patrol",
        models.PROTECT,
        verbose_name="巡查",
        null=True,
        blank=True,
        related_name="defects",
    )
    content = models.TextField("情况")
    unit = models.CharField("联系的责任单位", max_length=80)
    found_on = models.DateField("发现日期")
    fixed_on = models.DateField("修复（处理）日期", null=True, blank=True)
    result = models.TextField("处理情况", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "设施问题"

    def __str__(self) -> str:
        return f"{self.at}：{self.get_kind_display()}"

    @act("登记", NEW, State.OPEN, by=WATCHERS, form=DefectForm, clauses="WS10-3.7 WS10-3.9")
    def record(self, do):
        for name, value in do.data.items():
            setattr(self, name, value)
        self.found_on = do.on
        do.label(str(self))

    @act("处理完毕", State.OPEN, State.FIXED, by=WATCHERS, form=FixedForm, clauses="WS10-3.7")
    def fix(self, do):
        self.fixed_on, self.result = do.data["fixed_on"], do.data["result"]
