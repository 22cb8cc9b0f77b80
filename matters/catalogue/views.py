"""The catalogue's desk: what should have entered and has not, which guides are out of date, what was simplified."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.people.roles import READS_HALL, Role
from hall.places.hall import Hall
from hall.web.entrance import staff_only
from hall.web.shell import working_hall

from .change import MatterChange
from .simplifying import LABELS, at_most_one_visit, cuts_of
from .standing import entry_report, moved_below, not_online
from .updating import ChangeNotice, GuideUpdate

READERS = [*READS_HALL, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER]
SHOWN = 100


def _hall(request: HttpRequest) -> Hall:
    hall = working_hall(request)
    if hall is None or not request.authority.holds(*READERS):
        raise PermissionDenied("您的身份没有查看事项目录管理情况的权限。")
    return hall


@staff_only
@require_safe
def standing(request: HttpRequest) -> HttpResponse:
    """应进未进: the report, the exceptions with their ground, what is on its way."""
    hall = _hall(request)
    under_way = MatterChange.objects.filter(dossier__hall=hall).exclude(state__in=MatterChange.final)
    context = {
        "hall": hall,
        "report": entry_report(hall, legal_time.today()),
        "moved": moved_below(hall),
        "not_online": not_online(hall, legal_time.today()),
        "under_way": under_way.select_related("matter__department").order_by("-pk")[:SHOWN],
    }
    return render(request, "catalogue/standing.html", context)


@staff_only
@require_safe
def updates(request: HttpRequest) -> HttpResponse:
    """Guides out of date, the longest first; what was updated; what the bureau has not yet taken note of."""
    hall = _hall(request)
    all_of = GuideUpdate.objects.filter(dossier__hall=hall).select_related("matter__hall")
    context = {
        "hall": hall,
        "stale": all_of.filter(state=GuideUpdate.State.STALE).order_by("changed_on")[:SHOWN],
        "updated": all_of.filter(state=GuideUpdate.State.UPDATED).order_by("-updated_on")[:SHOWN],
        "notices": ChangeNotice.objects.filter(dossier__hall=hall)
        .select_related("matter", "noted_by", "dossier")
        .order_by("-pk")[:SHOWN],
    }
    return render(request, "catalogue/updates.html", context)


@staff_only
@require_safe
def simplification(request: HttpRequest) -> HttpResponse:
    """精简情况: what the new guides of a year cut, per department; and how many matters need at most one visit."""
    hall, today = _hall(request), legal_time.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year
    cuts = cuts_of(hall, year)
    few, of = at_most_one_visit(hall, today)
    context = {
        "hall": hall,
        "year": year,
        "labels": LABELS.values(),
        "rows": [(name, list(cut.values())) for name, cut in cuts.items()],
        "total": [sum(cut[name] for cut in cuts.values()) for name in LABELS],
        "few": few,
        "of": of,
        "share": 100 * few // of if of else 0,
    }
    return render(request, "catalogue/simplification.html", context)
