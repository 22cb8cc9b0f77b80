"""Matters under special statutes, beside the three ordinary ones of the hall."""

from __future__ import annotations

from matters.catalogue.models import Material, Matter, MatterVersion
from matters.catalogue.publishing import publish
from tests.cases_factory import IN_FORCE_SINCE, CaseHall
from tests.catalogue.builders import by_nation, by_statute, make_draft, make_matter, make_statute
from tests.factories import NAMED_SINCE


def registration(hall: CaseHall) -> Matter:
    """不动产登记: incomplete papers may be refused on the spot; who is not told on the spot is accepted."""
    matter = make_matter(hall.department, kind="07", name="不动产转移登记", entered_on=NAMED_SINCE)
    version = _draft(matter)
    by_statute(version, 30, promise_n=3, promise_unit="working_day").save()
    by_statute(
        version,
        0,
        "",
        stage="accept",
        anchor="received",
        default_effect="deemed_accepted",
        incomplete_refusable=True,
    ).save()
    for order, name in enumerate(("登记申请书", "身份证明", "权属来源材料"), start=1):
        Material(
            version=version, order=order, name=name, kind="copy", statute=make_statute(), article="第六条"
        ).save()
    publish(version)
    return matter


def without_materials(hall: CaseHall) -> Matter:
    """A licence for which nothing but the application is asked."""
    matter = make_matter(hall.department, name="无材料许可", entered_on=NAMED_SINCE)
    version = _draft(matter)
    by_nation(version, 5).save()
    publish(version)
    return matter


def _draft(matter: Matter) -> MatterVersion:
    return make_draft(matter, IN_FORCE_SINCE, procedure="申请\n受理\n审查\n决定\n送达")
