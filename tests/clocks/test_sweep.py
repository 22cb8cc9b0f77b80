"""The sweep: every rung once and in its order, whatever failed, was busy or was down meanwhile."""

import datetime as dt

import pytest
from django.apps import apps
from django.db.models import Count

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.guards import EXTRA, Guard
from hall.acts.refusals import Skip
from hall.clocks import sweep as sweeping
from hall.clocks.clock import EFFECTS, Effect, LimitKind
from hall.clocks.ledger import ClockFiring, ClockLimit
from hall.clocks.ranking import WORST_FIRST, running
from hall.clocks.sweep import sweep
from hall.models import Dossier, Entry, RegisterRecord
from hall.span import Span
from hall.timeline.verify import verify_all
from tests.clocks.trial import limit, run_of, the_limit
from tests.factories import at, travel

STATUTORY, PROMISE, SERVICE, ARRANGED = (
    LimitKind.STATUTORY,
    LimitKind.PROMISE,
    LimitKind.SERVICE,
    LimitKind.ARRANGED,
)


def fired(record) -> list[tuple]:
    """What fired for an object, in the order of its timeline."""
    firings = ClockFiring.objects.filter(limit__run__dossier=record.pk).order_by("entry__seq")
    return [(one.limit.kind, one.rung, one.generation) for one in firings]


def acts_on(record) -> list[str]:
    return list(Entry.objects.filter(dossier=record.pk).order_by("seq").values_list("act", flat=True))


@pytest.fixture
def closing(monkeypatch):
    """``void`` by the system, without a reason to be typed: the effect of the clock on trial."""
    acts = dict(RegisterRecord.acts())
    void = acts["void"]
    form = void.form
    object.__setattr__(void, "form", None)
    yield Effect(STATUTORY, "void", "试办条例第二条")
    object.__setattr__(void, "form", form)


class TestRungs:
    def test_yellow_then_the_end_the_second_after_the_last_day(self, trial):
        record = trial(limit(n=5)).begin()  # due on Monday the 16th, yellow on the Friday before
        for moment, expected in [
            ("2026-03-12 23:59", []),
            ("2026-03-13 00:00", [("statutory", "near", 1)]),
            ("2026-03-16 23:59", [("statutory", "near", 1)]),
        ]:
            travel(moment)
            sweep()
            assert fired(record) == expected
        legal_time.travel_to(at("2026-03-16 23:59").replace(second=59), freeze=True)
        sweep()
        assert len(fired(record)) == 1
        travel("2026-03-17 00:00")
        assert sweep().done == 1
        assert fired(record) == [("statutory", "near", 1), ("statutory", "due", 1)]
        assert sweep() == sweeping.Swept()
        travel("2030-01-01")
        assert sweep() == sweeping.Swept()

    def test_the_timeline_says_which_limit_and_when_it_was_due(self, trial):
        record = trial(limit(n=5)).begin()
        travel("2026-03-13")
        sweep()
        entry = record.dossier.entries.last()
        assert (entry.title, entry.role, entry.by) == ("期限提示", "system", None)
        assert entry.facts == {
            "input": {"limit": the_limit(record).pk},
            "clock": "trial",
            "limit": "statutory",
            "rung": "near",
            "due": "2026-03-16",
        }

    def test_rungs_passed_while_nobody_swept_come_in_their_order(self, trial):
        record = trial(limit(STATUTORY, 10), limit(PROMISE, 5)).begin()
        travel("2026-06-01")
        assert sweep().done == 4
        assert fired(record) == [
            ("promise", "near", 1),
            ("statutory", "near", 1),
            ("promise", "due", 1),
            ("statutory", "due", 1),
        ]

    def test_a_moved_date_has_rungs_of_its_own(self, trial):
        clock = trial(limit(n=5))
        record = clock.begin()
        travel("2026-03-13")
        sweep()
        clock.happen(record, "extended", span=Span(10))
        travel("2026-03-17")
        assert sweep().done == 0, "the old end is none any more"
        travel("2026-04-01")
        sweep()
        assert fired(record) == [("statutory", "near", 1), ("statutory", "near", 2), ("statutory", "due", 2)]

    def test_what_stands_is_not_awaited(self, trial):
        clock = trial(limit(n=5))
        record = clock.begin()
        clock.happen(record, "paused", key=1, title="检验")
        travel("2026-06-01")
        assert sweep() == sweeping.Swept()

    def test_an_arranged_day_has_no_warning_and_nobody_is_late(self, trial):
        record = trial(limit(ARRANGED, span=None, until=dt.date(2026, 3, 11))).begin()
        travel("2026-03-11 23:00")
        assert sweep().done == 0
        travel("2026-03-12")
        assert sweep().done == 1
        assert fired(record) == [("arranged", "due", 1)]
        assert the_limit(record, ARRANGED).light(at("2026-03-12")) == "green"

    def test_a_rung_is_reached_only_when_its_time_has_come_and_on_its_own_object(self, trial):
        clock = trial(limit(n=5))
        one, other = clock.begin(), clock.begin()
        for target, asked in [(one, the_limit(one)), (one, the_limit(other))]:
            with pytest.raises(Skip):
                perform(target, "reach_rung", {"limit": asked.pk}, by=SYSTEM)
            travel("2026-06-01")
        assert fired(one) == fired(other) == []


