"""From events to ledger: what starts, stands, moves and ends a clock, and what is kept of it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Impossible
from hall.clocks.clock import ByRule, LimitKind
from hall.clocks.ledger import ClockLimit, ClockLine, ClockRun
from hall.clocks.sweep import Swept, sweep
from hall.models import Dossier, RuleRow
from hall.span import Span, Unit
from tests.clocks.trial import due, limit, lines, run_of, the_limit
from tests.factories import at, travel

STATUTORY, PROMISE, SERVICE = LimitKind.STATUTORY, LimitKind.PROMISE, LimitKind.SERVICE
INSPECTION = {"key": 7, "title": "检验"}


class TestStart:
    def test_a_run_its_limits_and_the_entry_that_caused_them(self, trial):
        record = trial(limit(n=20), limit(PROMISE, 5)).begin()
        run = run_of(record)
        assert (run.started_at, run.ended_at) == (at("2026-03-09"), None)
        assert (due(record), due(record, PROMISE)) == ("2026-04-07", "2026-03-16")
        line = run.lines.get()
        entry = record.dossier.entries.get()
        assert (line.kind, line.entry) == ("start", entry)
        (told,) = entry.facts["clocks"]
        assert [one["due"] for one in told["limits"]] == ["2026-04-07", "2026-03-16"]
        assert told["limits"][0]["sentence"] == the_limit(record).sentence
        assert the_limit(record).sentence.startswith("2026年3月9日试办，自3月10日起算20个工作日")

    def test_only_one_of_a_kind_runs(self, trial):
        clock = trial(limit())
        record = clock.begin()
        with pytest.raises(Impossible, match="“试办期限”已在计时，不能重复起算。"):
            clock.happen(record, "began")
        assert ClockRun.objects.count() == 1

    def test_nor_twice_in_one_act(self, trial):
        with pytest.raises(Impossible, match="已在计时"):
            trial(limit()).begin("began", "began")
        assert not ClockRun.objects.exists()

    def test_the_database_would_refuse_a_second_one(self, trial):
        run = run_of(trial(limit()).begin())
        run.pk, run._state.adding = None, True
        with (
            pytest.raises(IntegrityError, match=r"one_running_clock_of_a_kind|dossier_id"),
            transaction.atomic(),
        ):
            run.save()

    def test_after_its_end_it_may_start_again(self, trial):
        clock = trial(limit(n=5))
        record = clock.happen(clock.begin(), "finished")
        travel("2026-03-11")
        clock.happen(record, "began")
        assert [run.started_at for run in ClockRun.objects.order_by("pk")] == [
            at("2026-03-09"),
            at("2026-03-11"),
        ]
        assert due(record) == "2026-03-18"

    def test_it_starts_at_the_legal_instant_of_its_event(self, trial):
        record = trial(limit(n=5)).begin({"name": "began", "at": "2026-03-05T16:00:00+08:00"})
        assert due(record) == "2026-03-12"

    def test_without_any_limit_it_cannot_start(self, trial):
        with pytest.raises(Impossible, match="“试办期限”没有任何时限，无法起算；请在事项或规则库中补充。"):
            trial().begin()
        assert not Dossier.objects.filter(kind="hall.registerrecord").exists()

    def test_an_optional_one_simply_does_not_run(self, trial):
        clock = trial(optional=True)
        record = clock.begin()
        assert not ClockRun.objects.exists()
        clock.happen(record, "paused", "resumed", "finished", **INSPECTION)
        assert not ClockRun.objects.exists()

    def test_before_the_calendar_begins_nothing_is_guessed(self, trial):
        with pytest.raises(Impossible, match="工作日历起于2024-01-01"):
            trial(limit(n=5)).begin({"name": "began", "at": "2023-12-29T16:00:00+08:00"})
        assert not ClockRun.objects.exists()


class TestSince:
    """A statute may count from another event than the one that starts the clock (兽药: 自收到申请)."""

    def test_each_limit_counts_from_its_own_event(self, trial):
        received = at("2026-03-02")
        statute = limit(STATUTORY, 30, since=received, since_title="收到申请")
        record = trial(statute, limit(PROMISE, 5)).begin()
        assert (due(record), due(record, PROMISE)) == ("2026-04-14", "2026-03-16")
        assert the_limit(record).sentence.startswith("2026年3月2日收到申请，自3月3日起算30个工作日")
        assert the_limit(record, PROMISE).sentence.startswith("2026年3月9日试办，")

    def test_a_pause_counts_for_both(self, trial):
        clock = trial(limit(STATUTORY, 30, since=at("2026-03-02"), since_title="收到申请"), limit(PROMISE, 5))
        record = clock.begin()
        travel("2026-03-11")
        clock.happen(record, "paused", **INSPECTION)
        travel("2026-03-13")
        clock.happen(record, "resumed", key=7)
        assert (due(record), due(record, PROMISE)) == ("2026-04-16", "2026-03-18")


class TestPauses:
    def test_lines_dates_and_generations(self, trial):
        clock = trial(limit(n=20))
        record = clock.begin()
        first = the_limit(record)
        travel("2026-03-11")
        clock.happen(record, "paused", **INSPECTION)
        paused = the_limit(record)
        assert (paused.due_on, paused.due_at, paused.near_at, paused.next_at) == (None, None, None, None)
        assert "其间暂停计时" in paused.sentence
        assert paused.light(at("2030-01-01")) == "paused"
        travel("2026-03-16")
        clock.happen(record, "resumed", key=7)
        resumed = the_limit(record)
        assert due(record) == "2026-04-10"
        assert "3月11日至3月16日检验所需3个工作日不计入" in resumed.sentence
        assert (first.generation, paused.generation, resumed.generation) == (1, 2, 3)
        assert resumed.next_rung == "near"
        assert lines(record) == ["start", "pause", "resume"]
        assert record.dossier.entries.last().facts["clocks"][0]["moved"] == {
            "statutory": [None, "2026-04-10"]
        }

    def test_two_that_overlap_stand_until_both_have_ended(self, trial):
        clock = trial(limit(n=20))
        record = clock.begin()
        for day, event, key in [
            ("2026-03-10", "paused", 1),
            ("2026-03-12", "paused", 2),
            ("2026-03-13", "resumed", 1),
        ]:
            travel(day)
            clock.happen(record, event, key=key, title="检验")
            assert due(record) is None
        travel("2026-03-17")
        clock.happen(record, "resumed", key=2)
        assert due(record) == "2026-04-14"  # 11–17 March: five working days, once

    @pytest.mark.parametrize("key", [7, None])
    def test_the_same_one_may_pause_again(self, trial, key):
        clock = trial(limit(n=20))
        record = clock.begin()
        for day, event in [
            ("2026-03-10", "paused"),
            ("2026-03-12", "resumed"),
            ("2026-03-17", "paused"),
            ("2026-03-18", "resumed"),
        ]:
            travel(day)
            facts = {"title": "检验"} | ({"key": key} if key else {})
            clock.happen(record, event, **facts)
        assert due(record) == "2026-04-10"

    def test_what_never_paused_cannot_resume(self, trial):
        clock = trial(limit())
        record = clock.begin()
        with pytest.raises(Impossible, match="“试办期限”没有暂停，不能恢复计时"):
            clock.happen(record, "resumed", key=7)
        assert lines(record) == ["start"]

    def test_nor_can_what_stands_already_pause_again(self, trial):
        clock = trial(limit())
        record = clock.happen(clock.begin(), "paused", **INSPECTION)
        with pytest.raises(Impossible, match="“试办期限”已经因此暂停，不能重复暂停"):
            clock.happen(record, "paused", **INSPECTION)

    def test_a_broken_promise_stays_broken_while_the_statute_moves(self, trial):
        clock = trial(limit(n=20), limit(PROMISE, 5))
        record = clock.begin()
        travel("2026-03-18")
        clock.happen(record, "paused", **INSPECTION)
        assert (due(record), due(record, PROMISE)) == (None, "2026-03-16")
        travel("2026-03-25")
        clock.happen(record, "resumed", key=7)
        assert (due(record), due(record, PROMISE)) == ("2026-04-14", "2026-03-16")
        assert the_limit(record, PROMISE).generation == 1
        assert the_limit(record, PROMISE).light(at("2026-03-25")) == "red"

    def test_pause_and_end_in_one_act(self, trial):
        clock = trial(limit())
        record = clock.begin()
        clock.happen(record, "paused", "finished", **INSPECTION)
        assert lines(record) == ["start", "pause", "end"]
        assert run_of(record).ended_at == at("2026-03-09")

    def test_resumed_and_extended_in_one_act(self, trial):
        """The second event of an act finds what the first one did."""
        clock = trial(limit(n=20))
        record = clock.begin()
        travel("2026-03-11")
        clock.happen(record, "paused", **INSPECTION)
        travel("2026-03-16")
        clock.happen(record, "resumed", "extended", key=7, span=Span(10))
        assert due(record) == "2026-04-24"
        assert lines(record) == ["start", "pause", "resume", "extend"]
        assert the_limit(record).generation == 4

    def test_started_and_paused_in_one_act(self, trial):
        clock = trial(limit(n=20))
        record = clock.begin("began", "paused", **INSPECTION)
        assert due(record) is None
        assert lines(record) == ["start", "pause"]
        travel("2026-03-16")
        clock.happen(record, "resumed", key=7)
        assert due(record) == "2026-04-14"


class TestExtension:
    def test_it_moves_what_may_be_moved(self, trial):
        """A promise only where the rulebook says so (case.promise_extendable)."""
        clock = trial(limit(n=20), limit(PROMISE, 5, extendable=False))
        record = clock.begin()
        clock.happen(record, "extended", span=Span(10))
        assert (due(record), due(record, PROMISE)) == ("2026-04-21", "2026-03-16")
        assert "延长10个工作日" in the_limit(record).sentence
        assert "延长" not in the_limit(record, PROMISE).sentence
        entry = record.dossier.entries.last()
        assert entry.facts["clocks"][0]["moved"] == {"statutory": ["2026-04-07", "2026-04-21"]}

    def test_where_it_may_the_promise_moves_too(self, trial):
        clock = trial(limit(n=20), limit(PROMISE, 5, extendable=True))
        record = clock.begin()
        clock.happen(record, "extended", span=Span(10))
        assert (due(record), due(record, PROMISE)) == ("2026-04-21", "2026-03-30")

    def test_what_has_passed_is_not_extended(self, trial):
        clock = trial(limit(n=20), limit(PROMISE, 5))
        record = clock.begin()
        travel("2026-03-17")
        clock.happen(record, "extended", span=Span(10))
        assert (due(record), due(record, PROMISE)) == ("2026-04-21", "2026-03-16")

    def test_a_day_set_in_the_single_case_is_moved_by_nothing(self, trial):
        clock = trial(limit(SERVICE, span=None, until=dt.date(2026, 3, 20)))
        record = clock.begin()
        clock.happen(record, "extended", "paused", span=Span(10), **INSPECTION)
        assert due(record, SERVICE) == "2026-03-20"
        assert the_limit(record, SERVICE).length == "按指定日期"


class TestEnd:
    def test_it_closes_run_and_limits_and_nothing_is_awaited_any_more(self, trial):
        clock = trial(limit(n=20), limit(PROMISE, 5))
        record = clock.begin()
        travel("2026-03-16 16:00")
        clock.happen(record, "finished")
        assert run_of(record).ended_at == at("2026-03-16 16:00")
        for one in run_of(record).limits.all():
            assert (one.closed_at, one.next_at, one.next_rung) == (at("2026-03-16 16:00"), None, "")
            assert one.light(at("2030-01-01")) == "green"
        assert lines(record) == ["start", "end"]

    def test_finished_late_stays_red_for_ever(self, trial):
        clock = trial(limit(n=20), limit(PROMISE, 5))
        record = clock.begin()
        travel("2026-03-17 00:00")
        clock.happen(record, "finished")
        assert the_limit(record, PROMISE).light(at("2030-01-01")) == "red"
        assert the_limit(record).light(at("2030-01-01")) == "green"

    def test_it_may_end_while_it_stands(self, trial):
        """Paused, then withdrawn: no date any more, and nobody was late."""
        clock = trial(limit())
        record = clock.begin()
        clock.happen(record, "paused", **INSPECTION)
        clock.happen(record, "finished")
        assert the_limit(record).light(at("2030-01-01")) == "green"

    def test_what_happens_after_the_end_moves_nothing(self, trial):
        clock = trial(limit(n=20))
        record = clock.happen(clock.begin(), "finished")
        for event in ("paused", "resumed", "extended", "finished"):
            clock.happen(record, event, span=Span(10), **INSPECTION)
        assert due(record) == "2026-04-07"
        assert lines(record) == ["start", "end"]

    def test_in_a_final_state_none_runs_on(self, trial):
        clock = trial(limit(n=5))
        record = clock.begin()
        perform(record, "void", {"reason": "重复登记"}, by=SYSTEM)
        run = run_of(record)
        assert run.ended_at == at("2026-03-09")
        assert run.lines.last().facts == {"event": "void"}
        travel("2026-06-01")
        assert sweep() == Swept()
        assert [entry.act for entry in record.dossier.entries.all()] == ["record", "void"]

    def test_started_and_finished_in_one_act(self, trial):
        record = trial(limit(span=Span(0, Unit.SAME_DAY))).begin("began", "finished")
        assert lines(record) == ["start", "end"]
        assert run_of(record).ended_at == at("2026-03-09")
        assert the_limit(record).light(at("2030-01-01")) == "green"


class TestFrozen:
    """Every start freezes the rules it found; a row of the rulebook made later moves nothing."""

    def change(self, hall, **rows) -> None:
        for key, value in rows.items():
            RuleRow.objects.create(
                hall=hall,
                key=key.replace("__", "."),
                value=value,
                effective_from=dt.date(2026, 3, 10),
                reason="试行",
            )

    def test_a_later_rule_moves_no_clock_that_runs(self, trial, hall):
        clock = trial(limit(n=20), limit(PROMISE, span=Span(0, Unit.SAME_DAY)))
        record = clock.begin()
        near = the_limit(record).near_at
        self.change(hall, clock__first_day_counts=True, hall__closing_time="12:00", light__yellow_used=10)
        travel("2026-03-11")
        clock.happen(record, "paused", **INSPECTION)
        clock.happen(record, "resumed", key=7)
        assert due(record) == "2026-04-07"
        assert the_limit(record).near_at == near
        assert the_limit(record, PROMISE).due_at == at("2026-03-09 17:30")

    def test_the_next_one_starts_under_the_new_rule(self, trial, hall):
        clock = trial(limit(n=20), limit(PROMISE, span=Span(0, Unit.SAME_DAY)))
        self.change(hall, clock__first_day_counts=True, hall__closing_time="12:00", light__yellow_used=10)
        travel("2026-03-11")
        record = clock.begin()
        assert due(record) == "2026-04-08"
        assert the_limit(record).near_at.date() < dt.date(2026, 3, 13)
        assert the_limit(record, PROMISE).due_at == at("2026-03-11 12:00")

    def test_the_event_that_ends_it_was_chosen_when_it_began(self, trial, hall):
        clock = trial(limit(), ends=ByRule("case.completion_event"), also_ends=("withdrawn",))
        record = clock.begin()
        assert run_of(record).ends_on == ["decided", "withdrawn"]
        self.change(hall, case__completion_event="sealed")
        travel("2026-03-11")
        clock.happen(record, "sealed")
        assert run_of(record).ended_at is None
        clock.happen(record, "decided")
        assert run_of(record).ended_at == at("2026-03-11")

    @pytest.mark.parametrize(
        ("row", "near"),
        [
            ({"light__yellow_used": 50, "light__yellow_remaining": "off"}, "2026-03-23"),
            ({"light__yellow_used": "off", "light__yellow_remaining": "3个工作日"}, "2026-04-01"),
            ({"light__yellow_used": "off", "light__yellow_remaining": "7日"}, "2026-03-31"),
            ({"light__yellow_used": "off", "light__yellow_remaining": "off"}, "2026-04-07"),
        ],
    )
    def test_the_yellow_light_is_the_hall_s_own(self, trial, hall, row, near):
        clock = trial(limit(n=20))
        self.change(hall, **row)
        travel("2026-03-10")
        record = clock.begin({"name": "began", "at": "2026-03-09T10:00:00+08:00"})
        assert the_limit(record).near_at == at(f"{near} 00:00")


class TestKept:
    """The ledger is written once: lines, starts and frozen rules are the database's to keep."""

    @pytest.mark.parametrize(
        ("model", "change"),
        [
            (ClockLine, {"kind": "end"}),
            (ClockRun, {"started_at": at("2026-03-01")}),
            (ClockRun, {"near": {}}),
            (ClockRun, {"closing": "23:00"}),
            (ClockRun, {"ends_on": []}),
            (ClockLimit, {"n": 99}),
            (ClockLimit, {"unit": "day"}),
            (ClockLimit, {"basis": "另一条"}),
        ],
    )
    def test_it_refuses_to_change(self, trial, model, change):
        trial(limit()).begin()
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all()._raw_delete("default")

    def test_an_end_is_an_end(self, trial):
        clock = trial(limit())
        clock.happen(clock.begin(), "finished")
        with pytest.raises(IntegrityError), transaction.atomic():
            ClockRun.objects.update(ended_at=None)
