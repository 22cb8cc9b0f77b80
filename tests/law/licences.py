"""A hall with licences that hold for a time, and the roads of renewal and change."""

from __future__ import annotations

import datetime as dt

from hall.acts.door import perform
from matters.cases.models import Case, Licence
from matters.catalogue.models import Material, Matter
from matters.catalogue.publishing import publish
from tests.cases_factory import IN_FORCE_SINCE, CaseHall
from tests.catalogue.builders import by_nation, make_draft, make_matter, make_statute
from tests.factories import NAMED_SINCE, travel


def licensing(hall: CaseHall, *materials: str, public_safety: bool = False, **fields) -> Matter:
    """A licence valid for five years, or as ``fields`` of its version say; five days promised."""
    matter = make_matter(
        hall.department, name="小作坊许可", entered_on=NAMED_SINCE, public_safety=public_safety
    )
    given = {"validity_n": 5, "validity_unit": "year", "procedure": "申请\n受理\n审查\n决定"}
    version = make_draft(matter, IN_FORCE_SINCE, **given | fields)
    by_nation(version, 5).save()
    for order, name in enumerate(materials, start=1):
        Material(
            version=version, order=order, name=name, kind="copy", statute=make_statute(), article="第六条"
        ).save()
    publish(version)
    return matter


def grant_licence(hall: CaseHall, matter: Matter, number: str = "XZF-1", **intake) -> Licence:
    """From intake to stamp."""
    case = hall.into_review(hall.accept(hall.receive(matter, **intake)))
    data = {"decision": "准予经营", "certificate_number": number, "scope": "糕点加工"}
    case = perform(case, "approve", data, by=hall.first, place=hall.window)
    hall.stamp(case)
    return Licence.objects.get(case=case)


def licence_until(hall: CaseHall, matter: Matter, day: str, *, years: int = 5, **more) -> Licence:
    """A licence of so many years whose last day is given."""
    last = dt.date.fromisoformat(day)
    first = last.replace(year=last.year - years) + dt.timedelta(days=1)
    travel(first.isoformat())
    licence = grant_licence(hall, matter, **more)
    assert licence.valid_until == last
    return licence


def ask(hall: CaseHall, licence: Licence, business: str = "renewal", **changes) -> Case:
    """收件 of a renewal or a change."""
    return hall.receive(licence.matter, **{"business": business, "licence_number": licence.number} | changes)
