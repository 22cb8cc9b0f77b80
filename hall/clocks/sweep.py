"""The sweep: finds what is due and does it through the door. It touches what is due, never what is open."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Busy, Refused, Skip
from hall.calendar import calendar_for
from hall.calendar.arrangements import HolidayArrangement
from hall.places.hall import Hall
from hall.timeline.attention import needs_attention
from hall.timeline.dossier import Dossier

from .ledger import ClockLimit, ClockRun

log = logging.getLogger(__name__)

BATCH = 200


@dataclass
class Swept:
    """What one sweep did: rungs acted on, those left to whoever holds the lock, and failures shown as attention."""

    done: int = 0
    busy: int = 0
    failed: int = 0


def due_limits(at, size: int = BATCH) -> list[tuple]:
    """(limit, dossier, when) whose next rung has come, oldest first. No locks here: the door locks dossier-first."""
    found = ClockLimit.objects.filter(next_at__lte=at)
    return list(found.order_by("next_at", "pk").values_list("pk", "run__dossier_id", "next_at")[:size])


def sweep() -> Swept:
    """Act on every rung that has come. Safe beside any number of other sweeps, and after any crash."""
    swept, tried = Swept(), set()
    while True:
        at = legal_time.now()
        batch = [row for row in due_limits(at, size=BATCH + len(tried)) if row[0] not in tried]
        if not batch:
            return swept
        for limit_id, dossier_id, _ in batch:
            if not _reach(limit_id, dossier_id, swept):
                tried.add(limit_id)


def _reach(limit_id: int, dossier_id: int, swept: Swept) -> bool:
    """One rung through the door, under the calendar in force. False when this sweep should leave the limit alone."""
    try:
        obj = Dossier.objects.get(pk=dossier_id).object()
        if stale_runs(obj.dossier.hall).filter(dossier=dossier_id).exists():
            _recompute(obj)
        perform(obj, "reach_rung", {"limit": limit_id}, by=SYSTEM, wait=False)
    except Skip:
        return True
    except Busy:
        swept.busy += 1
        return False
    except Exception as error:  # every failure is shown on the object, none stops the others
        log.exception("clock effect failed: limit %s of dossier %s", limit_id, dossier_id)
        needs_attention(dossier_id, _shown(error))
        swept.failed += 1
        return False
    swept.done += 1
    return True


def _shown(error: Exception) -> str:
    reason = error.message if isinstance(error, Refused) else f"{type(error).__name__}: {error}"
    return f"期限处理未能完成：{reason}"


def stale_runs(hall) -> QuerySet[ClockRun]:
    """Open runs of a hall computed under another edition of its calendar than the one in force."""
    edition = calendar_for(hall).edition
    other = Q(edition__lt=edition) | Q(edition__gt=edition)  # two index ranges; "not equal" would read all
    return ClockRun.objects.filter(other, ended_at=None, dossier__hall=hall)


def recompute_stale() -> int:
    """Recompute the dossiers whose calendar has changed, so many of a hall at a time; returns how many were done.

    Nothing has to be told that a notice arrived: the edition on each run says so, after any crash as well. What comes
    due before its turn is recomputed first (see ``_reach``).
    """
    return sum(_recompute_hall(hall) for hall in Hall.objects.all())


def _recompute_hall(hall: Hall) -> int:
    done = 0
    for dossier_id in list(stale_runs(hall).order_by("dossier").values_list("dossier", flat=True).distinct()):
        done += _recomputed(dossier_id)
        if done == BATCH:
            break
    return done


def _recomputed(dossier_id: int) -> bool:
    try:
        _recompute(Dossier.objects.get(pk=dossier_id).object())
    except (Busy, Skip):
        return False
    except Exception as error:  # shown on the object; the next sweep tries again
        log.exception("recompute failed: dossier %s", dossier_id)
        needs_attention(dossier_id, _shown(error))
        return False
    return True


def _recompute(obj) -> None:
    newest = HolidayArrangement.objects.reaching(obj.dossier.hall).latest("pk")
    perform(obj, "recompute_clocks", {"reason": f"节假日安排变更：{newest}"}, by=SYSTEM, wait=False)
