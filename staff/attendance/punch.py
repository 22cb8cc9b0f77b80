"""What the clock device (考勤机) recorded, and the file it came in. Nothing of it is ever edited."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from hall.timeline.triggers import append_only

from .reading import Unreadable, read


class State(models.TextChoices):
    READ = "read", "已导入"
    VOIDED = "voided", "已作废"


class ImportForm(ActForm):
    file = forms.FileField(
        label="考勤机导出文件（CSV）",
        help_text="第一行是栏目名，须有“用户名”“时间”两栏，时间写成 2026-03-02 08:21。",
    )

    def check_lines(self, cleaned):
        if file := cleaned.get("file"):
            try:
                self.lines = read(file.read(), self.do.hall, self.do.at)
            except Unreadable as error:
                self.add_error("file", str(error))
            file.seek(0)


class VoidForm(ActForm):
    reason = forms.CharField(label="作废原因", max_length=200)


class ClockImport(Workflow):
    """One file of the clock device. A file imported by mistake is voided: its times no longer count."""

    State = State
    final = frozenset({State.VOIDED})

    state = StateField(State)
    taken = models.PositiveIntegerField("新增打卡次数")
    repeated = models.PositiveIntegerField("已有的打卡次数")
    first_on = models.DateField("起")
    last_on = models.DateField("止")

    class Meta:
        verbose_name = verbose_name_plural = "考勤机导入"

    def __str__(self) -> str:
        return f"考勤机导入（{self.first_on:%Y-%m-%d}至{self.last_on:%Y-%m-%d}）"

    @act(
        "导入考勤机记录",
        NEW,
        State.READ,
        by=Role.HALL_OFFICE,
        form=ImportForm,
        locks=lambda batch, do: [do.hall],
        clauses="DL-22.1 EL-4.2c",
    )
    def read_in(self, do):
        """Times that are already known are passed over, so that the same file may come twice."""
        lines, days = do.form.lines, [at for _, at in do.form.lines]
        known = set(Punch.objects.counting().filter(hall=do.hall, at__in=days).values_list("user", "at"))
        new = [(user, at) for user, at in lines if (user.pk, at) not in known]
        self.taken, self.repeated = len(new), len(lines) - len(new)
        self.first_on, self.last_on = min(days).date(), max(days).date()
        for user, at in new:
            do.add(lambda entry, u=user, a=at: Punch(hall=do.hall, user=u, at=a, batch=self, entry=entry))
        do.label(str(self))

    @act("作废", State.READ, State.VOIDED, by=Role.HALL_OFFICE, form=VoidForm, clauses="DL-22.1")
    def void(self, do):
        """The reason stands on the timeline."""


class PunchQuerySet(models.QuerySet["Punch"]):
    def counting(self) -> PunchQuerySet:
        """Those of files that were not voided."""
        return self.filter(batch__state=State.READ)


@append_only
class Punch(models.Model):
    """One person at the device at one instant."""

    hall = models.ForeignKey("hall.Hall", models.PROTECT, verbose_name="大厅", related_name="+")
    user = models.ForeignKey("hall.User", models.PROTECT, verbose_name="人员", related_name="+")
    at = models.DateTimeField("时间")
    batch = models.ForeignKey(ClockImport, models.PROTECT, verbose_name="导入", related_name="punches")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    objects = PunchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "打卡记录"
        indexes = [models.Index(fields=["hall", "at"], name="punch_hall_at")]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"
