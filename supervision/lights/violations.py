"""Procedural violations (程序违规), found in the timelines: what the door did not stop, or was waived past it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from hall.clocks.ranking import ended_late
from hall.duty import duty
from hall.legal_time import local_date
from hall.people.authority import Authority
from hall.places.place import Place
from hall.timeline.dossier import Dossier
from hall.timeline.entry import Entry
from matters.cases.charge import Charge
from staff.at_work import bounds

CASE = "cases.case"
TELLS = ("tell_corrections", "tell_again", "reject", "refuse")
NOTICES = ("tell_corrections", "tell_again")
REFUSES = ("reject", "refuse")
SEALS = ("seal", "seal_again")
NO_PLACE_IN_THE_HALL = (Place.Kind.OUTSIDE, Place.Kind.AGENT_POINT)


@dataclass(frozen=True)
class Violation:
    """One line of a timeline against procedure: what, where it stands, when and by whom."""

    title: str
    dossier: Dossier
    at: dt.datetime
    by: object
    text: str


Finder = Callable[[QuerySet[Entry]], Iterable[tuple[Entry, str]]]
FINDERS: list[tuple[str, Finder]] = []


def finder(title: str):
    """Register a kind of violation: a function over the acts of a period that yields lines and what is wrong."""

    def declare(find: Finder) -> Finder:
        FINDERS.append((title, find))
        return find

    return declare


def violations(authority: Authority, first: dt.date, last: dt.date) -> list[Violation]:
    """All of a period that a person may read, the newest first; a fixed number of statements."""
    since, until = bounds(first, last)
    acts = Entry.objects.filter(
        authority.readable("dossier__"), kind=Entry.Kind.ACT, legal_at__gte=since, legal_at__lt=until
    ).select_related("dossier", "by", "place")
    found = [
        Violation(title, entry.dossier, entry.legal_at, entry.by, text)
        for title, find in FINDERS
        for entry, text in find(acts)
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


@finder("再次要求补正")
@duty("WS14-09.2", off=lambda acts: [])
def second_notice(acts):
    """All that is missing is told at once; what was listed again is another notice too."""
    told = acts.filter(dossier__kind=CASE, act__in=NOTICES)
    earlier = Entry.objects.filter(
        dossier=OuterRef("dossier"), seq__lt=OuterRef("seq"), act__in=NOTICES, kind=Entry.Kind.ACT
    )
    for entry in told.filter(Exists(earlier)):
        yield entry, "已告知补正之后再次告知"


@finder("未书面告知")
def not_in_writing(acts):
    """What decides over an application is on paper; an act without one told nobody in writing."""
    for entry in acts.filter(dossier__kind=CASE, act__in=TELLS):
        if not entry.facts.get("papers"):
            yield entry, f"“{entry.title}”没有出具文书"


@finder("厅外受理")
def accepted_outside(acts):
    """An entered matter is accepted inside the hall; what came online has no place and is none of this."""
    outside = Q(place__kind__in=NO_PLACE_IN_THE_HALL) | Q(place__isnull=True, role="window_clerk")
    for entry in acts.filter(outside, dossier__kind=CASE, act__in=["accept", "accept_tolerantly"]):
        yield entry, f"在{entry.place or '没有登记的地点'}受理"


@finder("环节超期")
def step_overdue(acts):
    """A step of a case – hand-over, opinion, survey – that ended after its limit."""
    dossiers = acts.filter(dossier__kind__startswith="cases.").values("dossier")
    late = ended_late().filter(run__dossier__in=dossiers).exclude(run__clock="decision")
    lines = list(late.select_related("run").order_by("pk"))
    ends = acts.filter(dossier__in=[one.run.dossier_id for one in lines])
    by_instant = {(entry.dossier_id, entry.legal_at): entry for entry in ends}
    for limit in lines:
        if entry := by_instant.get((limit.run.dossier_id, limit.closed_at)):
            yield entry, f"{limit.run.title}应于{limit.due_on:%Y-%m-%d}前完成"


@finder("不予未说明理由")
def refused_without_reason(acts):
    """Nobody is refused without being told why (行政许可法 38)."""
    for entry in acts.filter(dossier__kind=CASE, act__in=REFUSES):
        given = entry.facts.get("input", {})
        if not any(given.get(name) for name in ("reason", "ground", "reasons")):
            yield entry, f"“{entry.title}”没有记载理由"


@finder("收费无依据")
def fee_without_basis(acts):
    """A fee rests on a law or a published standard (行政许可法 58)."""
    asked = acts.filter(dossier__kind="cases.charge", state_from="new")
    uncited = Q(fee__statute=None) | Q(fee__article="")
    bare = Charge.objects.filter(uncited, pk__in=asked.values("dossier"))
    for entry in asked.filter(dossier__in=bare.values("pk")):
        yield entry, "收费项目没有登记依据"


@finder("厅外用印")
def sealed_outside(acts):
    """The approval seal stays in the hall and is put on there (AH-30.1)."""
    outside = Q(place__isnull=True) | Q(place__kind__in=NO_PLACE_IN_THE_HALL)
    for entry in acts.filter(outside, dossier__kind=CASE, act__in=SEALS):
        yield entry, f"在{entry.place or '没有登记的地点'}用印"


@finder("届满后延期")
def extended_after_due(acts):
    """What has passed is late and stays late."""
    for entry in acts.filter(dossier__kind="cases.extension", state_to="granted"):
        _, before = entry.facts.get("changes", {}).get("due_before", [None, None])
        if before and dt.date.fromisoformat(before) < local_date(entry.legal_at):
            yield entry, f"原期限{before}已经届满"
