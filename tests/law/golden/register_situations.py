"""The situations of the windows themselves: set up, rested, changed, restarted, sat at; each in a small hall."""

from __future__ import annotations

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from tests.factories import make_place
from tests.windows.desk import OWN, document
from windows import seating
from windows.models import Restart, Seat, Window, WindowChange

from .window_situations import PEOPLE, closed, closed_long, desk, submitted
from .world import Attempt, Workplace

REASON = {"reason": "业务量减少"}


# --- Windows ----------------------------------------------------------------------------------------------------


def own(desk) -> Window:
    return desk.windows(2)[0]


def planned(desk) -> Window:
    """On the year's plan, and out of its season now."""
    window = own(desk)
    desk.file_plan(window)
    return window


def at_office(desk, window: Window, act: str, data=None) -> Window:
    return perform(window, act, data, by=desk.office)


def of(closure) -> Window:
    return Window.objects.select_related("dossier").get(pk=closure.window_id)


def reclaimed(desk) -> Window:
    return of(perform(closed_long(desk), "reclaim", {"reason": "长期关闭"}, by=desk.leader))


WINDOW = Workplace(
    Window,
    "WS",
    desk,
    PEOPLE,
    {
        "place": lambda desk: make_place(desk.hall, "B11", OWN),
        "open": own,
        "open_closing": lambda desk: of(submitted(desk)),
        "open_planned": planned,
        "paused": lambda desk: at_office(desk, own(desk), "pause", REASON),
        "closed": lambda desk: of(closed(desk)),
        "off_season": lambda desk: at_office(desk, planned(desk), "end_season"),
        "spare": lambda desk: at_office(desk, own(desk), "set_aside", REASON),
        "spare_reclaimed": reclaimed,
        "retired": lambda desk: at_office(desk, own(desk), "retire", REASON),
    },
    lambda desk, place: Attempt(Window, {"hall": desk.hall, "department": desk.department}),
    {
        "register": lambda desk, place: {"place": place.pk, "seats": 1, "matters": [desk.matter.pk]},
        "change_matters": lambda desk, window: {"matters": []},
        "pause": lambda desk, window: REASON,
        "set_aside": lambda desk, window: REASON,
        "retire": lambda desk, window: REASON,
    },
    place=lambda desk: desk.counter,
    apart=True,
)


# --- Seats ------------------------------------------------------------------------------------------------------


def own_counter(preset: str):
    """People stand at the department's own window."""
    made = desk(preset)
    made.seat_window = made.window("B01", matters=[made.matter])
    made.counter = made.seat_window.place
    return made


def taken(desk) -> Seat:
    return seating.sit(desk.clerk, desk.seat_window)


SEAT = Workplace(
    Seat,
    "WS",
    own_counter,
    PEOPLE,
    {
        "window": lambda desk: desk.seat_window,
        "window_paused": lambda desk: at_office(desk, desk.seat_window, "pause", REASON),
        "window_full": lambda desk: taken(desk) and desk.seat_window,
        "seated": taken,
        "left": lambda desk: perform(taken(desk), "leave", by=desk.clerk, place=desk.counter),
    },
    lambda desk, window: Attempt(Seat, {"parent": window}),
    {},
    place=lambda desk: desk.counter,
    apart=True,
)


# --- Restarts ---------------------------------------------------------------------------------------------------


def spare(desk) -> Window:
    return at_office(desk, own(desk), "set_aside", REASON)


def filed(desk) -> Restart:
    return desk.file_restart(spare(desk), "2026-03-20")


def agreed(desk) -> Restart:
    return perform(filed(desk), "approve", {"opinion": "同意"}, by=desk.office)


RESTART_FORM = {
    "reason": "业务量上升",
    "opens_on": "2026-03-20",
    "contact": "钱首代 0477-7210000",
    "enquiry": "李咨询 0477-7210001",
    "publicity": "公众号和大厅入口公告",
    "surge_plan": "增派一名工作人员",
}

