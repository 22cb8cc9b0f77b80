"""The bell of the outbox. A lost message to the worker costs nothing: what waits is found again."""

from __future__ import annotations

import logging

from celery import shared_task
from kombu.exceptions import OperationalError as BrokerDown

from .sending import send_waiting

log = logging.getLogger(__name__)


def ring() -> None:
    """Tell a worker that something waits; with the broker down the periodic task finds it."""
    try:
        send.apply_async(expires=30)
    except (BrokerDown, OSError):
        log.warning("broker unreachable: messages will go out with the next periodic run")


@shared_task(name="hall.outbox.tasks.send")
def send() -> int:
    """Send what waits; returns how many went."""
    return send_waiting()
