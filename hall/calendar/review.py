"""What is wrong with a new document before it is published, line by line, and what deserves a second look. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hall.calendar.composition import (
    NATIONAL,
    DayChange,
    Document,
    changes,
    compose,
    days_of,
    in_force,
    published_years,
)
from hall.calendar.table import Row, TableRefused, weekday
from hall.calendar.working_days import MAKE_UP, REST, CalendarDoesNotReach, PublishedDay, WorkingCalendar


@dataclass(frozen=True)
class Preview:
    """What publishing would do. ``remarks`` do not stand in the way, but a person should read them."""

    before: WorkingCalendar | None
    after: WorkingCalendar
    changes: tuple[DayChange, ...]
    remarks: tuple[str, ...]

    @property
    def visible_changes(self) -> list[DayChange]:
        """The days that change more than their certainty."""
        return [change for change in self.changes if change.visible]


def review(
    documents: Sequence[Document], new: Document, rows: Sequence[Row], halls: Sequence[int] = ()
) -> Preview:
    """Compare the calendar with and without the new document, whose days are `rows`.

    `halls`: the hall it is for and those above it, from the top down. Raises TableRefused with every fault found.
    """
    newest = max((document.id for document in documents), default=0)
    new = replace(new, id=newest + 1, days=tuple(row.day for row in rows))
    standing = in_force(documents)
    base = [document for document in standing if document.id != new.replaces_id]
    if faults := [*_faults(standing, base, new), *_row_faults(base, new, rows)]:
        raise TableRefused(faults)
    before = compose(documents, halls) if published_years(standing) else None
    try:
        after = compose([*base, new], halls)
    except CalendarDoesNotReach as nothing_left:
        raise TableRefused([str(nothing_left)]) from nothing_left
    changed = tuple(changes(before, after))
    if not changed and new.replaces_id is None:
        raise TableRefused(["这份文件没有改变任何一天，可能已经导入过，请核对。"])
    return Preview(before, after, changed, tuple(_remarks(base, new, before, after)))


def _faults(standing: list[Document], base: list[Document], new: Document) -> Iterator[str]:
    """What is wrong with the document as a whole."""
    if new.replaces_id is not None and len(base) == len(standing):
        yield "要代替的文件已被另一份文件代替，请改选现行的那一份。"
    if not new.days and new.replaces_id is None:
        yield "表中没有一天，请填写放假和上班的日期。"
    if new.whole_year and new.days:
        years = published_years(base)
        if years and not years[0] - 1 <= new.year <= years[-1] + 1:
            near = years[-1] + 1 if new.year > years[-1] else years[0] - 1
            yield f"全年安排应逐年衔接，请先导入{near}年，再导入{new.year}年。"
        for other in base:
            if other.whole_year and other.days and other.year == new.year:
                yield (
                    f"{new.year}年的全年安排已经导入（{other.title}）。更正它请选“代替”，"
                    "只变动几天请选“个别日期”。"
                )


def _row_faults(base: list[Document], new: Document, rows: Sequence[Row]) -> Iterator[str]:
    national = days_of(base, NATIONAL)
    # A weekday may be made a working day only where an earlier document of the same level gave it off.
    own = days_of(base, new.hall_id)
    earliest, latest = date(new.year - 1, 12, 1), date(new.year, 12, 31)
    for row in rows:
        day = row.day
        given = f"第{row.line}行：{day.date}（{weekday(day.date)}）"
        if not earliest <= day.date <= latest:
            yield f"{given}不在{new.year}年，也不在上一年12月，请核对日期或年度。"
        elif day.kind == MAKE_UP and new.hall_id is not NATIONAL and _rests(national.get(day.date)):
            yield f"{given}是全国放假日，地方不能安排上班，请删去这一天。"
        elif day.kind == MAKE_UP and day.date.weekday() < 5 and not _rests(own.get(day.date)):
            yield f"{given}本来就是工作日，不必写“上班”，请核对日期。"


def _rests(day: PublishedDay | None) -> bool:
    return day is not None and day.kind == REST


def _remarks(
    base: list[Document], new: Document, before: WorkingCalendar | None, after: WorkingCalendar
) -> Iterator[str]:
    if before is None or before.horizon != after.horizon:
        reached = f"，此前到{before.horizon}" if before else ""
        yield f"导入后日历公布到{after.horizon}{reached}；这一天以后的期限仍为暂定。"
    if new.whole_year and new.days:
        last_year = [document for document in base if document.whole_year and document.year == new.year - 1]
        names = {day.name for document in last_year for day in document.days}
        if missing := names - {day.name for day in new.days}:
            listed = "、".join(sorted(missing))
            yield f"上一年安排中的{listed}，这份文件里没有。请确认不是漏录（节日重合的除外）。"
