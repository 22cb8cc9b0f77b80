"""Patrols in the shell: a phone in the hand, one button to the next step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from hall import legal_time
from hall.duty import duty
from hall.people.roles import Role
from hall.places.department import Department
from hall.web import navigation, openings, pages, panels
from hall.web.names import Names
from hall.web.shell import working_hall
from matters.cases.limit_report import report
from supervision.incidents.incident import inbox
from supervision.patrols.checklist import all_items
from supervision.patrols.finding import Finding
from supervision.patrols.inbox import for_leaders, for_the_department
from supervision.patrols.kinds import Method, Zone
from supervision.patrols.patrol import Patrol
from supervision.views.patrols import READERS

LATEST = 8

navigation.register("巡查", "patrols", "监督", roles=READERS, order=20)


def _inbox(read):
    def context(request: HttpRequest) -> dict[str, Any] | None:
        rows = list(read(request.authority)[:LATEST])
        return {"rows": rows} if rows else None

    return context


for title, read, roles in (
    ("巡查反馈和公布的问题", for_the_department, [Role.FIRST_REPRESENTATIVE]),
    ("重复、典型、重大问题", for_leaders, [Role.HALL_LEADER]),
    ("突发事件", inbox, [Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE, Role.HALL_LEADER]),
):
    panels.register(title, "supervision/panels/inbox.html", _inbox(read), roles=roles, order=12)


def department_asked(request: HttpRequest) -> Department | None:
    """The department named in the address; who works for one only speaks of theirs."""
    hall, asked = working_hall(request), request.GET.get("department", "")
    if asked.isdecimal():
        return get_object_or_404(Department, pk=asked, hall=hall)
    own = {one.department for one in request.authority.grants if one.hall_id == hall.pk}
    return own.pop() if len(own) == 1 else None


def _on_patrol(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """In the hall where the person works, for the department of the address, on the patrol of the address."""
    asked = request.GET.get("patrol", "")
    mine = Patrol.objects.filter(request.authority.readable("dossier__"))
    patrol = get_object_or_404(mine, pk=asked) if asked.isdecimal() else None
    return {"hall": working_hall(request), "department": department_asked(request), "patrol": patrol}


def _defect_scope(request: HttpRequest, parent: Any) -> dict[str, Any]:
    return _on_patrol(request, parent) | {"department": None}


class UnitChoice(forms.Form):
    """Which department it is about."""

    department = forms.ModelChoiceField(None, label="涉及部门", required=False, empty_label="中心（导服等）")
    patrol = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        units = Department.objects.filter(hall=working_hall(request), is_active=True)
        self.fields["department"].queryset = units.prefetch_related("names")


openings.register("supervision.patrol", "begin", menu=True)
openings.register("supervision.finding", "note", _on_patrol, asks=UnitChoice, menu=True)
openings.register("supervision.incident", "report", _on_patrol, asks=UnitChoice, menu=True)
openings.register("supervision.defect", "record", _defect_scope, menu=True)
openings.register("supervision.appeal", "file", under="supervision.finding")


@duty("WS10-3.1", off=lambda request: [])
def running(request: HttpRequest) -> list:
    """How the hall runs: the open and finished cases of every department that the patroller may read."""
    since = timezone.localtime(legal_time.now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return list(report(request.authority, since))


def _patrol_context(request: HttpRequest, patrol: Patrol) -> dict[str, Any]:
    mine = request.authority.readable("dossier__")
    found = list(Finding.objects.filter(mine, patrol=patrol).select_related("dossier__department"))
    prefetch_related_objects([one.dossier for one in found], "department__names")
    return {"found": found, "defects": list(patrol.defects.select_related("at")), "running": running(request)}


def _patrol_rows(patrol: Patrol, names: Names) -> list[tuple[str, Any]]:
    titles = {one.code: str(one) for one in all_items()}
    problems = [titles.get(code, code) for code in patrol.checks.get("problems", [])]
    rows = [
        ("巡查人员", "、".join(str(one) for one in patrol.people)),
        ("手段", "、".join(str(Method(one).label) for one in patrol.methods)),
        ("范围", "、".join([*patrol.floors, *(str(Zone(one).label) for one in patrol.zones)])),
        ("看过的项目", "、".join(patrol.checks.get("looked_at", []))),
        ("有问题的项目", "；".join(problems)),
    ]
    return [row for row in rows if row[1]]


pages.register(
    "supervision.patrol",
    template="supervision/patrol.html",
    context=_patrol_context,
    leaves_out=frozenset({"members", "methods", "floors", "zones", "checks"}),
    more=_patrol_rows,
    usual=("tick", "close"),
)
pages.register(
    "supervision.finding",
    template="supervision/finding.html",
    related=("patrol", "person", "noted_by", "window__place", "unit_inspector"),
    leaves_out=frozenset({"item", "clip"}),
    usual=("publish", "close", "confirm"),
)
pages.register("supervision.appeal", related=("finding", "filed_by"), usual=("hear", "uphold", "annul"))
pages.register("supervision.incident", related=("window__place", "person", "patrol", "reported_by"))
pages.register("supervision.defect", related=("at", "patrol"))