class TestLate:
    def test_overdue_is_known_before_anybody_has_swept(self, trial):
        record = trial(limit(STATUTORY, 10), limit(PROMISE, 5)).begin()
        lights = {
            "2026-03-12 23:59": ("green", "green"),
            "2026-03-13 00:00": ("green", "yellow"),
            "2026-03-16 23:59": ("green", "yellow"),
            "2026-03-17 00:00": ("green", "red"),
            "2026-03-20 00:00": ("yellow", "red"),
            "2026-03-24 00:00": ("breach", "red"),
        }
        for moment, (law, promise) in lights.items():
            assert the_limit(record).light(at(moment)) == law
            assert the_limit(record, PROMISE).light(at(moment)) == promise
        assert not ClockFiring.objects.exists()

    def test_the_database_sorts_by_the_same_lights(self, trial):
        clock = trial(limit(STATUTORY, 10), limit(PROMISE, 5), limit(SERVICE, 2))
        clock.begin()
        clock.happen(clock.begin(), "paused", key=1, title="检验")
        for day in range(9, 31):
            now = at(f"2026-03-{day:02} 12:00")
            shown = {one.pk: WORST_FIRST[one.rank] for one in running(now)}
            assert shown == {one.pk: one.light(now) for one in ClockLimit.objects.all()}


class TestEffects:
    def test_what_the_clock_declares_follows_once_when_its_limit_passes(self, trial, closing):
        record = trial(limit(STATUTORY, 5), limit(PROMISE, 2), effects=(closing,)).begin()
        travel("2026-03-16 23:00")
        sweep()
        record.refresh_from_db()
        assert record.state == "recorded", "neither the promise nor a warning has this effect"
        travel("2026-03-17")
        sweep()
        sweep()
        record.refresh_from_db()
        assert record.state == "voided"
        assert acts_on(record)[-2:] == ["reach_rung", "void"]
        assert acts_on(record).count("void") == 1

    def test_a_limit_without_that_force_has_no_effect(self, trial, closing):
        record = trial(limit(STATUTORY, 5, binding=False), effects=(closing,)).begin()
        travel("2026-06-01")
        sweep()
        record.refresh_from_db()
        assert (record.state, the_limit(record).effect) == ("recorded", "")
        assert fired(record)[-1] == ("statutory", "due", 1)

    def test_all_effects_stand_in_one_table(self, trial, closing):
        before = set(EFFECTS)
        clock = trial(limit(), effects=(closing,)).clock
        assert EFFECTS.keys() - before == {"hall.registerrecord.trial.statutory.void"}
        assert EFFECTS["hall.registerrecord.trial.statutory.void"] == (clock, closing)

    @pytest.mark.parametrize("name", sorted(EFFECTS))
    def test_the_system_may_do_each_of_them_without_anything_typed(self, name):
        kind, _, _, act = name.rsplit(".", 3)
        act = apps.get_model(kind).acts()[act]
        assert SYSTEM in act.by
        assert act.form is None


