"""How a complaint comes in: every channel with its particulars (乌审 WS06 二、WS05、WS14)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.complaint.figures import by_state, by_unit, follow_up_rate, orders
from complaints.complaint.ledger import ledger
from complaints.complaint.orders import COLUMNS, OUT, give_back, read, take_in
from complaints.models import Complaint, Evidence
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed
from hall.people.authority import Authority
from tests.factories import at, travel
from tests.law.ask import wrong_fields
from tests.law.voice_hall import CALLED, SETTLED, VoiceHall


@pytest.fixture
def voice(calendar) -> VoiceHall:
    """Under 乌审's rules; legal time stands on Monday 2026-03-09."""
    travel("2026-03-09")
    return VoiceHall()


def wrong(voice, **given) -> set[str]:
    with pytest.raises(Invalid) as refused:
        voice.take_down(**given)
    return wrong_fields(refused.value)


def listed(voice, **asked) -> list[str]:
    return sorted(one.number for one in ledger(Authority.of(voice.office), asked))


@pytest.mark.clause("WS06-1", "XA-37.1")
def test_nobody_has_to_say_who_they_are(voice):
    complaint = voice.complain(contact_name="", phone="", subject="integrity")
    assert (complaint.masked_name, complaint.get_subject_display()) == ("匿名", "廉洁自律")
    assert len(complaint.query_code) == 8


@pytest.mark.clause("WS06-4.5-1")
def test_the_public_form_is_sent_with_the_notice_ticked(voice):
    with pytest.raises(Invalid) as refused:
        voice.complain(lawful="")
    assert wrong_fields(refused.value) == {"lawful"}


@pytest.mark.clause("DL-3.6")
def test_kinds_and_targets(voice):
    kinds = {voice.complain(kind=kind).state for kind in ("complaint", "suggestion", "report")}
    assert kinds == {"received", "suggestion", "petition"}
    for target, more in (("hall", {}), ("unit", {"department": voice.department.pk}), ("person", {})):
        assert voice.complain(target=target, **more).target == target
    with pytest.raises(Invalid, match="部门"):
        voice.complain(target="unit")


@pytest.mark.clause("WS06-2.1")
def test_the_box_is_opened_by_somebody_on_a_day(voice):
    assert wrong(voice, channel="box") == {"opened_on", "opened_by"}
    scan = SimpleUploadedFile("来信.png", b"\x89PNG\r\n\x1a\n....")
    box = {"channel": "box", "opened_on": "2026-03-09", "opened_by": "王管理"}
    complaint = voice.take_down(**box, files={"file_1": scan})
    assert complaint.evidence.get().name == "来信.png"


@pytest.mark.clause("WS06-2.2-1")
def test_the_point_for_what_cannot_be_done_has_its_ledger(voice):
    point = voice.take_down(channel="point", by=voice.guide, area_leader=voice.office.pk)
    voice.take_down()
    assert listed(voice, channel="point") == [point.number]


@pytest.mark.clause("WS06-2.2-2")
def test_the_book_has_pages_and_one_page_twice_is_shown(voice):
    assert wrong(voice, book_page="") == {"book_page"}
    assert voice.take_down(book_page="7").dossier.attention == ""
    assert "第7页已经登记过" in voice.take_down(book_page="7").dossier.attention


@pytest.mark.clause("WS06-2.2-3")
def test_only_the_office_says_that_it_was_told_in_person(voice):
    assert voice.take_down(channel="office").channel == "office"
    for person in (voice.guide, voice.clerk):
        assert "channel" in wrong(voice, channel="office", by=person, area_leader=voice.office.pk)
    for person in (voice.first, voice.deputy):
        with pytest.raises(NotAllowed):
            voice.take_down(by=person)


@pytest.mark.clause("WS06-2.3-1")
def test_orders_are_numbered_once_and_callers_have_a_number(voice):
    assert wrong(voice, channel="hotline") == {"order_number"}
    voice.take_down(channel="hotline", order_number="A1")
    assert wrong(voice, channel="hotline", order_number="A1") == {"order_number"}
    assert wrong(voice, channel="phone", phone="") == {"phone"}
    assert voice.take_down(channel="phone", phone="", anonymous="on").phone == ""


