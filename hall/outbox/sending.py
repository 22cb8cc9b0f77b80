"""Sending what waits in the outbox. The claim is a row's own counter: of two workers only one raises it.

A worker that dies between the gateway and the note leaves the message to be tried again under the same key: told twice
at worst, never not at all.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.utils import timezone

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Busy, WrongState
from hall.applicants.crypto import opened
from hall.timeline.attention import needs_attention, overcome

from .message import Message
from .outgoing import Outgoing
from .sender import NotSent, sender_of
from .sender import Outgoing as Letter

log = logging.getLogger(__name__)

# Minutes until the next try; after the last one a person is asked to call.
WAITS = (1, 2, 5, 15, 60, 240)
NOT_OUT = "告知没有发出："


def send_waiting(limit: int = 100) -> int:
    """Try every message whose time has come, and note those that went; returns how many went."""
    rows = Outgoing.objects.filter(next_try_at__lte=timezone.now()).order_by("next_try_at", "pk")
    sent = 0
    for row in list(rows.select_related("message")[:limit]):
        if (
            row.message.state != Message.State.WAITING
        ):  # told by telephone meanwhile: nothing goes out any more
            _over(row)
        elif row.taken_at is None and _claim(row):
            _try(row)
        sent += _note(row) if row.taken_at else 0
    return sent


def _claim(row: Outgoing) -> bool:
    again = timezone.now() + dt.timedelta(minutes=WAITS[min(row.attempts, len(WAITS) - 1)])
    mine = Outgoing.objects.filter(pk=row.pk, attempts=row.attempts, taken_at=None)
    if not mine.update(attempts=row.attempts + 1, next_try_at=again):
        return False
    row.attempts += 1
    return True


def _try(row: Outgoing) -> None:
    message = row.message
    letter = Letter(f"{row.pk}", opened(row.to), opened(row.text), message.title)
    try:
        sender_of(message.channel).send(letter)
    except Exception as error:  # a sender is foreign code; whatever it raises must not hold up the others
        log.exception("message %s was not sent", row.pk)
        _failed(row, str(error) if isinstance(error, NotSent) else type(error).__name__)
        return
    row.taken_at = timezone.now()
    Outgoing.objects.filter(pk=row.pk).update(taken_at=row.taken_at, failure="", next_try_at=row.taken_at)


def _failed(row: Outgoing, reason: str) -> None:
    """In sight from the first failure; after the last one somebody has to call."""
    Outgoing.objects.filter(pk=row.pk).update(failure=reason[:200])
    needs_attention(row.pk, f"{NOT_OUT}{reason}")
    if row.attempts > len(WAITS):
        try:
            perform(row.message, "give_up", {"reason": reason[:200]}, by=SYSTEM)
        except (Busy, WrongState):  # tried once more, or told by a person this very moment
            return
        _over(row)


def _note(row: Outgoing) -> int:
    """Write down on the message that it went; whoever holds the case just now lets us come back."""
    try:
        perform(row.message, "sent", by=SYSTEM, wait=False)
    except Busy:
        return 0
    except WrongState:  # a person told it this very moment
        log.info("message %s was told meanwhile", row.pk)
    _over(row)
    overcome(row.pk, NOT_OUT)
    return 1


def _over(row: Outgoing) -> None:
    Outgoing.objects.filter(pk=row.pk).update(next_try_at=None)
