"""When the same problem of the same person is no longer an ordinary one (WS10 四(二))."""

from __future__ import annotations

import datetime as dt

from hall.duty import duty


@duty("WS10-4.2-3", off=lambda finding, do: False)
def has_become_a_habit(finding, do) -> bool:
    """Whether a new finding makes the number, of its kind and person within the days, that is called repeated."""
    most, days = do.rule("finding.repeat_count"), do.rule("finding.repeat_days")
    if not (most and days and finding.person):
        return False
    since = do.on - dt.timedelta(days=days - 1)
    earlier = type(finding).objects.filter(
        dossier__hall=do.hall, person=finding.person, problem=finding.problem, on__gte=since
    )
    return earlier.exclude(state__in=["void", "withdrawn", "new"]).count() + 1 >= most
