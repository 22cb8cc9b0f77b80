"""Finding a matter: by words, pinyin initials, department, occasion in life, or who one is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet

from hall.places.department import Department
from hall.places.hall import Hall
from matters.catalogue.codes import ApplicantKind
from matters.catalogue.matter import Matter
from matters.catalogue.models import Bundle
from matters.catalogue.selectors import search, versions_on


class SearchForm(forms.Form):
    """Every field may stay empty; what does not exist is simply not found."""

    q = forms.CharField(label="想办什么事", max_length=60, required=False)
    department = forms.ModelChoiceField(None, label="部门", required=False, empty_label="全部部门")
    event = forms.ModelChoiceField(None, label="一件事", required=False, empty_label="不限")
    who = forms.ChoiceField(label="我是", required=False, choices=[("", "不限"), *ApplicantKind.choices])

    def __init__(self, data: Any, hall: Hall | None, on: dt.date):
        super().__init__(data)
        departments = Department.objects.filter(hall=hall, is_active=True, matters__isnull=False).distinct()
        self.fields["department"].queryset = departments.prefetch_related("names")
        self.fields["event"].queryset = Bundle.objects.all().offered(hall, on).order_by("name")
        self.fields["q"].widget.attrs |= {
            "type": "search",
            "autocomplete": "off",
            "placeholder": "如“食品经营”，或者拼音首字母 spjy",
        }


def find(hall: Hall, on: dt.date, asked: dict[str, Any]) -> QuerySet[Matter]:
    """The matters with a guide in force that fit all that was asked, the best first."""
    found = search(hall, asked.get("q") or "", on).filter(pk__in=versions_on(hall, on).values("matter"))
    if asked.get("department"):
        found = found.filter(department=asked["department"])
    if asked.get("event"):
        found = found.filter(bundles=asked["event"])
    if asked.get("who"):
        kinds = found.order_by().values_list("pk", "applicant_kinds")
        found = found.filter(pk__in=[pk for pk, who in kinds if asked["who"] in who])
    return found.prefetch_related("department__names")
