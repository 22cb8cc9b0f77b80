"""The form of an act: what is typed, bound and checked inside the door."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

from django import forms
from django.db.models import Model, QuerySet

FORM_RULES: dict[str, tuple[str, ...]] = {}
# What the timeline keeps of a private value.
WITHHELD = "（已填，不记入留痕）"


def rule_of_form(clauses: str):
    """Mark a ``check_*`` method of an ActForm as the keeper of these clauses."""

    def declare(method):
        method.clauses = tuple(clauses.split())
        FORM_RULES[f"{method.__module__}.{method.__qualname__}"] = method.clauses
        return method

    return declare


class ActForm(forms.Form):
    """Base of all act forms. ``self.do`` is the deed being prepared (hall, object, place, legal instant).

    Methods named ``check_*`` run after the fields are clean and add errors. ``private`` names the fields whose
    values must not be written to the timeline (it then says only that they were filled in).
    """

    private: frozenset[str] = frozenset()
    template_name = "hall/form.html"

    def __init__(self, *args, do, **kwargs):
        self.do = do
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        for name in sorted(n for n in dir(self) if n.startswith("check_")):
            getattr(self, name)(cleaned)
        return cleaned

    def record(self) -> dict:
        """What the timeline keeps of the input: references and plain values, nothing private."""
        kept = {}
        for name, value in self.cleaned_data.items():
            if value in (None, "", []):
                continue
            kept[name] = WITHHELD if name in self.private else plain(value)
        return kept


def plain(value):
    """A JSON form of a value in which a model instance is only a reference."""
    if isinstance(value, Model):
        return {"ref": value._meta.label_lower, "id": value.pk}
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | QuerySet):
        return [plain(one) for one in value]
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    if isinstance(value, Decimal):
        return str(value)
    if hasattr(value, "chunks"):
        digest = hashlib.sha256()
        for chunk in value.chunks():
            digest.update(chunk)
        value.seek(0)
        return {"file": digest.hexdigest(), "size": value.size}
    if hasattr(value, "as_json"):
        return value.as_json()
    return str(value)
