"""Limits over a whole hall: every department's lights, and the cases that are late."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.clocks.clock import LimitKind
from hall.clocks.ledger import Light
from hall.clocks.ranking import WORST_FIRST, rank
from hall.models import Department
from hall.people.authority import Authority
from hall.people.roles import READS_HALL, Role
from hall.web.clocks import Pill
from hall.web.entrance import staff_only
from matters.cases.limit_report import halls_read, report
from matters.cases.selectors import slow_intakes
from matters.cases.worklists import (
    finished_late,
    late,
    late_partners,
    late_signings,
    late_without_a_word,
    not_returned,
    open_cases,
    readable,
    renewals_to_watch,
)

from .rows import CaseList, shown

MAY_READ = {*READS_HALL, Role.DEPARTMENT_LEADER, Role.FIRST_REPRESENTATIVE, Role.REVIEWER}
LATE = {
    LimitKind.STATUTORY: "已超法定期限",
    LimitKind.PROMISE: "已超承诺期限",
    LimitKind.SERVICE: "已超服务时限",
}


@staff_only
@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """The time-limit report. Nothing in the address can leave a department out (WS03-02)."""
    if not request.authority.holds(*READS_HALL):
        raise PermissionDenied("限时办结情况由管理和监督人员查阅。")
    lines, since = report(request.authority, month_begins()), month_begins()
    columns = zip(*(line.lights for line in lines), strict=True) if lines else ()
    context = {
        "pills": [Pill(light, str(light.label)) for light in WORST_FIRST],
        "lines": lines,
        "many_halls": len({line.department.hall_id for line in lines}) > 1,
        "total": [sum(column) for column in columns],
        "unlit": sum(line.unlit for line in lines),
        "open": sum(line.open for line in lines),
        "done": sum(line.done for line in lines),
        "done_late": sum(line.done_late for line in lines),
        "since": since,
        "at": legal_time.now(),
    }
    return render(request, "cases/limits.html", context)


@staff_only
@require_safe
def overdue(request: HttpRequest) -> HttpResponse:
    """The cases that have passed a limit, by its kind; what is near; and what was done too late this month."""
    if not request.authority.holds(*MAY_READ):
        raise PermissionDenied("超期办件由管理、监督人员和审批部门查阅。")
    asked, authority = request.GET.get("department", ""), request.authority
    department = Department.objects.filter(pk=asked).first() if asked.isdecimal() else None
    of = Q(dossier__department=department) if department else Q()
    lists = [
        CaseList(request, kind.value, title, late(authority, kind).filter(of), department=True)
        for kind, title in LATE.items()
    ]
    near = open_cases(authority).filter(of, rank=rank(Light.YELLOW))
    finished = finished_late(authority, month_begins()).filter(of)
    waited = readable(authority).filter(of, _waited(authority))
    lists += [
        CaseList(request, "near", "临近届满", near, department=True),
        CaseList(
            request,
            "renewals",
            "延续待决，原证件即将届满",
            renewals_to_watch(authority).filter(of),
            department=True,
        ),
        CaseList(request, "finished", "本月办过但已经超期的", finished, department=True),
        CaseList(request, "waited", "本月收件后久未答复的", waited, department=True),
    ]
    waiting = {
        "unexplained": ("超期尚未公开说明理由的", late_without_a_word(authority)),
        "returning": ("已决定，结果尚未送回窗口的", not_returned(authority)),
        "signing": ("送另处签署盖章，没有即到即办的", late_signings(authority)),
        "partners": ("会签部门逾期未回复的", late_partners(authority)),
    }
    lists += [
        CaseList(request, key, title, cases.filter(of), department=True)
        for key, (title, cases) in waiting.items()
    ]
    context = {"lists": shown(request, lists), "department": department}
    return render(request, "cases/overdue.html", context)


def _waited(authority: Authority) -> Q:
    """This month's applications that waited longer for their answer than their hall allows itself (WS14-07-1)."""
    since, found = month_begins().date(), Q(pk__in=[])
    for hall in halls_read(authority):
        found |= Q(pk__in=slow_intakes(hall, since, authority.at).values("pk"))
    return found


def month_begins() -> dt.datetime:
    """The first instant of the present local month."""
    return timezone.localtime(legal_time.now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
