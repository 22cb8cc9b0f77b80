"""The register of licences as it is read: what holds and ends soonest, what has ended, and one by number or holder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from hall.calendar import calendar_for
from hall.clocks.computation import last_day_ahead
from hall.clocks.ledger import Light
from hall.clocks.ranking import FAR
from hall.people.authority import Authority
from hall.rulebook import answer
from matters.cases.case import Case
from matters.cases.states import UNDECIDED

from .clocks import WATCH
from .licence import Licence
from .terms import Business

SOONEST = ("ends", "pk")
NEWEST = ("-pk",)
NAMED = ("matter", "holder", "dossier__hall__parent", "dossier__department")


def register(authority: Authority) -> QuerySet[Licence]:
    """The licences a person may read, each with its end to sort by and whether its renewal is being decided."""
    pending = Case.objects.filter(licence=OuterRef("pk"), business=Business.RENEWAL, state__in=UNDECIDED)
    found = Licence.objects.filter(authority.readable("dossier__")).select_related(*NAMED)
    return found.annotate(
        ends=Coalesce(Cast("valid_until", DateTimeField()), FAR, output_field=DateTimeField()),
        renewing=Exists(pending),
    )


def search(licences: QuerySet[Licence], text: str) -> QuerySet[Licence]:
    """By number (or its beginning) or by the holder's name in full; an identity number has no place in an address."""
    asked = text.strip()
    return licences.filter(Q(number__istartswith=asked) | Q(holder__name=asked))


@dataclass(frozen=True)
class Outlook:
    """How near a licence's end is: a light and its words."""

    light: Light
    text: str


def outlook(licence: Licence, today: dt.date) -> Outlook | None:
    """None for a licence that has ended or has no end. Red where renewal could have been asked for and was not."""
    until = licence.valid_until
    if licence.state != Licence.State.VALID or until is None:
        return None
    if until < today:
        return Outlook(Light.RED, "已过有效期")
    if getattr(licence, "renewing", False):
        return Outlook(Light.GREEN, "延续办理中")
    if licence.renew_by and licence.renew_by < today:
        return Outlook(Light.RED, "延续期已过")
    hall = licence.dossier.hall
    ahead = answer(hall, WATCH, today).value
    if last_day_ahead(licence.renew_by or until, ahead, calendar_for(hall)) <= today:
        return Outlook(Light.YELLOW, "应当申请延续")
    return Outlook(Light.GREEN, "有效")
