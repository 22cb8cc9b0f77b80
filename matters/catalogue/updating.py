"""Keeping guides true (指南更新): a change opens an update for each guide it touches; days count to the new version.

The old edition is gone everywhere with the first day of the new: every channel reads the version in force.
"""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db import models
from django.db.models import Q
from django_fsm import RETURN_VALUE

from hall import legal_time
from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Limit, LimitKind, declare
from hall.clocks.computation import SHANGHAI
from hall.duty import duty
from hall.people.roles import Role

from .change_forms import DAY, TEXT
from .lateness import too_late
from .matter import Matter
from .rules import UPDATE_TASKS
from .selectors import versions_on
from .statute import Statute
from .version import MatterVersion

DEPARTMENT = [Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER]
# What the new version itself brings; everything else is ticked by the department.
IN_THE_VERSION = {"guide", "list_and_samples"}


class Cause(models.TextChoices):
    LAW = "law", "法律、法规、规章变化"
    MATERIALS = "materials", "材料变化"
    PROCEDURE = "procedure", "程序变化"
    DATA = "data", "其他要素变化"


class OpenForm(ActForm):
    matter = forms.ModelChoiceField(None, label="事项")
    cause = forms.ChoiceField(label="变化原因", choices=Cause.choices)
    document = forms.CharField(label="变化依据（文件名称、文号）", max_length=200)
    changed_on = forms.DateField(label="变化日期", widget=DAY)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mine = {"hall": self.do.hall} | ({"department": self.do.department} if self.do.department else {})
        self.fields["matter"].queryset = Matter.objects.filter(**mine)

    @rule_of_form("AH-33.3 DL-18.5 XA-12")
    def check_day(self, cleaned):
        if (day := cleaned.get("changed_on")) and day > self.do.on:
            self.add_error("changed_on", "变化日期不能晚于今天；尚未施行的，施行之后再登记。")


class TaskForm(ActForm):
    task = forms.ChoiceField(label="已完成的更新")
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        left = [one for one in self.do.obj.tasks if one not in IN_THE_VERSION]
        self.fields["task"].choices = [(one, UPDATE_TASKS[one]) for one in left]


@guard("EL-5.1a")
def something_besides_the_guide(update, do):
    if not set(update.tasks) - IN_THE_VERSION:
        return "指南之外没有待完成的更新；指南、清单和样本随新版公布自动完成。"


def _limits(update, do) -> list[Limit]:
    own = do.answer("guide.update")
    return [Limit(LimitKind.SERVICE, own.value, own.basis)] if own.value else []


CLOCKS = declare(
    "catalogue.guideupdate",
    Clock(
        "update",
        "指南更新",
        starts=("changed",),
        ends=("updated",),
        limits=_limits,
        clauses="AH-33.3 DL-18.5 XA-12 EL-5.1a",
        start_title="变化",
        optional=True,
    ),
)


