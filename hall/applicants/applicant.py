"""Applicants (申请人): people, companies and other bodies; the same number is the same applicant."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from simple_history.models import HistoricalRecords

from hall import legal_time
from hall.applicants.crypto import BlindIndex, EncryptedText, blind_index, opened
from hall.applicants.identity import (
    UNIQUE_KINDS,
    IdentityKind,
    check_identity,
    check_phone,
    normalise_number,
    normalise_phone,
)
from hall.applicants.masking import mask_address, mask_email, mask_name, mask_number

CHANGEABLE = ("kind", "name", "phone", "email", "address", "legal_representative")


class ApplicantQuerySet(models.QuerySet["Applicant"]):
    def with_identity(self, number: str) -> ApplicantQuerySet:
        return self.filter(identity_index=blind_index(normalise_number(number)))

    def with_phone(self, number: str) -> ApplicantQuerySet:
        return self.filter(phone_index=blind_index(normalise_phone(number)))

    def register(self, **given: str) -> Applicant:
        """Find the applicant these fields identify, or create it; what changed since is brought up to date.

        The history keeps a former name. An empty field leaves what is known. Raises ValidationError.
        """
        stated = Applicant(**given)
        stated.full_clean(validate_constraints=False)
        with transaction.atomic():
            known = self._known(stated)
            if known is None:
                try:
                    with transaction.atomic():
                        stated.save(force_insert=True)
                    return stated
                except IntegrityError:  # another window registered the same number this very moment
                    known = self._known(stated)
                    if known is None:
                        raise
            known.bring_up_to_date(stated)
            return known

    def _known(self, stated: Applicant) -> Applicant | None:
        """A passport or other number is unique only within its issuer, so the name must agree as well."""
        same = self.with_identity(opened(stated.identity_number)).filter(identity_kind=stated.identity_kind)
        if stated.identity_kind not in UNIQUE_KINDS:
            same = same.filter(name=stated.name)
        return same.select_for_update().first()


class Applicant(models.Model):
    """Whoever applies. Number, phone and address are sealed at rest; screens show the masks."""

    class Kind(models.TextChoices):
        NATURAL = "natural", "自然人"
        LEGAL = "legal", "法人"
        OTHER = "other", "非法人组织、个体工商户等"

    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    name = models.CharField("姓名（名称）", max_length=120)
    identity_kind = models.CharField("证件种类", max_length=20, choices=IdentityKind.choices)
    identity_number = EncryptedText("证件号码", normalise=normalise_number)
    identity_index = BlindIndex("证件号码索引", of="identity_number")
    phone = EncryptedText("联系电话", normalise=normalise_phone, blank=True)
    phone_index = BlindIndex("联系电话索引", of="phone", blank=True)
    email = EncryptedText("电子邮箱", blank=True)
    address = EncryptedText("地址", blank=True)
    legal_representative = models.CharField("法定代表人（负责人）", max_length=60, blank=True)

    masked_contact_name = ""  # only what somebody left with one object may be kept secret by name

    history = HistoricalRecords(verbose_name="申请人变更记录", verbose_name_plural="申请人变更记录")
    objects = ApplicantQuerySet.as_manager()

    class Meta:
        verbose_name = "申请人"
        verbose_name_plural = "申请人"
        constraints = [
            models.UniqueConstraint(
                fields=["identity_kind", "identity_index"],
                condition=Q(identity_kind__in=UNIQUE_KINDS),
                name="applicant_one_per_number",
            ),
            models.UniqueConstraint(
                fields=["identity_kind", "identity_index", "name"], name="applicant_one_per_number_and_name"
            ),
        ]

    def __str__(self) -> str:
        return self.masked_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is not None:  # an index must never lag behind what it indexes
            kwargs["update_fields"] = {*kwargs["update_fields"], "identity_index", "phone_index"}
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """One spelling of names, so that blanks alone are no name and one passport holder stays one."""
        self.name = " ".join(self.name.split())
        self.legal_representative = " ".join(self.legal_representative.split())
        super().clean_fields(exclude)

    def clean(self) -> None:
        """Refuse a number, phone or kind of document that cannot be. Raises ValidationError."""
        super().clean()
        wrong: dict[str, str | ValidationError] = {}
        if message := self._document_mismatch():
            wrong["identity_kind"] = message
        else:
            try:
                check_identity(self.identity_kind, opened(self.identity_number), legal_time.today())
            except ValidationError as error:
                wrong["identity_number"] = error
        if self.phone:
            try:
                check_phone(opened(self.phone))
            except ValidationError as error:
                wrong["phone"] = error
        if not self.is_natural and not self.legal_representative:
            wrong["legal_representative"] = "请填写法定代表人（负责人）姓名。"
        if wrong:
            raise ValidationError(wrong)

    def _document_mismatch(self) -> str:
        if self.is_natural and self.identity_kind == IdentityKind.CREDIT_CODE:
            return "统一社会信用代码用于法人和其他组织，自然人请选个人证件。"
        if not self.is_natural and self.identity_kind not in (IdentityKind.CREDIT_CODE, IdentityKind.OTHER):
            return "法人和其他组织请选统一社会信用代码；没有代码的选“其他证件”。"
        return ""

    def bring_up_to_date(self, stated: Applicant) -> None:
        """Take over what `stated` says and this row does not yet; an unchanged row leaves no history."""
        news = {name: opened(getattr(stated, name)) for name in CHANGEABLE}
        news = {name: new for name, new in news.items() if new and new != opened(getattr(self, name))}
        if news:
            for name, new in news.items():
                setattr(self, name, new)
            self.save()

    @property
    def is_natural(self) -> bool:
        return self.kind == self.Kind.NATURAL

    @property
    def former_names(self) -> list[str]:
        """Names once borne, latest first."""
        borne = self.history.order_by("-history_id").values_list("name", flat=True)
        return [name for name in dict.fromkeys(borne) if name != self.name]

    @property
    @admin.display(description="姓名（名称）")
    def masked_name(self) -> str:
        """For public pages: a person by the first character; a body's name is public."""
        return mask_name(self.name) if self.is_natural else self.name

    @property
    @admin.display(description="证件号码")
    def masked_identity(self) -> str:
        """The number by its ends; a credit code is published by law and stands in full."""
        number = opened(self.identity_number)
        return number if self.identity_kind == IdentityKind.CREDIT_CODE else mask_number(number)

    @property
    @admin.display(description="联系电话")
    def masked_phone(self) -> str:
        return mask_number(opened(self.phone))

    @property
    @admin.display(description="电子邮箱")
    def masked_email(self) -> str:
        return mask_email(opened(self.email))

    @property
    @admin.display(description="地址")
    def masked_address(self) -> str:
        return mask_address(opened(self.address))
