"""Standing conditions of drawing and calling a number."""

from __future__ import annotations

from hall.acts.guards import EXTRA, guard, objects_to
from hall.calendar import calendar_for
from windows.window import Window

from .closing import is_after_closing
from .states import AT_A_WINDOW, AT_ONCE, LineState

SERVING = (Window.State.OPEN, Window.State.PAUSED)
ELSEWISE = "可以预约其他日期、网上办理，或者向服务台咨询。"


def line_now(ticket, do):
    """The line as it stands under the lock."""
    return do.read(_line, type(ticket.line), ticket.line_id)


def _line(model, pk):
    return model.objects.select_related("dossier").get(pk=pk)


def window_of(do) -> list[Window]:
    """The window at which the person stands: one, or none."""
    return do.read(_window, do.place.pk if do.place else None)


def _window(place_id) -> list[Window]:
    standing = Window.objects.exclude(state=Window.State.RETIRED)
    return list(standing.filter(place=place_id).select_related("place", "dossier"))


# --- Drawing --------------------------------------------------------------------------------------------------


@guard()
def line_gives_numbers(ticket, do):
    line = line_now(ticket, do)
    if line.state != LineState.OPEN:
        return f"“{line}”暂停取号，请向服务台咨询。"
    if not Window.objects.filter(pk__in=line.windows, state__in=SERVING).exists():
        return f"“{line}”现在没有开放的窗口。{ELSEWISE}"
    return None


@guard("WS12-2.1.7-1")
def hall_still_takes_people_in(ticket, do):
    """No new number after closing; those drawn stay good. On a rest day only whoever has been promised it."""
    if ticket.booking_id:
        return None
    if not calendar_for(do.hall).is_working(do.on):
        return f"今天是公休日，不取号。{ELSEWISE}"
    if is_after_closing(do):
        closing = do.rule("hall.closing_time")
        return f"已到{closing:%H:%M}下班时间，不再取号；已取号的将办完。{ELSEWISE}"
    return None


@guard("WS12-2.1.7-3")
def within_the_days_limit(ticket, do):
    """The department's own estimate. The green channel is never full, and a slot was promised."""
    line = line_now(ticket, do)
    if line.limit is None or ticket.booking_id or do.data.get("green") in AT_ONCE:
        return None
    drawn = type(ticket).objects.filter(series=line, day=do.on, booking=None).count()
    if drawn >= line.limit:
        return f"“{line}”今天预估最多办理{line.limit}件，号已取完，以免您久等办不成。{ELSEWISE}"
    return None


@guard()
def room_to_wait(ticket, do):
    """How many the waiting area holds, where the hall says so."""
    room = do.rule("queue.room")
    if room is None or ticket.booking_id or do.data.get("green") in AT_ONCE:
        return None
    waiting = type(ticket).objects.of_day(do.hall, do.on).waiting().count()
    return f"等候区已有{waiting}人等候，请稍后再取号。{ELSEWISE}" if waiting >= room else None


DRAWING = (line_gives_numbers, hall_still_takes_people_in, within_the_days_limit, room_to_wait)


# --- Calling --------------------------------------------------------------------------------------------------


@guard(forbids=True)
def window_serves_the_line(ticket, do):
    """People call to the window they sit at, if it is one of the line's."""
    window = next(iter(window_of(do)), None)
    if window is None or window.pk not in ticket.line.windows:
        return f"本窗口不办理“{ticket.line}”，不能叫这个号。"
    if not window.sittings.seated().filter(user=do.by).exists():
        return f"请先在“{window}”登记坐席再叫号。"
    return None


@guard()
def window_stands_open(ticket, do):
    window = next(iter(window_of(do)), None)
    if window is not None and window.state != Window.State.OPEN:
        return f"“{window}”目前{window.get_state_display()}，恢复开放后再叫号。"
    return None


@guard()
def one_at_a_time(ticket, do):
    held = type(ticket).objects.filter(clerk=do.by, state__in=AT_A_WINDOW).select_related("series").first()
    return f"{held}号还没有办完，请先办结或者过号。" if held else None


@guard("WS04-4.5-2 WS12-2.1.7-2")
def in_turn(ticket, do):
    """The green channel first, then by the time of the number: nobody is passed over."""
    line = ticket.line.tickets.waiting().select_related("series")
    first = line.in_order(after_closing=is_after_closing(do)).first()
    if first is None or first.pk == ticket.pk:
        return None
    named = f"（{first.get_green_display()}）" if first.green else ""
    return f"应当先叫{first}号{named}。"


@guard(forbids=True)
def at_its_window(ticket, do):
    """Whoever sits at the window that called it: a colleague at the same window may go on."""
    window = ticket.window
    here = window is not None and do.place is not None and window.place_id == do.place.pk
    if not here or not window.sittings.seated().filter(user=do.by).exists():
        return f"{ticket}号由“{window}”叫号，请由在该窗口坐席的人员办理。"
    return None


@guard()
def called_often_enough(ticket, do):
    least = do.rule("queue.calls")
    return f"至少叫号{least}次无人应答方可过号，已叫{ticket.calls}次。" if ticket.calls < least else None


@guard("WS04-4.5-2")
def green_is_never_refused(ticket, do):
    """不得以任何理由推诿、拒绝."""
    if ticket.green in AT_ONCE:
        return f"{ticket.get_green_display()}属绿色通道服务对象，不得以任何理由推诿、拒绝，请优先办理。"
    return None


CALLING = (window_serves_the_line, window_stands_open, one_at_a_time, in_turn)


# --- Windows that close ---------------------------------------------------------------------------------------


@objects_to("windows.window", "set_aside")
def nobody_is_at_the_window(window, do):
    """A window is not taken away from whoever stands at it."""
    held = window.tickets.filter(state__in=AT_A_WINDOW).select_related("series")
    if names := "、".join(str(one) for one in held):
        return f"“{window}”还有没有办完的号：{names}，请先办结或者转到其他窗口。"
    return None


for _act in ("retire", "end_season"):
    EXTRA.setdefault(("windows.window", _act), []).append(nobody_is_at_the_window)


@objects_to("windows.closure", "begin")
def nobody_is_at_the_closing_window(closure, do):
    """Approved for today: it begins once whoever stands there has been served."""
    held = closure.window.tickets.filter(state__in=AT_A_WINDOW, day=do.on).select_related("series")
    if names := "、".join(str(one) for one in held):
        return f"“{closure.window}”还有没有办完的号：{names}，办完后开始关闭。"
    return None
