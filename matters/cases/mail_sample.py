"""Mail sample (邮寄抽查): some of the letters of a period, drawn by lot, each judged afterwards (WS16 四（二）)."""

from __future__ import annotations

import math
import random
import secrets

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField, Workflow
from hall.legal_time import local_date
from hall.people.roles import Role
from hall.timeline.triggers import append_only

from .mailing import Mailing

SEED_BITS = 32


class DrawForm(ActForm):
    since = forms.DateField(label="寄出日期自")
    until = forms.DateField(label="寄出日期至", help_text="含当日。")
    percent = forms.IntegerField(label="抽查比例（%）", min_value=1, max_value=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = self.do.on
        self.initial = {
            "since": today.replace(day=1),
            "until": today,
            "percent": self.do.rule("mail.check_rate"),
        }

    def check_period(self, cleaned):
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "截止日期不能早于起始日期，请核对。")
        elif since and until and not self.letters(cleaned):
            self.add_error("since", "这一期间没有寄出的邮件，无从抽查。")

    def letters(self, cleaned: dict) -> list[int]:
        """The letters sent in the period, in the order of their dossiers."""
        sent = Mailing.objects.filter(dossier__hall=self.do.hall, began_at__isnull=False).order_by("pk")
        days = sent.values_list("pk", "began_at")
        return [pk for pk, at in days if cleaned["since"] <= local_date(at) <= cleaned["until"]]


@append_only
class SampledLetter(models.Model):
    """One letter of a sample."""

    sample = models.ForeignKey(
        "cases.MailSample", models.PROTECT, verbose_name="抽查", related_name="letters"
    )
    mailing = models.ForeignKey(Mailing, models.PROTECT, verbose_name="邮件", related_name="samples")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "抽中的邮件"
        constraints = [models.UniqueConstraint(fields=["sample", "mailing"], name="sampled_once")]

    def __str__(self) -> str:
        return str(self.mailing)


class MailSample(Workflow):
    """One draw: who, of which letters, with which seed. The same seed draws the same letters again."""

    class State(models.TextChoices):
        DRAWN = "drawn", "已抽取"

    state = StateField(State)
    since = models.DateField("寄出日期自")
    until = models.DateField("寄出日期至")
    percent = models.PositiveSmallIntegerField("抽查比例（%）")
    seed = models.BigIntegerField("随机种子")
    pool = models.PositiveIntegerField("邮件总数")
    drawn_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="抽取人", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "邮寄抽查"

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d}至{self.until:%Y-%m-%d}邮寄抽查"

    @act("抽查邮寄清单", NEW, State.DRAWN, by=Role.HALL_OFFICE, form=DrawForm, clauses="WS16-4.2-1")
    def draw(self, do):
        for name in ("since", "until", "percent"):
            setattr(self, name, do.data[name])
        letters = do.form.letters(do.data)
        self.seed, self.pool, self.drawn_by = secrets.randbits(SEED_BITS), len(letters), do.by
        do.label(str(self))
        for pk in drawn(letters, self.percent, self.seed):
            do.add(lambda entry, pk=pk: SampledLetter(sample=self, mailing_id=pk, entry=entry))


def drawn(letters: list[int], percent: int, seed: int) -> list[int]:
    """The lot: a share of the letters, rounded up, the same for the same seed."""
    return sorted(random.Random(seed).sample(letters, math.ceil(len(letters) * percent / 100)))  # noqa: S311
