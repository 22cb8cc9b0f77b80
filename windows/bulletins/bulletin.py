"""Bulletin (制度、通知): a text for the people of a hall. Who has read it, and when, is part of its timeline."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.authority import Authority
from hall.people.roles import Role
from hall.places.department import Department
from hall.timeline.triggers import append_only

WRITERS = [Role.HALL_OFFICE, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER]
READERS = [
    Role.WINDOW_CLERK,
    Role.REVIEWER,
    Role.FIRST_REPRESENTATIVE,
    Role.GUIDE,
    Role.AGENT,
    Role.CASHIER,
    Role.HALL_OFFICE,
    Role.HALL_LEADER,
    Role.DEPARTMENT_LEADER,
]


class Kind(models.TextChoices):
    HALL_RULE = "hall_rule", "中心规章制度"
    WINDOW_RULE = "window_rule", "窗口业务管理制度"
    SEAL_RULE = "seal_rule", "专用章管理制度"
    NOTICE = "notice", "通知"


OF_THE_HALL = (Kind.HALL_RULE, Kind.NOTICE)


class PublishForm(ActForm):
    kind = forms.ChoiceField(label="种类", choices=Kind.choices)
    title = forms.CharField(label="标题", max_length=100)
    text = forms.CharField(label="正文", widget=forms.Textarea(attrs={"rows": 10}))
    effective_on = forms.DateField(label="施行（生效）日期")
    replaces = forms.ModelChoiceField(
        None, label="修订的制度", required=False, help_text="修订已有制度的选择原来的一版；新制度不选。"
    )
    units = forms.ModelMultipleChoiceField(
        None, label="发给哪些部门", required=False, help_text="发给全厅的不选。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        scope = {"dossier__hall": self.do.hall, "dossier__department": self.do.department}
        own = Bulletin.objects.filter(**scope, state=Bulletin.State.PUBLISHED).exclude(kind=Kind.NOTICE)
        self.fields["replaces"].queryset = own.order_by("title", "-version")
        active = Department.objects.filter(hall=self.do.hall, is_active=True)
        self.fields["units"].queryset = active.prefetch_related("names")

    def check_replaces(self, cleaned):
        """A later version of the same rule, from a later day on: two never hold at once."""
        earlier = cleaned.get("replaces")
        if earlier is None:
            return
        if earlier.kind != cleaned.get("kind"):
            self.add_error("replaces", "修订的制度种类不同，请重新选择。")
        elif cleaned.get("effective_on") and cleaned["effective_on"] <= earlier.effective_on:
            self.add_error("effective_on", f"须晚于原来一版的施行日期{earlier.effective_on}。")


@guard("AH-4.1", forbids=True)
def whose_to_write(bulletin, do):
    """The hall's rules and notices are the hall office's; a department's first representative writes its own."""
    of_the_hall = do.data.get("kind") in OF_THE_HALL
    if of_the_hall and do.role != Role.HALL_OFFICE:
        return "中心规章制度和通知由大厅管理室发布；部门发布窗口业务和专用章管理制度。"
    if not of_the_hall and do.data.get("kind") and do.department is None:
        return "窗口业务、专用章管理制度是部门的制度，请选择部门。"


@guard("AH-4.1 WS04-3.4")
def not_read_before(bulletin, do):
    if bulletin.readings.filter(user=do.by).exists():
        return "您已经确认阅读过，不必重复。"


class Bulletin(Workflow):
    """One version of a rule, or one notice. An earlier version stays as it was and can still be read."""

    class State(models.TextChoices):
        PUBLISHED = "published", "已发布"
        REPEALED = "repealed", "已废止"

    state = StateField(State)
    kind = models.CharField("种类", max_length=12, choices=Kind)
    title = models.CharField("标题", max_length=100)
    text = models.TextField("正文")
    version = models.PositiveSmallIntegerField("版次", default=1)
    effective_on = models.DateField("施行日期")
    replaces = models.OneToOneField(
        "self", models.PROTECT, verbose_name="修订的制度", null=True, blank=True, related_name="replaced_by"
    )
    units = models.JSONField("发给", default=list)
    published_at = models.DateTimeField("发布时间")

    class Meta:
        verbose_name = verbose_name_plural = "制度和通知"

    def __str__(self) -> str:
        return self.title if self.kind == Kind.NOTICE else f"{self.title}（第{self.version}版）"

    def authorising_department(self, act, do):
        """A reader's own grant will do, whichever department it is for: the text is for everybody it was sent to."""
        if act.name != "confirm":
            return do.department
        grants = [one for one in Authority(do.by, do.at).grants if one.hall_id == do.hall.pk]
        reached = [one for one in grants if not self.units or one.department_id in (None, *self.units)]
        return (
            next((one.department for one in reached if one.department_id), None) if reached else do.department
        )

    @act(
        "发布制度、通知",
        NEW,
        State.PUBLISHED,
        by=WRITERS,
        form=PublishForm,
        guards=[whose_to_write],
        clauses="AH-4.1 AH-15.1 AH-32.1 WS04-3.4 WS04-4.6-6",
    )
    def publish(self, do):
        for name in ("kind", "title", "text", "effective_on", "replaces"):
            setattr(self, name, do.data[name])
        self.units, self.published_at = [unit.pk for unit in do.data["units"]], do.at
        self.version = self.replaces.version + 1 if self.replaces else 1
        do.label(str(self))

    @act(
        "确认已阅",
        State.PUBLISHED,
        None,
        by=READERS,
        guards=[not_read_before],
        clauses="AH-4.1 WS04-3.4 WS04-4.6-6",
    )
    def confirm(self, do):
        do.add(lambda entry: Reading(bulletin=self, user=do.by, read_at=do.at, entry=entry))

    @act("废止", State.PUBLISHED, State.REPEALED, by=WRITERS, clauses="AH-4.1")
    def repeal(self, do):
        """No longer in force; what it said stays readable."""


@append_only
class Reading(models.Model):
    """Who has read a bulletin, and when."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, verbose_name="制度和通知", related_name="readings")
    user = models.ForeignKey("hall.User", models.PROTECT, verbose_name="阅读人", related_name="+")
    read_at = models.DateTimeField("阅读时间")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "阅读记录"
        constraints = [models.UniqueConstraint(fields=["bulletin", "user"], name="bulletin_read_once")]

    def __str__(self) -> str:
        return f"{self.bulletin} {self.user}"
