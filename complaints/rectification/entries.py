"""What rectification adds to the shell."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from hall.places.department import Department
from hall.web import navigation, openings, pages
from hall.web.shell import working_hall

from .views import READERS

navigation.register("整改", "rectifications", "投诉评价", roles=READERS, order=30)


class DepartmentForm(forms.Form):
    department = forms.ModelChoiceField(None, label="被责令整改的部门")

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        self.fields["department"].queryset = _departments(request)


def _departments(request: HttpRequest):
    return Department.objects.filter(hall=working_hall(request), is_active=True).prefetch_related("names")


def _of_department(request: HttpRequest, parent) -> dict:
    asked = request.GET.get("department", "")
    scope = {"hall": working_hall(request)}
    return (
        scope | {"department": get_object_or_404(_departments(request), pk=asked)}
        if asked.isdecimal()
        else scope
    )


openings.register("complaints.rectification", "order", _of_department, asks=DepartmentForm, menu=True)
pages.register(
    "complaints.rectification",
    related=("planned_by", "reported_by"),
    usual=("plan", "agree_to_plan", "report_result", "accept"),
)
