"""Standing conditions of a closure, checked when it is filed (WS13 二(二)1) and again where time has passed."""

from __future__ import annotations

from hall.acts.guards import EXTRA, Objection, guard, objects_to
from hall.calendar import calendar_for
from hall.clocks.computation import last_day_after, last_day_ahead, long_date
from hall.legal_time import local_date
from hall.people.roles import Role
from hall.span import Span, Unit
from windows.peaks.selectors import peaks_in
from windows.window import Window

from .like import without_like_window
from .quota import Quota, most_at_once


@guard("WS13-2.2-0")
def own_window_in_use(closure, do):
    """A department closes its own window; the centre's integrated windows and spare ones are the hall's to arrange."""
    own = Window.objects.of_department(do.department) if do.department else Window.objects.none()
    if not own.filter(dossier=closure.dossier.parent_id).exists():
        return "临时关闭由进驻部门就本部门在用的窗口申请；综合窗口和备用窗口由大厅管理室调整。"
    return None


@guard("WS13-2.2.1a-1")
def has_windows_enough(closure, do):
    """Counted among the department's windows in use, this one included."""
    least, present = do.rule("closure.min_windows"), _windows(do)
    if present < least:
        return f"设有{least}个以上窗口的部门方可申请临时关闭，本部门现有{present}个窗口。"
    return None


@guard("WS13-2.2.1b-1")
def like_window_stays_open(closure, do):
    """Every matter of the window must have another open window that does not close in the same days."""
    if left := without_like_window(closure, do.on):
        return f"关闭期间以下事项没有其他开放的同类窗口办理：{_names(left)}。"
    return None


@objects_to("windows.window", "set_aside", "WS13-2.2.1b-1")
def no_closure_leans_on_it(window, do):
    """What another department window was closed for is not undone by taking its like window away."""
    closures = window.closures.model.objects.leaning().filter(dossier__hall=do.hall)
    for closure in closures.exclude(window=window.pk).select_related(
        "window__place", "window__dossier__hall"
    ):
        before = set(without_like_window(closure, do.on))
        if left := [m for m in without_like_window(closure, do.on, apart=[window.pk]) if m not in before]:
            return (
                f"“{closure.window}”在{closure.days}临时关闭，其间以下事项由本窗口办理：{_names(left)}；"
                "请先重启该窗口或者另设同类窗口。"
            )
    return None


for _act in ("retire", "end_season"):
    EXTRA.setdefault(("windows.window", _act), []).append(no_closure_leans_on_it)


@guard("WS13-2.2.1d-1")
def within_the_share(closure, do):
    """The general quota; “原则上”, so that a leader may make an exception unless the hall's rule is strict."""
    if _quota(do).is_few(_windows(do)):
        return None
    waivable_by = None if do.rule("closure.quota_strict") else Role.HALL_LEADER
    reason = _over_quota(closure, do)
    return Objection(reason, waivable_by=waivable_by) if reason else None


@guard("WS13-2.2.1d-2")
def within_the_few(closure, do):
    """The quota of a department with few windows knows no exception."""
    return _over_quota(closure, do) if _quota(do).is_few(_windows(do)) else None


@guard("WS13-2.2.2a-1")
def filed_in_time(closure, do):
    """So long ahead as the rulebook asks; where it asks nothing, on the first day of the closure at the latest."""
    notice = do.rule("closure.notice") or Span(0, Unit.SAME_DAY)
    last = last_day_ahead(closure.begins_on, notice, calendar_for(do.hall))
    if do.on > last:
        return (
            f"自{long_date(closure.begins_on)}起关闭窗口的，最迟于{long_date(last)}提出申请，请修改关闭时段。"
        )
    return None


@guard("WS13-F2 WS13-F2-1")
def proof_is_attached(closure, do):
    if not closure.proof:
        return "事由须提供证明材料或者文件，请先在申请表中上传。"
    return None


@guard()
def not_closed_already(closure, do):
    if other := closure.same_days().filter(window=closure.window_id).first():
        return f"“{closure.window}”在{other.days}已有一次临时关闭，请修改关闭时段。"
    return None


@guard("WS13-2.2.2a-3")
def period_not_over(closure, do):
    if closure.ends_on < do.on:
        return "申请的关闭时段已过，不能再核准；请退回申请。"
    return None


@guard("WS12-2.1.5-1")
def no_peak_in_these_days(closure, do):
    """In a peak all windows are open."""
    if peak := peaks_in(do.department, closure.begins_on, closure.ends_on).first():
        return f"本部门已报送业务高峰预案（{peak.days}），高峰期间须开放全部窗口，不能临时关闭。"
    return None


@guard("WS13-2.3-3")
def closed_long_enough(closure, do):
    """More than the rulebook's period: the same day of the next month is not yet more than a month."""
    after = do.rule("closure.reclaim_after")
    if after is None:
        return "本厅制度没有规定收回窗口。"
    last = last_day_after(local_date(closure.began_at), after)
    if do.on <= last:
        return f"窗口临时关闭未超过{after}，{long_date(last)}之后仍未重启的方可收回。"
    return None


@guard("WS13-2.3-5")
def not_on_a_seasonal_plan(closure, do):
    """Windows restarted every year at a fixed time or season are exempt."""
    if closure.window.seasons.filed_for(do.on).exists():
        return "窗口列入本年度已备案的窗口使用计划，每年固定时间、季节重启，不予收回。"
    return None


FILING = (
    own_window_in_use,
    has_windows_enough,
    like_window_stays_open,
    within_the_share,
    within_the_few,
    filed_in_time,
    proof_is_attached,
    not_closed_already,
    no_peak_in_these_days,
)


def _windows(do) -> int:
    return Window.objects.of_department(do.department).count()


def _resting(do) -> int:
    """Windows out of season, where the hall counts them."""
    if not do.rule("closure.quota_counts_seasonal"):
        return 0
    return Window.objects.of_department(do.department).filter(state=Window.State.OFF_SEASON).count()


def _quota(do) -> Quota:
    return Quota(
        do.rule("closure.quota_fraction"),
        do.rule("closure.small_unit_size"),
        do.rule("closure.small_unit_max"),
    )


def _over_quota(closure, do) -> str | None:
    windows = _windows(do)
    limit = _quota(do).limit(windows)
    others = [other.period for other in closure.same_days().filter(dossier__department=do.department)]
    closed = most_at_once(closure.period, others) + _resting(do)
    if limit is None or closed <= limit:
        return None
    return f"本部门有{windows}个窗口，同时关闭不得超过{limit}个；加上本次，{closure.days}将有{closed}个窗口同时关闭。"


def _names(matters) -> str:
    return "、".join(f"“{matter}”" for matter in matters)
