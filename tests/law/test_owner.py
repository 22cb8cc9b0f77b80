"""负责到底: who took a case in answers for it until it is handed on, and it is never without an owner (WS02-08)."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.people.open_work import open_work_of
from hall.people.roles import Role
from matters.cases.models import Case, Reassignment
from matters.cases.owning import owners_of
from tests.cases_factory import revoke_all
from tests.factories import at, make_user, travel
from tests.law.ask import wrong_fields

TO = {"reason": "轮岗"}


def hand_on(hall, case, to, by=None):
    return perform(case, "hand_on", TO | {"to": to.pk}, by=by or hall.clerk, place=hall.window)


@pytest.mark.clause("WS02-08-1")
def test_from_whom_to_whom_and_when_is_kept(hall):
    case = hall.receive()
    assert case.owner == hall.clerk
    travel("2026-03-10 09:10")
    case = hand_on(hall, case, hall.clerk2)
    assert case.owner == hall.clerk2
    assert owners_of(case) == [(hall.clerk, at("2026-03-09")), (hall.clerk2, at("2026-03-10 09:10"))]


@pytest.mark.clause("WS02-08-1")
def test_only_the_owner_and_the_hall_office_hand_on(hall):
    case = hall.receive()
    with pytest.raises(NotAllowed):
        hand_on(hall, case, hall.clerk2, by=hall.clerk2)
    assert hand_on(hall, case, hall.clerk2, by=hall.office).owner == hall.clerk2


@pytest.mark.clause("WS02-08-1")
def test_to_nobody_and_to_who_may_not_do_the_work_it_cannot_go(hall):
    case = hall.receive()
    for to in ("", hall.reviewer.pk, hall.clerk.pk):
        with pytest.raises(Invalid) as refused:
            perform(case, "hand_on", TO | {"to": to}, by=hall.clerk)
        assert wrong_fields(refused.value) == {"to"}
    assert Case.objects.get().owner == hall.clerk


def leave(hall, who, **to):
    data = TO | {name: user.pk for name, user in to.items()}
    return perform(Reassignment, "reassign", data, by=hall.office, hall=hall.hall, leaver=who)


@pytest.mark.clause("WS02-08-1")
def test_who_leaves_hands_on_everything_at_once(hall):
    cases = [hall.receive(), hall.accept(hall.receive())]
    done = hall.case_in("delivered")
    with pytest.raises(Invalid) as refused:
        leave(hall, hall.clerk)
    assert wrong_fields(refused.value) == {"clerk"}
    assert open_work_of(hall.clerk, hall.hall) == {"承办的办件": cases}
    made = leave(hall, hall.clerk, clerk=hall.clerk2)
    assert made.cases == [case.number for case in cases]
    assert open_work_of(hall.clerk, hall.hall) == {}
    assert open_work_of(hall.clerk2, hall.hall) == {"承办的办件": cases}
    assert Case.objects.get(pk=done.pk).owner == hall.clerk


@pytest.mark.clause("WS02-08-1")
def test_what_lies_in_the_back_office_goes_too(hall):
    case = hall.case_in("reviewing")
    second = make_user("新审批", (Role.REVIEWER, hall.hall, hall.department))
    assert open_work_of(hall.reviewer, hall.hall) == {"审查中的办件": [case]}
    leave(hall, hall.reviewer, examiner=second)
    case = Case.objects.get(pk=case.pk)
    assert (case.examiner, case.owner) == (second, hall.clerk)


@pytest.mark.clause("WS02-08-1")
def test_nothing_moves_where_the_taker_may_not_do_it_all(hall):
    case = hall.receive()
    with pytest.raises(Invalid):
        leave(hall, hall.clerk, clerk=hall.reviewer)
    only_one_department = make_user("单部门", (Role.WINDOW_CLERK, hall.hall, hall.other))
    with pytest.raises(Invalid) as refused:
        leave(hall, hall.clerk, clerk=only_one_department)
    assert wrong_fields(refused.value) == {"clerk"}
    assert Case.objects.get(pk=case.pk).owner == hall.clerk


@pytest.mark.clause("WS02-08-1")
def test_who_has_nothing_open_hands_nothing_on(hall):
    with pytest.raises(Objected):
        leave(hall, hall.clerk2)


@pytest.mark.clause("WS02-08-1")
def test_a_revoked_grant_leaves_the_case_with_its_owner_until_it_is_handed_on(hall):
    case = hall.receive()
    revoke_all(hall.clerk)
    assert open_work_of(hall.clerk, hall.hall) == {"承办的办件": [case]}
    leave(hall, hall.clerk, clerk=hall.clerk2)
    assert Case.objects.get(pk=case.pk).owner == hall.clerk2
