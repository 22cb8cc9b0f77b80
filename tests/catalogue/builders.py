"""Catalogue records for tests, as small as the rules allow."""

from __future__ import annotations

import datetime as dt

from hall.models import Department, Hall
from matters.catalogue.models import ClockRule, LegalBasis, Matter, MatterVersion, Statute
from tests.factories import make_department, make_hall

FIRST_DAY = dt.date(2026, 3, 2)


def make_statute(key: str = "some-regulation", rank: str = "administrative", **fields) -> Statute:
    statute, _ = Statute.objects.get_or_create(
        key=key, defaults={"title": "某事项管理条例", "rank": rank} | fields
    )
    return statute


def make_matter(department: Department, kind: str = "01", **fields) -> Matter:
    given = {
        "hall": department.hall,
        "code": f"TEST{Matter.objects.count():027d}",
        "name": "食品经营许可",
        "applicant_kinds": ["1", "2"],
        "entered_on": FIRST_DAY,
    }
    matter = Matter(department=department, kind=kind, **given | fields)
    matter.save()
    return matter


def make_draft(matter: Matter, effective_from: dt.date = FIRST_DAY, **fields) -> MatterVersion:
    """A draft with its legal basis and nothing else."""
    given = {
        "case_type": "committed",
        "channels": ["window", "online"],
        "window_kinds": ["general_window"],
        "result_name": "许可证",
    }
    version = MatterVersion(matter=matter, effective_from=effective_from, **given | fields)
    version.save()
    LegalBasis(version=version, statute=make_statute(), article="第五条").save()
    return version


def by_statute(version: MatterVersion, n: int, unit: str = "working_day", **fields) -> ClockRule:
    """The matter's own limit, not saved."""
    given = {"stage": "decide", "anchor": "accepted", "statute": make_statute(), "article": "第十条"}
    return ClockRule(version=version, source="statute", n=n, unit=unit, **given | fields)


def by_nation(
    version: MatterVersion, promise_n: int, promise_unit: str = "working_day", **fields
) -> ClockRule:
    """Only a promise; the limit is 行政许可法's. Not saved."""
    return ClockRule(
        version=version,
        source="national",
        promise_n=promise_n,
        promise_unit=promise_unit,
        **{"stage": "decide"} | fields,
    )


def by_analogy(version: MatterVersion, n: int | None, reference: str, **fields) -> ClockRule:
    """A limit the department sets where the law is silent. Not saved."""
    given = {"stage": "decide", "anchor": "accepted", "unit": "working_day"}
    return ClockRule(version=version, source="analogy", n=n, reference=reference, **given | fields)


def make_county(preset: str = "") -> Hall:
    """A hall with its government, whose name gives the area's."""
    hall = make_hall(preset)
    make_department(hall, "某旗人民政府", "政", kind=Department.Kind.GOVERNMENT)
    return hall
