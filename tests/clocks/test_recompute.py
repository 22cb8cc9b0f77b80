"""A new notice, a changed December, a local holiday: every open clock is recomputed once, and who was told a date that
moved is told again.
"""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.calendar.arrangements import HolidayArrangement
from hall.calendar.publishing import publish
from hall.calendar.table import read_table
from hall.clocks import sweep as sweeping
from hall.clocks.clock import LimitKind
from hall.clocks.ledger import ClockFiring, ClockLimit, ClockLine, ClockRun
from hall.clocks.sweep import recompute_stale, stale_runs, sweep
from hall.clocks.tasks import sweep as sweep_task
from hall.models import Dossier, Entry, Hall
from hall.papers.pdf import pdf_of
from hall.timeline.verify import verify_all
from tests.cases_factory import CaseHall, limits
from tests.clocks.trial import due, limit, lines, the_limit
from tests.factories import at, make_hall, travel
from tests.pdf import text_of

STATUTORY, PROMISE = LimitKind.STATUTORY, LimitKind.PROMISE
NEW_YEAR = "2027-01-01至2027-01-03,放假,元旦"


def announce(
    table: str = NEW_YEAR, *, year: int = 2027, hall: Hall | None = None, **fields
) -> HolidayArrangement:
    """Publish a notice for a whole year, or for single days where it says so."""
    arrangement = HolidayArrangement(
        year=year,
        hall=hall,
        title=fields.pop("title", f"关于{year}年部分节假日安排的通知"),
        issued_on=fields.pop("issued_on", dt.date(year - 1, 12, 22)),
        source="试验",
        **fields,
    )
    publish(arrangement, read_table(table))
    return arrangement


def single(table: str, **fields) -> HolidayArrangement:
    return announce(table, scope="days", reason="试验", **fields)


def accepted(hall: CaseHall, on: str = "2026-12-21"):
    travel(on)
    return hall.accept(hall.receive())


def notices(case) -> list[tuple]:
    papers = case.dossier.papers.filter(kind="date_change").order_by("pk")
    return [(p.facts["limit_name"], p.facts["due_before"], p.facts["due_after"]) for p in papers]


def recomputed(record) -> int:
    return Entry.objects.filter(dossier=record.pk, act="recompute_clocks").count()