class GuideUpdate(Workflow):
    """One guide that no longer says what holds, until the new version is out and everything else is done."""

    class State(models.TextChoices):
        STALE = "stale", "待更新"
        UPDATED = "updated", "已更新"

    clocks = CLOCKS
    final = frozenset({State.UPDATED})

    state = StateField(State)
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, verbose_name="事项", related_name="updates"
    )
    cause = models.CharField("变化原因", max_length=12, choices=Cause)
    document = models.CharField("变化依据", max_length=200)
    changed_on = models.DateField("变化日期")
    tasks = models.JSONField("待完成的更新", default=list)
    version = models.ForeignKey(
        "catalogue.MatterVersion",
        models.PROTECT,
        verbose_name="更新后的版本",
        null=True,
        blank=True,
        related_name="+",
    )
    updated_on = models.DateField("更新公布日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "指南更新"

    def __str__(self) -> str:
        return f"{self.matter}指南更新"

    def tasks_in_words(self) -> list[str]:
        return [UPDATE_TASKS[one] for one in self.tasks]

    @property
    def days(self) -> int:
        """Days from the change to the publication, or until today while there is none."""
        return ((self.updated_on or legal_time.today()) - self.changed_on).days

    @property
    def is_late(self) -> bool:
        """Whether it took longer than the hall's rule allows (“及时”)."""
        return too_late(
            self.matter.hall, "guide.update", self.changed_on, self.updated_on or legal_time.today()
        )

    @act(
        "登记指南变化",
        NEW,
        State.STALE,
        by=[*DEPARTMENT, Role.HALL_OFFICE, Role.BUREAU, SYSTEM],
        form=OpenForm,
        clauses="AH-33.3 DL-18.5 XA-12 EL-5.1a",
    )
    def open(self, do):
        """From the day of the change the guide counts as out of date."""
        for name in ("matter", "cause", "document", "changed_on"):
            setattr(self, name, do.data[name])
        self.tasks = list(do.rule("guide.update_tasks"))
        do.happened("changed", at=dt.datetime.combine(self.changed_on, dt.time(), SHANGHAI))
        do.label(str(self))

    @act(
        "登记已完成的更新",
        State.STALE,
        RETURN_VALUE(State.STALE, State.UPDATED),
        by=DEPARTMENT,
        form=TaskForm,
        guards=[something_besides_the_guide],
        clauses="EL-5.1a",
    )
    def finish_task(self, do):
        """What is not in the guide itself (知识库) the department says is done."""
        return self._done({do.data["task"]}, do)

    @act(
        "新版指南公布",
        State.STALE,
        RETURN_VALUE(State.STALE, State.UPDATED),
        by=SYSTEM,
        hidden=True,
        clauses="AH-33.3 DL-18.5 XA-12 EL-5.1a",
    )
    def replace(self, do):
        """Follows when a new version of the matter comes into force by an agreed change."""
        last = self.matter.versions.filter(published_at__isnull=False).order_by("effective_from").last()
        self.version, self.updated_on = last, do.on
        return self._done(IN_THE_VERSION, do)

    def _done(self, tasks: set[str], do):
        self.tasks = [one for one in self.tasks if one not in tasks]
        if self.tasks or self.updated_on is None:
            return self.State.STALE
        do.happened("updated")
        return self.State.UPDATED


class AnnounceForm(ActForm):
    statute = forms.ModelChoiceField(Statute.objects.all(), label="变化的法律依据")
    document = forms.CharField(label="公布文件（名称、文号）", max_length=160)
    changed_on = forms.DateField(label="施行（废止）日期", widget=DAY)
    what = forms.CharField(label="变化内容", max_length=500, widget=TEXT)

    @rule_of_form("XA-12")
    def check_day(self, cleaned):
        if (day := cleaned.get("changed_on")) and day > self.do.on:
            self.add_error("changed_on", "尚未施行的变化，请在施行当日登记。")


@duty("XA-12 DL-18.5", off=lambda statute, hall, on: [])
def touched_by(statute: Statute, hall, on: dt.date) -> list[MatterVersion]:
    """The guides in force in a hall that rest on a statute in any row."""
    rows = ("bases", "clock_rules", "special_procedures", "fees", "materials")
    cites = Q()
    for row in rows:
        cites |= Q(**{f"{row}__statute": statute})
    return list(versions_on(hall, on).filter(cites).distinct().order_by("matter"))


class LawChange(Workflow):
    """A law, regulation or rule has changed: every guide that rests on it is out of date from that day."""

    class State(models.TextChoices):
        ANNOUNCED = "announced", "已登记"

    final = frozenset({State.ANNOUNCED})

    state = StateField(State)
    statute = models.ForeignKey(
        "catalogue.Statute", models.PROTECT, verbose_name="法律依据", related_name="+"
    )
    document = models.CharField("公布文件", max_length=160)
    changed_on = models.DateField("施行（废止）日期")
    what = models.TextField("变化内容")

    class Meta:
        verbose_name = verbose_name_plural = "依据变化"

    def __str__(self) -> str:
        return f"{self.statute}变化"

    @act(
        "登记依据变化",
        NEW,
        State.ANNOUNCED,
        by=[Role.HALL_OFFICE, Role.BUREAU, Role.JUSTICE_BUREAU],
        form=AnnounceForm,
        clauses="XA-12 DL-18.5",
    )
    def announce(self, do):
        """Opens one update below it for each guide that is touched."""
        for name in ("statute", "document", "changed_on", "what"):
            setattr(self, name, do.data[name])
        for version in touched_by(self.statute, do.hall, do.on):
            data = {
                "matter": version.matter_id,
                "cause": Cause.LAW,
                "document": self.document,
                "changed_on": self.changed_on,
            }
            do.then(GuideUpdate, "open", data, parent=self, department=version.matter.department)
        do.label(str(self))


class ChangeNotice(Workflow):
    """What the bureau is told of a change of the catalogue, and when it took note (EL-5.1b)."""

    class State(models.TextChoices):
        GIVEN = "given", "待知悉"
        NOTED = "noted", "已知悉"

    final = frozenset({State.NOTED})
    opening_fields = frozenset({"matter", "version"})

    state = StateField(State)
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, verbose_name="事项", related_name="+")
    version = models.ForeignKey(
        "catalogue.MatterVersion",
        models.PROTECT,
        verbose_name="新版本",
        null=True,
        blank=True,
        related_name="+",
    )
    noted_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="知悉人", null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField("知悉时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "事项变化告知"

    def __str__(self) -> str:
        return f"{self.matter}变化告知"

    @act("告知政务服务局", NEW, State.GIVEN, by=SYSTEM, hidden=True, clauses="EL-5.1b")
    def give(self, do):
        """Follows when a change of the catalogue comes into force."""
        do.label(str(self))

    @act("知悉", State.GIVEN, State.NOTED, by=Role.BUREAU, clauses="EL-5.1b")
    def note(self, do):
        self.noted_by, self.noted_at = do.by, do.at
