"""For how long a licence holds, until when its renewal may be asked for, and what silence means then."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta
from django.db import models

from hall.calendar import calendar_for
from hall.clocks.computation import last_day_ahead, long_date
from hall.legal_time import local_date
from hall.span import Span, Unit
from matters.catalogue.codes import DefaultEffect, Stage
from matters.catalogue.period import LimitMissing, Period


class Business(models.TextChoices):
    """业务办理项: what is asked for – a licence, its renewal or its change (行政许可法 49, 50)."""

    NEW = "new", "新办"
    RENEWAL = "renewal", "延续"
    CHANGE = "change", "变更"


def last_day(first: dt.date, validity: Span) -> dt.date:
    """The last day of a validity whose first day is given: five years from 2026-11-20 end on 2031-11-19.

    Where the last month has no such day, its end is the last day (民法典 202). Raises ValueError for units in which no
    validity is given.
    """
    match validity.unit:
        case Unit.DAY:
            return first + dt.timedelta(days=validity.n - 1)
        case Unit.MONTH:
            after = first + relativedelta(months=validity.n)
        case Unit.YEAR:
            after = first + relativedelta(years=validity.n)
        case _:
            raise ValueError(f"证件有效期不能以“{validity}”计。")
    return after - dt.timedelta(days=1) if after.day == first.day else after


def term_of(case) -> tuple[dt.date, dt.date | None]:
    """First and last day of what a decided case grants; a licence without end has no last day.

    A renewal follows on the term it renews; a change leaves the term as it is.
    """
    old = case.licence
    if case.business == Business.CHANGE:
        return old.valid_from, old.valid_until
    first = local_date(case.decided_at)
    if case.business == Business.RENEWAL:
        first = old.valid_until + dt.timedelta(days=1)
    validity = case.version.validity
    return first, last_day(first, validity) if validity else None


def in_words(first: dt.date, last: dt.date | None) -> str:
    return f"自{long_date(first)}至{long_date(last)}" if last else "长期"


def renewal_period(version) -> Period | None:
    """How long before the end renewal is asked for (行政许可法 50, or the matter's own statute); None: no law says."""
    try:
        return version.statutory(Stage.RENEW)
    except LimitMissing:
        return None


def renew_by(version, until: dt.date | None, hall) -> dt.date | None:
    """The last day on which renewal is asked for in time; None where no licence ends or no law sets a lead."""
    period = renewal_period(version)
    if until is None or period is None:
        return None
    return last_day_ahead(until, period.span, calendar_for(hall))


def filed_in_time(case) -> bool:
    """Whether a renewal was asked for early enough; where no law sets a lead, any day before the end is."""
    last = renew_by(case.version, case.licence.valid_until, case.matter.hall)
    return local_date(case.received_at) <= (last or case.licence.valid_until)


def came_in(case) -> dt.date:
    """The day on which a whole application lay with the organ."""
    return local_date(case.supplied_at or case.received_at)


def silence_renews(case, do) -> bool:
    """Whether, if nobody decides until the licence ends, it counts as renewed (行政许可法 50¶2, XA-17.4).

    A special statute replaces the lead, not what silence means. Whether an application that came too late shares in
    it, the hall's rulebook says.
    """
    period = renewal_period(case.version)
    if not do.rule("renewal.silence_grants"):
        return False
    if period is not None and period.default_effect != DefaultEffect.DEEMED_RENEWED:
        return False
    return filed_in_time(case) or do.rule("renewal.late_filing") == "deemed_granted"
