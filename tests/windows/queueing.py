"""A desk with lines to queue in, numbers drawn and people who call them."""

from __future__ import annotations

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.people.roles import Role
from tests.factories import make_user
from windows import seating
from windows.models import Appointment, Line, RestDayService, Ticket

from .desk import GENERAL, Desk

VISITOR = {"visitor": "王小明", "phone": "13800000001"}


class Queue:
    """``line`` is the centre's, with two windows and the clerk seated at the first; ``own`` the department's."""

    def __init__(self, preset: str = "WS"):
        self.desk = desk = Desk(preset)
        self.hall, self.department = desk.hall, desk.department
        self.office, self.leader, self.first, self.clerk = desk.office, desk.leader, desk.first, desk.clerk
        self.other_first = desk.other_first
        self.guide = make_user("何导服", (Role.GUIDE, desk.hall))
        self.colleague = make_user("李窗口", (Role.WINDOW_CLERK, desk.hall))
        self.a01, self.a02 = desk.window("A01", GENERAL), desk.window("A02", GENERAL)
        self.line = self.set_up("综合受理", "A", [self.a01, self.a02])
        self.b01, self.b02 = desk.windows(2)
        self.own = self.set_up("市场准入", "B", [self.b01, self.b02], department=desk.department)
        seating.sit(self.clerk, self.a01)
        seating.sit(self.colleague, self.a02)
        seating.sit(self.first, self.b01)

    @property
    def counter(self):
        return self.a01.place

    def set_up(self, name: str, letter: str, windows, *, department=None, per_slot: int = 1) -> Line:
        data = {"name": name, "letter": letter, "windows": [w.pk for w in windows], "per_slot": per_slot}
        return perform(Line, "set_up", data, by=self.office, hall=self.hall, department=department)

    def draw(self, line: Line | None = None, green: str = "", *, by=SYSTEM) -> Ticket:
        line = line or self.line
        scope = {"hall": self.hall, "department": line.dossier.department, "line": line}
        return perform(Ticket, "draw", {"green": green}, by=by, **scope)

    def at_window(
        self, ticket: Ticket, act: str, data: dict | None = None, *, by=None, window=None
    ) -> Ticket:
        return perform(ticket, act, data, by=by or self.clerk, place=(window or self.a01).place)

    def call(self, ticket: Ticket) -> Ticket:
        return self.at_window(ticket, "call")

    def serving(self, ticket: Ticket | None = None) -> Ticket:
        return self.at_window(self.call(ticket or self.draw()), "begin")

    def limit(self, line: Line, most: int) -> Line:
        return perform(line, "set_limit", {"limit": most, "reason": "两人当日最多可办"}, by=self.first)

    def book(self, on: str = "2026-03-10", time: str = "09:30", *, by=SYSTEM, channel="online", line=None):
        line = line or self.line
        data = VISITOR | {"channel": channel, "on": on, "time": time}
        scope = {"hall": self.hall, "department": line.dossier.department, "line": line}
        return perform(Appointment, "book", data, by=by, **scope)

    def ask_rest_day(self, on: str = "2026-03-14", *departments, by=SYSTEM, **changes) -> RestDayService:
        given = [one.pk for one in departments or (self.department,)]
        data = {"channel": "online", "on": on, "need": "urgent", "reason": "次日出国", "departments": given}
        return perform(RestDayService, "ask", VISITOR | data | changes, by=by, hall=self.hall)
