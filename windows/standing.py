"""A window as it stands from day to day: its pause sign, its closures, its seasons, its reclaiming."""

from __future__ import annotations

from hall.acts.act import SYSTEM, act
from hall.people.roles import Role

from . import guards
from .forms import ReasonForm
from .states import State

AT_THE_COUNTER = [Role.WINDOW_CLERK, Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE]


class StandingActs:
    """What happens to a window that stays where it is."""

    @act(
        "暂停服务",
        State.OPEN,
        State.PAUSED,
        by=AT_THE_COUNTER,
        form=ReasonForm,
        events=["paused"],
        clauses="WS04-5.4-3 WS04-6.3",
    )
    def pause(self, do):
        """The sign stands, the evaluator says so; the clerk stays logged in, and nothing can be taken meanwhile."""

    @act("恢复服务", State.PAUSED, State.OPEN, by=AT_THE_COUNTER, events=["resumed"])
    def resume(self, do):
        """Open again."""

    @act("超时离岗", State.PAUSED, None, by=SYSTEM, hidden=True, clauses="WS04-5.4-3")
    def overstay(self, do):
        """The sign stands longer than a short absence may last: the hall office looks into it."""
        self.dossier.attention = "超时离岗：暂停服务牌摆放超过规定时间，请核实窗口人员去向或者安排顶岗。"

    @act(
        "临时关闭",
        [State.OPEN, State.PAUSED],
        State.CLOSED,
        by=SYSTEM,
        hidden=True,
        events=["out_of_use"],
        clauses="WS13-2.2.2b",
    )
    def close(self, do):
        """Follows when an approved closure begins."""
        self._clear(do)

    @act(
        "重新开放",
        State.CLOSED,
        State.OPEN,
        by=SYSTEM,
        hidden=True,
        events=["reopened"],
        clauses="WS13-2.3-2",
    )
    def reopen(self, do):
        """Follows when a closure ends."""

    @act("到期未上岗", [State.OPEN, State.PAUSED], None, by=SYSTEM, hidden=True, clauses="WS13-2.3-1")
    def stay_empty(self, do):
        """The window is open again and nobody sits there."""
        self.dossier.attention = (
            "到期未上岗：窗口已经重新开放，开门时没有人员登记坐席，请督促部门立即派人到岗。"
        )

    @act("收回备用", State.CLOSED, State.SPARE, by=SYSTEM, hidden=True, clauses="WS13-2.3-3")
    def take_back(self, do):
        """Follows when the hall reclaims a window closed for too long."""
        self.reclaimed = True

    @act(
        "季节性停用",
        [State.OPEN, State.PAUSED],
        State.OFF_SEASON,
        by=Role.HALL_OFFICE,
        guards=[guards.out_of_planned_season],
        events=["out_of_use"],
        clauses="WS13-2.4-1",
    )
    def end_season(self, do):
        """What the year's plan says: the window is opened again on application when its season comes."""
        self._clear(do)

    @act(
        "申请重启",
        [State.SPARE, State.CLOSED, State.OFF_SEASON],
        State.OPEN,
        by=SYSTEM,
        hidden=True,
        events=["reopened"],
        clauses="WS13-2.3-4 WS13-2.4-3",
    )
    def restart(self, do):
        """Follows when an approved application to restart has come to its day."""
        self.reclaimed = False
