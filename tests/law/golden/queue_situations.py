"""The situations of lines, numbers and bookings, each in a small hall of its own."""

from __future__ import annotations

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.models import Hall
from tests.factories import travel
from tests.windows.queueing import VISITOR, Queue
from windows.models import Appointment, Line, RestDayService, Ticket

from .world import Attempt, Workplace

PEOPLE = {
    "clk": "clerk",
    "fst": "first",
    "fst2": "other_first",
    "gde": "guide",
    "off": "office",
    "ldr": "leader",
}
TODAY, TOMORROW, SATURDAY = "2026-03-09", "2026-03-10", "2026-03-14"


class Hallful(Queue):
    """A queue in a hall whose code makes room for the next."""

    def __init__(self, preset: str):
        super().__init__(preset)
        self.other = self.desk.other
        Hall.objects.filter(pk=self.hall.pk).update(code=f"queue{self.hall.pk}")


def done(obj, act: str, data=None, **by):
    return perform(obj, act, data, **({"by": SYSTEM} | by))


# --- Lines ------------------------------------------------------------------------------------------------------


def closed_beside(queue: Queue) -> Line:
    """A window of the department is closed."""
    desk = queue.desk
    closure = desk.approve(desk.file(queue.b02, TOMORROW, "2026-03-11"))
    perform(closure, "begin", by=SYSTEM)
    return queue.own


LINE = Workplace(
    Line,
    "WS",
    Hallful,
    PEOPLE,
    {
        "new": lambda queue: queue.department,
        "open": lambda queue: queue.own,
        "limited": lambda queue: queue.limit(queue.own, 80),
        "window_closed": closed_beside,
        "stopped": lambda queue: done(queue.own, "stop", {"reason": "系统检修"}, by=queue.first),
    },
    lambda queue, department: Attempt(Line, {"hall": queue.hall, "department": department}),
    {
        "set_up": lambda queue, department: {
            "name": "注销登记",
            "letter": "C",
            "windows": [queue.b01.pk],
            "per_slot": 1,
        },
        "change": lambda queue, line: {"name": "市场准入", "windows": [queue.b01.pk], "per_slot": 2},
        "set_limit": lambda queue, line: {"limit": 60, "reason": "两人当日最多可办"},
        "stop": lambda queue, line: {"reason": "系统检修"},
    },
    place=lambda queue: queue.counter,
    apart=True,
)


# --- Numbers ----------------------------------------------------------------------------------------------------


def behind(queue: Queue) -> Ticket:
    """Drawn before a pregnant woman's."""
    ordinary = queue.draw()
    queue.draw(green="pregnant")
    return ordinary


def called(queue: Queue, times: int = 1) -> Ticket:
    ticket = queue.call(queue.draw())
    for _ in range(times - 1):
        ticket = queue.at_window(ticket, "recall")
    return ticket


def full(queue: Queue) -> Line:
    perform(queue.line, "set_limit", {"limit": 1, "reason": "预估"}, by=queue.office)
    queue.draw()
    return queue.line


TICKET = Workplace(
    Ticket,
    "WS",
    Hallful,
    PEOPLE,
    {
        "line": lambda queue: queue.line,
        "line_full": full,
        "line_stopped": lambda queue: done(queue.line, "stop", {"reason": "检修"}, by=queue.office),
        "waiting": lambda queue: queue.draw(),
        "waiting_behind": behind,
        "waiting_green": lambda queue: queue.draw(green="pregnant"),
        "called": called,
        "called_thrice": lambda queue: called(queue, 3),
        "skipped": lambda queue: queue.at_window(called(queue, 3), "skip"),
        "serving": lambda queue: queue.serving(),
        "serving_green": lambda queue: queue.serving(queue.draw(green="pregnant")),
        "ended": lambda queue: queue.at_window(queue.serving(), "end"),
        "turned_away": lambda queue: done(
            queue.draw(), "turn_away", {"explanation": "系统检修"}, by=queue.guide
        ),
        "lapsed": lambda queue: done(queue.draw(), "lapse"),
    },
    lambda queue, line: Attempt(Ticket, {"hall": queue.hall, "line": line}),
    {
        "draw": lambda queue, line: {"green": ""},
        "prioritise": lambda queue, ticket: {"green": "old"},
        "transfer": lambda queue, ticket: {"line": queue.own.pk},
        "turn_away": lambda queue, ticket: {"explanation": "系统检修，约明日9时"},
    },
    place=lambda queue: queue.counter,
    apart=True,
)


# --- Bookings ---------------------------------------------------------------------------------------------------

APPOINTMENT = Workplace(
    Appointment,
    "WS",
    Hallful,
    PEOPLE,
    {
        "by_phone": lambda queue: queue.line,
        "online": lambda queue: queue.own,
        "booked": lambda queue: queue.book(),
        "booked_today": lambda queue: queue.book(TODAY, "11:00"),
        "arrived": lambda queue: done(queue.book(TODAY, "11:00"), "check_in"),
        "cancelled": lambda queue: done(queue.book(), "cancel", {}),
        "missed": lambda queue: done(queue.book(), "miss"),
    },
    lambda queue, line: Attempt(
        Appointment, {"hall": queue.hall, "department": line.dossier.department, "line": line}
    ),
    {
        "book": lambda queue, line: (
            VISITOR
            | {"channel": "phone" if line == queue.line else "online", "on": TOMORROW, "time": "10:00"}
        ),
        "cancel": lambda queue, booking: {"reason": "改期"},
    },
    place=lambda queue: queue.counter,
    apart=True,
)


def arranged(queue: Queue) -> RestDayService:
    data = {"department": queue.department.pk, "person": queue.first.pk}
    return done(queue.ask_rest_day(SATURDAY), "assign", data, by=queue.office)


def confirmed(queue: Queue) -> RestDayService:
    return done(arranged(queue), "confirm", by=queue.office)


REST_DAY = Workplace(
    RestDayService,
    "WS",
    Hallful,
    PEOPLE,
    {
        "new": lambda queue: queue.hall,
        "asked": lambda queue: queue.ask_rest_day(SATURDAY),
        "arranged": arranged,
        "confirmed": confirmed,
        "declined": lambda queue: done(
            queue.ask_rest_day(SATURDAY), "decline", {"reason": "系统检修"}, by=queue.office
        ),
        "cancelled": lambda queue: done(queue.ask_rest_day(SATURDAY), "cancel", {}),
        "missed": lambda queue: done(queue.ask_rest_day(SATURDAY), "miss"),
        "served": lambda queue: served(queue),
    },
    lambda queue, hall: Attempt(RestDayService, {"hall": hall}),
    {
        "ask": lambda queue, hall: (
            VISITOR
            | {
                "channel": "phone",
                "on": SATURDAY,
                "need": "urgent",
                "reason": "次日出国",
                "departments": [queue.department.pk],
            }
        ),
        "involve": lambda queue, service: {"departments": [queue.other.pk]},
        "assign": lambda queue, service: {"department": queue.department.pk, "person": queue.first.pk},
        "decline": lambda queue, service: {"reason": "系统检修"},
        "cancel": lambda queue, service: {"reason": "不再需要"},
    },
    place=lambda queue: queue.counter,
    apart=True,
)


def served(queue: Queue) -> RestDayService:
    """On its Saturday; legal time comes back to the Monday of the table."""
    service = confirmed(queue)
    travel(SATURDAY)
    try:
        return perform(service, "check_in", by=queue.clerk)
    finally:
        travel(TODAY)
