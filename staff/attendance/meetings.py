"""Meetings: the guides' roll call at the morning meeting, and on how many days meetings were held."""

from __future__ import annotations

import datetime as dt

from hall.duty import duty
from staff.at_work import guides_on

from .book import Book, recorded
from .day import Standing
from .hours import guide_hours

MEETINGS = {"morning": "晨会", "evening": "夕会"}


@duty("WS15-04.2", off=lambda book: {})
def meetings_held(book: Book) -> dict[str, tuple[int, int]]:
    """By title of the meeting: days on which it was held, of how many working days so far."""
    lines = recorded("staff.meetings", book.hall, book.first, book.last)
    days = {day.isoformat() for day in book.working_days}
    held = {(line.facts["meeting"], line.facts["on"]) for line in lines if line.facts["on"] in days}
    return {title: (sum(one == key for one, _ in held), len(days)) for key, title in MEETINGS.items()}


@duty("WS05-7.1-1", off=lambda hall, on: [])
def roll_call(hall, on: dt.date) -> list[tuple]:
    """The guides of a working day with 到会, 迟到, 请假 or 缺席, from the first time each signed."""
    book = Book(hall, on, on)
    return [(guide, _at_meeting(book, guide, on)) for guide in guides_on(hall, on)]


def _at_meeting(book: Book, guide, on: dt.date) -> str:
    day = book.day(guide, on)
    if day.standing in (Standing.LEAVE, Standing.PENDING):
        return str(day.standing.label)
    first = book.first_time(guide, on)
    begins, ends = guide_hours(book.hall, on).stretches[0]
    if first is None or first >= ends:
        return "缺席"
    return "到会" if first <= begins else "迟到"
