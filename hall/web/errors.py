"""Pages for what went wrong: in Chinese, with what to do next, and never with what only a programmer needs."""

from __future__ import annotations

import logging
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from hall.acts.refusals import Refused
from hall.failures import LegalFailure
from hall.rulebook import RuleMissing

log = logging.getLogger(__name__)

# Title and advice where nobody has said anything more exact.
PAGES = {
    400: ("请求不完整", "请返回上一页，刷新后重新填写。"),
    403: ("没有权限", "您的授权不包括这项内容。确需办理的，请联系大厅管理室；登录已过期的，请重新登录。"),
    404: ("没有找到", "网址有误，或者您无权查阅这项内容。请从首页重新进入。"),
    409: ("情况已有变化", "请返回查看最新情况后再办。"),
    422: ("暂时不能办理", "请按提示补充后再办。"),
    429: ("访问过于频繁", "请稍候几分钟再试。"),
    500: (
        "系统出错",
        "刚才的操作没有完成，没有任何改动。请稍候再试；再次出错的，请告诉系统管理员。",
    ),
    503: (
        "暂时不可用",
        "刚才的操作没有完成，没有任何改动，已有数据都在。请稍候再试；持续出现的，请告诉系统管理员。",
    ),
}


def error_page(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    """The page for a status, with the exact message where there is one; for htmx only the alert itself.

    Pages for 500 and 503 ask nothing of the database: it may be what is out of order.
    """
    title, advice = PAGES[status]
    context = {"status": status, "title": title, "message": message, "advice": advice}
    if getattr(request, "htmx", False):
        return render(request, "hall/parts/refusal.html", context, status=status)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return HttpResponse(render_to_string("hall/plain_error.html", context), status=status)
    return render(request, "hall/error.html", context, status=status)


def page_for(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page for an exception that left a view; None for those Django answers itself."""
    if isinstance(error, Refused):
        return error_page(request, error.status, error.message)
    if isinstance(error, LegalFailure | RuleMissing):
        return error_page(request, 422, str(error))
    if isinstance(error, OperationalError):
        log.exception("database unavailable: %s", request.path)
        return error_page(request, 503)
    return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    return error_page(request, 403, _told(exception))


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    return error_page(request, 404, _told(exception))


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(
        request, 403, "页面打开过久或者已在别处重新登录，为了安全没有提交。请返回刷新页面后重新提交。"
    )


def _told(exception: Exception) -> str:
    """What was said for people: a Chinese sentence. Django's own texts begin in English."""
    said = str(exception.args[0]) if exception.args and isinstance(exception.args[0], str) else ""
    return said if said and not said[0].isascii() else ""
