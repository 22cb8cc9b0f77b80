"""What the guide desk looks at: the day's posts, the matters most asked about."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from hall.duty import duty
from matters.catalogue.matter import Matter
from staff.attendance.book import recorded
from staff.daybooks import HALVES, posts_of

MOST_ASKED, LOOKED_BACK = 10, dt.timedelta(days=30)  # the guide's list: ten matters of the last thirty days


@dataclass(frozen=True)
class Post:
    """One desk or zone in one half of a day, and who stands there."""

    name: str
    half: str
    guides: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not self.guides


@duty("WS05-6.1", off=lambda hall, on: [])
def day_plan(hall, on: dt.date) -> list[Post]:
    """Every post of both half-days; an empty one is shown as such."""
    lines = list(recorded("staff.roster", hall, on, on))
    names = _names({line.facts["person"]["id"] for line in lines})
    there = [(line.facts["post"], line.facts["half"], names[line.facts["person"]["id"]]) for line in lines]
    return [
        Post(post, title, tuple(name for at, when, name in there if (at, when) == (post, half)))
        for post in posts_of(hall)
        for half, title in HALVES
    ]


@duty("WS05-2.2", off=lambda hall, on: [])
def most_asked(hall, on: dt.date) -> list[tuple[Matter, int]]:
    """The matters most asked about lately, each with how often."""
    lines = recorded("staff.enquiries", hall, on - LOOKED_BACK, on)
    asked = Counter(line.facts["matter"]["id"] for line in lines).most_common(MOST_ASKED)
    found = Matter.objects.in_bulk([pk for pk, _ in asked])
    return [(found[pk], count) for pk, count in asked]


def _names(users: set[int]) -> dict[int, str]:
    from hall.people.user import User

    return dict(User.objects.filter(pk__in=users).values_list("pk", "name"))
