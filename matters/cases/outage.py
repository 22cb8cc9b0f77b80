"""Outage (系统故障): while nothing can be recorded, applications are taken in on slips numbered beforehand.

Afterwards each slip is entered late, with both times, a reason and a second person's approval. It is the only lawful
exception to recording as things happen: the case's clocks then run from the real receipt, not from the entry.
"""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from matters.catalogue.selectors import open_matters

PREFIX = RegexValidator(r"^[A-Z]{1,6}\Z", "编号前缀为1至6个大写字母。")


class SeriesForm(ActForm):
    prefix = forms.CharField(label="编号前缀", max_length=6, validators=[PREFIX], help_text="如 YJ。")
    first = forms.IntegerField(label="起始号", min_value=1, max_value=999_999)
    last = forms.IntegerField(label="终止号", min_value=1, max_value=999_999)
    kept_by = forms.CharField(label="保管人", max_length=60)

    def check_range(self, cleaned):
        first, last = cleaned.get("first"), cleaned.get("last")
        if first is None or last is None or "prefix" not in cleaned:
            return
        if last < first:
            self.add_error("last", "终止号不能小于起始号。")
            return
        known = SlipSeries.objects.filter(dossier__hall=self.do.hall, prefix=cleaned["prefix"])
        if known.filter(first__lte=last, last__gte=first).exists():
            self.add_error("first", "与已登记的编号重叠，请改用没有用过的号段。")


class SlipSeries(Workflow):
    """Pre-numbered slips lying ready; only what was registered before an outage counts for it."""

    class State(models.TextChoices):
        READY = "ready", "备用"

    state = StateField(State)
    prefix = models.CharField("编号前缀", max_length=6)
    first = models.PositiveIntegerField("起始号")
    last = models.PositiveIntegerField("终止号")
    kept_by = models.CharField("保管人", max_length=60)
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "应急收件单"

    def __str__(self) -> str:
        return f"应急收件单 {self.prefix}{self.first}—{self.last}"

    @act("登记应急收件单", NEW, State.READY, by=Role.HALL_OFFICE, form=SeriesForm)
    def register(self, do):
        for name in ("prefix", "first", "last", "kept_by"):
            setattr(self, name, do.data[name])
        self.registered_at = do.at
        do.label(str(self))


class DeclareForm(ActForm):
    began_at = forms.DateTimeField(label="故障开始时间")
    cause = forms.CharField(label="故障情况", max_length=200)

    def check_begun(self, cleaned):
        if (began := cleaned.get("began_at")) and began > self.do.at:
            self.add_error("began_at", "故障开始时间不能晚于现在。")


class EndForm(ActForm):
    ended_at = forms.DateTimeField(label="恢复时间")

    def check_ended(self, cleaned):
        if (ended := cleaned.get("ended_at")) and not self.do.obj.began_at < ended <= self.do.at:
            self.add_error("ended_at", "恢复时间应在故障开始之后、现在之前。")


