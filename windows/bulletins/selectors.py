"""Which rules hold for whom on a day, who has no rule yet, and who has not read what was sent to them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from hall.calendar import calendar_for
from hall.duty import duty
from hall.legal_time import local_date
from hall.people.authority import Authority
from hall.people.grant import Grant
from hall.people.roles import Role
from hall.people.user import User
from hall.places.department import Department
from hall.places.hall import Hall
from hall.rulebook import answer
from matters.catalogue.selectors import open_matters
from windows.seals.seal import Seal

from .bulletin import Bulletin, Kind


@duty("AH-4.1", off=lambda hall, on: Bulletin.objects.none())
def in_force(hall: Hall, on: dt.date) -> QuerySet[Bulletin]:
    """The rules that hold on a local date, each in its latest version begun by then; notices from their day on."""
    begun = Bulletin.objects.filter(dossier__hall=hall, state=Bulletin.State.PUBLISHED, effective_on__lte=on)
    later = Q(replaced_by__effective_on__lte=on, replaced_by__state=Bulletin.State.PUBLISHED)
    return begun.exclude(later).select_related("dossier__department").order_by("kind", "-effective_on", "pk")


@duty("WS04-3.4 WS04-4.6-6", off=lambda authority, hall, on: Bulletin.objects.none())
def inbox(authority: Authority, hall: Hall, on: dt.date) -> list[Bulletin]:
    """What was sent to a person: to the whole hall, or to a department for which they hold a grant."""
    own = {one.department_id for one in authority.grants if one.hall_id == hall.pk}
    mine = [one for one in in_force(hall, on) if not one.units or None in own or own.intersection(one.units)]
    return mine if own else []


@duty("AH-15.1", off=lambda hall, on: [])
def without_window_rules(hall: Hall, on: dt.date) -> list[Department]:
    """The departments with matters in the hall that have no rules for their window's work in force."""
    ruled = in_force(hall, on).filter(kind=Kind.WINDOW_RULE).values("dossier__department")
    present = open_matters(hall, on).values("department")
    return list(Department.objects.filter(pk__in=present).exclude(pk__in=ruled).prefetch_related("names"))


@duty("AH-32.1", off=lambda hall, on: [])
def without_seal_rules(hall: Hall, on: dt.date) -> list[Department]:
    """The departments with a seal in use and no rules for it on file."""
    ruled = in_force(hall, on).filter(kind=Kind.SEAL_RULE).values("dossier__department")
    sealed = Seal.objects.filter(dossier__hall=hall).exclude(state=Seal.State.DESTROYED)
    owners = Department.objects.filter(pk__in=sealed.values("dossier__department"))
    return list(owners.exclude(pk__in=ruled).prefetch_related("names"))


@duty("WS04-4.6-6", off=lambda hall, now: [])
def unread(hall: Hall, now: dt.datetime) -> list[tuple[Bulletin, User]]:
    """Notices that a first representative has not read in the time the hall allows for it."""
    allowed = answer(hall, "bulletin.read_within", local_date(now)).value
    if allowed is None:
        return []
    representatives = list(
        Grant.objects.in_force(now)
        .filter(hall=hall, role=Role.FIRST_REPRESENTATIVE)
        .select_related("user")
        .order_by("user")
    )
    late, calendar = [], calendar_for(hall)
    for notice in in_force(hall, local_date(now)).filter(kind=Kind.NOTICE):
        if local_date(now) <= calendar.add(local_date(notice.published_at), allowed.n):
            continue
        read = set(notice.readings.values_list("user", flat=True))
        late += [
            (notice, one.user)
            for one in representatives
            if one.user_id not in read and (not notice.units or one.department_id in (None, *notice.units))
        ]
    return late
