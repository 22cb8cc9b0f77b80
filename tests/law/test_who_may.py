"""Whose hand and whose eyes: departments decide their own cases, the centre reminds, those above read."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import NotAllowed
from hall.models import Dossier, Hall
from hall.people.authority import Authority
from hall.people.roles import Role
from matters.cases.models import Case
from tests.cases_factory import CaseHall
from tests.factories import make_hall, make_user


def sees(user, case) -> bool:
    return Dossier.objects.filter(Authority.of(user).readable(), pk=case.pk).exists()


@pytest.mark.clause("DL-4.1")
def test_only_the_units_own_people_decide(hall_of):
    hall = hall_of("DL")
    case = hall.case_in("reviewing")
    for stranger in (hall.other_first, hall.other_reviewer, hall.office, hall.supervisor):
        with pytest.raises(NotAllowed):
            hall.approve(case, by=stranger)
    assert hall.approve(case).state == "decided"


@pytest.mark.clause("DL-4.1")
def test_the_centre_reads_and_reminds(hall_of):
    hall = hall_of("DL")
    case = hall.case_in("reviewing")
    assert sees(hall.office, case)
    case = perform(case, "remind", {"text": "临近届满，请抓紧办理"}, by=hall.office)
    entry = case.dossier.entries.get(act="remind")
    assert entry.by == hall.office
    assert case.state == "reviewing"


@pytest.fixture
def two_halls(calendar):
    """A league with two counties under it; a case in the first."""
    hall = CaseHall("XA")
    make_hall("XA", code="second", name="另旗政务服务中心")
    return hall, hall.receive()


@pytest.mark.clause("XA-4")
def test_an_administering_body_reads_its_lower_counties_and_edits_nothing(two_halls):
    hall, case = two_halls
    league = make_user("盟局", (Role.BUREAU, Hall.objects.get(code="league")))
    assert sees(league, case)
    with pytest.raises(NotAllowed):
        perform(case, "accept", by=league, place=hall.window)
    with pytest.raises(NotAllowed):
        perform(case, "remind", {"text": "催办"}, by=league)


@pytest.mark.clause("XA-4")
def test_a_service_body_sees_only_its_own(two_halls):
    hall, case = two_halls
    second = Hall.objects.get(code="second")
    for role in (Role.WINDOW_CLERK, Role.HALL_OFFICE, Role.BUREAU, Role.SUPERVISOR):
        assert not sees(make_user("外旗", (role, second)), case)
    assert sees(hall.clerk, case)
    assert not sees(make_user("部门", (Role.REVIEWER, hall.hall, hall.other)), case)


@pytest.mark.clause("AH-46.2")
def test_the_bureau_reads_every_sub_hall_and_sub_halls_not_each_other(calendar):
    hall = CaseHall("AH")
    kept = [_sub_hall(hall, n) for n in (1, 2)]
    case = hall.receive()
    bureau = make_user("旗局", (Role.BUREAU, hall.hall))
    own = perform_in(kept[0], hall)
    assert sees(bureau, own)
    assert sees(bureau, case)
    assert not sees(make_user("分厅二", (Role.HALL_OFFICE, kept[1])), own)
    assert sees(make_user("分厅一", (Role.HALL_OFFICE, kept[0])), own)


def _sub_hall(hall: CaseHall, number: int) -> Hall:
    return Hall.objects.create(
        code=f"sub{number}",
        name=f"某旗政务服务中心第{number}分厅",
        level=hall.hall.level,
        kind=Hall.Kind.SUB_HALL,
        parent=hall.hall,
        department=hall.department,
        region_code=hall.hall.region_code,
        approval_reference=f"政办〔2026〕{number}号",
    )


def perform_in(sub_hall: Hall, hall: CaseHall):
    """A task of a sub-hall: any object with a dossier will do for who sees it."""
    from staff.models import Task

    office = make_user("分厅管理", (Role.HALL_OFFICE, sub_hall))
    make_user("分厅首代", (Role.FIRST_REPRESENTATIVE, sub_hall, hall.department))
    receiver = make_user("分厅首代二", (Role.FIRST_REPRESENTATIVE, sub_hall, hall.department))
    data = {"receiver": receiver.pk, "title": "报送月报", "content": "请报送本月统计"}
    return perform(Task, "issue", data, by=office, hall=sub_hall, department=hall.department)


def test_a_person_without_grants_sees_and_does_nothing(hall):
    case = hall.receive()
    nobody = make_user("无权")
    assert not sees(nobody, case)
    with pytest.raises(NotAllowed):
        hall.accept(case, by=nobody)
    assert Case.objects.get(pk=case.pk).state == "received"
