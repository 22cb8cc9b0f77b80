"""Training: courses, who came and stayed, what it proves, the year's plan."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from staff.models import Attendee
from staff.training.selectors import (
    attended,
    invitations,
    missing_subjects,
    support_by,
    training_file,
    training_proofs,
    year_plan,
)
from tests.factories import make_user, travel

pytestmark = pytest.mark.django_db


def attend(person, hall, *, until="2026-03-09 12:00") -> Attendee:
    travel("2026-03-09 10:00")
    line = perform(attended(person, hall).get(), "sign_in", by=person)
    if until:
        travel(until)
        line = perform(line, "sign_out", by=person)
    return line


@pytest.mark.clause("AH-4.2a", "DL-3.2c")
def test_a_course_stands_in_the_file_of_everybody_who_came(staff_of):
    world = staff_of("AH")
    people = [make_user(f"窗口{n}", ("window_clerk", world.hall, world.unit)) for n in range(12)]
    course = world.course(*people)
    for person in people[:-1]:
        attend(person, world.hall)
    perform(course, "hold", by=world.office)
    for person in people[:-1]:
        [(found, line)] = training_file(person, world.hall)
        assert (found.on.isoformat(), line.hours) == ("2026-03-09", 2.0)
    assert training_file(people[-1], world.hall) == []


@pytest.mark.clause("DL-23.3")
def test_hours_count_with_both_times_only(staff_of):
    world = staff_of("DL")
    world.course(world.clerk, world.colleague)
    assert attend(world.clerk, world.hall, until="").hours == 0
    assert attend(world.colleague, world.hall, until="2026-03-09 11:30").hours == 1.5


@pytest.mark.clause("DL-23.3")
def test_everybody_signs_for_themselves_on_the_day(staff_of):
    world = staff_of("DL")
    world.course(world.clerk)
    line = attended(world.clerk, world.hall).get()
    with pytest.raises(NotAllowed, match="本人"):
        perform(line, "sign_in", by=world.colleague)
    travel("2026-03-10")
    with pytest.raises(Objected, match="只能在当日"):
        perform(line, "sign_in", by=world.clerk)
    travel("2026-03-09 10:00")
    with pytest.raises(WrongState):
        perform(line, "sign_out", by=world.clerk)
    assert perform(line, "sign_in", by=world.office).state == Attendee.State.CAME


@pytest.mark.clause("WS13-3.1.2-1", "AH-20.1")
def test_a_subject_is_proven_by_a_course_sat_through(staff_of):
    world = staff_of("WS")
    subjects = ["审批业务", "礼仪", "消防安全", "管理制度"]
    course = world.course(
        world.clerk, by=world.chief, department=world.unit, kind="pre_post", subjects=subjects[:3]
    )
    attend(world.clerk, world.hall)
    assert training_proofs(world.clerk, world.hall) == []
    perform(course, "hold", by=world.chief)
    proven = [
        (one.subject, one.on.isoformat(), one.trainer) for one in training_proofs(world.clerk, world.hall)
    ]
    assert proven == [(subject, "2026-03-09", "王老师") for subject in subjects[:3]]
    assert missing_subjects(world.clerk, world.hall, course.on) == ["管理制度"]


@pytest.mark.clause("AH-20.1")
def test_nobody_stands_on_the_roster_untrained(staff_of):
    world = staff_of("AH")
    roster = {"person": world.clerk.pk, "on": "2026-03-16", "half": "am", "post": "总导询台"}
    with pytest.raises(Invalid, match="岗前培训"):
        world.line("roster", **roster)
    subjects = ["审批业务", "服务礼仪", "管理制度"]
    course = world.course(world.clerk, kind="pre_post", subjects=subjects)
    attend(world.clerk, world.hall)
    perform(course, "hold", by=world.office)
    assert world.line("roster", **roster).pk


@pytest.mark.clause("DL-23.1")
def test_the_years_plan_says_what_was_held_and_what_is_overdue(staff_of):
    world = staff_of("DL")
    days = ("2026-03-02", "2026-03-06", "2026-06-05", "2026-09-04")
    travel("2026-03-01")
    courses = [world.course(kind="regular", on=day) for day in days]
    travel("2026-03-09")
    perform(courses[0], "hold", by=world.office)
    with pytest.raises(Objected, match="当日之前"):
        perform(courses[2], "hold", by=world.office)
    plan = year_plan(world.hall, 2026, travel("2026-03-09").date())
    assert [one.standing for one in plan] == ["已举办", "逾期未举办", "待举办", "待举办"]


@pytest.mark.clause("DL-23.2")
def test_an_extra_course_reaches_own_and_stationed_staff(staff_of):
    world = staff_of("DL")
    course = world.course(world.clerk, world.office, on="2026-03-20")
    today = travel("2026-03-09").date()
    assert invitations(world.clerk, today) == invitations(world.office, today) == [course]
    assert year_plan(world.hall, 2026, today) == []
    perform(course, "invite", {"participants": [world.clerk.pk, world.guide.pk]}, by=world.office)
    assert invitations(world.guide, today) == [course]
    assert attended(world.clerk, world.hall).count() == 1


@pytest.mark.clause("EL-4.1h")
def test_what_a_department_does_for_integrated_windows_is_counted(staff_of):
    world = staff_of("EL")
    assert support_by(world.unit, 2026, 1).flagged
    answer = {"on": "2026-03-09", "question": "材料是否可以容缺？", "answer": "可以，见指南。"}
    world.line("answers", by=world.first, department=world.unit, **answer)
    course = world.course(world.clerk, by=world.first, department=world.unit)
    perform(course, "hold", by=world.first)
    support = support_by(world.unit, 2026, 1)
    assert (support.trainings, support.answers, support.flagged) == (1, 1, False)
    assert support_by(world.unit, 2026, 2).flagged
