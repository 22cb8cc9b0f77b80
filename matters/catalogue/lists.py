"""Lists cut from the catalogue (专项清单): each holds exactly the matters whose guide in force says so (DL-19.1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet

from hall.duty import duty
from hall.rulebook import answer
from matters.catalogue.codes import CaseType, MaterialSource
from matters.catalogue.rules import LISTS
from matters.catalogue.selectors import versions_on
from matters.catalogue.version import MatterVersion

ON_THE_LIST: dict[str, Q] = {
    "one_visit": Q(visits__lte=1),
    "intermediary": Q(materials__source=MaterialSource.INTERMEDIARY),
    "tolerant": Q(materials__tolerable=True),
    "proof": Q(materials__is_proof=True),
    "instant": Q(case_type=CaseType.INSTANT),
    "one_certificate": Q(one_certificate=True),
    "charged": Q(fees__isnull=False),
}


@duty("DL-19.1 XA-20.2 DL-16.2 WS04-4.8-2", off=lambda hall, key, on: MatterVersion.objects.none())
def on_list(hall, key: str, on: date) -> QuerySet[MatterVersion]:
    """The guides in force on a local date whose matters are on a list. Raises KeyError for a list there is none of."""
    found = versions_on(hall, on).filter(ON_THE_LIST[key]).distinct()
    return found.order_by("matter__department", "matter__code")


def counts(hall, on: date) -> list[tuple[str, str, int, bool]]:
    """Key, title, how many, and whether the hall's rulebook demands the list."""
    wanted = answer(hall, "catalogue.lists", on).value
    return [(key, title, on_list(hall, key, on).count(), key in wanted) for key, title in LISTS.items()]


# What is said of a matter on a list: the rows of its guide that put it there.
WHY: dict[str, Callable[[MatterVersion], list[str]]] = {
    "one_visit": lambda version: [f"到现场{version.visits}次"],
    "intermediary": lambda version: [
        f"{one}（{one.source_note}）" for one in version.materials.filter(source=MaterialSource.INTERMEDIARY)
    ],
    "tolerant": lambda version: [str(one) for one in version.materials.filter(tolerable=True)],
    "proof": lambda version: [str(one) for one in version.materials.filter(is_proof=True)],
    "instant": lambda version: ["当场办结"],
    "one_certificate": lambda version: ["只凭统一社会信用代码或者居民身份证"],
    "charged": lambda version: [f"{fee}（{fee.basis}）" for fee in version.fees.all()],
}
