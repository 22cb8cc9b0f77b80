"""One person's file, the year's training, the guide desk, and the board everybody may read."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.people.roles import READS_HALL, Role
from hall.people.user import User
from hall.places.hall import Hall
from hall.web.entrance import staff_only
from hall.web.shell import working_hall
from matters.catalogue.guide import guide_facts
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import version_on
from staff.assessment.sheets import Period, Sheets, circulars
from staff.attendance.book import month
from staff.attendance.meetings import roll_call
from staff.guides.absence import PostLeave, ShortAbsence
from staff.guides.desk import day_plan, most_asked
from staff.guides.handbook import Handbook, handbooks_of
from staff.publicity import board as board_of
from staff.training.course import ORGANISERS, Course
from staff.training.selectors import invitations, missing_subjects, support_by, training_file, year_plan

from .sight import departments_read, hall_of, may_see

AT_THE_DESK = (Role.GUIDE, *READS_HALL)


@staff_only
@require_safe
def person(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Trainings, attendance, findings and yearly scores of one person on one page (EL-4.2c)."""
    hall, today = hall_of(request), legal_time.today()
    found = get_object_or_404(User, pk=pk) if pk else request.user
    if not may_see(request, hall, found, today):
        raise Http404("没有这份档案，或者您无权查阅。")
    sheet = Sheets(hall, Period(today.year)).of_person(found)
    context = {
        "person": found,
        "year": today.year,
        "month": month(hall, today.year, today.month).counts(found),
        "courses": training_file(found, hall),
        "invited": invitations(found, today),
        "lacking": missing_subjects(found, hall, today),
        "sheet": sheet,
        "circulars": circulars(sheet),
        "appraisals": found.appraisals.filter(dossier__hall=hall).order_by("-year", "-month"),
        "leaves": found.leaves.filter(dossier__hall=hall).order_by("-begins_on")[:10],
    }
    return render(request, "staff/person.html", context)


@staff_only
@require_safe
def training(request: HttpRequest) -> HttpResponse:
    """The year's plan, what was called besides, and what each department did for integrated windows this quarter."""
    if not request.authority.holds(*READS_HALL, *ORGANISERS):
        raise PermissionDenied("培训安排由管理人员和派驻部门查阅；本人的培训请看“我的档案”。")
    hall, today = hall_of(request), legal_time.today()
    others = Course.objects.filter(dossier__hall=hall, on__year=today.year).exclude(kind=Course.Kind.REGULAR)
    quarter, departments = (today.month + 2) // 3, departments_read(request.authority, hall)
    units = hall.departments.filter(is_active=True).prefetch_related("names").order_by("code")
    units = units if departments is None else units.filter(pk__in=departments)
    context = {
        "year": today.year,
        "quarter": quarter,
        "plan": year_plan(hall, today.year, today),
        "others": others.select_related("dossier__department").order_by("-on"),
        "support": [(unit, support_by(unit, today.year, quarter)) for unit in units],
    }
    return render(request, "staff/training.html", context)


@staff_only
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """Today at the guide desk: posts, morning meeting, who is away, the handbook, the matters most asked about."""
    if not request.authority.holds(*AT_THE_DESK):
        raise PermissionDenied("导服工作台由导服人员和管理、监督人员查阅。")
    hall, today = hall_of(request), legal_time.today()
    away = PostLeave.objects.filter(dossier__hall=hall).exclude(state__in=PostLeave.final)
    out = ShortAbsence.objects.filter(dossier__hall=hall, state=ShortAbsence.State.OUT)
    context = {
        "today": today,
        "plan": day_plan(hall, today),
        "roll": roll_call(hall, today),
        "away": [*away.select_related("guide"), *out.select_related("guide")],
        "handbooks": handbooks_of(hall),
        "asked": most_asked(hall, today),
    }
    return render(request, "staff/guides.html", context)


@staff_only
@require_safe
def handbook(request: HttpRequest, pk: int) -> FileResponse:
    """The file of one version."""
    found = get_object_or_404(Handbook, pk=pk, dossier__hall=hall_of(request))
    return FileResponse(found.file.open(), filename=f"{found}.pdf", content_type="application/pdf")


@staff_only
@require_safe
def told_at_once(request: HttpRequest, pk: int) -> HttpResponse:
    """All that an applicant has to know of a matter, on one page to print (WS05-2.2)."""
    hall, today = hall_of(request), legal_time.today()
    matter = get_object_or_404(Matter, pk=pk, hall=hall)
    facts = guide_facts(version_on(matter, today), hall, today)
    return render(request, "staff/told_at_once.html", {"matter": matter, "today": today, **facts})


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Who works here today; the same page is printed for the board on the wall (XA-37.4)."""
    hall = working_hall(request) or Hall.objects.filter(is_active=True, places__isnull=False).first()
    today = legal_time.today()
    return render(
        request,
        "staff/board.html",
        {"hall": hall, "today": today, "shown": board_of(hall, today) if hall else []},
    )
