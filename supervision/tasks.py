"""The sums of the reports, kept up to date between two looks at them."""

from __future__ import annotations

from celery import shared_task

from .reports.summing import update


@shared_task(name="supervision.tasks.summaries")
def summaries() -> int:
    """Every five minutes; how many cases were read again."""
    return update()