class TestANewYear:
    def test_every_open_run_is_recomputed_and_journalled_once(self, trial):
        clock = trial(limit(STATUTORY, 20), limit(PROMISE, 5))
        travel("2026-12-21")
        record = clock.begin()
        assert (due(record), the_limit(record).provisional) == ("2027-01-18", True)
        announce()
        travel("2026-12-23")
        assert recompute_stale() == 1
        assert (due(record), the_limit(record).provisional) == ("2027-01-19", False)
        assert "元旦放假不计" in the_limit(record).sentence
        assert "暂定" not in the_limit(record).sentence
        assert (due(record, PROMISE), the_limit(record, PROMISE).generation) == ("2026-12-28", 1)
        assert lines(record) == ["start", "recompute"]
        entry = Entry.objects.get(dossier=record.pk, act="recompute_clocks")
        (told,) = entry.facts["clocks"]
        assert told["moved"] == {"statutory": ["2027-01-18", "2027-01-19"]}
        assert "关于2027年部分节假日安排的通知" in entry.facts["input"]["reason"]
        assert recompute_stale() == 0
        assert recomputed(record) == 1

    def test_all_clocks_of_one_object_in_one_act(self, case_hall):
        case = accepted(case_hall)
        announce()
        recompute_stale()
        assert recomputed(case) == 1
        runs = case.dossier.runs.filter(ended_at=None)
        assert {run.clock for run in runs} == {"decision", "step"}
        assert ClockLine.objects.filter(kind="recompute").count() == 2

    def test_who_was_told_the_date_gets_one_notice_for_each_limit_that_moved(self, calendar):
        hall = CaseHall(promise=10)
        case = accepted(hall)
        assert limits(case, "decision") == {"statutory": dt.date(2027, 1, 18), "promise": dt.date(2027, 1, 4)}
        announce()
        recompute_stale()
        assert sorted(notices(case)) == [
            ("承诺期限", "2027-01-04", "2027-01-05"),
            ("法定期限", "2027-01-18", "2027-01-19"),
        ]
        recompute_stale()
        assert len(notices(case)) == 2

    def test_the_notice_names_the_paper_the_dates_and_the_reason(self, case_hall):
        case = accepted(case_hall)
        acceptance = case.dossier.papers.get(kind="acceptance")
        announce()
        recompute_stale()
        paper = case.dossier.papers.get(kind="date_change")
        text = "".join(text_of(pdf_of(paper)).split())
        for said in (
            acceptance.number,
            "2027年1月18日",
            "2027年1月19日",
            "节假日安排变更：关于2027年部分节假日安排的通知",
        ):
            assert said in text

    def test_what_was_printed_as_provisional_and_stays_needs_no_notice(self, case_hall):
        case = accepted(case_hall)
        announce("2027-03-08,放假,妇女节")
        recompute_stale()
        assert limits(case, "decision")["statutory"] == dt.date(2027, 1, 18)
        assert recomputed(case) == 1
        assert notices(case) == []
        assert not ClockLimit.objects.filter(provisional=True).exists()

    def test_a_second_notice_speaks_of_the_date_told_last(self, case_hall):
        case = accepted(case_hall)
        announce()
        recompute_stale()
        single("2027-01-05,放假,大雪", issued_on=dt.date(2027, 1, 4))
        recompute_stale()
        assert notices(case)[-1] == ("法定期限", "2027-01-19", "2027-01-20")
        single("2027-01-09,上班,大雪", issued_on=dt.date(2027, 1, 6))
        single("2027-01-10,上班,大雪", issued_on=dt.date(2027, 1, 7))
        recompute_stale()
        assert notices(case)[-1] == ("法定期限", "2027-01-20", "2027-01-18"), (
            "back to the first date: told again"
        )

    def test_also_where_a_procedure_moved_it_in_between(self, case_hall):
        """The notice then lies in the procedure's own dossier."""
        case = case_hall.into_review(accepted(case_hall))
        procedure = case_hall.start_procedure(case)
        travel("2026-12-23")
        perform(procedure, "end", {"result": "合格"}, by=case_hall.reviewer)
        assert ("法定期限", "2027-01-18", "2027-01-20") in notices(procedure)
        announce()
        recompute_stale()
        assert ("法定期限", "2027-01-20", "2027-01-21") in notices(case)

    def test_a_pause_that_runs_has_no_date_to_move(self, case_hall):
        case = case_hall.into_review(accepted(case_hall))
        procedure = case_hall.start_procedure(case)
        announce()
        recompute_stale()
        assert notices(case) == []
        travel("2026-12-24")
        perform(procedure, "end", {"result": "合格"}, by=case_hall.reviewer)
        assert ("法定期限", "2027-01-18", "2027-01-22") in notices(procedure)


class TestChangedDays:
    def test_a_day_of_the_past_december(self, case_hall):
        case = accepted(case_hall)
        announce()
        recompute_stale()
        travel("2027-01-05")
        single("2026-12-31,放假,元旦", issued_on=dt.date(2027, 1, 5))
        recompute_stale()
        assert limits(case, "decision")["statutory"] == dt.date(2027, 1, 20)
        assert notices(case)[-1] == ("法定期限", "2027-01-19", "2027-01-20")

    def test_other_days_before_the_same_end_move_the_warning(self, trial):
        """The Friday rests and the Saturday works: the end stays, the yellow light comes a day later."""
        record = trial(limit(n=10)).begin()
        assert (due(record), the_limit(record).next_at) == ("2026-03-23", at("2026-03-20 00:00"))
        single("2026-03-20,放假,试验\n2026-03-21,上班,试验", year=2026, issued_on=dt.date(2026, 3, 9))
        recompute_stale()
        assert (due(record), the_limit(record).generation) == ("2026-03-23", 1)
        assert the_limit(record).next_at == at("2026-03-21 00:00")

    def test_a_rung_is_never_reached_under_the_old_calendar(self, trial):
        """The end was to come today; the notice came first, but nobody has recomputed yet."""
        record = trial(limit(n=5)).begin()
        travel("2026-03-16")
        sweep()
        single("2026-03-16,放假,试验", year=2026, issued_on=dt.date(2026, 3, 15))
        travel("2026-03-17")
        sweep()
        assert due(record) == "2026-03-17"
        assert list(ClockFiring.objects.values_list("rung", "generation")) == [("near", 1), ("near", 2)]
        travel("2026-03-18")
        sweep()
        assert ClockFiring.objects.filter(rung="due").count() == 1

    def test_the_task_does_both(self, trial):
        record = trial(limit(n=5)).begin()
        single("2026-03-16,放假,试验", year=2026, issued_on=dt.date(2026, 3, 9))
        travel("2026-03-17")
        sweep_task()
        assert due(record) == "2026-03-17"
        assert ClockFiring.objects.get().rung == "near"


