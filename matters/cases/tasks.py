"""The bell of the platform's outbox: gather what happened, send what is due."""

from __future__ import annotations

from celery import shared_task

from .push.gathering import gather
from .push.sending import push


@shared_task(name="matters.cases.tasks.push")
def push_to_platform() -> tuple[int, int]:
    """Returns how many records were made and how many the platform took."""
    return gather(), push()
