"""Documents in the database: one way in, whole or not at all, kept for ever, and told to whoever counts days."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hall.calendar import CalendarDoesNotReach, calendar_for
from hall.calendar.arrangements import ArrangedDay, HolidayArrangement
from hall.calendar.publishing import preview, publish
from hall.calendar.seeding import seed_calendar
from hall.calendar.signals import calendar_changed
from hall.calendar.table import TableRefused, read_table
from hall.places.hall import Hall

pytestmark = pytest.mark.django_db

YEAR_2027 = "2026-12-27,上班,元旦\n2026-12-31至2027-01-02,放假,元旦"


def national(year: int = 2027, **facts) -> HolidayArrangement:
    facts = {"title": f"{year}年放假通知", "issued_on": date(2026, 11, 25), "source": "试验"} | facts
    return HolidayArrangement(year=year, **facts)


def single_days(**facts) -> HolidayArrangement:
    return national(2026, scope="days", title="个别日期调整", **facts)


@pytest.fixture
def seeded() -> None:
    """2024–2026 are enough here."""
    for year in (2024, 2025, 2026):
        publish(
            national(year, issued_on=date(year - 1, 11, 4)),
            read_table(f"{year}-01-01,放假,元旦\n{year}-10-01至{year}-10-07,放假,国庆节"),
        )


@pytest.fixture
def told():
    """What calendar_changed said, in order."""
    heard = []

    def listen(sender, hall, changed, **kwargs):
        heard.append((hall, changed, calendar_for(hall).edition))

    calendar_changed.connect(listen)
    yield heard
    calendar_changed.disconnect(listen)


@pytest.fixture
def tree() -> tuple[Hall, Hall, Hall]:
    """A league hall, and under it a banner with a township."""
    league = Hall.objects.create(code="league", name="盟大厅", level=3, region_code="152200")
    banner = Hall.objects.create(code="banner", name="旗大厅", level=4, region_code="152201", parent=league)
    township = Hall.objects.create(
        code="township", name="苏木便民中心", level=5, region_code="152201001", parent=banner
    )
    return league, banner, township


@pytest.mark.usefixtures("seeded")
class TestPublish:
    def test_a_new_year_moves_the_horizon_and_tells_every_changed_day(self, told):
        before = calendar_for(None)
        publish(national(), read_table(YEAR_2027))
        after = calendar_for(None)
        assert (before.horizon, after.horizon) == (date(2026, 12, 31), date(2027, 12, 31))
        ((hall, changed, edition_heard),) = told
        assert hall is None
        assert edition_heard == after.edition, "the listener already counts by the new calendar"
        assert {date(2026, 12, 27), date(2026, 12, 31)} <= changed
        assert sum(day.year == 2027 for day in changed) == 365

    @pytest.mark.parametrize("replacing", [False, True])
    def test_a_day_of_the_past_december_changes_the_edition_and_keeps_the_old_row(self, told, replacing):
        publish(national(), read_table(YEAR_2027))
        before = calendar_for(None)
        if replacing:
            first = HolidayArrangement.objects.get(year=2027)
            corrected = national(replaces=first, reason="漏写12月30日")
            publish(corrected, read_table("2026-12-30至2027-01-02,放假,元旦\n2026-12-27,上班,元旦"))
        else:
            publish(single_days(issued_on=date(2027, 1, 5)), read_table("2026-12-30,放假,元旦"))
        after = calendar_for(None)
        assert after.edition != before.edition
        assert after.count(date(2026, 12, 25), date(2026, 12, 31)) == 3
        assert told[-1][1] == {date(2026, 12, 30)}
        assert HolidayArrangement.objects.filter(year=2027).count() == 1 + replacing

    def test_rows_are_never_changed_or_deleted(self):
        day = ArrangedDay.objects.first()
        for attempt in (
            lambda: ArrangedDay.objects.filter(pk=day.pk).update(kind="make_up"),
            lambda: ArrangedDay.objects.filter(pk=day.pk).delete(),
            lambda: HolidayArrangement.objects.filter(pk=day.arrangement_id).update(year=2030),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()
        day.refresh_from_db()
        assert day.kind == "rest"

    def test_a_preview_writes_nothing(self, told):
        editions = {calendar_for(None).edition}
        result = preview(national(), read_table(YEAR_2027))
        editions.add(calendar_for(None).edition)
        assert result.after.edition not in editions
        assert len(editions) == 1
        assert told == []

    def test_a_confirmation_of_something_else_than_was_seen_is_refused(self):
        seen = preview(national(), read_table(YEAR_2027)).after.edition
        publish(single_days(), read_table("2026-12-30,放假,元旦"))
        with pytest.raises(TableRefused, match="请重新预览"):
            publish(national(), read_table(YEAR_2027), seen=seen)
        assert not HolidayArrangement.objects.filter(year=2027).exists()

    def test_a_listener_that_fails_undoes_the_whole_import(self):
        def fails(**kwargs):
            calendar_for(None)  # it has already seen, and held, the calendar that is about to vanish
            raise ArithmeticError

        before = calendar_for(None).edition
        calendar_changed.connect(fails)
        try:
            with pytest.raises(ArithmeticError):
                publish(national(), read_table(YEAR_2027))
        finally:
            calendar_changed.disconnect(fails)
        assert not HolidayArrangement.objects.filter(year=2027).exists()
        assert calendar_for(None).edition == before

    def test_the_same_number_used_again_after_a_rollback_is_another_calendar(self):
        with transaction.atomic():
            publish(single_days(), read_table("2026-12-30,放假,元旦"))
            undone = calendar_for(None).edition
            transaction.set_rollback(True)
        publish(single_days(), read_table("2026-12-29,放假,元旦"))
        assert calendar_for(None).edition != undone
        assert calendar_for(None).is_working(date(2026, 12, 30))


@pytest.mark.usefixtures("seeded")
class TestCalendarFor:
    def test_it_costs_one_query_while_nothing_was_published(self, tree):
        _, banner, township = tree
        held = calendar_for(banner)
        with CaptureQueriesContext(connection) as queries:
            assert calendar_for(banner) is held
            assert calendar_for(township) is held, "no area has a holiday of its own: one calendar for all"
        assert len(queries) == 2

    def test_a_local_holiday_rests_its_hall_and_those_below_not_the_one_above(self, tree, told):
        league, banner, township = tree
        publish(
            single_days(hall=banner, reason="旗人民政府决定"),
            read_table("2026-07-13至2026-07-15,放假,那达慕"),
        )
        monday = date(2026, 7, 13)
        assert [calendar_for(hall).is_working(monday) for hall in (None, league, banner, township)] == [
            True,
            True,
            False,
            False,
        ]
        assert calendar_for(league).edition != calendar_for(banner).edition == calendar_for(township).edition
        assert [(hall, len(changed)) for hall, changed, _ in told] == [(banner, 3)]

    def test_a_correction_of_a_local_holiday_takes_its_place(self, tree):
        _, banner, _ = tree
        first = single_days(hall=banner, reason="旗人民政府决定")
        publish(first, read_table("2026-07-13,放假,那达慕"))
        corrected = single_days(hall=banner, reason="改期", replaces=first)
        publish(corrected, read_table("2026-07-20,放假,那达慕"))
        assert calendar_for(banner).notes(date(2026, 7, 1), date(2026, 7, 31))[0].first == date(2026, 7, 20)
        assert calendar_for(banner).is_working(date(2026, 7, 13))
        assert first.table == "2026-07-13,放假,那达慕\n"


def test_without_any_year_it_refuses_to_guess():
    with pytest.raises(CalendarDoesNotReach, match="请先导入放假安排"):
        calendar_for(None)


class TestSeeding:
    def test_every_shipped_year_is_brought_in_once(self):
        assert len([*seed_calendar()]) == 23
        calendar = calendar_for(None)
        assert (calendar.first, calendar.horizon) == (date(2004, 1, 1), date(2026, 12, 31))
        assert calendar.count(date(2025, 12, 31), date(2026, 12, 31)) == 248
        newest = HolidayArrangement.objects.get(year=2026)
        assert (newest.number, newest.issued_on) == ("国办发明电〔2025〕7号", date(2025, 11, 4))
        assert "通知文号未核" in HolidayArrangement.objects.get(year=2025).source
        assert [*seed_calendar()] == []
        assert calendar_for(None) is calendar

    def test_a_year_the_hall_corrected_is_left_alone_and_reported(self, tmp_path):
        shipped = tmp_path / "2026.toml"
        facts = 'year = 2026\ntitle = "2026年"\nsource = "随附"\ntable = "2026-01-01,放假,元旦"\n'
        shipped.write_text(facts, encoding="utf-8")
        assert [*seed_calendar(tmp_path)] == ["2026年：已导入1天。"]
        first = HolidayArrangement.objects.get()
        publish(national(2026, replaces=first, reason="补录"), read_table("2026-01-01至2026-01-02,放假,元旦"))
        (line,) = seed_calendar(tmp_path)
        assert "未作改动" in line
        assert not calendar_for(None).is_working(date(2026, 1, 2))

    def test_a_faulty_file_is_named(self, tmp_path, settings):
        folder = tmp_path / "calendars"
        folder.mkdir()
        facts = 'year = 2026\ntitle = "2026年"\nsource = "随附"\ntable = "2026-01-32,放假,元旦"\n'
        (folder / "2026.toml").write_text(facts, encoding="utf-8")
        settings.FIXTURES = tmp_path
        with pytest.raises(CommandError, match=r"2026\.toml：第1行：日期“2026-01-32”不存在"):
            call_command("seed_calendar")
