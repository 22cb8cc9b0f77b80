"""What surrounds every page: hall, person, window, menu, legal time, and the alarm of a silent worker."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any

from django.db.models.functions import Now
from django.http import HttpRequest

from hall import legal_time
from hall.clocks.ledger import Heartbeat
from hall.people.roles import Role
from hall.places.hall import Hall

from .navigation import menu

SILENCE = dt.timedelta(minutes=5)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Nothing is read before a template asks for it."""
    return {"shell": Shell(request)}


def working_hall(request: HttpRequest) -> Hall | None:
    """The hall a person works in: that of their place, else of their first grant."""
    if request.place is not None:
        return request.place.hall
    grants = request.authority.grants if request.user.is_authenticated else []
    return grants[0].hall if grants else None


class Shell:
    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def hall(self) -> Hall | None:
        """The hall whose name and phones stand on the page; a visitor's is the only one there is."""
        if self.request.user.is_authenticated:
            return working_hall(self.request)
        halls = Hall.objects.filter(is_active=True, is_administering=False, kind=Hall.Kind.MAIN)[:2]
        return halls[0] if len(halls) == 1 else None

    @cached_property
    def menu(self) -> list:
        return menu(self.request)

    @cached_property
    def roles(self) -> list[str]:
        """The person's roles in Chinese, each once."""
        return list(dict.fromkeys(str(Role(grant.role).label) for grant in self.request.authority.grants))

    @cached_property
    def travelled(self) -> dt.datetime | None:
        """The legal instant where it is not the machine's own."""
        return legal_time.now() if legal_time.travelled() else None

    @cached_property
    def worker_is_silent(self) -> bool:
        """No worker has shown a heartbeat for five minutes: due dates are no longer being watched."""
        return not Heartbeat.objects.filter(beat_at__gt=Now() - SILENCE).exists()
