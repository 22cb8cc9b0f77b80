"""Certificate (电子证照): the structured data of a licence beside its paper, one row for each issue, never changed.

Its state is the licence's: a certificate is in force while it is its licence's latest and the licence holds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from django.db import models
from django.db.models import Exists, OuterRef, Q

from hall import legal_time
from hall.applicants.applicant import Applicant
from hall.duty import duty
from hall.papers.paper import new_code
from hall.timeline.triggers import append_only
from matters.catalogue.codes import CertificateForm
from matters.catalogue.fields import ChoicesField


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def in_force(self, on: dt.date) -> CertificateQuerySet:
        """The latest of each licence that holds on a local date."""
        later = Certificate.objects.filter(licence=OuterRef("licence"), serial__gt=OuterRef("serial"))
        return self.filter(
            ~Exists(later), Q(valid_until=None) | Q(valid_until__gte=on), licence__state="valid"
        )

    @duty("EL-3.2f", off=lambda found, number: found.none())
    def held_by(self, number: str) -> CertificateQuerySet:
        """Every certificate of the holder with this identity number: stored once, found by any window (EL-3.2f)."""
        if not number.strip():
            return self.none()
        return self.filter(licence__holder__in=Applicant.objects.with_identity(number))

    @duty("XA-26.2 XA-27.5", off=lambda found, text, number, on: None)
    def presented(self, text: str, number: str, on: dt.date) -> Certificate | None:
        """The electronic certificate in force on a date that an applicant shows by its number or verification code."""
        asked = text.strip()
        shown = Q(licence__number=asked) | Q(verify_code=asked.upper())
        found = self.held_by(number).in_force(on).filter(shown).order_by("-pk")
        return next((one for one in found if one.is_electronic), None)


@append_only
class Certificate(models.Model):
    """One issue of a licence's certificate: at the grant, at each renewal and change."""

    licence = models.ForeignKey(
        "cases.Licence", models.PROTECT, verbose_name="许可证件", related_name="certificates"
    )
    serial = models.PositiveSmallIntegerField("第几次制证")
    forms = ChoicesField("证件形式", of=CertificateForm)
    facts = models.JSONField("证照数据")
    facts_hash = models.CharField("数据摘要", max_length=64)
    verify_code = models.CharField("核验码", max_length=16, unique=True, default=new_code)
    valid_from = models.DateField("有效期自")
    valid_until = models.DateField("有效期至", null=True, blank=True)
    issued_at = models.DateTimeField("制证时间")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "电子证照"
        ordering = ["licence", "serial"]
        constraints = [models.UniqueConstraint(fields=["licence", "serial"], name="one_certificate_an_issue")]

    def __str__(self) -> str:
        return f"{self.facts['name']} {self.facts['number']}"

    @property
    def is_electronic(self) -> bool:
        return CertificateForm.ELECTRONIC in self.forms

    @property
    def is_latest(self) -> bool:
        return not self.licence.certificates.filter(serial__gt=self.serial).exists()

    @property
    def is_in_force(self) -> bool:
        return Certificate.objects.in_force(legal_time.today()).filter(pk=self.pk).exists()

    @property
    def standing(self) -> str:
        """What may be said of it today: 有效, or why it is not."""
        if not self.is_latest:
            return "已换发新证"
        if self.licence.state == "valid" and not self.is_in_force:
            return "已届满"
        return self.licence.get_state_display()

    @property
    def is_unaltered(self) -> bool:
        """Whether the data still have the digest they were stored with."""
        return digest(self.facts) == self.facts_hash


def digest(facts: dict) -> str:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
