"""The reports that count cases: 办件统计表, 效率表, 即办率, 压缩时限, 窗口办件量, 同比环比."""

from __future__ import annotations

from hall.places.department import Department
from hall.places.place import Place
from matters.cases.states import Channel
from windows.window import Window

from .counting import Counted, added, counted, query
from .period import Period
from .scope import Scope
from .table import Cell, Line, Table, mean, rate, report

STATISTICS = {
    "carried": "上期结转",
    "received": "收件",
    "received_instant": "即办收件",
    "received_committed": "承诺收件",
    "received_special": "特殊收件",
    "finished": "办结",
    "early": "提前办结",
    "on_time": "按期办结",
    "late": "逾期办结",
    "instant": "即时办结",
    "returned": "退件",
    "pending": "待办",
}


def units(keys) -> dict[int, str]:
    """Departments by their code, with their names."""
    found = Department.objects.filter(pk__in=keys).prefetch_related("names").order_by("code", "pk")
    return {one.pk: str(one) for one in found}


def figures(found: Counted, columns, period: Period, scope: Scope, **narrowed) -> tuple[Cell, ...]:
    """A cell for each column; one that counts something opens to its rows."""
    return tuple(
        Cell(found[name], query(name, period, scope, **narrowed) if found[name] else "") for name in columns
    )


@report("statistics", "办件统计表", "各部门、各渠道收件、办结、退件和待办")
def statistics(scope: Scope, period: Period) -> Table:
    """上期结转 + 收件 = 办结 + 退件 + 待办, in every line."""
    found = counted(scope, period, ("department", "channel"))
    lines = []
    for unit, name in units({key[0] for key in found}).items():
        for channel in Channel:
            if one := found.get((unit, channel.value)):
                cells = figures(one, STATISTICS, period, scope, department=unit, channel=channel.value)
                lines.append(Line((name, str(channel.label)), cells + _rates(one)))
    total = added(found.values())
    cells = figures(total, STATISTICS, period, scope)
    lines.append(Line(("合计", ""), cells + _rates(total), is_total=True))
    head = (*STATISTICS.values(), "按时办结率", "提前办结率", "退件率")
    note = "上期结转＋收件＝办结＋退件＋待办；按时办结率＝（办结－逾期）÷办结；退件率＝退件÷（办结＋退件）。"
    return Table("办件统计表", ("部门", "渠道"), head, tuple(lines), note)


def _rates(one: Counted) -> tuple[Cell, ...]:
    done = one["finished"]
    return (
        Cell(rate(done - one["late"], done)),
        Cell(rate(one["early"], done)),
        Cell(rate(one["returned"], done + one["returned"])),
    )


def _by_unit(scope: Scope, period: Period, line) -> tuple[Line, ...]:
    """A line for each department, and the total; ``line`` gives the cells."""
    found = counted(scope, period, ("department",))
    lines = [
        Line((name,), line(found[(unit,)], {"department": unit}))
        for unit, name in units({key[0] for key in found}).items()
    ]
    return *lines, Line(("合计",), line(added(found.values()), {}), is_total=True)


@report("efficiency", "办事效率表", "各部门提前、按期、逾期办结和平均用时")
def efficiency(scope: Scope, period: Period) -> Table:
    columns = ("finished", "early", "on_time", "instant", "late")

    def line(one: Counted, narrowed: dict) -> tuple[Cell, ...]:
        done = one["finished"]
        rates = (rate(done - one["late"], done), rate(one["early"], done))
        used = mean(one["used"], one["timed"])
        return (*figures(one, columns, period, scope, **narrowed), *map(Cell, (*rates, used)))

    head = ("办结", "提前", "按期", "即时", "逾期", "按时办结率", "提前办结率", "平均用时（工作日）")
    lines, note = _by_unit(scope, period, line), "平均用时只计有法定、承诺工作日时限的办件，暂停计时的不计。"
    return Table("办事效率表", ("部门",), head, lines, note, drawn=("提前", "按期", "即时", "逾期"))


