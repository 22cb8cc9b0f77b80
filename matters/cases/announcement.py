"""Public notice (公告、公示): before the decision, for a set time, with every objection answered (DL-15). It is none of
the eight of 行政许可法 45: the clock of the case runs on.
"""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db import models

from hall import legal_time
from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField
from hall.calendar import calendar_for
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.clocks.computation import Near, compute
from hall.duty import duty
from hall.people.roles import Role

from . import review_papers as papers
from .below import DEPARTMENT, LONG, BelowCase, case_of, case_under_review

KINDS = [("publicity", "公示"), ("announcement", "公告")]


class PublishForm(ActForm):
    kind = forms.ChoiceField(label="种类", choices=KINDS)
    content = forms.CharField(label="公示（公告）内容", max_length=2000, widget=LONG)
    ways = forms.CharField(
        label="公示（公告）方式", max_length=200, help_text="大厅网站之外，还在哪里张贴、刊登。"
    )
    until = forms.DateField(
        label="最后一日",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="含当日；不填的按本事项规定的公示期。",
    )

    def _least(self) -> dt.date | None:
        """The last day the matter's own period reaches, the day of publishing not counted."""
        period = self.do.parent.version.publicity
        if period is None:
            return None
        return compute(self.do.at, period, calendar_for(self.do.hall), near=Near(None, None)).on

    @rule_of_form("DL-15")
    def check_until(self, cleaned):
        least = self._least()
        cleaned["until"] = cleaned.get("until") or least
        if cleaned["until"] is None:
            self.add_error("until", "本事项没有规定公示期，请填写最后一日。")
        elif cleaned["until"] < (least or self.do.on):
            self.add_error("until", f"公示期不够，最后一日不得早于{least or self.do.on}。")


class ObjectionForm(ActForm):
    private = frozenset({"by", "phone", "text"})
    by = forms.CharField(label="提出异议的人", max_length=60)
    phone = forms.CharField(label="联系电话", max_length=20)
    text = forms.CharField(label="异议内容", max_length=1000, widget=LONG)


class AnswerForm(ActForm):
    private = frozenset({"answer"})
    number = forms.TypedChoiceField(label="异议", coerce=int)
    answer = forms.CharField(label="处理结果和答复", max_length=1000, widget=LONG)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [
            (number, f"{number}．{one['by']}：{one['text']}")
            for number, one in enumerate(self.do.obj.objections, start=1)
            if not one["answer"]
        ]


def _until(announcement, do) -> list[Limit]:
    return [Limit(LimitKind.ARRANGED, None, "公示（公告）载明的期限", until=announcement.until)]


CLOCKS = declare(
    "cases.announcement",
    Clock(
        "publicity",
        "公示期",
        starts=("published",),
        ends=("over",),
        limits=_until,
        effects=(Effect(LimitKind.ARRANGED, "close", "DL-15"),),
        clauses="DL-15",
        start_title="公示",
    ),
)


@guard("DL-15")
def an_objection_waits(announcement, do):
    if not announcement.unanswered:
        return "没有等待处理的异议。"


class Announcement(BelowCase):
    """One public notice. Who objects is personal data; how many objections wait is not."""

    class State(models.TextChoices):
        RUNNING = "running", "公示中"
        OVER = "over", "公示期满"

    clocks = CLOCKS
    private_fields = frozenset({"objections"})

    state = StateField(State)
    case = case_of("announcements")
    kind = models.CharField("种类", max_length=12, choices=KINDS)
    content = models.TextField("内容")
    ways = models.CharField("方式", max_length=200)
    since = models.DateField("开始日期")
    until = models.DateField("最后一日")
    objections = models.JSONField("异议", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "公示（公告）"

    @property
    def unanswered(self) -> int:
        return sum(not one["answer"] for one in self.objections)

    @property
    def told(self) -> str:
        return f"{self.since}至{self.until}" + (f"，{self.unanswered}项异议待答复" if self.unanswered else "")

    @act(
        "公示（公告）",
        NEW,
        State.RUNNING,
        by=DEPARTMENT,
        form=PublishForm,
        guards=[case_under_review],
        papers=[papers.PUBLIC_NOTICE],
        events=["published"],
        clauses="DL-15",
    )
    def publish(self, do):
        self.kind, self.content, self.ways = do.data["kind"], do.data["content"], do.data["ways"]
        self.since, self.until = do.on, do.data["until"]
        self.open_below(do)

    @act(
        "登记异议",
        State.RUNNING,
        None,
        by=[Role.WINDOW_CLERK, *DEPARTMENT],
        form=ObjectionForm,
        clauses="DL-15",
    )
    def object(self, do):
        said = {name: do.data[name] for name in ("by", "phone", "text")}
        self.objections = [*self.objections, said | {"answer": ""}]

    @act(
        "答复异议",
        [State.RUNNING, State.OVER],
        None,
        by=DEPARTMENT,
        form=AnswerForm,
        guards=[an_objection_waits],
        clauses="DL-15",
    )
    def answer(self, do):
        number = do.data["number"] - 1
        answered = self.objections[number] | {"answer": do.data["answer"]}
        self.objections = [*self.objections[:number], answered, *self.objections[number + 1 :]]

    @act("公示期满", State.RUNNING, State.OVER, by=SYSTEM, events=["over"], clauses="DL-15")
    def close(self, do):
        """The last day has passed."""


@duty("DL-15", off=lambda: Announcement.objects.none())
def on_public_page():
    """What anybody may read today: every running notice to its last day, the latest first."""
    running = Announcement.objects.filter(
        state=Announcement.State.RUNNING, until__gte=legal_time.today()
    ).select_related("case__matter__department", "dossier__hall", "dossier__department")
    return running.order_by("-since", "-pk")
