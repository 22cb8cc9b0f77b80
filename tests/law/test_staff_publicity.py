"""The public board: those at work today, and nothing of them but what the rulebook lets the public see (XA-37.4)."""

import datetime as dt

import pytest

from hall.acts.door import perform
from staff.models import Leave
from staff.publicity import board

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 9)


def put_up(world, person):
    data = {"person": person.pk, "duty": "综合受理", "contact": "0470-1", "office_phone": "0470-2"}
    return world.line("public", department=world.unit, by=world.first, **data)


@pytest.mark.clause("XA-37.4")
@pytest.mark.parametrize(
    ("preset", "shown"),
    [
        ("XA", [("姓名", "张窗口"), ("工作职责", "综合受理"), ("联系方式", "0470-1")]),
        ("DL", [("姓名", "张窗口"), ("办公电话", "0470-2")]),
        ("WS", [("姓名", "张窗口"), ("工作职责", "综合受理")]),
    ],
)
def test_the_fields_of_the_rulebook_and_no_other(staff_of, preset, shown):
    world = staff_of(preset)
    put_up(world, world.clerk)
    assert [list(one.fields) for one in board(world.hall, DAY)] == [shown]


@pytest.mark.clause("XA-37.4")
def test_who_is_away_or_gone_is_not_on_it(staff_of):
    world = staff_of("XA")
    for person in (world.clerk, world.colleague):
        put_up(world, person)
    data = {"kind": "年休假", "begins_on": "2026-03-09", "ends_on": "2026-03-09", "reason": "休假"}
    leave = perform(Leave, "ask", data, by=world.clerk, hall=world.hall, department=world.unit)
    assert len(board(world.hall, DAY)) == 2
    perform(leave, "approve", by=world.first)
    assert [one.fields[0][1] for one in board(world.hall, DAY)] == ["李窗口"]
    perform(world.colleague.grants.get(), "revoke", by=world.office)
    assert board(world.hall, DAY + dt.timedelta(days=1))[0].fields[0][1] == "张窗口"
