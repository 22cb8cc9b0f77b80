"""The lines of a department whose numbers are limited: while one of its windows is closed none may be."""

from __future__ import annotations

from django.apps import apps

from hall.duty import duty


@duty("WS13-2.2.1b-2", off=lambda closure: [])
def limited_lines(closure) -> list:
    """The lines whose limit a closure lifts when it begins. The queue stands on the windows, so it is asked by name."""
    lines = apps.get_model("windows.Line").objects.filter(dossier__department=closure.dossier.department)
    return list(lines.exclude(limit=None).select_related("dossier").order_by("pk"))