class TestFailure:
    """An effect that cannot be done is shown on its object, and never stands in another's way."""

    def test_it_is_shown_and_the_others_are_done(self, trial, closing, monkeypatch):
        clock = trial(limit(STATUTORY, 5), effects=(closing,))
        sound, broken, later = [clock.begin() for _ in range(3)]
        travel("2026-06-01")

        def fails(obj, do):
            if obj.pk == broken.pk:
                raise ZeroDivisionError("一处差错")

        check = Guard("test.fails", fails, ())
        with monkeypatch.context() as patch:
            patch.setitem(EXTRA, ("hall.registerrecord", "void"), [check])
            swept = sweep()
        assert (swept.done, swept.failed) == (5, 1)
        for record, state in [(sound, "voided"), (broken, "recorded"), (later, "voided")]:
            record.refresh_from_db()
            assert record.state == state
        dossier = Dossier.objects.get(pk=broken.pk)
        assert dossier.attention == "期限处理未能完成：ZeroDivisionError: 一处差错"
        assert fired(broken) == [("statutory", "near", 1)]
        assert verify_all().sound
        assert sweep().done == 1, "next time it is tried again"
        dossier.refresh_from_db()
        assert dossier.attention == ""
        assert fired(broken) == [("statutory", "near", 1), ("statutory", "due", 1)]

    def test_it_leaves_one_trace_however_often_it_is_tried(self, trial):
        """``record`` exists for no line that is already there."""
        record = trial(limit(STATUTORY, 5), effects=(Effect(STATUTORY, "record"),)).begin()
        travel("2026-03-18")
        for _ in range(4):
            sweep()
        attention = Dossier.objects.get(pk=record.pk).attention
        assert attention == "期限已届满，但不能办理“登记”：当前状态是“已登记”"
        lines = Entry.objects.filter(dossier=record.pk).values("kind", "act").annotate(n=Count("pk"))
        assert max(line["n"] for line in lines) <= 2, "the warning and one line for what could not be done"

    def test_what_should_have_been_typed_is_wanting(self, trial):
        """``void`` as it is: it wants a reason, and the system has none."""
        record = trial(limit(STATUTORY, 5), effects=(Effect(STATUTORY, "void"),)).begin()
        travel("2026-06-01")
        swept = sweep()
        assert (swept.done, swept.failed) == (1, 1)
        assert "作废原因" in Dossier.objects.get(pk=record.pk).attention
        assert fired(record) == [("statutory", "near", 1)]
        assert run_of(record).ended_at is None


class TestInterrupted:
    def test_a_worker_killed_in_the_middle_loses_and_repeats_nothing(self, trial, monkeypatch):
        clock = trial(limit(n=5))
        records = [clock.begin() for _ in range(5)]
        travel("2026-03-13")
        reach, count = sweeping._reach, []

        def killed(*args):
            if len(count) == 3:
                raise SystemExit
            count.append(args)
            return reach(*args)

        monkeypatch.setattr(sweeping, "_reach", killed)
        with pytest.raises(SystemExit):
            sweep()
        monkeypatch.setattr(sweeping, "_reach", reach)
        assert sweep().done == 2
        assert [fired(record) for record in records] == [[("statutory", "near", 1)]] * 5

    def test_more_than_one_batch(self, trial, monkeypatch):
        monkeypatch.setattr(sweeping, "BATCH", 3)
        clock = trial(limit(n=5))
        records = [clock.begin() for _ in range(8)]
        travel("2026-06-01")
        assert sweep().done == 16
        assert all(len(fired(record)) == 2 for record in records)
