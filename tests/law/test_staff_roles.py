"""Who may not do the acts of daily life: another's role, no role any more, or a person where only the clock acts."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import NotAllowed
from staff.models import Attendee, ClockImport, Course, Handbook, LeaderDuty, Leave, PostLeave, ShortAbsence
from staff.training.selectors import attended
from tests.cases_factory import revoke_all
from tests.factories import grant, travel
from tests.law.test_assessment import assess
from tests.law.test_leave import ask

pytestmark = pytest.mark.django_db


def refused(target, act: str, by, **scope) -> None:
    with pytest.raises(NotAllowed):
        perform(target, act, {}, by=by, **scope)


def only(world, person, role: str) -> None:
    """The person has another role now, and no other."""
    revoke_all(person)
    grant(person, role, world.hall)


def opening(model, act: str, outsider: str, *clauses: str):
    return pytest.param(
        model, act, outsider, marks=pytest.mark.clause(*clauses), id=f"{model.__name__}.{act}"
    )


@pytest.mark.parametrize(
    ("model", "act", "outsider"),
    [
        opening(Course, "plan", "clerk", "DL-23.1", "DL-23.2", "AH-4.2a", "DL-3.2c", "EL-4.1h"),
        opening(Attendee, "invite", "office", "DL-23.2"),
        opening(ClockImport, "read_in", "first", "DL-22.1", "EL-4.2c"),
        opening(LeaderDuty, "arrange", "leader", "WS15-04.3"),
        opening(Handbook, "publish", "guide", "WS05-1.3"),
        opening(PostLeave, "ask", "office", "WS05-7.2-1"),
        opening(ShortAbsence, "step_out", "office", "WS05-7.2-3", "WS05-7.2-4", "WS05-7.2-5"),
        opening(Leave, "ask", "supervisor", "WS04-5.5-1", "DL-22.2"),
    ],
)
def test_what_is_begun_by_those_it_belongs_to(staff_of, model, act, outsider):
    world = staff_of("WS")
    refused(model, act, getattr(world, outsider), hall=world.hall, department=world.unit)


@pytest.mark.clause("DL-23.1", "DL-23.2")
@pytest.mark.parametrize("act", ["invite", "move", "hold", "cancel"])
def test_a_course_is_its_organisers(staff_of, act):
    world = staff_of("DL")
    refused(world.course(department=world.unit, by=world.chief), act, world.clerk)


@pytest.mark.clause("DL-23.3")
def test_who_has_left_signs_no_list(staff_of):
    world = staff_of("DL")
    world.course(world.clerk, world.colleague)
    came = perform(attended(world.colleague, world.hall).get(), "sign_in", by=world.colleague)
    for person in (world.clerk, world.colleague):
        only(world, person, "sysadmin")
    refused(attended(world.clerk, world.hall).get(), "sign_in", world.clerk)
    refused(came, "sign_out", world.colleague)


@pytest.mark.clause("DL-22.1")
def test_a_file_is_voided_by_the_office(staff_of):
    world = staff_of("DL")
    refused(world.clock((world.clerk, "2026-03-06 08:00")), "void", world.supervisor)


@pytest.mark.clause("WS15-04.3")
def test_who_leads_no_more_confirms_no_duty(staff_of):
    world = staff_of("WS")
    data = {"leader": world.leader.pk, "on": "2026-03-09"}
    turn = perform(LeaderDuty, "arrange", data, by=world.office, hall=world.hall)
    only(world, world.leader, "supervisor")
    refused(turn, "confirm", world.leader)


@pytest.mark.clause("DL-22.2", "WS04-5.5-3")
def test_a_leave_is_refused_by_its_approver_and_ended_by_whoever_is_still_here(staff_of):
    world = staff_of("WS")
    leave = ask(world, ends="2026-03-11")
    refused(leave, "refuse", world.office)
    leave = perform(leave, "approve", by=world.first)
    refused(leave, "stay_away", world.office)
    only(world, world.clerk, "supervisor")
    refused(leave, "report_back", world.clerk)


@pytest.mark.clause("WS05-7.2-1", "WS05-7.2-2", "WS05-7.2-3")
def test_only_guides_leave_and_take_over_the_desk(staff_of):
    world = staff_of("WS")
    data = {"reason": "取药", "replacement": world.guide2.pk}
    asked = perform(PostLeave, "ask", data, by=world.guide, hall=world.hall)
    refused(asked, "refuse", world.guide2)
    relieved = perform(asked, "approve", by=world.office)
    travel("2026-03-09 11:10")
    out = perform(ShortAbsence, "step_out", {"reason": "饮水"}, by=world.guide2, hall=world.hall)
    refused(out, "overstay", world.office)
    only(world, world.guide2, "supervisor")
    refused(relieved, "take_over", world.guide2)


@pytest.mark.clause("WS05-7.2-1", "WS05-7.2-2")
def test_who_is_no_guide_any_more_does_not_go(staff_of):
    world = staff_of("WS")
    data = {"reason": "取药", "replacement": world.guide2.pk}
    asked = perform(PostLeave, "ask", data, by=world.guide, hall=world.hall)
    asked = perform(perform(asked, "approve", by=world.office), "take_over", by=world.guide2)
    only(world, world.guide, "supervisor")
    refused(asked, "go", world.guide)


@pytest.mark.clause("AH-23.2")
def test_the_opinion_is_sent_by_the_centre(staff_of):
    world = staff_of("AH")
    refused(assess(world, world.clerk), "send", world.first)
