"""The daily anchor: once a day, over all heads, chained, and written down where the database cannot reach."""

import threading

import pytest
from django.db import IntegrityError, connection

from hall.models import Anchor, AnchoredHead
from hall.timeline.anchor import anchors_file, drop_anchor
from hall.timeline.tasks import anchor
from hall.timeline.verify import verify_all
from tests.visits import correct_visit, record_visit

from .conftest import line, rechain, rules_switched_off, texts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


def heads(day) -> set[tuple[int, int]]:
    return set(AnchoredHead.objects.filter(anchor=day).values_list("dossier_id", "seq"))


def test_it_holds_every_head_and_then_those_that_moved(record, other, next_day):
    first = next_day(0)
    drop_anchor()
    assert heads(first) == {(record.pk, 4), (other.pk, 2)}
    second = next_day(1)
    correct_visit(record, persons=8)
    drop_anchor()
    assert heads(second) == {(record.pk, 5)}
    third = next_day(2)
    drop_anchor()
    assert heads(third) == set()
    assert [a.count for a in Anchor.objects.all()] == [2, 1, 0]
    assert texts() == []


def test_one_a_day(record, next_day):
    next_day(0)
    first = drop_anchor()
    correct_visit(record, persons=8)
    assert drop_anchor() == first
    assert AnchoredHead.objects.count() == 1


def test_two_beats_at_once_make_one_anchor(record, next_day):
    next_day(0)
    made, barrier = [], threading.Barrier(4)

    def beat() -> None:
        barrier.wait()
        try:
            made.append(drop_anchor().digest)
        finally:
            connection.close()

    threads = [threading.Thread(target=beat) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1
    assert texts() == []


def test_each_anchor_stands_on_the_one_before(record, next_day):
    for day in range(3):
        next_day(day)
        correct_visit(record, persons=day + 10)
        drop_anchor()
    with rules_switched_off():
        AnchoredHead.objects.filter(anchor=next_day(1)).delete()
        Anchor.objects.filter(day=next_day(1)).delete()
    anchors_file().unlink()
    assert texts() == ["2026-11-22的锚定与前一次锚定不衔接，其前的锚定被改动或者删除。"]


def test_a_forger_who_adjusts_the_anchored_head_contradicts_the_anchor(record, next_day):
    next_day(0)
    drop_anchor()
    with rules_switched_off():
        line(record, 2).update(title="登记")
        rechain(record)
        AnchoredHead.objects.update(hash=line(record, 4).get().hash)
    assert texts() == ["2026-11-20的锚定与所锚定的链首不符，锚定被改动。"]


def test_a_forger_who_adjusts_the_anchor_too_contradicts_what_is_written_down_outside(record, next_day):
    next_day(0)
    drop_anchor()
    with rules_switched_off():
        line(record, 2).update(title="登记")
        rechain(record)
        AnchoredHead.objects.update(hash=line(record, 4).get().hash)
        Anchor.objects.update(digest=Anchor.objects.get().expected_digest())
        assert texts() == ["2026-11-20的锚定与数据库外写下的摘要不符，锚定被整体改写。"]
        AnchoredHead.objects.all()._raw_delete("default")
        Anchor.objects.all()._raw_delete("default")
    assert texts() == ["2026-11-20的锚定曾写在数据库外，现已不在数据库中，已被删除。"]


def test_what_could_not_be_written_down_is_written_the_next_time(record, next_day):
    next_day(0)
    drop_anchor()
    anchors_file().unlink()
    next_day(1)
    drop_anchor()
    written = anchors_file().read_text(encoding="utf-8").splitlines()
    assert written == [str(a) for a in Anchor.objects.all()]


def test_the_nightly_task_verifies_before_it_anchors(record, next_day, caplog):
    next_day(0)
    anchor()
    assert Anchor.objects.get().findings == ""
    next_day(1)
    correct_visit(record, persons=8)
    with rules_switched_off():
        line(record, 5).update(title="登记")
    anchor()
    said = f"案卷{record.pk}第5行内容与摘要不符，本行被改动。"
    assert Anchor.objects.last().findings == said
    assert said in caplog.text


def test_the_quick_look_walks_only_what_came_since(record, other, hall):
    drop_anchor()
    assert (verify_all(since_anchor=True).dossiers, verify_all(since_anchor=True).lines) == (0, 0)
    correct_visit(record, persons=8)
    third = record_visit(hall)
    quick = verify_all(since_anchor=True)
    assert (quick.dossiers, quick.lines, quick.sound) == (2, 2, True)
    with rules_switched_off():
        line(third, 1).update(title="更正")
    assert texts(verify_all(since_anchor=True)) == [f"案卷{third.pk}第1行内容与摘要不符，本行被改动。"]


def test_an_anchored_head_can_no_longer_be_changed(record):
    drop_anchor()
    for rows in (Anchor.objects, AnchoredHead.objects):
        with pytest.raises(IntegrityError, match="只增不改"):
            rows.update(digest="0" * 64) if rows is Anchor.objects else rows.update(seq=1)
        with pytest.raises(IntegrityError, match="只增不改"):
            rows.all()._raw_delete("default")
