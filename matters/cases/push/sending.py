"""Sending: the records of one case in their order, each claimed by its own counter, tried again ever more seldom."""

from __future__ import annotations

import datetime as dt
import json

from django.db.models import Exists, OuterRef
from django.utils import timezone

from hall.applicants.crypto import opened
from hall.duty import duty

from .platform import NotTaken, send
from .record import PlatformRecord

WAITS = (1, 2, 5, 15, 60, 240, 720)  # minutes until the next try; after the last one a person is asked


def push(limit: int = 100) -> int:
    """Send what is due; returns how many records the platform took. What follows a record that waits, waits too."""
    earlier = PlatformRecord.objects.unsent().filter(
        project_no=OuterRef("project_no"), entry__lt=OuterRef("entry")
    )
    taken = 0
    while due := list(
        PlatformRecord.objects.unsent()
        .filter(~Exists(earlier), next_try_at__lte=timezone.now())
        .order_by("next_try_at", "pk")[:limit]
    ):
        went = sum(_try(record) for record in due if _claim(record))
        taken += went
        if not went:
            break
    return taken


def body_of(record: PlatformRecord) -> bytes:
    """What is sent: the record's own data, and what they are about."""
    told = {
        "record": record.kind,
        "record_id": f"{record.hall.code}-{record.pk}",
        "record_version": record.version,
        "source": record.source,
        "data": json.loads(opened(record.payload)),
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _claim(record: PlatformRecord) -> bool:
    """Of two workers only one raises the counter. Whoever dies afterwards leaves the record to be tried again."""
    mine = PlatformRecord.objects.unsent().filter(pk=record.pk, attempts=record.attempts)
    again = timezone.now() + dt.timedelta(minutes=WAITS[min(record.attempts, len(WAITS) - 1)])
    record.attempts += 1
    return bool(mine.update(attempts=record.attempts, next_try_at=again))


def _try(record: PlatformRecord) -> bool:
    one = PlatformRecord.objects.filter(pk=record.pk)
    try:
        send(f"{record.pk}", body_of(record))
    except NotTaken as refused:
        over = {"next_try_at": None} if record.attempts > len(WAITS) else {}
        one.update(failure=str(refused)[:200], **over)
        return False
    one.update(sent_at=timezone.now(), next_try_at=None, failure="")
    return True


@duty("XA-23.4")
def send_again(record: PlatformRecord) -> None:
    """The platform is back, or what it objected to was put right there."""
    again = {"attempts": 0, "next_try_at": timezone.now()}
    PlatformRecord.objects.unsent().filter(pk=record.pk).update(**again)
