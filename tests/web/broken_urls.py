"""The hall's addresses and some behind which everything goes wrong."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.urls import path

from hall.acts.guards import Objection
from hall.acts.refusals import Busy, Objected, Stale
from hall.failures import LegalFailure
from hall.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401 – Django finds them

# What is raised, which status answers, and what the page says.
BROKEN = {
    "forged": (SuspiciousOperation("x"), 400, "请返回上一页"),
    "forbidden": (PermissionDenied("只有首席代表可以用印。"), 403, "只有首席代表可以用印。"),
    "missing": (Http404("No Case matches the given query."), 404, "请从首页重新进入"),
    "stale": (Stale("页面已经过时。"), 409, "页面已经过时。"),
    "objected": (Objected([Objection("材料不齐"), Objection("窗口不对")]), 422, "材料不齐；窗口不对"),
    "unanswered": (LegalFailure("规则库缺少办理期限。"), 422, "规则库缺少办理期限。"),
    "busy": (Busy("请稍候再试。"), 503, "请稍候再试。"),
    "database": (OperationalError("disk I/O error"), 503, "没有任何改动"),
    "defect": (ZeroDivisionError(), 500, "没有任何改动"),
}


def broken(request, what: str):
    raise BROKEN[what][0]


urlpatterns = [*urlpatterns, path("broken/<str:what>/", broken)]
