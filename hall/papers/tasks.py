"""Drawing papers ahead of the first view. A lost message costs nothing: what has no PDF is found again."""

from __future__ import annotations

import logging

from celery import shared_task
from django.db.models import Q
from kombu.exceptions import OperationalError as BrokerDown

from hall.timeline.attention import needs_attention

from .paper import Paper
from .pdf import UNDRAWN, store_first

log = logging.getLogger(__name__)


def ring() -> None:
    """Tell a worker that papers wait. With the broker down the periodic task finds them; it also finds them where no
    worker listens in time, so that a backlog of bells does not stand in the way of other tasks.
    """
    try:
        render_pending.apply_async(expires=30)
    except (BrokerDown, OSError):
        log.warning("broker unreachable: papers will be drawn by the next periodic run or on first view")


@shared_task(name="hall.papers.tasks.render_pending")
def render_pending(limit: int = 100) -> int:
    """Draw every paper that has no PDF yet and waits for no seal; returns how many were drawn."""
    sealed = Q(seal=Paper.Seal.NONE) | Q(sealed_at__isnull=False)
    waiting = Paper.objects.filter(sealed, pdf_sha256=None)
    drawn = 0
    for paper_id, dossier_id in list(waiting.order_by("pk").values_list("pk", "dossier_id")):
        try:
            store_first(paper_id)
            drawn += 1
        except Exception as error:  # one bad paper must not hold up the others; it is shown on its case
            log.exception("paper %s could not be drawn", paper_id)
            needs_attention(dossier_id, UNDRAWN + _told(error))
        if drawn == limit:
            break
    return drawn


def _told(error: Exception) -> str:
    if isinstance(error, OSError):
        return "存储空间不足或者不可用，请告诉系统管理员；恢复后自动重新生成，文号不变。"
    return str(error)
