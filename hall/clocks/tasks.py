"""Celery is only the doorbell: the database remembers what is due."""

from celery import shared_task
from django.db.models.functions import Now

from .ledger import Heartbeat
from .sweep import recompute_open
from .sweep import sweep as sweep_now


@shared_task(name="hall.clocks.tasks.sweep")
def sweep() -> str:
    """Every 30 seconds: act on what is due."""
    return str(sweep_now())


@shared_task(name="hall.clocks.tasks.heartbeat", bind=True)
def heartbeat(self) -> None:
    """Every minute: a row that proves tasks are being worked on, not just that a process is alive."""
    Heartbeat.objects.update_or_create(worker=self.request.hostname or "local", defaults={"beat_at": Now()})


@shared_task(name="hall.clocks.tasks.recompute")
def recompute(reason: str, hall_id: int | None = None) -> int:
    """After a calendar change: every open clock is computed anew and journalled."""
    from hall.places.hall import Hall

    return recompute_open(reason, Hall.objects.get(pk=hall_id) if hall_id else None)
