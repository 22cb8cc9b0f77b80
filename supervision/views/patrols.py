"""Pages of the patrols: the month with its quotas, what is being walked now, the findings, a clip that is logged."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from hall import legal_time
from hall.duty import duty
from hall.people.roles import READS_HALL, Role
from hall.people.user import User
from hall.places.department import Department
from hall.timeline.logs import log_access
from hall.web.entrance import staff_only
from hall.web.keyset import slice_of
from hall.web.shell import working_hall
from staff.attendance.book import recorded
from supervision.patrols.finding import Finding
from supervision.patrols.kinds import Level, PatrolKind, Zone
from supervision.patrols.patrol import Patrol
from supervision.patrols.quotas import patrolled_days, quotas, unpatrolled
from supervision.patrols.summary import summary

READERS = {*READS_HALL, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER, Role.GUIDE, Role.WINDOW_CLERK}
ROWS = 30


def month_of(request: HttpRequest) -> dt.date:
    """The first day of the month in the address (2026-03), else of the present one."""
    try:
        return dt.date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return legal_time.today().replace(day=1)


@staff_only
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is being walked, the roster of today, and for those who answer for the hall its quotas and figures."""
    if not request.authority.holds(*READERS):
        raise PermissionDenied("巡查由管理、监督和派驻人员查阅。")
    hall, first, today = working_hall(request), month_of(request), legal_time.today()
    mine = Patrol.objects.filter(request.authority.readable("dossier__"), dossier__hall=hall)
    walking = [one for one in mine.filter(state="walking") if request.user.pk in one.members]
    latest = slice_of(mine.exclude(state="walking"), ("-began_at", "pk"), request.GET.get("after", ""), ROWS)
    context = {
        "hall": hall,
        "first": first,
        "walking": walking,
        "latest": latest,
        "roster": _roster(hall, today),
        "manages": request.authority.holds(*READS_HALL),
    }
    if context["manages"]:
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        context |= {
            "quotas": quotas(hall, first),
            "missed": unpatrolled(hall, first, last),
            "days": patrolled_days(hall, first),
            "summary": summary(hall, first, last),
        }
    return render(request, "supervision/patrols.html", context)


def _roster(hall, on: dt.date) -> list[tuple[str, str]]:
    lines = list(recorded("supervision.patrol_roster", hall, on, on))
    wanted = {one["id"] for line in lines for one in line.facts["people"]}
    names = dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))
    return [
        (
            str(PatrolKind(line.facts["kind"]).label),
            "、".join(names[one["id"]] for one in line.facts["people"]),
        )
        for line in lines
    ]


class FindingFilter(forms.Form):
    """Over the address; anything unreadable filters nothing."""

    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *Finding.State.choices], required=False)
    level = forms.ChoiceField(label="程度", choices=[("", "全部"), *Level.choices], required=False)
    zone = forms.ChoiceField(label="区域", choices=[("", "全部"), *Zone.choices], required=False)
    department = forms.ModelChoiceField(None, label="部门", required=False, empty_label="全部")

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET)
        units = Department.objects.filter(hall=working_hall(request)).prefetch_related("names")
        self.fields["department"].queryset = units

    def narrow(self, found):
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        if department := asked.pop("department", None):
            asked["dossier__department"] = department
        return found.filter(**asked)


@staff_only
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """The findings a person may read, the newest first, a page at a time."""
    if not request.authority.holds(*READERS):
        raise PermissionDenied("问题由管理、监督和派驻人员查阅。")
    form = FindingFilter(request)
    found = form.narrow(Finding.objects.filter(request.authority.readable("dossier__")))
    found = found.select_related("dossier__department", "person", "window__place").prefetch_related(
        "dossier__department__names"
    )
    rows = slice_of(found, ("-noted_at", "pk"), request.GET.get("after", ""), ROWS)
    query = request.GET.copy()
    query.pop("after", None)
    context = {"form": form, "rows": rows, "query": query.urlencode()}
    return render(request, "supervision/findings.html", context)


@duty("WS14-09.3", off=lambda request, finding: None)
def _logged(request: HttpRequest, finding: Finding) -> None:
    """Who looks at a recording is remembered."""
    log_access(finding.dossier.hall, request.user, finding, "clip", "查看监控录像", place=request.place)


@staff_only
@require_http_methods(["GET", "POST"])
def clip(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the recording lies: shown once asked for, and the asking is logged."""
    mine = Finding.objects.filter(request.authority.readable("dossier__")).select_related("dossier__hall")
    finding = get_object_or_404(mine.exclude(camera=""), pk=pk)
    shown = request.method == "POST"
    if shown:
        _logged(request, finding)
    return render(request, "supervision/clip.html", {"finding": finding, "shown": shown})
