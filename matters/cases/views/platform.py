"""平台推送: what waits, what was given up and may be sent again, and which cases the platform should know by now."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from hall import legal_time
from hall.people.roles import Role
from hall.web.entrance import staff_only
from hall.web.shell import working_hall
from matters.cases.push.gathering import late_cases
from matters.cases.push.record import PlatformRecord
from matters.cases.push.sending import send_again

MAY_READ = (Role.HALL_OFFICE, Role.SYSADMIN, Role.BUREAU)
MANY = 100


def _records(request: HttpRequest):
    if not request.authority.holds(*MAY_READ):
        raise PermissionDenied("平台推送由大厅管理室和系统管理员查看。")
    return PlatformRecord.objects.filter(hall=working_hall(request)).select_related("hall")


@staff_only
@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """Numbers and reasons only: what a record says of a person stays sealed."""
    mine, hall = _records(request), working_hall(request)
    context = {
        "connected": bool(settings.PLATFORM_URL),
        "dead": mine.dead().order_by("pk")[:MANY],
        "waiting": mine.unsent().filter(next_try_at__isnull=False).order_by("pk")[:MANY],
        "late": late_cases(hall, legal_time.now())[:MANY] if hall else [],
        "sent": mine.filter(sent_at__isnull=False).order_by("-sent_at")[:20],
    }
    return render(request, "cases/platform.html", context)


@staff_only
@require_POST
def again(request: HttpRequest, record_id: int) -> HttpResponse:
    send_again(get_object_or_404(_records(request).dead(), pk=record_id))
    messages.success(request, "已重新排队，一分钟之内再次发送。")
    return redirect("platform-records")
