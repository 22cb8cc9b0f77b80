"""目录清单: the hall's list in its present edition, and the lists cut from it; all of it is open to everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.duty import duty
from hall.registers.export import plain_csv
from matters.catalogue.lists import ON_THE_LIST, WHY, counts, on_list
from matters.catalogue.rules import LISTS
from matters.catalogue.selectors import versions_on
from matters.catalogue.standing import compared, edition, moved_below

from .views import base_of, hall_of

COLUMNS = ("实施编码", "国家基本编码", "事项名称", "事项类型", "实施主体", "版次", "施行日期")


@duty("DL-17.1 XA-7.1 XA-7.5", off=lambda hall, on: [])
def rows_of(hall, on) -> list[tuple[Any, ...]]:
    """Every matter open on a local date, in the columns of the list."""
    found = versions_on(hall, on).prefetch_related("matter__department__names")
    return [
        (
            version.matter.code,
            version.matter.national_code,
            version.matter.title,
            version.matter.get_kind_display(),
            str(version.matter.department),
            version.number,
            version.effective_from,
        )
        for version in found.order_by("matter__department", "matter__code")
    ]


def _day(request: HttpRequest, name: str):
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The list with its edition; with ``since`` also what came and went since a day."""
    hall, today = hall_of(request), legal_time.today()
    now, since = edition(hall, today), _day(request, "since")
    context = base_of(request, hall) | {
        "now": now,
        "rows": versions_on(hall, today)
        .prefetch_related("matter__department__names")
        .order_by("matter__department", "matter__code"),
        "lists": counts(hall, today),
        "moved": moved_below(hall),
        "since": since,
    }
    if since:
        then = edition(hall, since)
        added, gone = compared(then, now)
        context |= {"then": then, "added": added, "gone": gone}
    return render(request, "public/catalogue.html", context)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The list for a spreadsheet."""
    hall = hall_of(request)
    text = plain_csv([COLUMNS, *rows_of(hall, legal_time.today())])
    return HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")


@require_safe
def special(request: HttpRequest, key: str) -> HttpResponse:
    """One list cut from the catalogue, with what put each matter on it."""
    if key not in ON_THE_LIST:
        raise Http404("没有这份清单。")
    hall = hall_of(request)
    found = on_list(hall, key, legal_time.today()).prefetch_related("matter__department__names")
    rows = [(version, WHY[key](version)) for version in found]
    context = base_of(request, hall) | {"title": LISTS[key], "key": key, "rows": rows}
    return render(request, "public/list.html", context)
