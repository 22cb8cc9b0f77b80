"""Pages to read: the rulebook in force, and what follows when a limit passes."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.clocks.clock import EFFECTS
from hall.places.hall import Hall
from hall.rulebook import RULES, RuleMissing, overrides, rulebook_summary
from hall.rulebook.summary import all_answers

from .basis import Basis
from .shell import working_hall

# What the first part of a rule's key is about.
SUBJECTS = {
    "hall": "大厅",
    "clock": "期限计算",
    "light": "亮灯",
    "statute": "法律规定",
    "catalogue": "事项管理",
    "guide": "办事指南",
    "guides": "导服",
    "case": "办件流程",
    "acceptance": "受理",
    "correction": "一次性告知与补正",
    "tolerant": "容缺受理",
    "delivery": "送达",
    "mail": "邮寄",
    "fee": "收费",
    "renewal": "延续",
    "seal": "印章",
    "window": "窗口",
    "closure": "窗口临时关闭",
    "suspension": "业务临时停办",
    "peak": "业务高峰",
    "staff": "窗口人员",
    "posting": "人员派驻",
    "attendance": "考勤",
    "leave": "请假与离岗",
    "training": "培训",
    "complaint": "投诉",
    "rating": "评价",
    "lost": "失物招领",
    "patrol": "巡查",
    "finding": "问题整改",
    "circular": "通报",
    "score": "考核",
    "accountability": "责任追究",
    "paper": "文书",
}


@require_safe
def rulebook(request: HttpRequest) -> HttpResponse:
    """Every answer a hall lives by on a day, with its clause, and where lower halls decided otherwise (WS01-00)."""
    halls = Hall.objects.filter(is_active=True).select_related("parent")
    hall, day = _hall(request, halls), _day(request.GET.get("on", ""))
    context: dict[str, Any] = {"hall": hall, "halls": halls, "day": day}
    if hall is not None:
        try:
            context |= {
                "summary": rulebook_summary(hall, day),
                "subjects": _by_subject(all_answers(hall, day)),
                "below": [(one, found) for one in hall.descendants() if (found := overrides(one, day))],
            }
        except RuleMissing as missing:
            context["missing"] = str(missing)
    return render(request, "hall/rulebook.html", context)


@require_safe
def effects(request: HttpRequest) -> HttpResponse:
    """For each limit: what the system itself does when it passes."""
    basis, rows = Basis(working_hall(request)), []
    for key, (clock, effect) in EFFECTS.items():
        model = apps.get_model(".".join(key.split(".")[:2]))
        act = model.acts()[effect.act]
        clauses = (effect.clauses or " ".join(act.clauses)).split()
        rows.append(
            {
                "kind": str(model._meta.verbose_name),
                "clock": clock.title,
                "limit": effect.limit.label,
                "act": act.title,
                "basis": basis(clauses),
            }
        )
    rows.sort(key=lambda row: (row["kind"], row["clock"]))
    return render(request, "hall/effects.html", {"rows": rows})


def _by_subject(answers: list) -> list[tuple[str, list]]:
    """The answers grouped by what they are about, in the order of ``SUBJECTS``; a new subject comes last."""
    order = list(SUBJECTS)

    def subject(one) -> str:
        return one.rule.key.partition(".")[0]

    def place(one) -> tuple:
        about = subject(one)
        return order.index(about) if about in order else len(order), about, list(RULES).index(one.rule.key)

    return [
        (SUBJECTS.get(about, "其他"), list(some))
        for about, some in groupby(sorted(answers, key=place), key=subject)
    ]


def _hall(request: HttpRequest, halls: Any) -> Hall | None:
    asked = request.GET.get("hall", "")
    if asked:
        return get_object_or_404(halls, pk=asked if asked.isdecimal() else 0)
    return working_hall(request) or halls.order_by("-level", "code").first()


def _day(asked: str) -> dt.date:
    try:
        return dt.date.fromisoformat(asked) if asked else legal_time.today()
    except ValueError as error:
        raise Http404("日期应写成 2026-11-20 的格式。") from error
