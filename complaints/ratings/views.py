"""Rating without login – at the window's device, by QR code, by the numbers of the receipt – and what it comes to."""

from __future__ import annotations

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from complaints.public import filed, never_lost
from complaints.rows import lines_of
from complaints.rules import GRADES
from hall import legal_time
from hall.duty import duty
from hall.legal_time import local_date
from hall.models import Hall, Paper
from hall.people.roles import READS_HALL, Role
from hall.web.entrance import staff_only
from hall.web.errors import error_page
from hall.web.limits import too_often
from hall.web.shell import working_hall
from matters.cases.views.progress import SECONDS, TIMES, ProgressForm
from staff.views.sight import beside, period_of
from windows.evaluator import Face, face_of
from windows.models import Window

from .figures import bad_grades, counted, invited, percent, ratings_in
from .invitation import Invitation
from .rating import OPEN, Rating
from .ways import Way

READERS = {*READS_HALL, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER}
DEVICE = signing.Signer(salt="complaints.ratings.device")
FOR_A_WINDOW = 200  # ratings of one device in ten minutes: only a machine sends more
WALL = "windows/queue/wall.html"  # a device shows one thing, and no menu to get lost in
THANKS = "感谢您的评价。"


@duty("WS14-09.4", off=lambda request: None)
def not_by_staff(request: HttpRequest) -> None:
    """Whoever is logged in works here; ratings are given by those who were served."""
    if request.user.is_authenticated:
        raise PermissionDenied("评价由办事人自己作出，工作人员不能代为评价。请先退出登录。")


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """At the kiosk or at home: the two numbers of the receipt lead to the rating of that case."""
    form = ProgressForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    if request.method != "POST":
        return render(request, "complaints/rate_ask.html", {"form": form})
    if too_often(request, "rate-ask", times=TIMES, seconds=SECONDS):
        return error_page(request, 429, "查询过于频繁，请五分钟后再试。")
    if not form.is_valid():
        return render(request, "complaints/rate_ask.html", {"form": form}, status=400)
    taken_in = getattr(form.found, "case", None)  # of what was filed online
    found = to_rate(Invitation.objects.filter(dossier=(taken_in or form.found).dossier_id))
    if found is None:
        form.add_error(None, "这件事现在没有待评价的服务：还没有办结，或者已经评价过。")
        return render(request, "complaints/rate_ask.html", {"form": form}, status=409)
    return redirect("rate", code=found.code, way=Way.SELF_SERVICE)


def to_rate(invitations: QuerySet[Invitation]) -> Invitation | None:
    """The latest that nobody has rated."""
    return invitations.filter(rating=None).order_by("-invited_at", "-pk").first()


@require_safe
def by_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The QR code on the slip leads to the slip's verification, and that to the rating of its case (XA-38.2a)."""
    if too_often(request, "rate-paper", times=TIMES, seconds=SECONDS):
        return error_page(request, 429, "查询过于频繁，请五分钟后再试。")
    paper = get_object_or_404(Paper, verify_code=code, voided_at=None)
    found = to_rate(Invitation.objects.filter(dossier=paper.dossier_id))
    if found is None:
        return _said(request, "现在没有待评价的服务", ["这件事还没有办结，或者已经评价过。"])
    return redirect("rate", code=found.code, way=Way.QR)


@never_lost
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, code: str, way: str = Way.LINK) -> HttpResponse:
    not_by_staff(request)
    invitation = get_object_or_404(Invitation.objects.select_related("hall"), code=code)
    if way not in (Way.QR, Way.LINK, Way.SELF_SERVICE):
        raise Http404
    if invitation.rated and request.method != "POST":
        return _said(request, "已经评价过", ["每次服务只评价一次。", THANKS])
    return _rating(request, invitation, way, lambda rating: _said(request, "评价已收到", [THANKS]))


def _rating(
    request: HttpRequest, invitation: Invitation, way: str, done, *, base: str = "", **how
) -> HttpResponse:
    return filed(
        request,
        Rating,
        "give",
        template="complaints/rate.html",
        done=done,
        given={"way": str(way)},
        context={"title": "请您评价", "button": "提交评价", "invitation": invitation, "base": base},
        hall=invitation.hall,
        department=invitation.department,
        invitation=invitation,
        **how,
    )


def device_address(window: Window) -> str:
    """The address the office sets up on a window's device; nobody makes one up."""
    return reverse("rate-device", args=[DEVICE.sign(str(window.pk))])


