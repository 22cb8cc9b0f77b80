"""What is published stays as it was: cases, papers and courts refer to it. A change is a new version."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

PUBLISHED = "已经公布的事项版本不能修改或者删除，请另建新版本。"


class Frozen(ValidationError):
    """A published version, or a row of one, was to be changed."""

    def __init__(self) -> None:
        super().__init__(PUBLISHED, code="frozen")


class FrozenQuerySet(models.QuerySet):
    """Bulk writing goes round ``save``, so it asks here."""

    def _refuse(self) -> None:
        if self.filter(self.model.frozen()).exists():
            raise Frozen

    def update(self, **kwargs) -> int:
        self._refuse()
        return super().update(**kwargs)

    def delete(self):
        self._refuse()
        return super().delete()

    def bulk_create(self, *args, **kwargs):
        raise NotImplementedError(f"{self.model._meta.verbose_name}只能逐条保存，批量写入会绕过校验。")


class FrozenModel(models.Model):
    """Checked in full whenever saved, and unchangeable once its version is published."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def frozen(cls) -> models.Q:
        """The rows that may no longer change."""
        raise NotImplementedError

    def refuse_if_frozen(self) -> None:
        """Ask the database, not this copy. Raises Frozen."""
        if self.pk and type(self).objects.filter(type(self).frozen(), pk=self.pk).exists():
            raise Frozen

    def save(self, *args, **kwargs) -> None:
        self.refuse_if_frozen()
        self.full_clean()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self.refuse_if_frozen()
        return super().delete(*args, **kwargs)


class VersionRow(FrozenModel):
    """A row of a version: a material, a fee, a limit. Added, changed and removed only while it is a draft."""

    class Meta:
        abstract = True

    @classmethod
    def frozen(cls) -> models.Q:
        return models.Q(version__published_at__isnull=False)

    def vet(self) -> None:
        """What must hold of the row, given its version's head. Raises ValidationError."""

    def clean(self) -> None:
        """Check, unless a form above still misses the head."""
        super().clean()
        if self.version.matter_id is not None and self.version.effective_from is not None:
            self.vet()

    def refuse_if_frozen(self) -> None:
        super().refuse_if_frozen()
        versions = type(self)._meta.get_field("version").related_model
        if versions.objects.filter(versions.frozen(), pk=self.version_id).exists():
            raise Frozen


class Cited(VersionRow):
    """A row that rests on an article of a statute; subclasses say when it must."""

    statute = models.ForeignKey(
        "catalogue.Statute",
        verbose_name="法律依据",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    article = models.CharField("条款", max_length=80, blank=True, help_text="如“第四十二条第一款”。")

    class Meta:
        abstract = True

    @property
    def basis(self) -> str:
        """The citation as a notice prints it; empty without a statute."""
        return self.statute.cite(self.article) if self.statute else ""

    @property
    def is_cited(self) -> bool:
        return self.statute is not None and bool(self.article)


def version_of(rows: str) -> models.ForeignKey:
    """The key to the version whose ``rows`` these are."""
    return models.ForeignKey(
        "catalogue.MatterVersion", verbose_name="事项版本", on_delete=models.CASCADE, related_name=rows
    )
