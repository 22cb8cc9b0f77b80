"""The reports beside the cases, from the floors that keep them: 等待时长, 评价, 投诉, 事项数量和进驻率."""

from __future__ import annotations

from collections import Counter

from django.db.models import Avg, Count, F, Max, Q
from django.db.models.functions import ExtractIsoWeekDay
from django.urls import reverse

from complaints.complaint.complaint import Complaint
from complaints.complaint.figures import by_unit
from complaints.models import Invitation, Rating
from complaints.ratings.figures import bad_grades
from complaints.rules import GRADES
from hall import legal_time
from hall.people.user import User
from hall.places.place import Place
from matters.catalogue.matter import Matter
from matters.catalogue.standing import entry_report
from staff.at_work import bounds
from windows.queue.states import State as Waiting
from windows.queue.ticket import Ticket

from .of_cases import units
from .period import Period
from .scope import Scope
from .table import Cell, Line, Table, rate, report


@report("waiting", "等待时长", "各排队业务的取号、等待和办理时间")
def waiting(scope: Scope, period: Period) -> Table:
    """Minutes from the number to the call, and from then to the end, by line; queues belong to the whole hall."""
    tickets = Ticket.objects.filter(
        day__range=(period.first, period.last), line__dossier__hall=scope.hall
    ).order_by()
    found = {
        row["line__name"]: row
        for row in tickets.values("line__name").annotate(
            drawn=Count("pk"),
            served=Count("pk", filter=Q(state=Waiting.ENDED)),
            left=Count("pk", filter=Q(state__in=[Waiting.LAPSED, Waiting.TURNED_AWAY])),
            waited=Avg(F("called_at") - F("drawn_at")),
            longest=Max(F("called_at") - F("drawn_at")),
            took=Avg(F("ended_at") - F("served_at"), filter=Q(state=Waiting.ENDED)),
        )
    }
    lines = [
        Line(
            (name,),
            (
                *(Cell(row[one]) for one in ("drawn", "served", "left")),
                *(Cell(_minutes(row[one])) for one in ("waited", "longest", "took")),
            ),
        )
        for name, row in sorted(found.items())
    ]
    busy = tickets.annotate(weekday=ExtractIsoWeekDay("day")).values("weekday").annotate(n=Count("pk"))
    most = max(busy, key=lambda row: row["n"], default=None)
    note = f"取号最多的是星期{'一二三四五六日'[most['weekday'] - 1]}，共{most['n']}个。" if most else ""
    head = ("取号", "办结", "未办理离开", "平均等待（分）", "最长等待（分）", "平均办理（分）")
    return Table(
        "等待时长", ("排队业务",), head, tuple(lines), note, drawn=("平均等待（分）", "平均办理（分）")
    )


def _minutes(span) -> int | None:
    return None if span is None else round(span.total_seconds() / 60)


RATED = {
    "department": ("部门", "dossier__department", lambda keys: units(keys)),
    "window": ("窗口", "window", lambda keys: _names(Place, keys)),
    "served_by": ("人员", "served_by", lambda keys: _names(User, keys)),
    "matter": ("事项", "matter", lambda keys: _names(Matter, keys)),
}


def _names(model, keys) -> dict[int, str]:
    return {one.pk: str(one) for one in model.objects.filter(pk__in=keys).order_by("pk")}


@report("ratings", "服务评价", "部门、窗口、人员、事项的好差评，参评率和满意率")
def ratings(scope: Scope, period: Period) -> Table:
    """A line for each department, window, person and matter that was rated; each group adds up to the total."""
    since, until = bounds(period.first, period.last)
    rated = Rating.objects.filter(given_at__gte=since, given_at__lt=until, **scope.dossiers).order_by()
    bad = bad_grades(period.last)(scope.hall.pk)
    lines = []
    for title, field, named in RATED.values():
        counts: dict[int, Counter] = {}
        for key, grade, n in rated.values_list(field, "grade").annotate(n=Count("pk")):
            counts.setdefault(key, Counter())[grade] += n
        names = named(counts.keys() - {None})
        for key in [*names, *({None} & counts.keys())]:
            lines.append(Line((title, names.get(key, "未记录")), _grades(counts[key], bad)))
    total = Counter(dict(rated.values_list("grade").annotate(n=Count("pk"))))
    lines.append(Line(("合计", ""), _grades(total, bad), is_total=True))
    asked = Invitation.objects.filter(invited_at__gte=since, invited_at__lt=until, **scope.of)
    n, answered = asked.count(), asked.exclude(rating=None).count()
    share = f"，参评率{rate(answered, n)}" if n else ""
    note = f"邀请评价{n}次，已评价{answered}次{share}。"
    return Table("服务评价", ("分类", "对象"), (*GRADES.values(), "合计", "满意率"), tuple(lines), note)


def _grades(found: Counter, bad) -> tuple[Cell, ...]:
    whole = found.total()
    good = whole - sum(found[grade] for grade in bad)
    return (*(Cell(found[grade]) for grade in GRADES), Cell(whole), Cell(rate(good, whole)))


@report("complaints", "投诉", "各部门的投诉和12345工单，答复和按时情况")
def complaints(scope: Scope, period: Period) -> Table:
    since, until = bounds(period.first, period.last)
    mine = {"dossier__hall": scope.hall}
    mine |= {"target_department": scope.department} if scope.department else {}
    found = Complaint.objects.filter(received_at__gte=since, received_at__lt=until, **mine)
    counted = by_unit(found)
    lines = [_unit((one.name,), one.came, one.answered, one.late, one.called_back) for one in counted]
    sums = (
        sum(getattr(one, name) for one in counted) for name in ("came", "answered", "late", "called_back")
    )
    lines.append(_unit(("合计",), *sums, is_total=True))
    head = ("受理", "已答复", "逾期", "已回访", "按时率")
    note = "不含认定为无效的。部门由投诉对象确定，没有指明的计入大厅。"
    return Table("投诉", ("部门",), head, tuple(lines), note, drawn=("受理", "逾期"))


def _unit(names, came: int, answered: int, late: int, called: int, *, is_total: bool = False) -> Line:
    cells = (came, answered, late, called, rate(came - late, came))
    return Line(names, tuple(map(Cell, cells)), is_total)


@report("matters", "事项进驻", "各部门的事项数量和进驻率")
def matters(scope: Scope, period: Period) -> Table:
    """As the list stands on the last day of the period, or today."""
    on = min(period.last, legal_time.today())
    whole = entry_report(scope.hall, on)
    groups = [
        Counter(one.department_id for one in some if scope.department in (None, one.department))
        for some in (whole.entered, whole.excepted, whole.missing)
    ]
    names = units({key for some in groups for key in some})
    lines = [_entered((name,), [some[unit] for some in groups]) for unit, name in names.items()]
    lines.append(_entered(("合计",), [some.total() for some in groups], is_total=True))
    head = ("事项", "已进驻", "经批准不进驻", "应进未进", "进驻率")
    note = f"截至{on}。进驻率＝已进驻÷（已进驻＋应进未进）。"
    return Table("事项进驻", ("部门",), head, tuple(lines), note, drawn=("已进驻", "应进未进"))


def _entered(names: tuple[str, ...], counts: list[int], *, is_total: bool = False) -> Line:
    entered, _, missing = counts
    url = reverse("catalogue-standing") if is_total else ""
    cells = (Cell(sum(counts), url=url), *map(Cell, counts), Cell(rate(entered, entered + missing)))
    return Line(names, cells, is_total)
