"""Values as people read them; the records a page mentions are fetched together, however many lines mention them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django import forms
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from hall.acts.workflow import Workflow
from hall.people.roles import Role
from hall.span import Span
from hall.timeline.dossier import Dossier

NOTHING = "—"
ROLES = dict(Role.choices)
# What the names of some records are made of.
BEHIND = {"hall.Department": ("names",)}


class Ref:
    """A mention of a record; becomes its name when it is written down."""

    def __init__(self, names: Names, model: type[models.Model], pk: Any):
        self.names, self.model, self.pk = names, model, pk

    def __str__(self) -> str:
        return self.names.name(self.model, self.pk)

    @property
    def url(self) -> str:
        """Where a workflow object has its page; empty for other records."""
        return reverse("dossier", args=[self.pk]) if issubclass(self.model, Workflow) else ""


class Names:
    """Collects mentions while a page is read, and fetches each model's names once when the first is written."""

    def __init__(self):
        self._wanted: dict[type, set] = defaultdict(set)
        self._found: dict[type, dict] = {}

    def ref(self, model: type[models.Model], pk: Any) -> Ref:
        self._wanted[model].add(pk)
        return Ref(self, model, pk)

    def name(self, model: type[models.Model], pk: Any) -> str:
        if pk not in self._found.get(model, {}):
            self._found[model] = _names(model, self._wanted[model] | {pk})
        return self._found[model][pk]

    def stored(self, field: models.Field, value: Any) -> Any:
        """The value of a model's field, as stored or as the timeline wrote it."""
        if value in (None, "", []):
            return NOTHING
        if field.is_relation:
            return self.ref(field.related_model, value)
        if field.flatchoices:
            return dict(field.flatchoices).get(value, value)
        if isinstance(field, models.FileField):
            return "（附件）"
        read = {models.DateTimeField: parse_datetime, models.DateField: parse_date}.get(type(field))
        return self.plain(read(value) if read and isinstance(value, str) else value)

    def typed(self, field: forms.Field | None, value: Any) -> Any:
        """A value of a form as the timeline wrote it."""
        if isinstance(value, list):
            return Listed([self.typed(field, one) for one in value])
        if isinstance(field, forms.ChoiceField):
            return self._chosen(field, value)
        read = {forms.DateTimeField: parse_datetime, forms.DateField: parse_date}.get(type(field))
        return self.plain(read(value) if read and isinstance(value, str) else value)

    def plain(self, value: Any) -> Any:
        """A value about which nothing else is known."""
        match value:
            case None | "":
                return NOTHING
            case bool():
                return "是" if value else "否"
            case dt.datetime():
                return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
            case dt.date() | dt.time() | int() | float():
                return str(value)
            case list() | tuple():
                return Listed([self.plain(one) for one in value])
            case {"ref": label, "id": pk}:
                return self.ref(apps.get_model(label), pk)
            case {"n": n, "unit": unit}:
                return str(Span(n, unit))
            case {"file": _, "size": size}:
                return f"附件（{max(1, size // 1024)} KB）"
            case str():
                return ROLES.get(value, value)
        return ""

    def _chosen(self, field: forms.ChoiceField, value: Any) -> Any:
        if isinstance(field, forms.ModelChoiceField):
            return self.plain(value)
        options = {str(key): text for key, text in field.choices if not isinstance(text, list | tuple)}
        return options.get(str(value)) or self.plain(value)


class Listed(list):
    """Several values, written with the Chinese comma."""

    def __str__(self) -> str:
        return "、".join(str(one) for one in self)


def _names(model: type[models.Model], pks: set) -> dict[Any, str]:
    if issubclass(model, Workflow):
        found = {one.pk: str(one) for one in Dossier.objects.filter(pk__in=pks).only("label")}
    else:
        rows = model._base_manager.prefetch_related(*BEHIND.get(model._meta.label, ()))
        found = {pk: str(row) for pk, row in rows.in_bulk(pks).items()}
    return dict.fromkeys(pks, "（已不存在）") | found
