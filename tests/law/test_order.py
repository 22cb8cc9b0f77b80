"""数量限制: licences of which there are only so many go by the order of acceptance."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Objected
from hall.people.roles import Role
from matters.cases.models import Case
from tests.cases_factory import CaseHall
from tests.catalogue.builders import make_matter
from tests.factories import NAMED_SINCE, make_user, travel
from tests.law.ask import cited


@pytest.fixture
def limited(hall) -> CaseHall:
    """The licence's guide names a number."""
    hall.licence = make_matter(hall.department, name="客运出租汽车经营许可", entered_on=NAMED_SINCE)
    hall.licence_version = hall._version(hall.licence, 5, quantity_limit="每年10个")
    return hall


def two(hall: CaseHall) -> tuple[Case, Case]:
    """Accepted one day after the other; the papers of the later one came in first."""
    late = hall.receive()
    early = hall.into_review(hall.accept(hall.receive()))
    travel("2026-03-10")
    return early, hall.into_review(hall.accept(late))


@pytest.mark.clause("许可法57")
def test_who_was_accepted_first_is_decided_first(limited):
    early, late = two(limited)
    with pytest.raises(Objected) as refused:
        limited.approve(late)
    assert cited(refused.value) == {"许可法57"}
    assert early.number in str(refused.value)
    limited.approve(early)
    assert limited.approve(late).state == "decided"


@pytest.mark.clause("许可法57")
@pytest.mark.parametrize("end", ["refuse", "withdraw"])
def test_what_is_refused_or_taken_back_makes_room(limited, end):
    early, late = two(limited)
    getattr(limited, end)(early)
    assert limited.approve(late).state == "decided"


def test_a_refusal_waits_for_nobody(limited):
    _, late = two(limited)
    assert limited.refuse(late).state == "decided"


def test_without_a_number_there_is_no_queue(hall):
    _, late = two(hall)
    assert hall.approve(late).state == "decided"


def test_the_departments_leader_may_say_that_the_number_suffices(limited):
    _, late = two(limited)
    leader = make_user("郑局长", (Role.DEPARTMENT_LEADER, limited.hall, limited.department))
    data = {"act": "approve", "guard": "cases.in_order_of_acceptance", "reason": "数量足够，不影响在先申请人"}
    perform(late, "waive", data, by=leader)
    assert limited.approve(Case.objects.get(pk=late.pk)).state == "decided"
