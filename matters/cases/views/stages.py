"""Where a case stands, as a row of steps from the counter to the archive."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from matters.cases.case import Case
from matters.cases.states import WHOSE_MOVE, State

# Each step, the state that means it is reached, and the field that says when.
ROAD = (
    ("收件", State.RECEIVED, "received_at"),
    ("受理", State.ACCEPTED, "accepted_at"),
    ("审批", State.REVIEWING, ""),
    ("上报", State.SENT_UP, "sent_up_at"),
    ("决定", State.DECIDED, "decided_at"),
    ("用印", State.SEALED, "sealed_at"),
    ("待领取", State.AT_WINDOW, "at_window_at"),
    ("送达", State.DELIVERED, "delivered_at"),
    ("归档", State.ARCHIVED, ""),
)
# Where the road ends early.
CUT_SHORT = {
    State.NOT_ACCEPTED: "不予受理",
    State.LAPSED: "逾期未补正",
    State.WITHDRAWN: "申请人撤回",
    State.TERMINATED: "终止办理",
    State.RETURNED: "退件",
}
ENDS = {
    "lapse_corrections": State.LAPSED,
    "withdraw": State.WITHDRAWN,
    "terminate": State.TERMINATED,
    "send_back": State.RETURNED,
}


@dataclass(frozen=True)
class Stage:
    """One step: ``reached`` with its time where it has one, ``here`` where the case stands now."""

    title: str
    at: dt.datetime | None
    reached: bool
    here: bool
    note: str = ""


def stages_of(case: Case) -> list[Stage]:
    """The steps of this case's own road: an instant case is not reviewed, an unaccepted one is only filed away."""
    left_out = {State.REVIEWING} if case.is_instant else set()
    if not case.is_upward:
        left_out.add(State.SENT_UP)
    road = [one for one in ROAD if one[1] not in left_out]
    ended = _ended_early(case)
    if ended:
        return [
            Stage("收件", case.received_at, True, False),
            *([Stage("受理", case.accepted_at, True, False)] if case.accepted_at else []),
            Stage(CUT_SHORT[ended], case.ended_at, True, case.state == ended),
            Stage("归档", None, case.state == State.ARCHIVED, case.state == State.ARCHIVED),
        ]
    here = _place(case, road)
    return [
        Stage(title, getattr(case, field) if field else None, n <= here, n == here, _note(case, state))
        for n, (title, state, field) in enumerate(road)
    ]


def whose_move(case: Case) -> str:
    """Who has to do something now, and what."""
    if case.state == State.CORRECTING and not case.checklist.told_and_open:
        return WHOSE_MOVE[State.RECEIVED]  # everything told has come in
    if case.is_instant and case.state == State.ACCEPTED:
        return "窗口：交付受理文书，当场作出决定"
    if case.is_instant and case.state == State.SEALED:
        return WHOSE_MOVE[State.AT_WINDOW]
    return WHOSE_MOVE[case.state]


def _ended_early(case: Case) -> str:
    if case.state in CUT_SHORT:
        return case.state
    if case.state == State.ARCHIVED and case.decided_at is None:
        act = case.dossier.entries.filter(act__in=ENDS).values_list("act", flat=True).last()
        return ENDS.get(act, State.NOT_ACCEPTED)
    return ""


def _place(case: Case, road) -> int:
    state = State.RECEIVED if case.state == State.CORRECTING else case.state
    return next(n for n, one in enumerate(road) if one[1] == state)


def _note(case: Case, state: str) -> str:
    if state == State.RECEIVED and case.state == State.CORRECTING:
        return "待补正"
    if state == State.ACCEPTED and case.deemed:
        return "视为受理"
    if state == State.DECIDED and case.outcome:
        return case.get_outcome_display()
    return ""
