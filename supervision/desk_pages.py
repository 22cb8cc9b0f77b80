"""Circulars, accountability, oversight and the lights board in the shell."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from hall.clocks.ledger import ClockLimit
from hall.people.roles import READS_HALL
from hall.places.department import Department
from hall.timeline.dossier import Dossier
from hall.web import navigation, openings, pages
from hall.web.shell import working_hall
from supervision.circulars.circular import Circular
from supervision.circulars.forms import people_named
from supervision.patrol_pages import UnitChoice, department_asked
from supervision.views.circulars import READERS
from supervision.views.lights import READERS as BOARD_READERS

navigation.register("电子监察", "lights", "监督", roles=BOARD_READERS, order=10)
navigation.register("督查通报", "circulars", "监督", roles=READERS, order=30)
navigation.register("监督事项", "oversight", "监督", roles=READERS, order=40)
navigation.register("部门年度考核", "departments-year", "监督", roles=READS_HALL, order=50)
navigation.register("评优创先", "awards", "监督", public=True, order=95, about="窗口和工作人员的评优创先结果")


def _source(request: HttpRequest) -> Dossier | None:
    asked = request.GET.get("source", "")
    mine = Dossier.objects.filter(request.authority.readable())
    return get_object_or_404(mine, pk=asked) if asked.isdecimal() else None


def _about(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """In the hall where the person works, for the department of the address."""
    return {"hall": working_hall(request), "department": department_asked(request)}


def _on_record(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """About the record of the address, for its department."""
    source = _source(request)
    scope = _about(request, parent) | {"source": source}
    return scope | {"department": source.department} if source and source.department else scope


def _of_light(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """About one limit of the record of the address."""
    scope, asked = _on_record(request, parent), request.GET.get("limit", "")
    mine = ClockLimit.objects.filter(run__dossier=scope["source"])
    return scope | {"limit": get_object_or_404(mine, pk=asked) if asked.isdecimal() else None}


openings.register("supervision.circular", "draft", menu=True)
openings.register("supervision.sanction", "propose", _on_record, asks=UnitChoice, menu=True)
openings.register("supervision.referral", "refer", menu=True)
openings.register("supervision.contest", "begin", menu=True)
openings.register("supervision.nomination", "nominate", _about, under="supervision.contest")
openings.register("supervision.oversight", "open", _about, asks=UnitChoice, menu=True)
openings.register("supervision.jointmeeting", "hold", menu=True)
openings.register("supervision.check", "record", menu=True)
openings.register("supervision.guidance", "give", under="cases.case")
openings.register("supervision.socialsupervisor", "appoint", menu=True)
openings.register("supervision.socialreport", "report", menu=True)
openings.register("supervision.explanation", "explain", _of_light)


def _circular_context(request: HttpRequest, circular: Circular) -> dict[str, Any]:
    units = {
        one.pk: str(one)
        for one in Department.objects.filter(hall=circular.dossier.hall).prefetch_related("names")
    }
    people = people_named([one["person"] for one in circular.lines if one["person"]])
    told = [
        one | {"department": units.get(one["department"], "中心"), "person": people.get(one["person"])}
        for one in circular.lines
    ]
    mine = circular.copies.filter(request.authority.readable("dossier__"))
    copies = list(mine.select_related("dossier__department"))
    prefetch_related_objects([one.dossier for one in copies], "department__names")
    return {"told": told, "copies": copies}


pages.register(
    "supervision.circular",
    template="supervision/circular.html",
    context=_circular_context,
    related=("unit", "finding", "approved_by", "delivered_by"),
    leaves_out=frozenset({"sections", "lines", "addressed", "first", "last"}),
    usual=("submit", "approve", "deliver", "hold_interview", "issue"),
)
pages.register("supervision.circularcopy", related=("circular", "read_by"))
pages.register("supervision.sanction", related=("person", "source", "decided_by"), usual=("decide", "finish"))
pages.register(
    "supervision.oversight", related=("matter", "source", "responsible"), usual=("reply", "accept")
)
pages.register("supervision.jointmeeting", leaves_out=frozenset({"units"}))
pages.register("supervision.explanation", related=("source", "limit__run", "explained_by"))
