"""Who works in the hall on a day: the people whose grants put them at its windows and desks."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from hall.people.grant import Grant
from hall.people.roles import Role
from hall.people.user import User

AT_THE_WINDOWS = (Role.WINDOW_CLERK, Role.FIRST_REPRESENTATIVE, Role.CASHIER, Role.GUIDE)


def bounds(first: dt.date, last: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The first instant of a local day, and the first one after another."""
    midnight = dt.time()
    return (
        timezone.make_aware(dt.datetime.combine(first, midnight)),
        timezone.make_aware(dt.datetime.combine(last + dt.timedelta(days=1), midnight)),
    )


def grants_on(hall, first: dt.date, last: dt.date, roles=AT_THE_WINDOWS) -> QuerySet[Grant]:
    """The grants that put somebody to work in a hall on some day of a period; one taken back counts until then."""
    since, until = bounds(first, last)
    return Grant.objects.filter(
        Q(until=None) | Q(until__gt=since), hall=hall, role__in=roles, since__lt=until
    ).exclude(state="new")


def people_on(hall, first: dt.date, last: dt.date | None = None) -> QuerySet[User]:
    """The staff of windows and desks on a day, or on some day of a period, by name."""
    grants = grants_on(hall, first, last or first)
    return User.objects.filter(pk__in=grants.values("user")).order_by("name", "pk")


def guides_on(hall, on: dt.date) -> QuerySet[User]:
    """The guides of a day."""
    return User.objects.filter(pk__in=grants_on(hall, on, on, [Role.GUIDE]).values("user")).order_by(
        "name", "pk"
    )


def department_of(user, hall, on: dt.date):
    """The department a person works for in a hall on a day; None for the hall's own people."""
    grants = grants_on(hall, on, on, list(Role)).filter(user=user).select_related("department").order_by("pk")
    return next((grant.department for grant in grants if grant.department), None)
