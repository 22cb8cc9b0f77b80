"""Questions about tasks, for lists and workbenches."""

from __future__ import annotations

from django.db.models import F, QuerySet

from hall.people.authority import Authority
from staff.task import Task

OPEN = (Task.State.ISSUED, Task.State.ACKNOWLEDGED)


def visible_to(authority: Authority) -> QuerySet[Task]:
    """The tasks a person may read, the newest first."""
    return (
        Task.objects.filter(authority.readable("dossier__"))
        .select_related("dossier__department", "receiver", "issued_by")
        .order_by("-issued_at", "-pk")
    )


def waiting_for(authority: Authority) -> QuerySet[Task]:
    """The open tasks given to the person, what is not yet acknowledged first, then by the day set."""
    return (
        visible_to(authority)
        .filter(receiver=authority.user, state__in=OPEN)
        .order_by(F("acknowledged_at").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")
    )