@report("instant", "即办率", "收件和办结中即办件所占的比例")
def instant(scope: Scope, period: Period) -> Table:
    def line(one: Counted, narrowed: dict) -> tuple[Cell, ...]:
        counts = figures(one, ("received", "received_instant"), period, scope, **narrowed)
        done = figures(one, ("finished", "finished_instant"), period, scope, **narrowed)
        share = rate(one["received_instant"], one["received"])
        return (*counts, Cell(share), *done, Cell(rate(one["finished_instant"], one["finished"])))

    head = ("收件", "即办件收件", "即办率（收件）", "办结", "即办件办结", "即办率（办结）")
    return Table("即办率", ("部门",), head, _by_unit(scope, period, line), drawn=("收件", "即办件收件"))


@report("compression", "时限压缩", "法定时限、承诺时限和实际用时的比较")
def compression(scope: Scope, period: Period) -> Table:
    def line(one: Counted, narrowed: dict) -> tuple[Cell, ...]:
        n = one["timed"]
        law, promise, used = (mean(one[name], n) for name in ("law", "promise", "used"))
        shares = (rate(one["law"] - one[name], one["law"]) for name in ("promise", "used"))
        return (
            *figures(one, ("timed",), period, scope, **narrowed),
            *map(Cell, (law, promise, used, *shares)),
        )

    head = ("办件", "平均法定时限", "平均承诺时限", "平均实际用时", "承诺压缩率", "实际压缩率")
    note = "按办结的办件平均，单位为工作日；压缩率＝（法定－承诺或者实际）÷法定。"
    drawn = ("平均法定时限", "平均承诺时限", "平均实际用时")
    return Table("时限压缩", ("部门",), head, _by_unit(scope, period, line), note, drawn)


@report("windows", "窗口办件量", "每个窗口的收件和办结；没有办件的窗口逐一列名")
def windows(scope: Scope, period: Period) -> Table:
    found = counted(scope, period, ("window",))
    mine = Window.objects.filter(**scope.dossiers).open().select_related("place")
    places = {one.place_id: str(one.place) for one in mine}
    places |= {
        one.pk: str(one) for one in Place.objects.filter(pk__in={key[0] for key in found} - places.keys())
    }
    columns = ("received", "finished", "late", "returned", "pending")
    lines, idle = [], []
    for place, name in sorted(places.items(), key=lambda one: one[1]):
        one = added([found[(place,)]] if (place,) in found else [])
        lines.append(Line((name,), figures(one, columns, period, scope, window=place)))
        idle += [name] * (not one["received"])
    cells = figures(added(found.values()), columns, period, scope)
    lines.append(Line(("合计",), cells, is_total=True))
    note = f"零办件窗口{len(idle)}个：{'、'.join(idle)}。" if idle else "没有零办件窗口。"
    head = ("收件", "办结", "逾期办结", "退件", "待办")
    return Table("窗口办件量", ("窗口",), head, tuple(lines), note, drawn=("收件", "办结"))


COMPARED = ("received", "received_instant", "finished", "early", "late", "returned", "pending")
COMPARED_TITLES = ("收件", "其中即办件", "办结", "提前办结", "逾期办结", "退件", "期末待办")


@report("trend", "同比环比", "本期与上期、去年同期相比")
def trend(scope: Scope, period: Period) -> Table:
    periods = (period, period.before, period.year_ago)
    sums = [added(counted(scope, one).values()) for one in periods]
    lines = []
    for name, title in zip(COMPARED, COMPARED_TITLES, strict=True):
        now, *others = (figures(one, (name,), of, scope)[0] for one, of in zip(sums, periods, strict=True))
        changes = [Cell(change(now.value, one.value)) for one in others]
        lines.append(Line((title,), (now, others[0], changes[0], others[1], changes[1])))
    head = (str(period), f"上期（{period.before}）", "环比", f"去年同期（{period.year_ago}）", "同比")
    return Table("同比环比", ("项目",), head, tuple(lines), drawn=head[:2] + head[3:4])


def change(now: int, then: int) -> str | None:
    """By how much it went up or down, in percent with its sign; None where there was nothing before."""
    return f"{100 * (now - then) / then:+.1f}%" if then else None
