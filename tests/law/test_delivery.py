"""送达: each way has its proof and its own instant from which the result counts as delivered (XA-19, EL 三、四)."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.applicants.crypto import opened
from hall.clocks.sweep import sweep
from hall.legal_time import local_date
from hall.outbox.message import Message, Outgoing
from matters.cases.models import Case, Delivery
from tests.factories import at, make_place, travel
from tests.law.ask import decide_for_itself, limit_of, wrong_fields

ELECTRONIC = {"address": "蒙速办 13800000001", "consent": "on", "consent_form": "送达地址确认书"}
LEFT = {"place": "某旗某镇一号", "refusal": "拒绝签收", "second": "李同行", "witness": "某社区居委会陈主任"}
ANNOUNCED = {
    "ground": "missing",
    "reason": "两次邮寄均退回，电话停机",
    "published_in": "某旗政府网站",
    "published_on": "2026-03-09",
}
PROOF = {"evidence": "开门记录"}


def start(hall, case, way: str, data: dict, **who) -> Delivery:
    who = {"by": hall.clerk, "place": hall.window} | who
    return perform(Delivery, way, data, parent=case, **who)


def now(case) -> Case:
    return Case.objects.select_related("dossier").get(pk=case.pk)


def record(delivery: Delivery) -> dict:
    return delivery.dossier.papers.get(kind="delivery_record").facts


@pytest.fixture
def el(hall_of):
    return hall_of("EL")


@pytest.fixture
def xa(hall_of):
    return hall_of("XA")


@pytest.mark.clause("EL-3.3c")
def test_from_the_locker_it_is_delivered_when_taken_out(el):
    case = el.case_in("at_window")
    delivery = start(el, case, "deposit", {"locker": "12"})
    assert delivery.code
    assert now(case).state == "at_window"
    travel("2026-03-11 20:00")
    delivery = perform(delivery, "receive", PROOF | {"received_at": "2026-03-11 19:30"}, by=el.clerk)
    assert now(case).state == "delivered"
    assert now(case).delivered_at == at("2026-03-11 19:30")
    facts = record(delivery)
    assert (facts["method"], facts["received_on"], facts["place"]) == (
        "自助柜领取",
        "2026-03-11",
        "自助存取柜12号",
    )
    assert now(case).dossier.papers.get(kind="approval").served_at == at("2026-03-11 19:30")


@pytest.mark.clause("EL-3.3c")
def test_a_locker_holds_one_result(el):
    start(el, el.case_in("at_window"), "deposit", {"locker": "12"})
    second = el.case_in("at_window")
    with pytest.raises(Invalid) as refused:
        start(el, second, "deposit", {"locker": "12"})
    assert wrong_fields(refused.value) == {"locker"}
    assert start(el, second, "deposit", {"locker": "13"}).state == "deposited"


@pytest.mark.clause("EL-3.3c")
def test_who_does_not_come_is_reminded_once_of_the_locker(el):
    delivery = start(el, el.case_in("at_window"), "deposit", {"locker": "12"})
    for day in ("2026-03-12", "2026-03-13", "2026-03-16"):
        travel(day)
        sweep()
    entries = delivery.dossier.entries.filter(act="remind")
    assert entries.count() == 1
    message = Outgoing.objects.get(message__dossier__parent=delivery.case.dossier, message__what="remind")
    assert "12号" in opened(message.text)
    assert delivery.code in opened(message.text)
    assert dt.date(2026, 3, 13) == Delivery.objects.get(pk=delivery.pk).reminded_at.date()


@pytest.mark.clause("EL-3.3c")
def test_who_does_not_come_to_the_window_is_reminded_once(el):
    case = el.case_in("at_window")
    for day in ("2026-03-12", "2026-03-13", "2026-03-16"):
        travel(day)
        sweep()
    assert case.dossier.entries.filter(act="remind_collection").count() == 1
    assert Message.objects.filter(dossier__parent=case.dossier, what="remind").count() == 1


def test_a_hall_without_the_rule_reminds_nobody(hall):
    case = hall.case_in("at_window")
    assert not case.dossier.runs.filter(clock="collection").exists()


@pytest.mark.clause("EL-3.3c", "XA-19")
@pytest.mark.parametrize(
    ("preset", "way", "data"), [("XA", "deposit", {"locker": "1"}), ("EL", "send", ELECTRONIC)]
)
def test_only_the_ways_of_the_hall(hall_of, preset, way, data):
    hall = hall_of(preset)
    with pytest.raises(Objected) as refused:
        start(hall, hall.case_in("at_window"), way, data)
    assert "没有" in str(refused.value)


@pytest.mark.clause("XA-19")
def test_nothing_goes_by_wire_without_consent(xa):
    case = xa.case_in("at_window")
    with pytest.raises(Invalid) as refused:
        start(xa, case, "send", ELECTRONIC | {"consent": ""})
    assert wrong_fields(refused.value) == {"consent"}
    delivery = start(xa, case, "send", ELECTRONIC)
    assert now(case).state == "at_window"
    delivery = perform(delivery, "receive", {"evidence": "系统到达记录"}, by=xa.clerk)
    assert now(case).state == "delivered"
    assert "同意电子送达" in record(delivery)["note"]
    assert ELECTRONIC["address"] not in str(list(delivery.dossier.entries.values_list("facts", flat=True)))


@pytest.mark.clause("XA-19")
def test_left_behind_before_a_witness(hall):
    case = hall.case_in("at_window")
    with pytest.raises(Invalid) as refused:
        start(hall, case, "leave", LEFT | {"witness": ""})
    assert wrong_fields(refused.value) == {"witness"}
    with pytest.raises(Invalid) as refused:
        start(hall, case, "leave", LEFT | {"second": hall.clerk.name})
    assert wrong_fields(refused.value) == {"second"}
    delivery = start(hall, case, "leave", LEFT)
    assert now(case).state == "delivered"
    facts = record(delivery)
    assert (facts["refusal"], facts["witness"], facts["deliverers"]) == (
        "拒绝签收",
        LEFT["witness"],
        [hall.clerk.name, "李同行"],
    )


@pytest.mark.clause("XA-19")
def test_announced_it_is_delivered_when_thirty_days_are_over(hall):
    case = hall.case_in("at_window")
    delivery = start(hall, case, "announce", ANNOUNCED)
    assert str(limit_of(delivery, "announcement", "arranged").due_on) == "2026-04-08"
    travel("2026-04-08 23:00")
    sweep()
    assert now(case).state == "at_window"
    travel("2026-04-09 08:00")
    sweep()
    case = now(case)
    assert case.state == "delivered"
    assert local_date(case.delivered_at) == dt.date(2026, 4, 8)
    facts = record(delivery)
    assert (facts["method"], facts["place"]) == ("公告送达", "某旗政府网站")
    assert "两次邮寄均退回" in facts["note"]


def test_nothing_is_announced_before_it_is_published(hall):
    with pytest.raises(Invalid) as refused:
        start(hall, hall.case_in("at_window"), "announce", ANNOUNCED | {"published_on": "2026-03-10"})
    assert wrong_fields(refused.value) == {"published_on"}


@pytest.mark.clause("许可法44")
def test_the_ten_days_end_with_the_arrival_not_with_its_recording(el):
    case = el.case_in("at_window")
    delivery = start(el, case, "deposit", {"locker": "12"})
    travel("2026-03-25")
    perform(delivery, "receive", PROOF | {"received_at": "2026-03-23 17:00"}, by=el.clerk)
    limit = limit_of(case, "delivery", "statutory")
    assert limit.closed_at == at("2026-03-23 17:00")
    assert not limit.late(at("2026-03-25"))


def test_nobody_received_it_before_it_was_sent_or_tomorrow(el):
    delivery = start(el, el.case_in("at_window"), "deposit", {"locker": "12"})
    for wrong in ("2026-03-08 10:00", "2026-03-10 10:00"):
        with pytest.raises(Invalid) as refused:
            perform(delivery, "receive", PROOF | {"received_at": wrong}, by=el.clerk)
        assert wrong_fields(refused.value) == {"received_at"}


@pytest.mark.clause("EL-4.2g")
def test_one_result_travels_one_way(el):
    case = el.case_in("at_window")
    delivery = start(el, case, "deposit", {"locker": "12"})
    with pytest.raises(Objected):
        start(el, case, "announce", ANNOUNCED)
    with pytest.raises(Objected):
        el.hand_out(case)
    perform(delivery, "take_back", {"reason": "逾期未取"}, by=el.clerk)
    assert el.hand_out(now(case)).state == "delivered"


@pytest.mark.clause("EL-4.2g")
def test_results_leave_only_from_the_issuing_window(el):
    case = el.case_in("at_window")
    with pytest.raises(NotAllowed):
        start(el, case, "deposit", {"locker": "12"}, by=el.reviewer)
    elsewhere = make_place(el.hall, "B01", "department_window")
    with pytest.raises(Objected):
        start(el, case, "deposit", {"locker": "12"}, place=elsewhere)
    with pytest.raises(NotAllowed):
        start(el, case, "deposit", {"locker": "12"}, place=None)
    data = {"method": "direct", "received_by": "王小明", "identity_checked": "on"}
    with pytest.raises(NotAllowed):
        perform(case, "hand_out", data, by=el.first, place=el.window)
    assert start(el, case, "deposit", {"locker": "12"}).state == "deposited"


@pytest.mark.clause("EL-4.2f", "EL-5.3c")
def test_no_way_around_the_papers_still_lacking(el):
    decide_for_itself(el, "tolerant.block_at", "issue")
    case = el.into_review(el.tolerate(el.receive(m4="missing")))
    case = el.bring(el.stamp(el.approve(case)))
    with pytest.raises(Objected) as refused:
        start(el, case, "deposit", {"locker": "12"})
    assert "容缺" in str(refused.value)


@pytest.mark.clause("AH-3.2", "XA-33.1")
def test_nothing_is_sent_before_it_lies_at_the_window_or_twice(el):
    case = el.case_in("sealed")
    with pytest.raises(Objected):
        start(el, case, "deposit", {"locker": "12"})
    delivery = start(el, el.bring(case), "deposit", {"locker": "12"})
    delivery = perform(delivery, "receive", PROOF, by=el.clerk)
    with pytest.raises(WrongState):
        perform(delivery, "take_back", {"reason": "误登"}, by=el.clerk)
    with pytest.raises(Objected):
        start(el, now(case), "deposit", {"locker": "13"})


def test_where_the_answer_completes_the_case_sending_it_off_does(hall_of):
    hall = hall_of("WS")
    decide_for_itself(hall, "delivery.ways", ["window", "locker"])
    case = hall.case_in("at_window")
    assert case.completed_at is None
    start(hall, case, "deposit", {"locker": "12"})
    assert now(case).completed_at is not None
