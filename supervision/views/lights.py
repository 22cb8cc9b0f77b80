"""电子监察 on a page: counts, tabs, filters, keyset pages, and what was done against procedure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.clocks.ledger import ClockLimit, Light
from hall.people.roles import READS_HALL, Role
from hall.places.department import Department
from hall.web.clocks import Pill, pill
from hall.web.entrance import staff_only
from hall.web.keyset import slice_of
from hall.web.shell import working_hall
from supervision.lights.board import (
    ORDER,
    by_light,
    days_late,
    limits,
    missed,
    monitor,
    named,
    of_tab,
    tabs,
)
from supervision.lights.explanation import Explanation
from supervision.lights.violations import violations

READERS = {
    *READS_HALL,
    Role.DEPARTMENT_LEADER,
    Role.FIRST_REPRESENTATIVE,
    Role.REVIEWER,
    Role.WINDOW_CLERK,
}
ROWS = 40
LIGHTS = [("", "全部"), *Light.choices, ("provisional", "暂定"), ("ended", "已办结但超期")]


@dataclass(frozen=True)
class Row:
    """One limit on the board, with what was said to it."""

    limit: ClockLimit
    pill: Pill
    late: int
    explanation: Explanation | None

    @property
    def is_red(self) -> bool:
        return self.pill.light in (Light.RED, Light.BREACH)


class BoardFilter(forms.Form):
    light = forms.ChoiceField(label="灯", choices=LIGHTS, required=False)
    department = forms.ModelChoiceField(None, label="部门", required=False, empty_label="全部")
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET)
        units = Department.objects.filter(hall=working_hall(request)).prefetch_related("names")
        self.fields["department"].queryset = units
        self.is_valid()


@staff_only
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Every limit the person may read, the worst first."""
    if not request.authority.holds(*READERS):
        raise PermissionDenied("电子监察由管理、监督人员和派驻部门查阅。")
    form = BoardFilter(request)
    asked = form.cleaned_data
    ended = asked.get("light") == "ended"
    found = of_tab((missed if ended else limits)(request.authority), asked.get("tab", ""))
    found = found if ended else by_light(found, asked.get("light", ""))
    if department := asked.get("department"):
        found = found.filter(run__dossier__department=department)
    page = slice_of(named(found), ORDER, request.GET.get("after", ""), ROWS)
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "form": form,
        "tab": asked.get("tab", ""),
        "tabs": tabs(request.authority),
        "monitor": monitor(request.authority),
        "rows": _rows(page.rows),
        "after": page.after,
        "query": query.urlencode(),
        "at": legal_time.now(),
        "explains": not request.authority.holds(*READS_HALL) or request.authority.holds(Role.HALL_OFFICE),
        "drives": request.authority.holds(*READS_HALL),
    }
    return render(request, "supervision/lights.html", context)


def _rows(found: list[ClockLimit]) -> list[Row]:
    said = {one.limit_id: one for one in Explanation.objects.filter(limit__in=[one.pk for one in found])}
    now = legal_time.now()
    return [Row(one, pill(one, now), days_late(one, now), said.get(one.pk)) for one in found]


@staff_only
@require_safe
def breaches(request: HttpRequest) -> HttpResponse:
    """What was done against procedure in a month, line by line of the timelines."""
    if not request.authority.holds(*READERS):
        raise PermissionDenied("程序监察由管理、监督人员和派驻部门查阅。")
    try:
        first = dt.date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        first = legal_time.today().replace(day=1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    before = first - dt.timedelta(days=1)
    context = {
        "first": first,
        "before": before,
        "next": last + dt.timedelta(days=1),
        "found": violations(request.authority, first, last),
    }
    return render(request, "supervision/violations.html", context)
