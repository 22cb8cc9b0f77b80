"""What a clerk types, and where."""

import re

from django.urls import reverse

from matters.cases.models import Case
from tests.cases_factory import PERSON
from tests.web.pages import field_of


def intake_url(matter, page: str = "intake") -> str:
    return reverse(page, args=[matter.pk])


def typed(hall, matter=None, **changes) -> dict:
    """The intake form filled in: everything complete, but ``m2="missing"`` for the second material."""
    version = (matter or hall.licence).versions.get()
    verdicts = {key: changes.pop(key) for key in list(changes) if re.fullmatch(r"m\d+", key)}
    return PERSON | {"in_scope": "yes"} | hall.findings(version, **verdicts) | changes


def take_in(client, hall, matter=None, **changes):
    """Open the intake page of a matter, fill it in and send it."""
    url = intake_url(matter or hall.licence)
    token = field_of(client.get(url), "token")
    return client.post(url, typed(hall, matter, **changes) | {"token": token})


def only_case() -> Case:
    return Case.objects.select_related("dossier", "version__matter", "matter").get()
