"""Policy (政策措施): from the day it is made the days to publish it run; its explanations stand beside it."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db import models
from django.utils import timezone

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.duty import duty
from hall.people.roles import Role
from hall.places.hall import Hall
from hall.timeline.triggers import append_only

KEEPERS = [Role.HALL_OFFICE, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER]
CHANNELS = [("site", "政府网站"), ("gazette", "政府公报"), ("media", "政务新媒体")]


class Form(models.TextChoices):
    """The forms of an explanation (解读)."""

    TEXT = "text", "文字"
    QA = "qa", "问答"
    IMAGE = "image", "图解"
    AUDIO = "audio", "音频"
    VIDEO = "video", "视频"


class MadeForm(ActForm):
    title = forms.CharField(label="政策名称", max_length=200)
    number = forms.CharField(label="文号", max_length=80, required=False)
    made_on = forms.DateField(label="形成日期", help_text="公开期限自这一天起算。")
    text = forms.CharField(label="正文", widget=forms.Textarea(attrs={"rows": 10}))

    def check_made_on(self, cleaned):
        if (on := cleaned.get("made_on")) and on > self.do.on:
            self.add_error("made_on", "形成日期不能晚于今天，请核对。")


class PublishForm(ActForm):
    channels = forms.MultipleChoiceField(
        label="公开渠道",
        choices=CHANNELS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    link = forms.URLField(label="公开的网址", required=False, assume_scheme="https")

    @rule_of_form("XA-35.1")
    def check_channels(self, cleaned):
        if not cleaned.get("channels"):
            self.add_error("channels", "请至少选择一种公开渠道：政府网站、政府公报或者政务新媒体。")


class ExplainForm(ActForm):
    form = forms.ChoiceField(label="解读形式", choices=Form.choices)
    text = forms.CharField(label="内容", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    link = forms.URLField(label="图、音频、视频的网址", required=False, assume_scheme="https")

    def check_something(self, cleaned):
        if not cleaned.get("text") and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("text", "请填写解读的内容，或者图、音频、视频的网址。")


def _limits(policy, do) -> list[Limit]:
    own = do.answer("hall.policy_publication")
    return [Limit(LimitKind.SERVICE, own.value, own.basis)] if own.value else []


CLOCKS = declare(
    "hall.policy",
    Clock(
        "publication",
        "政策公开期限",
        starts=("made",),
        ends=("published",),
        limits=_limits,
        effects=(Effect(LimitKind.SERVICE, "fall_overdue"),),
        clauses="XA-35.1",
        start_title="政策形成",
        optional=True,
    ),
)


class Policy(Workflow):
    """One policy of a department, or of the hall itself."""

    class State(models.TextChoices):
        MADE = "made", "待公开"
        PUBLISHED = "published", "已公开"

    clocks = CLOCKS
    state = StateField(State)
    title = models.CharField("政策名称", max_length=200)
    number = models.CharField("文号", max_length=80, blank=True)
    made_on = models.DateField("形成日期")
    text = models.TextField("正文")
    channels = models.JSONField("公开渠道", default=list)
    link = models.URLField("网址", blank=True)
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    overdue = models.BooleanField("逾期未公开", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "政策措施"

    def __str__(self) -> str:
        return self.title

    @property
    def channel_names(self) -> list[str]:
        return [title for code, title in CHANNELS if code in self.channels]

    @act("登记政策", NEW, State.MADE, by=KEEPERS, form=MadeForm, clauses="XA-35.1")
    def register(self, do):
        for name in ("title", "number", "made_on", "text"):
            setattr(self, name, do.data[name])
        do.label(self.title)
        do.happened("made", at=timezone.make_aware(dt.datetime.combine(self.made_on, dt.time(12))))

    @act(
        "公开",
        State.MADE,
        State.PUBLISHED,
        by=KEEPERS,
        form=PublishForm,
        events=["published"],
        clauses="XA-35.1",
    )
    def publish(self, do):
        self.channels, self.link, self.published_at = do.data["channels"], do.data["link"], do.at

    @act("解读", [State.MADE, State.PUBLISHED], None, by=KEEPERS, form=ExplainForm, clauses="XA-35.2")
    def explain(self, do):
        data = do.data
        do.add(
            lambda entry: Explanation(
                policy=self, form=data["form"], text=data["text"], link=data["link"], entry=entry
            )
        )

    @act("逾期未公开", State.MADE, None, by=SYSTEM, hidden=True, clauses="XA-35.1")
    def fall_overdue(self, do):
        """Nothing is published by the clock: somebody has to."""
        self.overdue = True
        self.dossier.attention = "政策措施超过公开期限，尚未公开：请立即公开并登记渠道。"


@append_only
class Explanation(models.Model):
    """One explanation of a policy (解读)."""

    policy = models.ForeignKey(Policy, models.PROTECT, verbose_name="政策", related_name="explanations")
    form = models.CharField("形式", max_length=8, choices=Form)
    text = models.TextField("内容", blank=True)
    link = models.URLField("网址", blank=True)
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "政策解读"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.policy} {self.get_form_display()}解读"


def published(hall: Hall) -> models.QuerySet[Policy]:
    """What the public reads, the newest first."""
    found = Policy.objects.filter(dossier__hall=hall, state=Policy.State.PUBLISHED)
    return found.select_related("dossier__department").order_by("-published_at", "-pk")


@duty("XA-35.2", off=lambda hall: Policy.objects.none())
def unexplained(hall: Hall) -> models.QuerySet[Policy]:
    """The policies of a hall that nobody has explained yet."""
    return Policy.objects.filter(dossier__hall=hall, explanations=None).order_by("made_on", "pk")


@duty("XA-35.2", off=lambda policy: [])
def explanations_of(policy: Policy) -> list[Explanation]:
    return list(policy.explanations.all())
