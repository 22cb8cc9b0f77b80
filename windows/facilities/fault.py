"""Fault (设施设备故障): reported where it is met, open until repaired (DL-3.2a, WS04-5.17)."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.people.roles import Role
from hall.places.place import Place

REPORTERS = [Role.WINDOW_CLERK, Role.FIRST_REPRESENTATIVE, Role.GUIDE, Role.HALL_OFFICE]


class ReportForm(ActForm):
    spot = forms.ModelChoiceField(None, label="位置")
    item = forms.CharField(label="设施设备", max_length=60, help_text="如“高拍仪”“网络”“轮椅坡道”。")
    description = forms.CharField(label="故障情况", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["spot"].queryset = Place.objects.filter(hall=self.do.hall, is_active=True)


class RepairForm(ActForm):
    repair = forms.CharField(label="修复情况", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class Fault(Workflow):
    """One thing out of order, at one place."""

    class State(models.TextChoices):
        OPEN = "open", "待修复"
        REPAIRED = "repaired", "已修复"

    final = frozenset({State.REPAIRED})
    state = StateField(State)
    spot = models.ForeignKey("hall.Place", models.PROTECT, verbose_name="位置", related_name="faults")
    item = models.CharField("设施设备", max_length=60)
    description = models.CharField("故障情况", max_length=300)
    reported_at = models.DateTimeField("报告时间")
    repaired_at = models.DateTimeField("修复时间", null=True, blank=True)
    repair = models.CharField("修复情况", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "设备故障"

    def __str__(self) -> str:
        return f"{self.spot} {self.item}"

    @act("报告故障", NEW, State.OPEN, by=REPORTERS, form=ReportForm, clauses="WS04-5.17 DL-3.2a")
    def report(self, do):
        self.spot, self.item, self.description = do.data["spot"], do.data["item"], do.data["description"]
        self.reported_at = do.at
        do.label(str(self))

    @act(
        "登记修复",
        State.OPEN,
        State.REPAIRED,
        by=Role.HALL_OFFICE,
        form=RepairForm,
        clauses="WS04-5.17 DL-3.2a",
    )
    def mend(self, do):
        self.repair, self.repaired_at = do.data["repair"], do.at


@duty("DL-3.2a WS04-5.17", off=lambda hall: Fault.objects.none())
def open_faults(hall) -> models.QuerySet[Fault]:
    """What is out of order in a hall, the oldest first."""
    return (
        Fault.objects.filter(dossier__hall=hall, state=Fault.State.OPEN)
        .select_related("spot")
        .order_by("reported_at", "pk")
    )


@duty("WS04-5.17", off=lambda window: 0)
def faults_at(window) -> int:
    """How many faults are open at a window."""
    return Fault.objects.filter(spot=window.place_id, state=Fault.State.OPEN).count()