@pytest.mark.clause("XA-36.1")
def test_an_order_is_somebody_s_at_once_and_can_be_pressed(voice):
    order = voice.take_down(channel="hotline", order_number="A2")
    assert (order.handler, order.assigned_at) == (voice.office, at("2026-03-09"))
    travel("2026-03-11")
    order = perform(order, "press", {"note": "请尽快"}, by=voice.chief)
    assert order.pressed_at == at("2026-03-11")


@pytest.mark.clause("DL-3.7a")
def test_an_order_goes_back_with_what_was_done(voice):
    order = voice.accepted(voice.take_down(channel="hotline", order_number="A3"))
    order = perform(perform(order, "settle", SETTLED, by=voice.office), "answer", ANSWER, by=voice.office)
    order = perform(order, "follow_up", CALLED, by=voice.office)
    order = perform(order, "feed_back", {"note": "已回复"}, by=voice.office)
    assert order.fed_back_at
    text = give_back(ledger(Authority.of(voice.office), {}))
    assert text.splitlines()[0] == ",".join(OUT)
    assert "A3" in text
    assert "巴特尔" not in text
    with pytest.raises(Invalid):
        perform(order, "archive", {}, by=voice.office)


ANSWER = {"answer": "已改正", "way": "platform"}


@pytest.mark.clause("WS06-2.4")
def test_a_platform_s_table_becomes_complaints_each_once(voice):
    assert wrong(voice, channel="web") == {"platform", "order_number"}
    rows = [",".join(COLUMNS)]
    rows += [f"W{n},蒙速办,投诉,窗口没人{n},有人值守,,," for n in (1, 2)]
    table = SimpleUploadedFile("gd.csv", "\n".join(rows).encode())
    made, refused = take_in(read(table), voice.office, voice.hall)
    assert ([one.platform for one in made], refused) == (["蒙速办", "蒙速办"], [])
    table.seek(0)
    made, refused = take_in(read(table), voice.office, voice.hall)
    assert (made, len(refused)) == ([], 2)


@pytest.mark.clause("WS14-09.5")
def test_letters_are_a_channel_and_a_filter(voice):
    letter = voice.take_down(channel="letter")
    voice.take_down()
    assert listed(voice, channel="letter") == [letter.number]


@pytest.mark.clause("WS05-2.3-1")
def test_a_guide_takes_it_down_at_the_desk(voice):
    complaint = voice.take_down(channel="desk", by=voice.guide, area_leader=voice.office.pk)
    assert complaint.number
    assert listed(voice) == [complaint.number]


@pytest.mark.clause("WS05-2.3-2")
def test_and_tells_the_leader_of_the_area(voice):
    assert wrong(voice, channel="desk", by=voice.guide) == {"area_leader"}
    complaint = voice.take_down(channel="desk", by=voice.guide, area_leader=voice.office.pk)
    assert (complaint.told_leader, complaint.told_at) == (voice.office, at("2026-03-09"))


def from_rating(voice, case: str = "R1") -> Complaint:
    data = {"content": "不满意", "department": voice.department.pk, "accused": voice.clerk.pk}
    data |= {"order_number": case, "target_text": "A01号窗口"}
    return perform(Complaint, "take_rating", data, by=SYSTEM, hall=voice.hall)


@pytest.mark.clause("WS06-3.1-1", "WS14-10-1")
def test_the_ledger_shows_every_sort_once(voice):
    voice.complain(), voice.complain(kind="suggestion"), voice.complain(kind="report")
    rating = from_rating(voice)
    rows = list(ledger(Authority.of(voice.office), {}))
    assert sorted(one.get_kind_display() for one in rows) == ["信访举报", "差评", "意见建议", "投诉"]
    assert listed(voice, channel="rating", month="2026-03") == [rating.number]
    assert listed(voice, month="2026-02") == []
    assert (rating.accused, rating.target_department) == (voice.clerk, voice.department)


