"""Many sweeps at once, and clerks among them: every effect exactly once, nobody waits for a sweep."""

import datetime as dt
import threading
from collections import Counter
from contextlib import suppress

import pytest
from django.db import transaction

from hall.acts.door import perform
from hall.acts.refusals import WrongState
from hall.calendar.seeding import seed_calendar
from hall.clocks import acts as clock_acts
from hall.clocks.clock import Effect, LimitKind
from hall.clocks.ledger import ClockFiring
from hall.clocks.sweep import Swept, recompute_stale, sweep
from hall.models import Dossier, Entry, RegisterRecord
from hall.people.roles import Role
from hall.timeline.verify import verify_all
from tests.clocks.test_recompute import single
from tests.clocks.trial import limit, on_trial
from tests.factories import make_hall, make_user, travel
from tests.racing import at_once, only_postgresql, unlocked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock(transactional_db, published_years):
    """A limit of five days that voids its line."""
    list(seed_calendar(published_years))
    travel("2026-03-09")
    void = RegisterRecord.acts()["void"]
    form = void.form
    object.__setattr__(void, "form", None)  # the system has no reason to type
    with on_trial(make_hall(), limit(n=5), effects=(Effect(LimitKind.STATUTORY, "void"),)) as trial:
        yield trial
    object.__setattr__(void, "form", form)


def fired() -> Counter:
    return Counter(ClockFiring.objects.values_list("limit__run__dossier", "rung"))


def done_once(records) -> bool:
    """Every record has had its two rungs and its one effect, and no more."""
    voided = Counter(Entry.objects.filter(act="void", kind="act").values_list("dossier", flat=True))
    both = {(record.pk, rung): 1 for record in records for rung in ("near", "due")}
    return fired() == both and voided == {record.pk: 1 for record in records}


@pytest.mark.embedded
def test_four_sweeps_at_once_do_everything_exactly_once(clock):
    records = [clock.begin() for _ in range(8)]
    travel("2026-06-01")
    results = at_once(*[sweep] * 4)
    assert all(isinstance(one, Swept) for one in results), results
    assert sum(one.failed for one in results) == 0
    sweep()  # what was held by a sweep that had looked before it was free
    assert done_once(records)
    assert verify_all().sound
    assert not Dossier.objects.exclude(attention="").exists()


@only_postgresql
class TestOneRung:
    """Two workers at the same rung of the same limit, held together in the middle of the act."""

    @pytest.fixture
    def meeting(self, monkeypatch):
        both, climb = threading.Barrier(2), clock_acts._climb

        def meet(limit, rung):
            with suppress(threading.BrokenBarrierError):
                both.wait(timeout=1)
            climb(limit, rung)

        monkeypatch.setattr(clock_acts, "_climb", meet)

    def test_with_the_lock_off_both_begin_and_one_fails(self, clock, meeting):
        clock.begin()
        travel("2026-03-13")
        with unlocked():
            results = at_once(sweep, sweep)
        assert sum(one.failed for one in results) == 1

    def test_with_the_lock_on_the_second_leaves_it_to_the_first(self, clock, meeting):
        record = clock.begin()
        travel("2026-03-13")
        results = at_once(sweep, sweep)
        assert sorted((one.done, one.busy, one.failed) for one in results) == [(0, 1, 0), (1, 0, 0)]
        assert fired() == {(record.pk, "near"): 1}


@only_postgresql
def test_a_busy_object_is_left_and_done_later_while_the_others_are_done_now(clock):
    busy, free = clock.begin(), clock.begin()
    travel("2026-03-13")
    held, release = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Dossier.objects.select_for_update().get(pk=busy.pk)
            held.set()
            release.wait(10)

    def pass_by():
        held.wait(10)
        try:
            return sweep()
        finally:
            release.set()

    _, swept = at_once(hold, pass_by)
    assert (swept.done, swept.busy, swept.failed) == (1, 1, 0)
    assert fired() == {(free.pk, "near"): 1}
    assert Dossier.objects.get(pk=busy.pk).attention == ""
    assert sweep().done == 1
    assert fired() == {(free.pk, "near"): 1, (busy.pk, "near"): 1}


@only_postgresql
def test_clerks_and_sweeps_never_wait_for_each_other_for_ever(clock):
    records = [clock.begin() for _ in range(4)]
    travel("2026-06-01")

    clerks = [make_user(f"窗口{n}", (Role.WINDOW_CLERK, clock.hall)) for n in range(2)]

    def note(number: int) -> int:
        """How many notes were taken before the line was voided."""
        taken = 0
        for step in range(6):
            with suppress(WrongState):
                perform(records[(number + step) % 4], "note", {"text": "电话询问"}, by=clerks[number])
                taken += 1
        return taken

    *taken, one, other = at_once(lambda: note(0), lambda: note(1), sweep, sweep)
    assert (one.failed, other.failed) == (0, 0)
    sweep()
    assert done_once(records)
    assert Entry.objects.filter(act="note", kind="act").count() == sum(taken)
    assert verify_all().sound


@only_postgresql
def test_of_a_sweep_and_whoever_finishes_at_the_last_moment_one_wins(clock):
    """Either the line is finished and nothing follows, or it is voided and can no longer be finished."""
    records = [clock.begin() for _ in range(4)]
    travel("2026-03-17")

    def finish() -> list[bool]:
        return [finished(record) for record in records]

    def finished(record) -> bool:
        try:
            return bool(clock.happen(record, "finished"))
        except WrongState:
            return False

    in_time, swept = at_once(finish, sweep)
    assert swept.failed == 0
    sweep()
    voided = [Entry.objects.filter(dossier=record.pk, act="void").count() for record in records]
    assert voided == [0 if one else 1 for one in in_time]


@pytest.mark.embedded
def test_several_workers_recompute_each_object_once(clock):
    records = [clock.begin() for _ in range(6)]
    single("2026-03-11,放假,试验", year=2026, issued_on=dt.date(2026, 3, 9))
    results = at_once(*[recompute_stale] * 3)
    assert sum(results) + recompute_stale() == 6
    entries = Entry.objects.filter(act="recompute_clocks").values_list("dossier", flat=True)
    assert sorted(entries) == [record.pk for record in records]
    assert not Dossier.objects.exclude(attention="").exists()
    assert verify_all().sound
