"""Whoever rules the database can write what they like, but not unseen: each kind of change is found and named."""

import pytest
from django.db.models import F

from hall.models import Dossier, Entry, RegisterRecord
from hall.timeline.anchor import drop_anchor
from hall.timeline.verify import verify, verify_all

from .conftest import line, rechain, rules_switched_off, texts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


def test_an_honest_history_is_sound(record, other):
    report = verify_all()
    assert texts(report) == []
    assert (report.dossiers, report.lines) == (2, 6)
    assert str(report) == "核验2个案卷、6行留痕：完整，未发现改动。"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("act", "record"),
        ("title", "登记"),
        ("role", "guide"),
        ("kind", Entry.Kind.REFUSED),
        ("state_from", "new"),
        ("state_to", "voided"),
        ("clauses", ["AH-1"]),
        ("facts", {}),
        ("legal_at", F("recorded_at")),
        ("recorded_at", F("legal_at")),
        ("place", 1),
        ("by", 1),
    ],
)
def test_an_edited_line(record, other, field, value):
    with rules_switched_off():
        line(record, 2).update(**{field: value})
        found = texts()
    assert f"案卷{record.pk}第2行内容与摘要不符，本行被改动。" in found
    assert all(f"案卷{record.pk}" in one for one in found)


def test_an_edited_line_sealed_anew(record):
    """The forger recomputes the digest of the one line: the next line no longer follows it."""
    with rules_switched_off():
        line(record, 2).update(title="登记")
        forged = line(record, 2).get()
        line(record, 2).update(hash=forged.digest())
    assert texts() == [f"案卷{record.pk}第3行与前一行不衔接，其前的内容被改动、插入或者调换。"]


def test_the_last_line_edited_and_sealed_anew(record):
    with rules_switched_off():
        line(record, 4).update(title="登记")
        line(record, 4).update(hash=line(record, 4).get().digest())
    assert texts() == [f"案卷{record.pk}第4行与案卷登记的链首不符，末行或者整卷被改写。"]


def test_a_line_removed_from_the_middle(record):
    with rules_switched_off():
        line(record, 2).delete()
    assert f"案卷{record.pk}第2行缺失，已被删除。" in texts()


def test_a_gap_closed_by_renumbering(record):
    with rules_switched_off():
        line(record, 2).delete()
        line(record, 3).update(seq=2)
        line(record, 4).update(seq=3)
    found = texts()
    assert f"案卷{record.pk}第2行与前一行不衔接，其前的内容被改动、插入或者调换。" in found
    assert f"案卷{record.pk}第2行内容与摘要不符，本行被改动。" in found


def test_the_tail_cut_off(record):
    with rules_switched_off():
        Entry.objects.filter(dossier=record.pk, seq__gt=2).delete()
    assert f"案卷{record.pk}第3行至第4行缺失，已被删除。" in texts()


def test_everything_cut_off(record):
    with rules_switched_off():
        Entry.objects.filter(dossier=record.pk).delete()
    assert f"案卷{record.pk}第1行至第4行缺失，已被删除。" in texts()


def test_a_line_inserted(record):
    with rules_switched_off():
        for seq in (4, 3):
            line(record, seq).update(seq=seq + 1)
        forged = line(record, 2).get()
        forged.pk, forged.seq, forged.prev_hash = None, 3, forged.hash
        forged.hash = forged.digest()
        forged.save(force_insert=True)
    found = texts()
    assert f"案卷{record.pk}第4行与前一行不衔接，其前的内容被改动、插入或者调换。" in found
    assert f"案卷{record.pk}第5行未经链首确认，是绕过办理程序添加的。" in found


def test_a_line_added_at_the_end(record):
    with rules_switched_off():
        forged = line(record, 4).get()
        forged.pk, forged.seq, forged.prev_hash = None, 5, forged.hash
        forged.hash = forged.digest()
        forged.save(force_insert=True)
    assert f"案卷{record.pk}第5行未经链首确认，是绕过办理程序添加的。" in texts()


def test_lines_in_another_order(record):
    with rules_switched_off():
        for old, new in ((2, 99), (3, 2), (99, 3)):
            line(record, old).update(seq=new)
    found = texts()
    for seq in (2, 3):
        assert f"案卷{record.pk}第{seq}行内容与摘要不符，本行被改动。" in found