@never_lost
@require_http_methods(["GET", "HEAD", "POST"])
def device(request: HttpRequest, signed: str) -> HttpResponse:
    """The window's evaluator: the visit just served, if it is not rated yet; else it waits."""
    not_by_staff(request)
    try:
        window = get_object_or_404(Window.objects.select_related("place"), pk=DEVICE.unsign(signed))
    except signing.BadSignature as error:
        raise Http404("评价器地址有误，请由大厅管理室重新设置。") from error
    here = request.path
    asked = request.POST.get("invitation", "")
    today = Invitation.objects.filter(place=window.place).select_related("hall", "department")
    today = today.filter(pk=asked) if asked.isdecimal() else today
    latest = today.order_by("-invited_at", "-pk").first()
    if face_of(window) != Face.SERVING:
        return _waiting(request, window, Face.STOPPED.label)
    fresh = latest and local_date(latest.invited_at) == legal_time.today()
    if not fresh or (latest.rated and request.method != "POST"):
        return _waiting(request, window, "服务结束后，请您在这里评价。")

    def thank(rating: Rating) -> HttpResponse:
        response = _said(request, "评价已收到", [THANKS], WALL)
        response["Refresh"] = f"5; url={here}"
        return response

    return _rating(request, latest, Way.DEVICE, thank, base=WALL, place=window.place, times=FOR_A_WINDOW)


def _waiting(request: HttpRequest, window: Window, line: str) -> HttpResponse:
    response = _said(request, str(window), [line], WALL)
    response["Refresh"] = "5"
    return response


def _said(request: HttpRequest, title: str, lines: list[str], base: str = "") -> HttpResponse:
    return render(request, "complaints/said.html", {"title": title, "lines": lines, "base": base})


@staff_only
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """A month: asked, rated, by grade; by window, department, way and hall; and the bad ones still open."""
    authority = request.authority
    if not authority.holds(*READERS):
        raise PermissionDenied("评价情况由首席代表、部门领导和大厅管理人员查阅。")
    period = period_of(request, monthly=True)
    rated, bad_of = ratings_in(authority, period.first, period.last), bad_grades(period.last)
    parts = [(title, counted(rated, by, bad_of)[1]) for by, title in BY.items()]
    asked, answered = invited(authority, period.first, period.last)
    open_ones = Rating.objects.filter(authority.readable("dossier__"), state__in=OPEN)
    windows = Window.objects.open().filter(dossier__hall=working_hall(request)).select_related("place")
    context = {
        "period": period,
        "beside": beside(period),
        "grades": GRADES.values(),
        "whole": counted(rated, "way", bad_of)[0],
        "parts": [(title, _lines(title, part)) for title, part in parts],
        "asked": asked,
        "answered": answered,
        "ratio": percent(answered, asked),
        "page": lines_of(open_ones, request.GET.get("after", "")),
        "devices": [(one, device_address(one)) for one in windows]
        if authority.holds(Role.HALL_OFFICE)
        else [],
    }
    return render(request, "complaints/ratings.html", context)


BY = {"window": "窗口", "department": "部门", "way": "评价方式", "hall": "大厅"}


def _lines(title: str, part: dict) -> list:
    from hall.models import Department

    if title == BY["department"]:
        names = {one.pk: str(one) for one in Department.objects.filter(pk__in=part).prefetch_related("names")}
    else:
        names = dict(Way.choices) if title == BY["way"] else {}
    named = [(names.get(key, key) or "—", tally) for key, tally in part.items()]
    return sorted(named, key=lambda one: (-one[1].total, str(one[0])))


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """For everybody: how each department of each hall was rated in a month."""
    period = period_of(request, monthly=True)
    bad_of, halls = bad_grades(period.last), []
    for hall in Hall.objects.filter(is_active=True, is_administering=False):
        whole, parts = published(hall, period, bad_of)
        halls.append((hall, whole, _lines(BY["department"], parts)))
    context = {"period": period, "beside": beside(period), "halls": halls, "grades": GRADES.values()}
    return render(request, "complaints/results.html", context)


@duty("XA-38.a", off=lambda hall, period, bad_of: counted(Rating.objects.none(), "department", bad_of))
def published(hall, period, bad_of):
    """The tally of a hall and of its departments; numbers only, no words and no names."""
    from staff.at_work import bounds

    since, until = bounds(period.first, period.last)
    rated = Rating.objects.filter(dossier__hall=hall, given_at__gte=since, given_at__lt=until)
    return counted(rated, "department", bad_of)
