"""Celery is only the doorbell: the database remembers what is due."""

from celery import shared_task
from celery.signals import worker_ready
from django.db.models.functions import Now

from . import sweep as sweeping
from .ledger import Heartbeat


@shared_task(name="hall.clocks.tasks.sweep")
def sweep() -> str:
    """Every 30 seconds: recompute what a new calendar moved, then act on what is due."""
    sweeping.recompute_stale()
    return str(sweeping.sweep())


@shared_task(name="hall.clocks.tasks.heartbeat", bind=True)
def heartbeat(self) -> None:
    """Every minute: a row that proves tasks are being worked on, not just that a process is alive."""
    Heartbeat.objects.update_or_create(worker=self.request.hostname or "local", defaults={"beat_at": Now()})


@worker_ready.connect
def heartbeat_at_once(**_) -> None:
    """A worker that has just started need not pass for dead until the first minute is over."""
    heartbeat.apply_async(expires=60)