def test_lines_of_two_dossiers_swapped(record, other):
    with rules_switched_off():
        mine, theirs = line(record, 2).get(), line(other, 2).get()
        Entry.objects.filter(pk=mine.pk).update(dossier=other.pk, seq=99)
        Entry.objects.filter(pk=theirs.pk).update(dossier=record.pk)
        Entry.objects.filter(pk=mine.pk).update(seq=2)
    found = texts()
    for one in (record, other):
        assert f"案卷{one.pk}第2行内容与摘要不符，本行被改动。" in found


def test_whole_histories_swapped(record, other):
    with rules_switched_off():
        Entry.objects.filter(dossier=record.pk).update(seq=F("seq") + 100, dossier=other.pk)
        Entry.objects.filter(dossier=other.pk, seq__lt=100).update(dossier=record.pk)
        Entry.objects.filter(dossier=other.pk).update(seq=F("seq") - 100)
    assert f"案卷{other.pk}第1行内容与摘要不符，本行被改动。" in texts()
    assert f"案卷{record.pk}第1行内容与摘要不符，本行被改动。" in texts()


def test_a_chain_rewritten_whole_is_found_by_its_anchor_alone(record, other):
    drop_anchor()
    with rules_switched_off():
        line(record, 2).update(title="登记")
        rechain(record)
    found = texts()
    assert len(found) == 1
    assert found[0].startswith(f"案卷{record.pk}第4行已于")
    assert found[0].endswith("锚定，与锚定时的摘要不符，整卷被改写。")
    assert texts(verify(record.dossier)) == found


def test_without_an_anchor_the_perfect_forgery_shows_nothing(record):
    """Why there are anchors."""
    with rules_switched_off():
        line(record, 2).update(title="登记")
        rechain(record)
    assert texts() == []


def test_a_tail_cut_off_with_its_head_is_found_by_its_anchor(record):
    drop_anchor()
    with rules_switched_off():
        Entry.objects.filter(dossier=record.pk, seq__gt=2).delete()
        rechain(record)
    (found,) = texts()
    assert found.startswith(f"案卷{record.pk}第4行已于")
    assert found.endswith("锚定，后来被删除。")


def test_acts_miscounted(record):
    with rules_switched_off():
        Dossier.objects.filter(pk=record.pk).update(version=3)
    assert texts() == [f"案卷{record.pk}共有办理行为4项，案卷登记为3项。"]


def test_an_object_s_state_changed_beside_its_timeline(record):
    with rules_switched_off():
        RegisterRecord.objects.filter(pk=record.pk).update(state="voided")
    expected = [f"案卷{record.pk}当前状态“已作废”不是末次办理留下的“已登记”，状态被直接改动。"]
    assert texts() == expected
    assert texts(verify(record.dossier)) == expected


def test_an_object_removed(record):
    with rules_switched_off():
        RegisterRecord.objects.filter(pk=record.pk)._raw_delete("default")
    assert texts() == [f"案卷{record.pk}所记载的台账记录不存在，已被删除。"]


def test_a_dossier_removed(record):
    with rules_switched_off():
        Dossier.objects.filter(pk=record.pk)._raw_delete("default")
        found = texts()
        assert f"案卷{record.pk}第1行所属案卷不存在，案卷被删除。" in found
        Entry.objects.filter(dossier=record.pk)._raw_delete("default")
        RegisterRecord.objects.filter(pk=record.pk)._raw_delete("default")


def test_a_dossier_of_an_unknown_kind(record):
    with rules_switched_off():
        Dossier.objects.filter(pk=record.pk).update(kind="hall.nothing")
    assert texts() == [f"案卷{record.pk}的类别“hall.nothing”不存在，案卷被改动。"]


def test_one_dossier_s_button_finds_its_own_trouble_only(record, other):
    with rules_switched_off():
        line(record, 2).update(title="登记")
    assert texts(verify(record.dossier)) == [f"案卷{record.pk}第2行内容与摘要不符，本行被改动。"]
    assert verify(other.dossier).sound
