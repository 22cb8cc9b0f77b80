"""The one flow of every hall: front desk accepts, back office examines, a window hands out; nothing is skipped."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, Refused, WrongState
from hall.models import Entry
from hall.people.roles import Role
from matters.cases.models import Case
from tests.cases_factory import revoke_all
from tests.factories import grant, make_place, make_user
from windows.models import Window


def acts_of(case) -> list[str]:
    return list(case.dossier.entries.filter(kind="act").order_by("seq").values_list("act", flat=True))


@pytest.mark.clause("AH-3.2", "XA-13")
def test_the_stages_stand_on_the_timeline_in_order(hall_of):
    case = hall_of("AH").case_in("archived")
    stages = [
        "receive",
        "accept",
        "begin_review",
        "approve",
        "seal",
        "bring_to_window",
        "hand_out",
        "archive",
    ]
    assert [act for act in acts_of(case) if act in stages] == stages


@pytest.mark.clause("AH-3.2", "XA-13")
@pytest.mark.parametrize("step", ["approve", "stamp", "bring", "hand_out"])
def test_no_later_step_before_its_turn(hall, step):
    case = hall.serve(hall.accept(hall.receive()))
    with pytest.raises(Refused):
        getattr(hall, step)(case)
    assert Case.objects.get(pk=case.pk).state == "accepted"


@pytest.mark.clause("AH-3.2")
def test_the_result_comes_to_the_window_before_it_is_handed_out(hall):
    case = hall.case_in("sealed")
    with pytest.raises(Objected):
        hall.hand_out(case)
    assert hall.hand_out(hall.bring(case)).state == "delivered"


@pytest.mark.clause("WS04-5.6")
def test_approval_cannot_be_skipped(hall_of):
    hall = hall_of("WS")
    case = hall.serve(hall.accept(hall.receive()))
    with pytest.raises(Objected) as refused:
        hall.approve(case)
    assert "后台审查" in str(refused.value)
    with pytest.raises(WrongState):
        perform(case, "archive", by=hall.clerk)


@pytest.mark.clause("AH-9.2")
def test_an_entrusted_matter_goes_to_its_own_back_office(hall_of):
    """Accepted at the centre's window; signed for by the entrusting department alone; handed out at that window."""
    hall = hall_of("AH")
    sent = hall.send(hall.serve(hall.accept(hall.receive())))
    with pytest.raises(NotAllowed):
        perform(sent, "sign", by=hall.other_reviewer)
    perform(sent, "sign", by=hall.reviewer)
    case = hall.hand_out(hall.bring(hall.stamp(hall.approve(sent.case))))
    assert case.dossier.entries.get(act="hand_out").place == hall.window


@pytest.mark.clause("AH-12.3")
def test_no_archive_without_a_recorded_hand_out(hall_of):
    hall = hall_of("AH")
    case = hall.case_in("at_window")
    with pytest.raises(WrongState):
        perform(case, "archive", by=hall.clerk)
    stamped = case.sealed_at
    case = hall.archive(hall.hand_out(case))
    assert case.completed_at == stamped


@pytest.mark.clause("DL-3.3b", "EL-1.3")
def test_any_integrated_window_takes_any_one_window_matter(hall_of):
    hall = hall_of("EL")
    second = make_place(hall.hall, "A02")
    perform(Window, "register", {"place": second.pk, "seats": 1}, by=hall.office, hall=hall.hall)
    hall.window = second
    for matter in (hall.licence, hall.instant, hall.joint):
        assert hall.receive(matter).window == second


@pytest.mark.clause("XA-33.1", "EL-1.3")
def test_a_matter_not_yet_switched_is_taken_only_at_its_own_window(hall_of):
    hall = hall_of("XA")
    hall.licence.one_window = False
    hall.licence.save()
    with pytest.raises(Objected) as refused:
        hall.receive()
    assert "不在" in str(refused.value)
    own = make_place(hall.hall, "B01", "department_window")
    data = {"place": own.pk, "seats": 1, "matters": [hall.licence.pk]}
    perform(Window, "register", data, by=hall.office, hall=hall.hall, department=hall.department)
    hall.window = own
    assert hall.receive().state == "received"


@pytest.mark.clause("XA-33.1")
def test_its_result_is_issued_there_as_well(hall_of):
    hall = hall_of("XA")
    case = hall.case_in("at_window")
    elsewhere = make_place(hall.hall, "B01", "department_window")
    data = {"method": "direct", "received_by": "王小明", "identity_checked": "on"}
    with pytest.raises(Objected) as refused:
        perform(case, "hand_out", data, by=hall.clerk, place=elsewhere)
    assert "出件" in str(refused.value)


@pytest.mark.clause("XA-34.3")
def test_every_step_of_a_delegated_matter_is_in_the_hall(hall_of):
    hall = hall_of("XA")
    case = hall.case_in("archived")
    places = Entry.objects.filter(dossier__in=[case.dossier, *case.dossier.tree.all()], place__isnull=False)
    assert places.exists()
    assert all(entry.place.in_hall for entry in places.select_related("place"))


@pytest.mark.clause("XA-34.3")
def test_acceptance_outside_the_hall_is_refused(hall_of):
    hall = hall_of("XA")
    hall.window = make_place(hall.hall, "Z9", "outside")
    with pytest.raises(NotAllowed):
        hall.receive()


@pytest.mark.clause("EL-2.1")
def test_who_accepted_does_not_decide(hall_of):
    """The clerk leaves the counter and becomes first representative: what they accepted, another decides."""
    hall = hall_of("EL")
    case = hall.into_review(hall.accept(hall.receive()))
    revoke_all(hall.clerk)
    grant(hall.clerk, Role.FIRST_REPRESENTATIVE, hall.hall, hall.department)
    with pytest.raises(NotAllowed) as refused:
        hall.approve(case, by=hall.clerk)
    assert "相分离" in str(refused.value)
    assert hall.approve(case, by=hall.first).state == "decided"


@pytest.mark.clause("EL-2.1")
def test_one_account_cannot_hold_both_roles(hall_of):
    hall = hall_of("EL")
    with pytest.raises(Invalid) as refused:
        make_user("身兼二职", (Role.WINDOW_CLERK, hall.hall), (Role.REVIEWER, hall.hall, hall.department))
    assert "受理与审批相分离" in str(refused.value)


@pytest.mark.clause("EL-2.1", "EL-2.7")
def test_save_at_an_instant_window(hall_of):
    hall = hall_of("EL")
    instant = make_place(hall.hall, "J01", "instant_window")
    both = make_user(
        "即办",
        (Role.WINDOW_CLERK, hall.hall, None, instant),
        (Role.FIRST_REPRESENTATIVE, hall.hall, hall.department),
    )
    assert both.grants.count() == 2


def test_nothing_happens_to_a_case_after_the_archive(hall):
    case = hall.case_in("archived")
    with pytest.raises(WrongState):
        perform(case, "note", {"text": "补记"}, by=hall.clerk)
    paper = case.dossier.papers.get(kind="receipt")
    with pytest.raises(WrongState):
        perform(case, "void_paper", {"paper": paper.pk, "reason": "重出"}, by=hall.office)
