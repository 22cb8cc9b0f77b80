"""Several choices in one column."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models


class ChoicesField(models.JSONField):
    """A list of values of one ``TextChoices``, in the order of its declaration, edited as check boxes."""

    def __init__(self, *args, of: type[models.TextChoices], **kwargs):
        self.of = of
        super().__init__(*args, default=kwargs.pop("default", list), **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def validate(self, value, model_instance) -> None:
        chosen = value or []
        if unknown := [one for one in chosen if one not in self.of.values]:
            offered = "、".join(self.of.labels)
            raise ValidationError(f"没有“{'、'.join(map(str, unknown))}”，可选：{offered}。")
        if not chosen and not self.blank:
            raise ValidationError("请至少选择一项。")

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            label=self.verbose_name,
            choices=self.of.choices,
            required=not self.blank,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )
