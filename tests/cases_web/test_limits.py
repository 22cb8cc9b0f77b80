"""Limits over the whole hall: no department left out, every late case found under what it missed."""

import pytest
from django.urls import reverse

from hall import legal_time
from hall.clocks.ledger import ClockLimit, Light
from hall.clocks.ranking import WORST_FIRST, ended_late, running
from hall.people.authority import Authority
from hall.people.roles import Role
from matters.cases.limit_report import report
from matters.cases.views.lights import month_begins
from tests.catalogue.builders import make_matter
from tests.factories import NAMED_SINCE, make_department, make_user, travel
from tests.web.pages import text_of

from .lists import sections

LIMITS, OVERDUE = reverse("limits"), reverse("overdue")


@pytest.mark.clause("WS03-02")
def test_every_department_with_a_matter_stands_in_the_report_and_none_can_be_left_out(hall_of, enter):
    hall = hall_of("WS")
    make_matter(hall.other, name="户口登记", entered_on=NAMED_SINCE)
    make_department(hall.hall, "某旗统计局", "统")  # has no matter, so no limit binds it
    office = enter(hall.office)
    for address in ("", f"?department={hall.department.pk}", f"?exclude={hall.other.pk}", "?list=x"):
        page = text_of(office.get(LIMITS + address))
        assert "某旗市场监督管理局" in page
        assert "某旗公安局" in page
        assert "某旗统计局" not in page


def test_the_report_counts_open_cases_by_their_light_and_what_was_done_this_month(hall, enter):
    hall.case_in("delivered")  # in time
    hall.case_in("reviewing")
    travel("2026-03-16")
    hall.accept(hall.receive())
    travel("2026-03-17")
    late = hall.case_in("decided")
    travel("2026-03-25")
    hall.stamp(late)
    (line,) = report(Authority.of(hall.office), month_begins())
    counted = dict(zip(WORST_FIRST, line.lights, strict=True))
    assert counted[Light.RED] == 2  # promised for 16 and 23 March
    assert counted[Light.GREEN] == 1  # stamped, a day late; the time to hand it out runs
    assert (line.open, line.done, line.done_late) == (3, 2, 1)
    page = text_of(enter(hall.office).get(LIMITS))
    assert "某旗市场监督管理局 3 0 2 0 1 0 0 2 1" in page


def test_a_supervisor_of_the_league_sees_the_departments_of_the_halls_below(hall):
    bureau = make_user("盟局", (Role.BUREAU, hall.hall.parent))
    assert [str(line.department) for line in report(Authority.of(bureau), month_begins())] == [
        str(hall.department)
    ]


def test_the_report_is_for_those_who_read_the_whole_hall(hall, enter):
    assert enter(hall.reviewer).get(LIMITS).status_code == 403
    assert enter(hall.clerk).get(OVERDUE).status_code == 403


def test_late_cases_stand_under_each_limit_they_missed(hall, enter):
    case = hall.case_in("reviewing")
    office = enter(hall.office)
    travel("2026-03-16 23:59")
    assert sections(office.get(OVERDUE))["已超承诺期限"] == []
    travel("2026-03-17 00:00")
    lists = sections(office.get(OVERDUE))
    assert lists["已超承诺期限"] == [case.number]
    assert lists["已超法定期限"] == []
    travel("2026-04-08 09:00")  # twenty working days, 清明 between
    assert sections(office.get(OVERDUE))["已超法定期限"] == [case.number]


def test_a_case_finished_late_stays_on_record(hall, enter):
    case = hall.case_in("decided")
    travel("2026-03-18")
    hall.stamp(case)
    page = enter(hall.office).get(OVERDUE)
    assert sections(page)["已超承诺期限"] == []
    assert sections(page)["本月办过但已经超期的"] == [case.number]
    assert "超期办结" in text_of(page)


def test_a_department_sees_its_own_late_cases_only(hall, enter):
    case = hall.case_in("reviewing")
    travel("2026-03-18")
    assert sections(enter(hall.first).get(OVERDUE))["已超承诺期限"] == [case.number]
    assert not any(sections(enter(hall.other_first).get(OVERDUE)).values())


@pytest.mark.parametrize("day", ["2026-03-09", "2026-03-15", "2026-03-18", "2026-05-20"])
def test_the_lights_in_sql_are_the_lights_of_the_limits(hall, day):
    """Lists are sorted by the database; a page shows what the limit itself says."""
    hall.receive()
    hall.tell(hall.receive(m2="missing"), until="2026-03-16")
    hall.case_in("decided")
    hall.start_procedure(hall.case_in("reviewing"))
    travel(day)
    now = legal_time.now()
    ranks = {limit.pk: WORST_FIRST[limit.rank] for limit in running(now)}
    assert ranks == {one.pk: one.light(now) for one in ClockLimit.objects.filter(run__ended_at=None)}


def test_the_light_of_what_was_done_too_late_never_fades(hall):
    case = hall.case_in("reviewing")
    travel("2026-05-20")
    hall.approve(case)
    hall.stamp(case)
    ended = {limit.pk: WORST_FIRST[limit.rank] for limit in ended_late()}
    now = legal_time.now()
    missed = [one for one in ClockLimit.objects.exclude(closed_at=None) if one.light(now) != Light.GREEN]
    assert missed
    assert ended == {one.pk: one.light(now) for one in missed}
