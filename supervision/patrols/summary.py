"""What a period of patrols comes to: by kind, level, zone and department (WS10-4.6)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from hall.duty import duty
from hall.places.department import Department
from staff.attendance.book import recorded

from .finding import STANDING, Finding
from .kinds import Level, PatrolKind, Zone
from .patrol import Patrol
from .registers import PersuasionForm


@dataclass(frozen=True)
class Summary:
    """Counts of a period; each by its Chinese title, zeros included but for departments."""

    first: dt.date
    last: dt.date
    patrols: dict[str, int]
    levels: dict[str, int]
    zones: dict[str, int]
    departments: dict[str, int]
    persuasions: dict[str, int]
    corrected: int

    @property
    def lines(self) -> list[str]:
        """In sentences, for a circular."""
        walked, found = sum(self.patrols.values()), sum(self.levels.values())
        rows = [f"开展巡查{walked}次：{_told(self.patrols, '次')}。" if walked else "本期没有巡查记录。"]
        if found:
            rows.append(f"发现问题{found}个：{_told(self.levels, '个')}；当场纠正{self.corrected}个。")
            rows.append(f"按区域：{_told(self.zones, '个')}。")
            rows.append(f"按部门：{_told(self.departments, '个')}。")
        else:
            rows.append("没有发现问题。")
        if any(self.persuasions.values()):
            rows.append(f"文明劝导：{_told(self.persuasions, '次')}。")
        return rows


def _told(counts: dict[str, int], unit: str) -> str:
    return "，".join(f"{title}{n}{unit}" for title, n in counts.items() if n)


def findings_of(hall, first: dt.date, last: dt.date):
    """The findings of a period that stand: neither taken back nor found wrong."""
    return Finding.objects.filter(
        dossier__hall=hall, on__gte=first, on__lte=last, state__in=STANDING
    ).select_related("dossier")


def _counted(choices, values) -> dict[str, int]:
    counts = Counter(values)
    return {str(one.label): counts[one] for one in choices}


@duty(
    "WS10-4.6 WS10-3.8",
    off=lambda hall, first, last: Summary(first, last, {}, {}, {}, {}, {}, 0),
)
def summary(hall, first: dt.date, last: dt.date) -> Summary:
    """The patrols recorded and the findings that stand, of both days and all between."""
    walked = Patrol.objects.filter(
        dossier__hall=hall, on__gte=first, on__lte=last, state=Patrol.State.CLOSED
    ).values_list("kind", flat=True)
    found = list(findings_of(hall, first, last))
    names = {
        one.pk: str(one)
        for one in Department.objects.filter(hall=hall).prefetch_related("names").order_by("code")
    }
    by_unit = Counter(one.dossier.department_id for one in found)
    return Summary(
        first,
        last,
        _counted(PatrolKind, walked),
        _counted(Level, [one.level for one in found]),
        _counted(Zone, [one.zone for one in found]),
        {names.get(unit, "中心"): n for unit, n in by_unit.items()},
        persuasions(hall, first, last),
        sum(one.corrected_at is not None for one in found),
    )


def persuasions(hall, first: dt.date, last: dt.date, area: str = "") -> dict[str, int]:
    """How often citizens were reminded, by kind; of one area where it is named."""

    titles, counts = dict(PersuasionForm.base_fields["kind"].choices), Counter()
    for line in recorded("supervision.persuasion", hall, first, last):
        if not area or line.facts["area"] == area:
            counts[line.facts["kind"]] += line.facts["count"]
    return {title: counts[kind] for kind, title in titles.items()}