class Outage(Workflow):
    """One time during which the system could not be used."""

    class State(models.TextChoices):
        RUNNING = "running", "故障中"
        OVER = "over", "已恢复"

    state = StateField(State)
    began_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("恢复时间", null=True, blank=True)
    cause = models.CharField("故障情况", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "系统故障"

    def __str__(self) -> str:
        return f"系统故障：{self.cause}"

    @act("登记系统故障", NEW, State.RUNNING, by=[Role.HALL_OFFICE, Role.SYSADMIN], form=DeclareForm)
    def declare(self, do):
        self.began_at, self.cause = do.data["began_at"], do.data["cause"]
        do.label(str(self))

    @act("登记恢复", State.RUNNING, State.OVER, by=[Role.HALL_OFFICE, Role.SYSADMIN], form=EndForm)
    def end(self, do):
        self.ended_at = do.data["ended_at"]


class ProposeForm(ActForm):
    """补录: the slip, the matter, when it was received in fact, and why it could not be recorded then."""

    matter = forms.ModelChoiceField(None, label="事项")
    prefix = forms.CharField(label="编号前缀", max_length=6)
    number = forms.IntegerField(label="单号", min_value=1)
    received_at = forms.DateTimeField(label="实际收件时间")
    reason = forms.CharField(label="补录原因", max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["matter"].queryset = open_matters(self.do.hall, self.do.on)

    def check_outage(self, cleaned):
        """The real time lies in an outage that is over; what could be recorded at once may not be entered late."""
        received = cleaned.get("received_at")
        if received is None:
            return
        outages = Outage.objects.filter(
            dossier__hall=self.do.hall,
            state=Outage.State.OVER,
            began_at__lte=received,
            ended_at__gte=received,
        )
        self.outage = outages.order_by("pk").first()
        if self.outage is None:
            self.add_error("received_at", "这一时间没有登记已恢复的系统故障，不能补录；请核对时间。")

    def check_slip(self, cleaned):
        """One slip of a series that lay ready before the outage, and each number once."""
        prefix, number, outage = cleaned.get("prefix"), cleaned.get("number"), getattr(self, "outage", None)
        if not prefix or number is None or outage is None:
            return
        here = {"dossier__hall": self.do.hall, "prefix": prefix}
        lay_ready = SlipSeries.objects.filter(first__lte=number, last__gte=number, **here)
        if not lay_ready.filter(registered_at__lt=outage.began_at).exists():
            self.add_error("number", "这个单号不在故障之前登记的应急收件单之内。")
        elif LateEntry.objects.filter(number=number, **here).exclude(state="refused").exists():
            self.add_error("number", "这个单号已经补录过，请核对。")


class RefuseForm(ActForm):
    reason = forms.CharField(label="不同意的原因", max_length=200)


@guard(forbids=True)
def second_person(late, do):
    if do.by == late.proposed_by:
        return "补录须由另一人核准，提出补录的人不能自己核准。"


class LateEntry(Workflow):
    """One slip on its way into the system: proposed at the window, approved by another, then taken in as a case."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "待核准"
        APPROVED = "approved", "已核准，待收件"
        REFUSED = "refused", "不予核准"
        USED = "used", "已收件"

    state = StateField(State)
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, verbose_name="事项", related_name="+")
    outage = models.ForeignKey(Outage, models.PROTECT, verbose_name="系统故障", related_name="late_entries")
    prefix = models.CharField("编号前缀", max_length=6)
    number = models.PositiveIntegerField("单号")
    received_at = models.DateTimeField("实际收件时间")
    reason = models.CharField("补录原因", max_length=200)
    proposed_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="补录人", related_name="+")
    approved_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="核准人", null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "补录"

    def __str__(self) -> str:
        return f"补录 {self.prefix}{self.number}"

    @act("提出补录", NEW, State.PROPOSED, by=Role.WINDOW_CLERK, at_window=True, form=ProposeForm)
    def propose(self, do):
        for name in ("matter", "prefix", "number", "received_at", "reason"):
            setattr(self, name, do.data[name])
        self.outage, self.proposed_by = do.form.outage, do.by
        do.label(str(self))

    @act(
        "核准补录",
        State.PROPOSED,
        State.APPROVED,
        by=[Role.HALL_OFFICE, Role.HALL_LEADER],
        guards=[second_person],
    )
    def approve(self, do):
        self.approved_by = do.by

    @act(
        "不予核准",
        State.PROPOSED,
        State.REFUSED,
        by=[Role.HALL_OFFICE, Role.HALL_LEADER],
        form=RefuseForm,
        guards=[second_person],
    )
    def refuse(self, do):
        """The slip may be proposed anew, put right."""

    @act("已收件", State.APPROVED, State.USED, by=SYSTEM, hidden=True)
    def use(self, do):
        """Follows when the application on the slip is taken in (see Case.receive)."""


@guard()
def slip_is_approved(case, do):
    """A case that counts from an earlier time than its entry stands on an approved slip for just this matter."""
    late = case.late_entry if case.late_entry_id else None
    if late is None:
        return None
    if late.state != LateEntry.State.APPROVED or late.matter_id != case.matter_id:
        return "这张应急收件单还没有核准、已经用过，或者不是这一事项的，不能按补录收件。"
