"""Where the applicant wants the result sent (邮寄信息): sealed, written once, the latest counts."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from hall.applicants.crypto import EncryptedText, opened
from hall.applicants.identity import check_phone, normalise_phone
from hall.timeline.triggers import append_only

PARTS = ("contact", "phone", "address")


@append_only
class MailAddress(models.Model):
    """Contact, telephone and address of one dossier, as the applicant gave them (WS16-3.2-1)."""

    dossier = models.ForeignKey(
        "hall.Dossier", models.PROTECT, verbose_name="案卷", related_name="mail_addresses"
    )
    contact = EncryptedText("联系人")
    phone = EncryptedText("联系电话", normalise=normalise_phone)
    address = EncryptedText("地址")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "邮寄信息"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"邮寄信息{self.pk}"


def mail_address_of(case) -> dict[str, str]:
    """What was last given, in the clear, for the form of a mailing; else what is known of the applicant."""
    given = MailAddress.objects.filter(dossier=case.dossier).last()
    if given:
        return {name: opened(getattr(given, name)) for name in PARTS}
    applicant = case.applicant
    return {"contact": applicant.name, "phone": opened(applicant.phone), "address": opened(applicant.address)}


def refuse_incomplete(form, cleaned: dict, prefix: str = "") -> None:
    """Add an error for what a letter cannot do without, and for a telephone that cannot be."""
    for name, asked in (("contact", "联系人"), ("phone", "联系电话"), ("address", "收件地址")):
        if not cleaned.get(prefix + name) and prefix + name not in form.errors:
            form.add_error(prefix + name, f"邮寄须有{asked}，请填写。")
    if phone := cleaned.get(prefix + "phone"):
        try:
            check_phone(normalise_phone(phone))
        except ValidationError as error:
            form.add_error(prefix + "phone", error)
