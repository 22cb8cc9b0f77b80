"""The window workbench: pick a matter or a case, and what waits at this window."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.models import Place
from hall.people.roles import Role
from hall.web.entrance import staff_only
from matters.cases.worklists import BY_LIGHT, NEWEST, AtWindow, asked_for_most, find
from matters.catalogue.models import Matter, MatterVersion
from matters.catalogue.selectors import search, versions_on
from windows.selectors import matters_taken_at
from windows.views.calling import bench_at

from .rows import CaseList, CaseRow, case_rows, shown

MATTERS, FAMILIAR, CASES = 12, 6, 5


@dataclass(frozen=True)
class Pick:
    """A matter to choose. ``version`` is the guide in force; ``here`` whether this window takes it."""

    matter: Matter
    version: MatterVersion | None
    here: bool


@staff_only
@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    """``q`` looks for a matter or a case; one sure hit is gone to at once. For htmx only the hits."""
    if not request.authority.holds(Role.WINDOW_CLERK):
        raise PermissionDenied("窗口工作台由窗口受理人员使用。")
    if request.place is None:
        return render(request, "cases/no_window.html")
    asked = request.GET.get("q", "").strip()
    cases = _cases(request, asked)
    picks = _picks(request.place, asked)
    context = {"q": asked, "picks": picks, "found": cases}
    if request.htmx:
        return render(request, "cases/parts/picks.html", context)
    if len(cases) == 1:
        return redirect("dossier", cases[0].case.pk)
    if asked and len(picks) == 1 and picks[0].here:
        return redirect("intake", picks[0].matter.pk)
    return render(
        request, "cases/workbench.html", context | {"lists": _lists(request), "bench": bench_at(request)}
    )


def _lists(request: HttpRequest) -> list[CaseList]:
    at = AtWindow(request.authority, request.place)
    return shown(
        request,
        [
            CaseList(
                request,
                "open",
                "待答复申请人",
                at.open(),
                ("turn", *BY_LIGHT),
                empty="本窗口收的件都已答复。",
            ),
            CaseList(request, "accepted", "已受理，待移交或者当场办结", at.accepted()),
            CaseList(request, "ready", "结果待领取（全厅）", at.to_hand_out(), empty="没有待领取的结果。"),
            CaseList(request, "to_tell", "待回复：结果还没有告知申请人", at.to_tell()),
            CaseList(request, "archive", "待归档", at.to_archive(), NEWEST),
            CaseList(request, "today", "今日收件", at.today(), NEWEST, empty="今天还没有收件。"),
        ],
    )


def _cases(request: HttpRequest, asked: str) -> list[CaseRow]:
    return case_rows(list(find(request.authority, asked)[:CASES])) if asked else []


def _picks(place: Place, asked: str) -> list[Pick]:
    """Matters that match, those of this window first; before anything is typed, what is taken here most."""
    on = legal_time.today()
    taken = matters_taken_at(place, on)
    found = _searched(place, asked, on) if asked else _familiar(place, taken)
    here = set(taken.filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    versions = {v.matter_id: v for v in versions_on(place.hall, on).filter(matter__in=found)}
    picks = [Pick(matter, versions.get(matter.pk), matter.pk in here) for matter in found]
    return sorted(picks, key=lambda one: not one.here)


def _searched(place: Place, asked: str, on: dt.date) -> list[Matter]:
    return list(search(place.hall, asked, on).prefetch_related("department__names")[:MATTERS])


def _familiar(place: Place, taken: QuerySet[Matter]) -> list[Matter]:
    """Before anything is typed: what this window was asked for most, then what else it takes."""
    often = asked_for_most(place)
    named = taken.select_related("department").prefetch_related("department__names")
    found = sorted(named.filter(pk__in=often), key=lambda one: often.index(one.pk))
    return [*found, *named.exclude(pk__in=often)[:FAMILIAR]][:FAMILIAR]
