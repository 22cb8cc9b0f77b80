"""Standing conditions of an application to restart a window."""

from __future__ import annotations

from hall.acts.guards import guard
from hall.calendar import calendar_for
from hall.clocks.computation import last_day_ahead, long_date
from hall.span import Span, Unit
from windows.window import Window

State = Window.State


@guard(forbids=True)
def of_the_windows_department(restart, do):
    if do.department is None:
        return "综合窗口和备用窗口由大厅管理室直接启用，不需要申请重启。"
    return None


@guard("WS13-2.4-3")
def window_waits_for_a_restart(restart, do):
    """A spare window is applied for by the first row of the form; the row of seasons is for windows on the plan."""
    window = Window.objects.get(dossier=restart.dossier.parent_id)
    if window.state == State.SPARE or restarts_by_season(window, do.on):
        return None
    if window.state == State.OFF_SEASON:
        return "窗口不在本年度已备案的窗口使用计划中，不能按固定时间、季节重启；请先报送或者修改年度计划。"
    return f"窗口目前{window.get_state_display()}，不需要申请重启；临时关闭的到期自动重启，也可以提前重启。"


@guard("WS13-2.3-4 WS13-2.4-3")
def restart_filed_in_time(restart, do):
    """So long ahead as the rulebook asks; where it asks nothing, on the day itself at the latest."""
    notice = do.rule("closure.restart_notice") or Span(0, Unit.SAME_DAY)
    last = last_day_ahead(restart.opens_on, notice, calendar_for(do.hall))
    if do.on > last:
        return f"自{long_date(restart.opens_on)}起重启的，最迟于{long_date(last)}提出申请，请修改重启日期。"
    return None


@guard()
def day_not_over(restart, do):
    if restart.opens_on < do.on:
        return "申请的重启日期已过，不能再核准；请退回申请。"
    return None


@guard()
def nothing_else_is_asked(restart, do):
    live = type(restart).objects.filter(
        dossier__parent=restart.dossier.parent_id, state__in=type(restart).LIVE
    )
    if live.exclude(pk=restart.pk).exists():
        return "该窗口已有一份办理中的重启申请，不必重复提出。"
    return None


def restarts_by_season(window, on) -> bool:
    """Whether a window resting now is on the filed plan of the year, and so restarts by the row of seasons."""
    return window.state == State.OFF_SEASON and window.seasons.filed_for(on).exists()
