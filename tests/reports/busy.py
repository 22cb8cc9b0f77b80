"""A hall with some weeks behind it: cases of every kind, begun and ended by chance – the same chance each time."""

from __future__ import annotations

import random

from matters.cases.models import Case
from tests.cases_factory import CaseHall
from tests.factories import travel

DAYS = ("2026-02-24", "2026-03-02", "2026-03-09", "2026-03-31")
STATES = ("received", "accepted", "reviewing", "decided", "sealed", "delivered", "archived")


def some_weeks(hall: CaseHall, seed: int, per_day: int, after_each=lambda: None) -> None:
    """On each day some cases come in and go as far as chance lets them; old ones are rejected, withdrawn, decided."""
    chance = random.Random(seed)
    matters = (hall.licence, hall.instant, hall.upward())
    for day in DAYS:
        travel(day)
        for case in chance.sample(open_cases(), min(len(open_cases()), per_day // 2)):
            go_on(hall, case, chance)
        for _ in range(per_day):
            matter = chance.choice(matters)
            if chance.random() < 0.15:
                hall.take_in(hall.pass_review(hall.look_through(filed(hall, chance))))
            elif matter == hall.instant:
                at_once(hall, chance)
            elif matter == matters[2]:
                hall.receive(matter)
            else:
                hall.case_in(chance.choice(STATES), matter)
        after_each()


def at_once(hall: CaseHall, chance: random.Random) -> None:
    """即办: not everybody waits for it."""
    case = hall.receive(hall.instant)
    if chance.random() < 0.7:
        case = hall.approve(hall.serve(hall.accept(case)))
        hall.stamp(case)


def filed(hall: CaseHall, chance: random.Random):
    return hall.file(number=f"ZWFW-{chance.random()}", received_at=f"{DAYS[0]} 07:00")


def open_cases() -> list[Case]:
    return list(Case.objects.filter(state__in=["received", "accepted", "reviewing"]).order_by("pk"))


def go_on(hall: CaseHall, case: Case, chance: random.Random) -> None:
    if case.state == "received":
        chance.choice([hall.accept, hall.reject, lambda one: hall.withdraw(one, signed_on=DAYS[0])])(case)
    elif case.matter == hall.licence and case.state == "accepted":
        hall.stamp(hall.approve(hall.into_review(case)))
    elif case.matter == hall.licence and case.state == "reviewing":
        hall.bring(hall.stamp(hall.approve(case)))
