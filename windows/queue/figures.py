"""Waiting in figures: by line and day, and who was sent home unserved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hall.clocks.computation import SHANGHAI
from hall.duty import duty
from hall.rulebook import answer

from .line import Line
from .states import Green, State
from .ticket import Ticket


@dataclass(frozen=True)
class Figures:
    """One line on one day. ``waited`` and ``longest`` are minutes from the number to the last call, rounded."""

    line: Line
    drawn: int
    waiting: int
    served: int
    unserved: int
    after_closing: int
    waited: int | None
    longest: int | None
    took: int | None


@duty("WS12-2.1.7-1", off=lambda hall, on: [])
def figures_of(hall, on: dt.date) -> list[Figures]:
    """Every line of a hall on a local date, by its letter; two queries."""
    closing = dt.datetime.combine(on, answer(hall, "hall.closing_time", on).value, SHANGHAI)
    by_line: dict[int, list[Ticket]] = {}
    for ticket in Ticket.objects.of_day(hall, on):
        by_line.setdefault(ticket.line_id, []).append(ticket)
    return [_figures(line, by_line.get(line.pk, []), closing) for line in Line.objects.of(hall)]


def _figures(line: Line, tickets: list[Ticket], closing: dt.datetime) -> Figures:
    waits = [_minutes(one.called_at - one.drawn_at) for one in tickets if one.called_at]
    ended = [one for one in tickets if one.state == State.ENDED]
    took = [_minutes(one.ended_at - one.served_at) for one in ended]
    return Figures(
        line,
        drawn=len(tickets),
        waiting=sum(one.state == State.WAITING for one in tickets),
        served=len(ended),
        unserved=sum(one.state in (State.LAPSED, State.TURNED_AWAY) for one in tickets),
        after_closing=sum(one.ended_at >= closing for one in ended),
        waited=round(sum(waits) / len(waits)) if waits else None,
        longest=max(waits, default=None),
        took=round(sum(took) / len(took)) if took else None,
    )


def _minutes(span: dt.timedelta) -> int:
    return round(span.total_seconds() / 60)


@duty("WS12-2.1.7-2", off=lambda hall, on: [])
def left_unserved(hall, on: dt.date) -> list[tuple[str, list[str]]]:
    """The numbers of a day that nobody served, by category: those who should have been first stand first."""
    found: dict[str, list[str]] = {}
    tickets = Ticket.objects.of_day(hall, on).filter(state=State.LAPSED).select_related("series")
    for ticket in tickets.order_by("pk"):
        found.setdefault(ticket.green, []).append(ticket.text)
    return [(str(Green(one).label) if one else "—", found[one]) for one in [*Green, ""] if one in found]
