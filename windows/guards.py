"""Standing conditions of the acts of windows and seats."""

from __future__ import annotations

from hall.acts.guards import guard
from hall.people.roles import Role
from hall.places.place import Place


@guard()
def no_closure_pending(window, do):
    """A window for which a closure is filed or running cannot be taken away underneath it."""
    if window.closures.live().exists():
        return f"“{window}”有尚未结束的临时关闭，请先办结或者撤回后再调整窗口。"
    return None


@guard("WS13-1")
def of_a_department(obj, do):
    """What any department in the hall asks for or lays down; the centre arranges its own windows directly."""
    if do.department is None:
        return "由进驻部门办理，请先选择部门；中心自己的窗口由大厅管理室直接调整。"
    return None


@guard("WS13-2.3-4")
def not_taken_back(window, do):
    """A window the hall has reclaimed is had again only on the department's application, filed in time."""
    if window.reclaimed:
        return "窗口因长期关闭已由中心收回，须由部门提前填写《窗口临时关闭（重启）申请表》申请重启。"
    return None


@guard("WS13-2.4-1")
def out_of_planned_season(window, do):
    """Only a window on the filed plan of the year rests out of season; any other is closed on application."""
    if not window.seasons.filed_for(do.on):
        return "窗口不在本年度已备案的窗口使用计划中，不能季节性停用；请由部门申请临时关闭。"
    if window.seasons.in_season(do.on):
        return "按本年度窗口使用计划，窗口现在应当开放，不能停用；计划有变的请部门先修改计划。"
    return None


@guard()
def window_is_open(seat, do):
    window = seat.window_now(do)
    if window.state != window.State.OPEN:
        return f"“{window}”目前{window.get_state_display()}，不能登记坐席；请先恢复开放。"
    return None


@guard()
def at_the_window_itself(seat, do):
    window = seat.window_now(do)
    if do.place is None or do.place.pk != window.place_id:
        return f"请在“{window}”登记坐席。"
    return None


@guard()
def a_seat_is_free(seat, do):
    window = seat.window_now(do)
    if window.sittings.seated().count() >= window.seats:
        names = "、".join(str(one.user) for one in window.sittings.seated().select_related("user"))
        return f"“{window}”的席位已满（在席：{names}），请先请其离席。"
    return None


@guard()
def sits_nowhere_else(seat, do):
    here = type(seat).objects.seated().filter(user=do.by).select_related("window__place").first()
    if here is not None:
        return f"您已在“{here.window}”登记坐席，请先离席。"
    return None


@guard(forbids=True)
def sits_for_the_owner(seat, do):
    """At a department's window sit its own people, or the centre's clerks."""
    owner = seat.window_now(do).dossier.department_id
    if owner is not None and do.department.pk != owner:
        return "这是其他部门的窗口，您在此处没有授权。"
    return None


@guard("WS04-4.8-1", forbids=True)
def money_has_its_own_window(seat, do):
    """The cashier sits at the bank counter and nobody else does."""
    bank = seat.window_now(do).place.kind == Place.Kind.BANK_COUNTER
    if bank != (do.role == Role.CASHIER):
        return "银行收费窗口只由收费人员坐席，收费人员不在其他窗口坐席（票款分离）。"
    return None


@guard(forbids=True)
def own_seat(seat, do):
    """Only the hall office clears another person's seat."""
    if do.by is not None and do.role in seat.SITTERS and do.by != seat.user:
        return "只能为自己离席；需要清退他人的，请联系大厅管理室。"
    return None