@pytest.mark.clause("WS06-4.2-3")
def test_what_was_filed_is_found_again(voice):
    complaint = voice.accepted()
    voice.complain(target_text="")
    for text in (complaint.number, "张窗口", "市场监督", "A01"):
        assert listed(voice, q=text) == [complaint.number]
    assert listed(voice, q="某旗公安局") == []


@pytest.mark.clause("WS11-06")
def test_the_urgent_stand_on_top(voice):
    voice.complain()
    urgent = perform(voice.complain(), "mark_urgent", {"is_urgent": "on"}, by=voice.office)
    travel("2026-03-12")
    rows = ledger(Authority.of(voice.office), {}).order_by("-urgent", "pk")
    assert (rows[0].pk, rows[0].age) == (urgent.pk, 3)


@pytest.mark.clause("WS06-4.1-1", "WS06-3.4-2")
def test_the_figures_add_up(voice):
    perform(voice.complain(), "turn_down", {"ground": "trouble", "note": "x"}, by=voice.office)
    voice.followed(), voice.answered(), voice.complain()
    found = Complaint.objects.all()
    assert by_state(found) == {"invalid": 1, "followed": 1, "answered": 1, "received": 1}
    assert follow_up_rate(found) == "50%"
    with pytest.raises(RuntimeError, match="不能删除"):
        found[0].delete()


@pytest.mark.clause("WS06-3.1.4")
def test_the_invalid_are_in_no_unit_s_figures_but_in_a_list(voice):
    valid = voice.accepted()
    invalid = voice.complain(target="unit", department=voice.department.pk)
    perform(invalid, "turn_down", {"ground": "trouble", "note": "x"}, by=voice.office)
    assert [(unit.name, unit.came) for unit in by_unit(Complaint.objects.all())] == [
        ("某旗市场监督管理局", 1)
    ]
    assert listed(voice) == [valid.number]
    assert listed(voice, list="invalid") == [invalid.number]


@pytest.mark.clause("DL-3.7b")
def test_the_orders_of_a_month_by_unit(voice):
    order = {"channel": "hotline", "target": "unit"}
    for n in range(3):
        voice.take_down(**order, order_number=f"B{n}", department=voice.department.pk)
    late = voice.take_down(
        **order, order_number="C", department=voice.other.pk, platform_due="2026-03-10 12:00"
    )
    voice.complain()
    travel("2026-03-11")
    units = by_unit(orders(Complaint.objects.exclude(pk=late.pk)))
    assert [(one.name, one.came, one.on_time) for one in units] == [("某旗市场监督管理局", 3, "0%")]
    travel("2026-03-09")
    assert by_unit(orders(Complaint.objects.all()))[0].on_time == "100%"


@pytest.mark.clause("WS06-4.3-3")
def test_a_file_is_superseded_never_changed(voice):
    def png(name):
        return {"file": SimpleUploadedFile(name, b"\x89PNG\r\n\x1a\n" + name.encode())}

    complaint = perform(voice.accepted(), "add_evidence", {}, files=png("a.png"), by=voice.office)
    first = complaint.evidence.get()
    perform(complaint, "add_evidence", {"replaces": first.pk}, files=png("b.png"), by=voice.office)
    kept, second = Evidence.objects.order_by("pk")
    assert (kept.name, second.replaces, len(kept.sha256)) == ("a.png", kept, 64)
    for person in (voice.first, voice.clerk):
        with pytest.raises(NotAllowed):
            perform(complaint, "add_evidence", {}, files=png("c.png"), by=person)


@pytest.mark.clause("WS06-4.4-1")
def test_hindering_is_noted_and_listed(voice):
    complaint = perform(voice.accepted(), "mark_obstruction", {"note": "拒绝提供监控"}, by=voice.office)
    voice.complain()
    assert listed(voice, obstructed="1") == [complaint.number]
