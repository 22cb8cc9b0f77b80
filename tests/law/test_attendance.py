"""Attendance: the clock device's times against the rulebook's hours, for clerks and for guides."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from staff.attendance.book import Book, month, totals
from staff.attendance.day import Standing
from staff.attendance.duty_leader import days_without_leader
from staff.attendance.meetings import meetings_held, roll_call
from staff.models import LeaderDuty, Leave, Punch
from tests.factories import make_user, travel

pytestmark = pytest.mark.django_db
MONDAY, DAY = "2026-03-09", dt.date(2026, 3, 9)


def judged(world, person, *times: str, now="2026-03-10 09:00"):
    travel(now)
    world.clock((world.first, f"{MONDAY} 08:00"), *[(person, f"{MONDAY} {time}") for time in times])
    return Book(world.hall, DAY, DAY).day(person, DAY)


@pytest.mark.clause("WS04-5.4-1")
@pytest.mark.parametrize(
    ("time", "standing"),
    [("06:59", "incomplete"), ("07:00", "present"), ("08:30", "present"), ("08:31", "late")],
)
def test_signing_in(staff_of, time, standing):
    world = staff_of("WS")
    day = judged(world, world.clerk, time, "17:30")
    assert (day.standing, day.late) == (standing, int(standing == "late"))
    if time == "06:59":
        assert day.missing == ("未签到",)


@pytest.mark.clause("WS04-5.4-2")
@pytest.mark.parametrize(
    ("time", "standing"),
    [("17:29", "early"), ("17:30", "present"), ("19:30", "present"), ("19:31", "incomplete")],
)
def test_signing_out(staff_of, time, standing):
    world = staff_of("WS")
    day = judged(world, world.clerk, "08:20", time)
    assert (day.standing, day.early) == (standing, int(standing == "early"))
    if time == "19:31":
        assert day.missing == ("未签退",)


@pytest.mark.clause("WS04-5.4-5")
def test_a_guide_has_hours_of_their_own(staff_of):
    world = staff_of("WS")
    for person in (world.clerk, world.guide):
        world_times = ("08:25", "12:00", "14:30", "17:30")
        travel("2026-03-10 09:00")
        world.clock(*[(person, f"{MONDAY} {time}") for time in world_times])
    book = Book(world.hall, DAY, DAY)
    assert book.day(world.clerk, DAY).standing == Standing.PRESENT
    assert book.day(world.guide, DAY).standing == Standing.LATE


@pytest.mark.clause("WS05-7.1-2")
@pytest.mark.parametrize(
    ("times", "late", "early"),
    [
        (("08:20", "12:00", "14:30", "17:30"), 0, 0),
        (("08:20", "11:59", "14:30", "17:30"), 0, 1),
        (("08:20", "12:00", "14:31", "17:30"), 1, 0),
        (("08:21", "12:00", "14:31", "17:29"), 2, 1),
    ],
)
def test_a_guide_signs_each_half_day(staff_of, times, late, early):
    world = staff_of("WS")
    day = judged(world, world.guide, *times)
    assert (day.late, day.early, day.missing) == (late, early, ())


@pytest.mark.clause("WS05-7.1-1")
def test_the_roll_call_lists_all_guides(staff_of):
    world = staff_of("WS")
    absent = make_user("丙导服", ("guide", world.hall))
    travel("2026-03-09 12:10")
    world.clock((world.guide, f"{MONDAY} 08:20"), (world.guide2, f"{MONDAY} 08:21"))
    expected = {world.guide: "到会", world.guide2: "迟到", absent: "缺席"}
    assert dict(roll_call(world.hall, DAY)) == expected


@pytest.mark.clause("WS04-5.5-4")
def test_a_day_without_sign_and_leave_is_absence_once_it_is_over(staff_of):
    world = staff_of("WS")
    assert judged(world, world.clerk, now="2026-03-09 16:00").standing == Standing.EXPECTED
    assert judged(world, world.clerk).standing == Standing.ABSENT
    assert month(world.hall, 2026, 3).counts(world.clerk).of(Standing.ABSENT) > 0


@pytest.mark.clause("DL-22.1")
def test_a_days_sheet_adds_up(staff_of):
    world = staff_of("WS")
    people = [make_user(f"窗口{n}", ("window_clerk", world.hall, world.unit)) for n in range(15)]
    travel("2026-03-08 10:00")
    data = {"kind": "年休假", "begins_on": MONDAY, "ends_on": MONDAY, "reason": "休假"}
    leave = perform(Leave, "ask", data, by=people[0], hall=world.hall, department=world.unit)
    perform(leave, "approve", by=world.first)
    travel("2026-03-10 09:00")
    lines = [(one, f"{MONDAY} 08:{31 if n < 3 else 10}") for n, one in enumerate(people[1:12])]
    world.clock(*lines, *[(one, f"{MONDAY} 17:40") for one in people[1:12]])
    rows = Book(world.hall, DAY, DAY).sheet(DAY)
    found = totals(rows)
    assert len(rows) == 20 == found.total()
    assert (found["late"], found["present"], found["leave"], found["absent"]) == (3, 8, 1, 8)


@pytest.mark.clause("WS04-5.4-4")
def test_a_months_counts(staff_of):
    world = staff_of("WS")
    travel("2026-03-31 20:00")
    days = [day.isoformat() for day in month(world.hall, 2026, 3).working_days]
    times = [(world.clerk, f"{day} {time}") for day in days for time in ("08:20", "17:40")]
    times[0] = (world.clerk, f"{days[0]} 08:45")
    world.clock(*times)
    fact = {
        "person": world.clerk.pk,
        "on": "2026-03-11",
        "at": "10:00",
        "seen_by": "巡查组",
        "content": "不在岗",
    }
    world.line("desertion", by=world.supervisor, **fact)
    assert month(world.hall, 2026, 3).counts(world.clerk).words == "迟到1，早退0，旷工0，脱岗1"


@pytest.mark.clause("EL-4.2c")
def test_the_file_comes_whole_or_not_at_all_and_twice_without_harm(staff_of):
    world = staff_of("EL")
    travel("2026-03-10 09:00")
    name = world.clerk.username
    for bad, told in {
        f"姓名,时间\n{name},2026-03-09 08:00": "缺少栏目",
        f"用户名,时间\n{name},2026-03-09 08:00\n不认识,2026-03-09 08:00": "第3行：本大厅没有",
        f"用户名,时间\n{name},昨天": "不是时间",
        f"用户名,时间\n{name},2026-03-11 08:00": "还没有到",
        "用户名,时间\n": "没有打卡记录",
    }.items():
        with pytest.raises(Invalid, match=told):
            world.import_file(bad)
    assert not Punch.objects.exists()
    with pytest.raises(NotAllowed):
        world.import_file(f"用户名,时间\n{name},2026-03-09 08:00", by=world.first)
    first = world.import_file(f"用户名,时间\n{name},2026-03-09 08:00:31", encoding="gb18030")
    again = world.import_file(f"姓名,用户名,时间\n张,{name},2026-03-09 08:00\n张,{name},2026-03-09 18:00")
    assert (first.taken, again.taken, again.repeated) == (1, 1, 1)
    perform(again, "void", {"reason": "文件导错。"}, by=world.office)
    assert [one.batch_id for one in Punch.objects.counting()] == [first.pk]


@pytest.mark.clause("DL-22.1")
def test_a_day_is_corrected_by_the_office_with_its_ground(staff_of):
    world = staff_of("WS")
    line = {"person": world.clerk.pk, "on": MONDAY, "standing": "present", "reason": "考勤机故障。"}
    assert judged(world, world.clerk).standing == Standing.ABSENT
    with pytest.raises(NotAllowed):
        world.line("attendance_correction", by=world.first, department=world.unit, **line)
    kept = world.line("attendance_correction", **line)
    assert judged(world, world.clerk).words == "正常（更正）"
    perform(kept, "void", {"reason": "有误。"}, by=world.office)
    assert judged(world, world.clerk).standing == Standing.ABSENT


def test_without_the_devices_file_nobody_is_called_absent(staff_of):
    world = staff_of("WS")
    travel("2026-03-10 09:00")
    book = Book(world.hall, DAY, DAY)
    assert book.day(world.clerk, DAY).standing == Standing.UNREAD
    assert book.unread == [DAY]


def test_a_hall_without_hours_judges_nobody(staff_of):
    world = staff_of("AH")
    assert judged(world, world.clerk).standing == Standing.UNTIMED


@pytest.mark.clause("WS15-04.2")
def test_meetings_held_of_working_days(staff_of):
    world = staff_of("WS")
    travel("2026-03-31 20:00")
    book = month(world.hall, 2026, 3)
    days = [day.isoformat() for day in book.working_days]
    for meeting, held in (("morning", days[:-1]), ("evening", days[:-2])):
        for day in held:
            world.line("meetings", on=day, meeting=meeting, led_by="李主任", content="通报情况。")
    n = len(days)
    assert meetings_held(book) == {"晨会": (n - 1, n), "夕会": (n - 2, n)}


@pytest.mark.clause("WS15-04.3")
def test_every_working_day_has_one_leader_who_confirms(staff_of):
    world = staff_of("WS")
    travel("2026-03-06 09:00")
    data = {"leader": world.leader.pk, "on": MONDAY}
    turn = perform(LeaderDuty, "arrange", data, by=world.office, hall=world.hall)
    with pytest.raises(Invalid, match="已安排"):
        perform(LeaderDuty, "arrange", data, by=world.office, hall=world.hall)
    with pytest.raises(Objected, match="当日方可确认"):
        perform(turn, "confirm", by=world.leader)
    travel("2026-03-10 09:00")
    book = Book(world.hall, DAY, DAY + dt.timedelta(days=1))
    assert days_without_leader(book) == [DAY, dt.date(2026, 3, 10)]
    other = make_user("另一领导", ("hall_leader", world.hall))
    with pytest.raises(NotAllowed, match="本人"):
        perform(turn, "confirm", by=other)
    perform(turn, "confirm", by=world.leader)
    assert days_without_leader(book) == [dt.date(2026, 3, 10)]
