"""How well a suspension was announced: too late, too narrowly, or not everywhere it has to hang."""

from __future__ import annotations

from hall.calendar import calendar_for
from hall.clocks.computation import last_day_ahead
from hall.duty import duty
from hall.legal_time import local_date
from windows.peaks.forms import rows_of

from .briefing import Briefing
from .forms import Telling


@duty("WS12-2.2.2-1", off=lambda suspension, do: [])
def notice_late(suspension, do) -> list[str]:
    """Whether the public notice comes later than so many working days ahead, in words."""
    notice = do.rule("suspension.public_notice")
    first = local_date(suspension.begins_at)
    if notice is None or do.on <= last_day_ahead(first, notice, calendar_for(do.hall)):
        return []
    return [f"告知迟于停办前{notice}"]


@duty("WS12-2.2.2-2 WS12-2.2.2-3", off=lambda suspension, do: [])
def too_few_channels(suspension, do) -> list[str]:
    """Whether fewer different channels were used than the rulebook asks for, in words."""
    least = do.rule("suspension.channels_min")
    used = {row[0] for row in rows_of(suspension.channels)}
    return [f"渠道不足：至少{least}种，现有{len(used)}种"] if least is not None and len(used) < least else []


@duty("WS12-2.2.2-4 WS12-2.2.2-5 WS12-2.2.3-2", off=lambda suspension, do: [])
def still_to_do(suspension, do) -> list[str]:
    """All that should have been done before the business stops and has not been, in words."""
    wanting = [] if suspension.published_at else ["尚未向社会公告"]
    if untold := [str(way.label) for way in Telling if way not in suspension.told]:
        wanting.append(f"大厅尚未告知：{'、'.join(untold)}")
    if unposted := suspension.unposted:
        wanting.append(f"尚未张贴通知的自助服务机：{'、'.join(map(str, unposted))}")
    unread = Briefing.objects.filter(dossier__parent=suspension.pk, state=Briefing.State.SENT)
    if number := unread.count():
        wanting.append(f"{number}名导服人员尚未确认知悉")
    return wanting
