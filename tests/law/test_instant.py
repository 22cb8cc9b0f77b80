"""即办件: taken in, decided, stamped and handed out in one visit."""

import pytest

from hall.acts.door import perform
from hall.acts.offers import offers
from hall.acts.refusals import NotAllowed, Objected
from hall.clocks.ledger import ClockLimit, Light
from hall.people.authority import Authority
from matters.catalogue.models import Entrustment
from tests.cases_factory import limits
from tests.factories import at, travel


def decision(case):
    return ClockLimit.objects.get(run__dossier=case.dossier, run__clock="decision", kind="promise")


@pytest.mark.clause("AH-13.2a")
def test_undecided_at_closing_time_it_is_overdue(hall_of):
    hall = hall_of("AH")
    travel("2025-03-03 09:00")
    case = hall.accept(hall.receive(hall.instant))
    due = decision(case)
    assert str(due.due_on) == "2025-03-03"
    closing = due.due_at
    assert due.light(at("2025-03-03 10:00")) != Light.RED
    travel("2025-03-03 23:00")
    assert closing < at("2025-03-03 23:00")
    assert due.light(at("2025-03-03 23:00")) == Light.RED


@pytest.mark.clause("WS01-05.1.2a-1", "WS02-06-2")
def test_it_is_due_the_day_it_is_accepted(hall_of):
    hall = hall_of("WS")
    travel("2024-03-04")
    case = hall.accept(hall.receive(hall.instant))
    assert str(limits(case, "decision")["promise"]) == "2024-03-04"
    assert decision(case).light(at("2024-03-05 08:00")) == Light.RED


@pytest.mark.clause("WS03-05-2", "WS02-06-2")
def test_it_never_enters_the_back_office(hall_of):
    """Only finishing, correction and non-acceptance are offered; hand-over and pause are not."""
    hall = hall_of("WS")
    case = hall.serve(hall.accept(hall.receive(hall.instant)))
    with pytest.raises(Objected) as refused:
        hall.send(case)
    assert "当场办结" in str(refused.value)
    ready = {o.act.name for o in offers(case, Authority.of(hall.first), hall.window) if o.available}
    assert {"approve", "refuse"} <= ready


@pytest.mark.clause("WS03-05-2")
def test_an_ordinary_case_does(hall_of):
    hall = hall_of("WS")
    assert hall.into_review(hall.accept(hall.receive())).state == "reviewing"


@pytest.mark.clause("AH-28.4a")
def test_the_first_representative_decides_the_units_instant_items(hall_of):
    hall = hall_of("AH")
    case = hall.accept(hall.receive(hall.instant))
    with pytest.raises(NotAllowed):
        hall.approve(case, by=hall.other_first)
    assert hall.approve(case, by=hall.first).state == "decided"


@pytest.mark.clause("AH-13.2a")
def test_the_clerk_decides_on_the_spot_under_delegation(hall_of):
    hall = hall_of("AH")
    case = hall.accept(hall.receive(hall.instant))
    assert hall.approve(case, by=hall.clerk).state == "decided"


@pytest.mark.clause("AH-13.2a")
def test_without_delegation_the_clerk_decides_nothing(hall_of):
    hall = hall_of("AH")
    for letter in Entrustment.objects.all():
        letter.powers = ["receive", "accept"]
        letter.save()
    case = hall.accept(hall.receive(hall.instant))
    with pytest.raises(NotAllowed) as refused:
        hall.approve(case, by=hall.clerk)
    assert "没有授权" in str(refused.value)


@pytest.mark.parametrize("preset", ["AH", "WS", "EL"])
def test_one_visit_is_enough(hall_of, preset):
    hall = hall_of(preset)
    case = hall.accept(hall.receive(hall.instant))
    case = hall.hand_out(hall.stamp(hall.approve(case)))
    case = perform(hall.serve(case), "archive", by=hall.clerk)
    assert case.state == "archived"
    assert not decision(case).late(at("2026-12-31"))
