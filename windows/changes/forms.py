"""窗口变更登记备案表, the opinions on it, and what the hall office enters afterwards (WS13 二(一))."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db import models

from hall.acts.form import ActForm, rule_of_form
from hall.clocks.computation import last_day_after, long_date
from hall.places.place import Place
from hall.uploads import UploadField
from matters.catalogue.matter import Matter
from windows.closures.forms import SCANNED
from windows.forms import KINDS, LISTING
from windows.window import Window


class Kind(models.TextChoices):
    ADD = "add", "新增"
    REDUCE = "reduce", "调减"


class Entered(models.TextChoices):
    """What follows in data and devices (WS13 二(一)2)."""

    WINDOW = "window", "窗口信息"
    SCREEN = "screen", "屏幕"
    EVALUATOR = "evaluator", "评价器"
    QUEUE = "queue", "叫号机"


class ChangeForm(ActForm):
    kind = forms.ChoiceField(label="变更类别", choices=Kind.choices)
    reason = forms.CharField(label="变更原因", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    places = forms.ModelMultipleChoiceField(
        None, label="窗口位置（编号）", help_text="新增的选尚未设立窗口的位置，调减的选本部门的窗口。"
    )
    begins_on = forms.DateField(label="起始日期")
    ends_on = forms.DateField(label="结束日期", required=False, help_text="长期变更的不填。")
    matters = forms.ModelMultipleChoiceField(
        None,
        label="窗口办理业务内容",
        required=False,
        help_text="新增部门窗口的须选择；调减的按窗口现有事项。",
    )
    equipment = forms.CharField(label="自带（撤离）设施设备", max_length=300, help_text="没有的填“无”。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        do = self.do
        self.fields["places"].queryset = Place.objects.filter(hall=do.hall, kind__in=KINDS, is_active=True)
        self.fields["matters"].queryset = Matter.objects.filter(hall=do.hall, department=do.department)

    @rule_of_form("WS13-2.1-0")
    def check_change_is_lasting(self, cleaned):
        """What lasts less than the rulebook's time is a closure, not a change."""
        begins_on, ends_on = cleaned.get("begins_on"), cleaned.get("ends_on")
        least = self.do.rule("window.change_min")
        if begins_on and ends_on and least is not None:
            first_allowed = last_day_after(begins_on, least) - dt.timedelta(days=1)
            if ends_on < first_allowed:
                self.add_error(
                    "ends_on",
                    f"窗口变更应当持续{least}以上（至{long_date(first_allowed)}）；"
                    "短期不开放窗口的，请申请临时关闭。",
                )

    def check_begins_in_future(self, cleaned):
        if (day := cleaned.get("begins_on")) and day < self.do.on:
            self.add_error("begins_on", "起始日期不能早于今天，请核对。")

    def check_places_fit(self, cleaned):
        places = cleaned.get("places")
        if not places:
            return
        standing = Window.objects.filter(place__in=places).exclude(state=Window.State.RETIRED)
        if cleaned.get("kind") == Kind.REDUCE:
            own = standing.filter(dossier__department=self.do.department).values("place")
            wrong, why = places.exclude(pk__in=own), "不是本部门的窗口，不能调减"
        else:
            wrong, why = places.filter(pk__in=standing.values("place")), "已经设有窗口，不能新增"
        if names := "、".join(str(place) for place in wrong):
            self.add_error("places", f"{names}{why}，请改选。")

    def check_new_window_has_its_business(self, cleaned):
        places = cleaned.get("places")
        adds = cleaned.get("kind") == Kind.ADD and places
        if adds and places.filter(kind__in=LISTING).exists() and not cleaned.get("matters"):
            self.add_error("matters", "请选择新增窗口办理的事项。")


class FilingForm(ActForm):
    scan = UploadField(label="签字盖章的登记备案表扫描件", kinds=SCANNED)


class OpinionForm(ActForm):
    opinion = forms.CharField(label="审核意见", max_length=200, initial="同意")


class ReturnForm(ActForm):
    opinion = forms.CharField(label="退回理由", max_length=200)


class WithdrawalForm(ActForm):
    reason = forms.CharField(label="撤回原因", max_length=200)


class EntryForm(ActForm):
    """The tasks that are done; each stands on the timeline with who did it and when."""

    tasks = forms.MultipleChoiceField(label="已经录入、调整", choices=Entered.choices)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        open_ones = [one for one in Entered.choices if one[0] not in self.do.obj.entered]
        self.fields["tasks"].choices = open_ones

    def check_day_has_come(self, cleaned):
        """Devices may be prepared; the window itself changes on its day."""
        begins_on = self.do.obj.begins_on
        if Entered.WINDOW in cleaned.get("tasks", ()) and self.do.on < begins_on:
            self.add_error(
                "tasks", f"窗口自{long_date(begins_on)}起变更，届时再录入窗口信息；其他设备可以先行调整。"
            )
