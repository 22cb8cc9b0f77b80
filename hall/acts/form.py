"""The form of an act: what is typed, bound and checked inside the door."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.datastructures import MultiValueDict

FORM_RULES: dict[str, tuple[str, ...]] = {}
# What the timeline keeps of a private value.
WITHHELD = "（已填，不记入留痕）"
LONGEST = 4000  # characters in one field that says nothing else: two pages of a paper
LONGEST_NUMBER = 18  # digits of an object's number
YEARS = range(1900, 2100)  # no calendar reaches further, and nobody alive was born earlier
# What cannot be seen and would turn a line around or break a page. Mongolian needs its joiners and separators.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def rule_of_form(clauses: str):
    """Mark a ``check_*`` method of an ActForm as the keeper of these clauses."""

    def declare(method):
        method.clauses = tuple(clauses.split())
        FORM_RULES[f"{method.__module__}.{method.__qualname__}"] = method.clauses
        return method

    return declare


class ObjectField(forms.ModelChoiceField):
    """A workflow object by its number. A number too long for any database is simply not among them."""

    def to_python(self, value):
        if value and len(str(value)) > LONGEST_NUMBER and not isinstance(value, Model):
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            )
        return super().to_python(value)


class ActForm(forms.Form):
    """Base of all act forms. ``self.do`` is the deed being prepared (hall, object, place, legal instant).

    Methods named ``check_*`` run after the fields are clean and add errors. ``private`` names the fields whose
    values must not be written to the timeline (it then says only that they were filled in).
    """

    do_not_call_in_templates = True  # a template asks whether an act has a form; it does not fill one in
    private: frozenset[str] = frozenset()
    template_name = "hall/form.html"

    def __init__(self, data=None, *args, do, **kwargs):
        self.do = do
        kwargs.setdefault("label_suffix", "")
        super().__init__(as_posted(data), *args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if reason := _unusable(value):
                self.add_error(name, reason)
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


def _unusable(value: Any) -> str:
    """Why a value of the right type still cannot be taken down; empty when it can."""
    if isinstance(value, list | tuple):
        return next(filter(None, map(_unusable, value)), "")
    if isinstance(value, str) and INVISIBLE.search(value):
        return "含有看不见的控制字符，请删去后重新填写。"
    if isinstance(value, str) and len(value) > LONGEST:
        return f"文字过长，最多{LONGEST}字，请精简或者以附件提交。"
    if isinstance(value, dt.date) and value.year not in YEARS:
        return "日期的年份超出范围，请核对。"
    return ""


def as_posted(data: Any) -> Any:
    """What a program hands over, as a page would have sent it: texts, one or several of a name."""
    if data is None or isinstance(data, MultiValueDict):
        return data
    return MultiValueDict(
        {str(name): _texts(value) for name, value in dict(data).items() if value is not None}
    )


def _texts(value: Any) -> list[str]:
    if isinstance(value, list | tuple | set):
        return [str(one) for one in value]
    return [str(value)]


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
