"""Standing conditions of a suspension."""

from __future__ import annotations

from hall.acts.guards import Objection, guard
from hall.calendar import calendar_for
from hall.clocks.computation import last_day_ahead, long_date
from hall.legal_time import local_date
from hall.people.roles import Role
from hall.span import Span, Unit
from windows.peaks.selectors import peaks_in


@guard("WS12-2.2.1-1")
def suspension_filed_in_time(suspension, do):
    """So long ahead as the rulebook asks. What cannot wait – a system that fails – is let through by a leader of the
    centre, with the reason on the timeline.
    """
    notice = do.rule("suspension.filing") or Span(0, Unit.SAME_DAY)
    first = local_date(suspension.begins_at)
    last = last_day_ahead(first, notice, calendar_for(do.hall))
    if do.on > last:
        return Objection(
            f"自{long_date(first)}起停办的，最迟于{long_date(last)}报大厅管理室备案；"
            "确属紧急停办的，请中心领导说明理由批准。",
            waivable_by=Role.HALL_LEADER,
        )
    return None


@guard("WS12-2.1.5-1")
def no_peak_during_suspension(suspension, do):
    """In a peak no business is stopped."""
    first, last = local_date(suspension.begins_at), local_date(suspension.ends_at)
    if peak := peaks_in(do.department, first, last).first():
        return f"本部门已报送业务高峰预案（{peak.days}），高峰期间须开放全部窗口，不能停办业务。"
    return None


@guard("WS12-2.2.2-5", forbids=True)
def own_briefing(briefing, do):
    if do.by is not None and do.by != briefing.guide:
        return "这是发给其他导服人员的告知，只能由本人确认。"
    return None