class TestOnlyWhatItTouches:
    def test_closed_runs_keep_their_dates(self, trial):
        clock = trial(limit(n=20))
        travel("2026-12-21")
        record = clock.happen(clock.begin(), "finished")
        before = ClockRun.objects.values().get(), ClockLimit.objects.values().get()
        announce()
        assert recompute_stale() == 0
        assert (ClockRun.objects.values().get(), ClockLimit.objects.values().get()) == before
        assert lines(record) == ["start", "end"]

    def test_a_local_holiday_touches_its_hall_and_those_below(self, trial, hall):
        below = Hall.objects.create(
            code="township", name="某苏木便民服务中心", level=5, region_code="150999001", parent=hall
        )
        beside = make_hall(code="beside", region="150998")
        clock = trial(limit(n=5))
        records = {}
        for place in (hall, below, beside, hall.parent):
            clock.hall = place
            records[place] = clock.begin()
        single(
            "2026-03-11,放假,那达慕",
            year=2026,
            hall=hall,
            title="那达慕放假通知",
            issued_on=dt.date(2026, 3, 10),
        )
        assert recompute_stale() == 2
        dates = {place: due(record) for place, record in records.items()}
        assert dates == {
            hall: "2026-03-17",
            below: "2026-03-17",
            beside: "2026-03-16",
            hall.parent: "2026-03-16",
        }
        assert recomputed(records[beside]) == 0
        entry = Entry.objects.get(dossier=records[below].pk, act="recompute_clocks")
        assert "那达慕放假通知" in entry.facts["input"]["reason"]

    def test_a_hall_no_longer_in_use_still_owes_what_it_promised(self, trial, hall):
        record = trial(limit(n=5)).begin()
        hall.is_active = False
        hall.save()
        single("2026-03-11,放假,试验", year=2026, issued_on=dt.date(2026, 3, 10))
        assert recompute_stale() == 1
        assert due(record) == "2026-03-17"


class TestInterrupted:
    def test_killed_in_the_middle_the_rest_is_done_later_and_nothing_twice(self, trial, monkeypatch):
        clock = trial(limit(n=20))
        travel("2026-12-21")
        records = [clock.begin() for _ in range(5)]
        announce()
        recompute, count = sweeping._recompute, []

        def killed(obj):
            if len(count) == 2:
                raise SystemExit
            count.append(obj)
            recompute(obj)

        with monkeypatch.context() as patch:
            patch.setattr(sweeping, "_recompute", killed)
            with pytest.raises(SystemExit):
                recompute_stale()
        assert stale_runs(clock.hall).count() == 3
        assert recompute_stale() == 3
        assert [recomputed(record) for record in records] == [1] * 5
        assert verify_all().sound

    def test_so_many_at_a_time(self, trial, monkeypatch):
        monkeypatch.setattr(sweeping, "BATCH", 2)
        clock = trial(limit(n=20))
        records = [clock.begin() for _ in range(5)]
        announce(year=2027)
        assert [recompute_stale() for _ in range(4)] == [2, 2, 1, 0]
        assert [recomputed(record) for record in records] == [1] * 5

    def test_one_that_fails_is_shown_and_keeps_nobody_waiting(self, case_hall, monkeypatch):
        monkeypatch.setattr(sweeping, "BATCH", 1)
        broken, sound = accepted(case_hall), accepted(case_hall)
        announce()
        recompute = sweeping._recompute

        def fails(obj):
            if obj.pk == broken.pk:
                raise ZeroDivisionError("一处差错")
            recompute(obj)

        with monkeypatch.context() as patch:
            patch.setattr(sweeping, "_recompute", fails)
            assert recompute_stale() == 1
            assert (recomputed(sound), recomputed(broken)) == (1, 0)
            assert "一处差错" in Dossier.objects.get(pk=broken.pk).attention
        assert recompute_stale() == 1
        assert Dossier.objects.get(pk=broken.pk).attention == ""
        assert notices(broken) == [("法定期限", "2027-01-18", "2027-01-19")]
