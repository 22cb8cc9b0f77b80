"""What ratings come to. Every figure is counted from the same rows, so that parts and wholes agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Avg, Count, IntegerField
from django.db.models.functions import Cast

from complaints.rules import GRADES
from hall.duty import duty
from hall.people.authority import Authority
from hall.rulebook import answer
from staff.assessment.evidence import Figure, figures
from staff.at_work import bounds

from .invitation import Invitation
from .rating import OPEN, Rating

TENTH = Decimal("0.1")


def percent(part: int, whole: int) -> str:
    """ "4%", "33.3%"; "—" of nothing."""
    if not whole:
        return "—"
    share = (Decimal(part) * 100 / whole).quantize(TENTH, ROUND_HALF_UP)
    return f"{share.normalize():f}%"


@dataclass
class Tally:
    """Ratings by grade, best first. ``bad`` counts all bad ones, the unjustified among them: they stay."""

    by_grade: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GRADES, 0))
    bad: int = 0
    open: int = 0

    def add(self, grade: str, times: int, *, bad: bool, still_open: int = 0) -> None:
        self.by_grade[grade] += times
        self.bad += times * bad
        self.open += still_open

    @property
    def total(self) -> int:
        return sum(self.by_grade.values())

    @property
    def settled(self) -> int:
        return self.bad - self.open

    @property
    def share(self) -> str:
        """Of the bad ones."""
        return percent(self.bad, self.total)


Line = tuple[
    Hashable, str, int, bool, int
]  # of whom, grade, how many, whether bad, how many of them still open


def tallied(lines: Iterable[Line]) -> tuple[Tally, dict[Hashable, Tally]]:
    """The whole and its parts, from the same lines."""
    whole, parts = Tally(), {}
    for key, grade, times, bad, still_open in lines:
        for one in (whole, parts.setdefault(key, Tally())):
            one.add(grade, times, bad=bad, still_open=still_open)
    return whole, parts


def ratings_in(authority: Authority, first: dt.date, last: dt.date):
    """The ratings of a period, as far as a person may read them."""
    since, until = bounds(first, last)
    mine = Rating.objects.filter(authority.readable("dossier__"))
    return mine.filter(given_at__gte=since, given_at__lt=until)


BY: dict[str, str] = {
    "window": "window__name",
    "hall": "dossier__hall__name",
    "department": "dossier__department",
    "way": "way",
}


@duty("XA-38.a AH-4.7b WS04-1.3-3 XA-38.3c", off=lambda ratings, by, bad_of: tallied([]))
def counted(ratings, by: str, bad_of: Callable[[int], set[str]]) -> tuple[Tally, dict[Hashable, Tally]]:
    """The tally of some ratings and of their parts by window, hall, department or way.

    ``bad_of`` gives the bad grades of a hall: which they are is the rulebook's answer.
    """
    rows = ratings.order_by().values_list(BY[by], "grade", "dossier__hall", "state").annotate(n=Count("pk"))
    return tallied(
        (key, grade, n, grade in bad_of(hall), n if state in OPEN else 0)
        for key, grade, hall, state, n in rows
    )


def bad_grades(on: dt.date) -> Callable[[int], set[str]]:
    """For each hall the grades that are bad on a day, read once."""
    from hall.places.hall import Hall

    known: dict[int, set[str]] = {}

    def of(hall: int) -> set[str]:
        if hall not in known:
            known[hall] = set(answer(Hall.objects.get(pk=hall), "rating.bad_grades", on).value)
        return known[hall]

    return of


@duty("WS04-1.3-3", off=lambda authority, first, last: (0, 0))
def invited(authority: Authority, first: dt.date, last: dt.date) -> tuple[int, int]:
    """How many were asked in a period, and how many of those have rated since."""
    since, until = bounds(first, last)
    halls = {grant.hall_id for grant in authority.grants}
    asked = Invitation.objects.filter(hall__in=halls, invited_at__gte=since, invited_at__lt=until)
    return asked.count(), asked.exclude(rating=None).count()


@figures
@duty("DL-25.4", off=lambda hall, department, user, first, last: [])
def for_assessment(hall, department, user, first: dt.date, last: dt.date) -> Iterable[Figure]:
    """A reference for the yearly assessment: how often a person (or a unit) was rated, and the average grade."""
    since, until = bounds(first, last)
    rated = Rating.objects.filter(dossier__hall=hall, given_at__gte=since, given_at__lt=until)
    if user is not None:
        rated = rated.filter(served_by=user)
    elif department is not None:
        rated = rated.filter(dossier__department=department)
    found = rated.aggregate(n=Count("pk"), mean=Avg(Cast("grade", IntegerField())))
    if found["n"]:
        mean = Decimal(found["mean"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
        yield Figure("群众评价", f"评价{found['n']}次，平均{mean}分（满分5分）")
