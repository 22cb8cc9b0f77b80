"""Who may not apply again for a while (行政许可法 78, 79): recorded by the act that found it."""

from __future__ import annotations

import datetime as dt

from django.db import models

from hall.acts.guards import guard
from hall.clocks.computation import last_day_after, long_date
from hall.duty import duty
from hall.legal_time import local_date
from hall.people.roles import Role
from hall.prepared import Prepared
from hall.rulebook import answer
from hall.timeline.triggers import append_only


class BarGround(models.TextChoices):
    FALSE_MATERIAL = "false_material", "隐瞒有关情况或者提供虚假材料"
    FRAUD = "fraud", "以欺骗、贿赂等不正当手段取得许可"


RULES = {
    BarGround.FALSE_MATERIAL: "statute.ban_false_material",
    BarGround.FRAUD: "statute.ban_fraud",
}


@append_only
class ApplicationBar(models.Model):
    """One applicant's bar from one licence, up to and including local date ``until``. What a review sets aside is
    waived in the single case; the row stays.
    """

    applicant = models.ForeignKey(
        "hall.Applicant", models.PROTECT, verbose_name="申请人", related_name="bars"
    )
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, verbose_name="事项", related_name="+")
    dossier = models.ForeignKey("hall.Dossier", models.PROTECT, verbose_name="案卷", related_name="+")
    ground = models.CharField("事由", max_length=16, choices=BarGround)
    since = models.DateField("认定日期")
    until = models.DateField("限制申请至（含当日）")
    basis = models.CharField("依据", max_length=200)
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "限制申请"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.matter} {self.get_ground_display()}，至{self.until}"

    @property
    def reason(self) -> str:
        """In the words of a notice."""
        return (
            f"申请人因{self.get_ground_display()}，自{long_date(self.since)}起至{long_date(self.until)}"
            f"（含当日）不得再次申请“{self.matter}”"
        )


@duty("许可法78 许可法79")
def bar_applicant(do, applicant, matter, ground: str) -> dt.date | None:
    """Record, beside the running act's entry, that an applicant may not apply for a matter again; return the last day.

    Only matters that directly concern public safety, health or property bar (``Matter.public_safety``); of others
    nothing is recorded, and None returned.
    """
    if not matter.public_safety:
        return None
    period = answer(do.hall, RULES[BarGround(ground)], do.on)
    until = last_day_after(do.on, period.value)
    row = {"applicant": applicant, "matter": matter, "ground": ground, "since": do.on, "until": until}
    do.add(lambda entry: ApplicationBar(dossier=do.obj.dossier, basis=period.basis[:200], entry=entry, **row))
    return until


BARS = Prepared(
    lambda applicant, on: ApplicationBar.objects.filter(applicant=applicant, until__gte=on).order_by(
        "until", "pk"
    )
)


def bar_against(applicant, matter, on: dt.date) -> ApplicationBar | None:
    """The bar that lasts longest for this licence on a local date, wherever it was found: the same national item of
    another hall is the same licence.
    """
    bars = [bar for bar in BARS(applicant.pk, on) if _same_licence(bar.matter, matter)]
    return bars[-1] if bars else None


def _same_licence(one, other) -> bool:
    return one.pk == other.pk or (bool(other.national_code) and one.national_code == other.national_code)


def bar_of(case) -> ApplicationBar | None:
    """What stood against this application on the day it came in."""
    if not case.matter.is_licence:
        return None
    return bar_against(case.applicant, case.matter, local_date(case.received_at))


@guard("许可法78 许可法79", waivable_by=Role.DEPARTMENT_LEADER)
def not_barred(case, do):
    """A finding that was set aside on review is waived here, by the department's leader and with the reason."""
    if case.pk is None:  # the intake page asks before anybody has given a name
        return None
    if bar := do.read(bar_of, case):
        return f"{bar.reason}（{bar.basis}），应当以“依法在限制申请期内”不予受理。"