RESTART = Workplace(
    Restart,
    "WS",
    desk,
    PEOPLE,
    {
        "spare_window": spare,
        "open_window": lambda desk: own(desk),  # not the window of the table of windows
        "drafted": lambda desk: desk.draft_restart(spare(desk), "2026-03-20"),
        "drafted_bare": lambda desk: desk.draft_restart(spare(desk), "2026-03-20", proof=False),
        "drafted_late": lambda desk: desk.draft_restart(spare(desk), "2026-03-09"),
        "submitted": filed,
        "approved": agreed,
        "refused": lambda desk: perform(filed(desk), "refuse", {"opinion": "人员不足"}, by=desk.office),
        "opened": lambda desk: perform(agreed(desk), "open", by=SYSTEM),
        "withdrawn": lambda desk: perform(filed(desk), "withdraw", {"reason": "不再需要"}, by=desk.first),
    },
    lambda desk, window: Attempt(Restart, {"parent": window}),
    {
        "draft": lambda desk, window: dict(RESTART_FORM),
        "amend": lambda desk, restart: dict(RESTART_FORM),
        "submit": lambda desk, restart: {"files": {"scan": document()}},
        "approve": lambda desk, restart: {"opinion": "同意"},
        "refuse": lambda desk, restart: {"opinion": "人员不足"},
        "withdraw": lambda desk, restart: {"reason": "不再需要"},
    },
    place=lambda desk: desk.counter,
    apart=True,
)


# --- Changes ----------------------------------------------------------------------------------------------------


def change_form(desk) -> dict:
    return {
        "kind": "add",
        "reason": "新划入事项，窗口不足",
        "places": [make_place(desk.hall, f"B{desk.hall.places.count() + 20}", OWN).pk],
        "begins_on": "2026-03-16",
        "matters": [desk.matter.pk],
        "equipment": "高拍仪两台",
    }


def change_drafted(desk) -> WindowChange:
    scope = {"hall": desk.hall, "department": desk.department}
    return perform(WindowChange, "draft", change_form(desk), by=desk.first, **scope)


def change_filed(desk) -> WindowChange:
    return perform(change_drafted(desk), "submit", {}, by=desk.first, files={"scan": document()})


def reviewed(desk, act: str = "approve") -> WindowChange:
    return perform(change_filed(desk), act, {"opinion": "按现有位置安排"}, by=desk.office)


def signed(desk) -> WindowChange:
    return perform(reviewed(desk), "sign", {"opinion": "同意"}, by=desk.leader)


def in_force(desk) -> WindowChange:
    change = change_form(desk) | {"begins_on": "2026-03-09"}
    scope = {"hall": desk.hall, "department": desk.department}
    made = perform(WindowChange, "draft", change, by=desk.first, **scope)
    made = perform(made, "submit", {}, by=desk.first, files={"scan": document()})
    made = perform(made, "approve", {"opinion": "同意"}, by=desk.office)
    made = perform(made, "sign", {"opinion": "同意"}, by=desk.leader)
    return perform(made, "enter", {"tasks": ["window", "screen", "evaluator", "queue"]}, by=desk.office)


CHANGE = Workplace(
    WindowChange,
    "WS",
    desk,
    PEOPLE,
    {
        "new": lambda desk: desk.department,
        "drafted": change_drafted,
        "submitted": change_filed,
        "returned": lambda desk: reviewed(desk, "return_"),
        "approved": reviewed,
        "signed": signed,
        "in_force": in_force,
        "withdrawn": lambda desk: perform(
            change_drafted(desk), "withdraw", {"reason": "不再需要"}, by=desk.first
        ),
    },
    lambda desk, department: Attempt(WindowChange, {"hall": desk.hall, "department": department}),
    {
        "draft": lambda desk, department: change_form(desk),
        "amend": lambda desk, change: change_form(desk),
        "submit": lambda desk, change: {"files": {"scan": document()}},
        "approve": lambda desk, change: {"opinion": "同意"},
        "return_": lambda desk, change: {"opinion": "位置已满"},
        "sign": lambda desk, change: {"opinion": "同意"},
        "enter": lambda desk, change: {"tasks": ["screen"]},
        "withdraw": lambda desk, change: {"reason": "不再需要"},
    },
    place=lambda desk: desk.counter,
    apart=True,
)
