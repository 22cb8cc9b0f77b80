"""Two departments in one hall, each with its leader and its first representative, and the hall's office."""

from types import SimpleNamespace

import pytest
from django.conf import settings

from hall.calendar.seeding import seed_calendar
from hall.people.roles import Role
from tests.factories import make_department, make_hall, make_user, travel

MORNING = "2026-09-18 10:00"


@pytest.fixture
def county(transactional_db, tmp_path) -> SimpleNamespace:
    travel(MORNING)
    year = settings.FIXTURES / "calendars" / "2026.toml"
    (tmp_path / year.name).symlink_to(year)
    list(seed_calendar(tmp_path))
    hall = make_hall()
    market, police = make_department(hall), make_department(hall, "某旗公安局", "公")
    return SimpleNamespace(
        hall=hall,
        market=market,
        police=police,
        office=make_user("大厅管理", (Role.HALL_OFFICE, hall)),
        leader=make_user("市监领导", (Role.DEPARTMENT_LEADER, hall, market)),
        first=make_user("钱首代", (Role.FIRST_REPRESENTATIVE, hall, market)),
        clerk=make_user("张窗口", (Role.WINDOW_CLERK, hall, market)),
        other_leader=make_user("公安领导", (Role.DEPARTMENT_LEADER, hall, police)),
        other_first=make_user("周首代", (Role.FIRST_REPRESENTATIVE, hall, police)),
    )
