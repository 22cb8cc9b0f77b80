"""What a record says for an accountability entry: an overdue case brings its number and its days late."""

from __future__ import annotations

import datetime as dt

from hall.clocks.ledger import ClockLimit
from hall.duty import duty
from hall.legal_time import local_date
from hall.timeline.dossier import Dossier


@duty("WS09-6", off=lambda dossier, now: "")
def told_of(dossier: Dossier, now: dt.datetime) -> str:
    """The record by its name; where a limit was passed, which and by how many calendar days."""
    late = ClockLimit.objects.filter(run__dossier=dossier, due_at__lt=now).select_related("run")
    told = [
        f"{one.run.title}{one.get_kind_display()}{one.due_on:%Y-%m-%d}届满，超期{days}日"
        for one in late.order_by("pk")
        if (days := (local_date(one.closed_at or now) - one.due_on).days) > 0
    ]
    return "；".join([str(dossier), *told])
