"""Two clerks at once, on PostgreSQL: first the race as it really happens with the lock off, then with it on."""

import threading
import time
from contextlib import suppress

import pytest
from django.db import IntegrityError

from hall.acts import locking
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Busy, Objected, Stale, WrongState
from hall.models import Entry, RegisterRecord
from hall.timeline.verify import verify_all
from tests.racing import at_once, only_postgresql, unlocked
from tests.visits import correct_visit, record_visit, visit

pytestmark = [pytest.mark.django_db(transaction=True), only_postgresql]


def kinds(results) -> list[type]:
    return sorted((type(one) for one in results), key=lambda kind: kind.__name__)


@pytest.fixture
def lock_off():
    with unlocked():
        yield


@pytest.fixture
def meeting(objecting):
    """``meeting(act, check)``: guards that wait for each other before they answer, as long as both get that far."""

    def arrange(act: str, check=lambda obj, do: None) -> None:
        both = threading.Barrier(2)

        def meet(obj, do):
            answer = check(obj, do)
            with suppress(threading.BrokenBarrierError):  # the other is held back by the lock
                both.wait(timeout=1)
            return answer

        objecting(act, meet)

    return arrange


class TestTheParentIsTheLock:
    """A quota over the children of one object: only one may be recorded."""

    def full(self, obj, do):
        """Counted by entries: the new child's dossier is already there when its guard asks."""
        made = Entry.objects.filter(dossier__parent=do.parent.dossier, kind=Entry.Kind.ACT)
        return "名额已满。" if made.exists() else None

    def test_with_the_lock_off_both_get_in(self, hall, record, meeting, lock_off):
        meeting("record", self.full)
        results = at_once(*[lambda: record_visit(hall, parent=record)] * 2)
        assert kinds(results) == [RegisterRecord, RegisterRecord]

    def test_with_the_lock_on_one_gets_in(self, hall, record, meeting):
        meeting("record", self.full)
        results = at_once(*[lambda: record_visit(hall, parent=record)] * 2)
        assert kinds(results) == [Objected, RegisterRecord]
        assert RegisterRecord.objects.filter(dossier__parent=record.pk).count() == 1


class TestOneObject:
    def test_with_the_lock_off_only_the_chain_s_own_rule_stops_the_second(self, record, meeting, lock_off):
        meeting("void")
        results = at_once(*[lambda: perform(record, "void", {"reason": "重复"}, by=SYSTEM)] * 2)
        assert kinds(results) == [IntegrityError, RegisterRecord]

    def test_with_the_lock_on_the_second_finds_the_first_s_work(self, record, meeting):
        meeting("void")
        results = at_once(*[lambda: perform(record, "void", {"reason": "重复"}, by=SYSTEM)] * 2)
        assert kinds(results) == [RegisterRecord, WrongState]
        assert verify_all().sound

    def test_many_at_once_make_one_unbroken_chain(self, record):
        results = at_once(*[lambda: correct_visit(record) for _ in range(8)])
        assert kinds(results) == [RegisterRecord] * 8
        report = verify_all()
        assert (report.sound, report.lines) == (True, 9)

    def test_of_two_from_the_same_page_one_is_told(self, record):
        data = visit(correction="误")
        results = at_once(*[lambda: perform(record, "correct", data, by=SYSTEM, seen=1)] * 2)
        assert kinds(results) == [RegisterRecord, Stale]

    def test_of_two_with_the_same_token_one_is_told(self, hall, visits):
        results = at_once(*[lambda: record_visit(hall, token="a1")] * 4)
        assert kinds(results) == [RegisterRecord, Stale, Stale, Stale]
        assert RegisterRecord.objects.count() == 1


class TestGivingWay:
    def test_who_will_not_wait_gives_way_at_once(self, record, meeting):
        meeting("correct")
        holding = threading.Event()

        def hold():
            threading.Timer(0.3, holding.set).start()
            return correct_visit(record)  # one second inside the lock

        def give_way():
            holding.wait()
            began = time.monotonic()
            with pytest.raises(Busy, match="请稍候再试"):
                perform(record, "void", {"reason": "重复"}, by=SYSTEM, wait=False)
            return time.monotonic() - began

        held, waited = at_once(hold, give_way)
        assert isinstance(held, RegisterRecord)
        assert waited < 0.5


class TestOrder:
    """Two acts, each of which also needs the other's object."""

    @pytest.fixture
    def crossing(self, hall, visits, monkeypatch):
        """Correcting either of two records locks the other one as well, and each lock is taken unhurriedly."""
        one, two = record_visit(hall), record_visit(hall)
        other = {one.pk: two, two.pk: one}
        spec = RegisterRecord.acts()["correct"]
        take = locking._lock_row

        def unhurried(*args) -> None:
            take(*args)
            time.sleep(0.2)

        monkeypatch.setattr(locking, "_lock_row", unhurried)
        object.__setattr__(spec, "locks", lambda obj, do: [other[obj.pk]])
        yield lambda: at_once(lambda: correct_visit(one), lambda: correct_visit(two))
        object.__setattr__(spec, "locks", None)

    def test_in_the_order_of_the_objects_they_wait_for_ever(self, crossing, monkeypatch):
        """The control: were the object's own dossier always the last one locked."""
        first = []

        def each_its_own_way(keys):
            first.append(threading.current_thread())
            return sorted(keys, reverse=threading.current_thread() is first[0])

        monkeypatch.setattr(locking, "sorted", each_its_own_way, raising=False)
        assert kinds(crossing()) == [Busy, RegisterRecord]

    def test_in_one_order_both_get_through(self, crossing):
        assert kinds(crossing()) == [RegisterRecord, RegisterRecord]

    def test_shared_rows_come_first_then_dossiers_by_number(self, hall, record, visits, monkeypatch):
        taken = []
        take = locking._lock_row
        monkeypatch.setattr(
            locking,
            "_lock_row",
            lambda model, pk, wait: (taken.append((model.__name__, pk)), take(model, pk, wait)),
        )
        later, child = record_visit(hall), record_visit(hall, parent=record)
        spec = RegisterRecord.acts()["correct"]
        rows = [later, hall.parent, child, hall, later]
        object.__setattr__(spec, "locks", lambda obj, do: rows)
        taken.clear()
        try:
            correct_visit(child)
        finally:
            object.__setattr__(spec, "locks", None)
        halls = sorted([hall.pk, hall.parent.pk])
        dossiers = sorted([record.pk, later.pk])
        assert taken == [("Hall", pk) for pk in halls] + [("Dossier", pk) for pk in dossiers]
