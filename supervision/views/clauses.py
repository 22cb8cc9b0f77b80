"""The clauses on pages: a text with its clauses, one clause with keepers and figures, the five halls compared."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.people.roles import READS_HALL
from hall.rulebook.lookup import governing
from hall.web.entrance import staff_only
from hall.web.shell import working_hall
from supervision.clauses.compare import compared, texts
from supervision.clauses.figures import SORTS, ClauseFigure, of_year
from supervision.clauses.keepers import keepers
from supervision.clauses.register import CONDUCT, KINDS, clauses, documents
from supervision.reports.summing import update

STANDINGS = [("", "全部"), ("kept", "已落实"), ("open", "未见落实"), ("outside", "软件之外")]
MONTHS = 12


def _readers_only(request: HttpRequest) -> None:
    if not request.authority.holds(*READS_HALL):
        raise PermissionDenied("条款落实情况由管理、监督人员查阅。")


def standing(clause) -> str:
    """kept: by something declared, or by the patrols' checklist; outside; else open."""
    if clause.outside:
        return "outside"
    return "kept" if clause.id in keepers() or clause.kind == CONDUCT else "open"


@staff_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The clauses of one text, at first of the hall's own, with where they are kept and the year's figures."""
    _readers_only(request)
    update()
    hall, titles = working_hall(request), documents()
    own = list(governing(hall).preset.documents)
    asked = request.GET.get("text", "")
    text = asked if asked in titles else (own or list(titles))[0]
    figures = of_year(hall, legal_time.today())
    wanted, kind = request.GET.get("standing", ""), request.GET.get("kind", "")
    mine = [one for one in clauses().values() if one.document == text]
    counts = {key: sum(standing(one) == key for one in mine) for key, _ in STANDINGS[1:]}
    rows = [
        (one, _sorts(one.id), figures.get(one.id, dict.fromkeys(SORTS, 0)), standing(one))
        for one in mine
        if (not wanted or standing(one) == wanted) and (not kind or one.kind == kind)
    ]
    context: dict[str, Any] = {
        "text": text,
        "titles": titles.items(),
        "own": own,
        "kinds": KINDS.items(),
        "kind": kind,
        "wanted": wanted,
        "standings": [(key, title, counts.get(key, len(mine))) for key, title in STANDINGS],
        "rows": rows,
    }
    return render(request, "supervision/clauses/index.html", context)


def _sorts(clause: str) -> list[str]:
    """What kinds of keepers, each once with how many."""
    found = [one.sort for one in keepers().get(clause, ())]
    return [f"{sort}{found.count(sort)}" for sort in dict.fromkeys(found)]


@staff_only
@require_safe
def one(request: HttpRequest, clause: str) -> HttpResponse:
    """One clause: its words, its keepers, its months."""
    _readers_only(request)
    if clause not in clauses():
        raise Http404
    update()
    months = ClauseFigure.objects.filter(hall=working_hall(request), clause=clause).order_by("-month")[
        :MONTHS
    ]
    context = {
        "clause": clauses()[clause],
        "standing": dict(STANDINGS)[standing(clauses()[clause])],
        "keepers": keepers().get(clause, []),
        "conduct": clauses()[clause].kind == CONDUCT,
        "months": months,
    }
    return render(request, "supervision/clauses/one.html", context)


@staff_only
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Parameter by parameter; those alone that differ unless all are asked for."""
    _readers_only(request)
    everything = "all" in request.GET
    found = compared(legal_time.today(), only_different=not everything)
    context = {"texts": texts(), "rows": found, "everything": everything, "known": clauses()}
    return render(request, "supervision/clauses/compare.html", context)
