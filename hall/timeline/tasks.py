"""The daily anchor."""

from __future__ import annotations

import logging

from celery import shared_task

from .anchor import drop_anchor
from .sheet import mail
from .verify import verify_all

log = logging.getLogger(__name__)


@shared_task(name="hall.timeline.tasks.anchor")
def anchor() -> str:
    """Every night: verify what came since the last anchor, then anchor all heads and mail the sheet.

    What was found stays with the anchor.
    """
    report = verify_all(since_anchor=True)
    for finding in report.findings:
        log.error("timeline: %s", finding)
    dropped = drop_anchor("\n".join(str(one) for one in report.findings))
    mail(dropped)
    return str(dropped)
