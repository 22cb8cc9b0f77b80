"""The services around a case on the screen: every branch can be walked without reading code."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hall.acts.door import perform
from hall.models import Place
from hall.outbox.sending import send_waiting
from hall.people.roles import Role
from matters.cases.models import Assistance, LateEntry, OneThing, Outage, Reassignment, SlipSeries
from matters.catalogue.models import Bundle, BundleMatter
from tests.cases_factory import PERSON
from tests.factories import make_place, make_user, travel
from tests.law.charged import Charged
from tests.web.pages import do, dossier_url, field_of, text_of

from .counter import only_case, typed


def new(kind, act, **query):
    address = reverse("new", args=[kind, act])
    return f"{address}?{'&'.join(f'{k}={v}' for k, v in query.items())}"


def send(client, url, data):
    return client.post(url, data | {"token": field_of(client.get(url), "token")}, follow=True)


def test_what_was_told_stands_on_the_case(counter, hall, settings, tmp_path):
    settings.VAR = tmp_path
    case = hall.accept(hall.receive())
    assert "待发送" in text_of(counter.get(dossier_url(case)))
    send_waiting()
    shown = text_of(counter.get(dossier_url(case)))
    assert "受理告知 已告知" in shown
    assert "13800000001" not in shown
    assert case.number in next((tmp_path / "outbox").iterdir()).read_text(encoding="utf-8")
    told = send(
        counter,
        new("hall.message", "tell", parent=case.pk),
        {"what": "progress", "channel": "phone", "outcome": "已知悉"},
    )
    assert "办理进度告知" in text_of(told)


def test_a_fee_is_asked_for_paid_and_receipted(counter, hall, enter):
    charged = Charged(hall)
    url = new("cases.charge", "ask", parent=charged.case.pk)
    assert "通知缴费" in text_of(counter.get(dossier_url(charged.case)))
    assert "缴费通知书" in text_of(send(counter, url, {"fee": charged.fee.pk}))
    charge = charged.case.charges.get()
    cashier = enter(charged.cashier, charged.counter)
    assert "待缴费 1" in text_of(cashier.get(reverse("takings")))
    do(cashier, charge, "pay", {"method": "bank_counter", "bank_slip": "18"})
    assert "已缴费，未开票 1" in text_of(cashier.get(reverse("takings")))
    do(cashier, charge, "receipt", {"kind": "财政电子票据", "number": "15040126"})
    assert "今日已缴合计100.00元" in text_of(cashier.get(reverse("takings")))


def test_the_guide_board_shows_who_is_away_with_whom(hall, enter):
    guide = make_user("何导服", (Role.GUIDE, hall.hall))
    client = enter(guide)
    data = {"kind": "help", "group": "old", "matter": hall.licence.pk, "window": hall.window.pk}
    send(client, new("cases.assistance", "begin"), data)
    assert "何导服 陪同中" in text_of(client.get(reverse("assistance")))
    do(client, Assistance.objects.get(), "close", {"outcome": "送出大厅"})
    assert "何导服 在岗" in text_of(client.get(reverse("assistance")))


def test_one_thing_is_taken_in_and_shown_on_one_page(counter, hall):
    bundle = Bundle.objects.create(
        hall=hall.hall, name="开办餐饮店", lead=hall.department, since=dt.date(2025, 1, 1)
    )
    BundleMatter.objects.create(bundle=bundle, matter=hall.licence)
    assert "办什么事" in text_of(counter.get(new("cases.onething", "take_in")))
    url = new("cases.onething", "take_in", bundle=bundle.pk)
    shown = text_of(send(counter, url, PERSON | hall.findings()))
    assert "各事项办理进度" in shown
    assert "食品经营许可" in shown
    assert "一件事：开办餐饮店" in text_of(counter.get(dossier_url(only_case())))
    assert OneThing.objects.exists()


def test_all_work_of_who_leaves_is_handed_on_from_the_start_page(hall, enter):
    hall.receive()
    office = enter(hall.office)
    assert "谁的工作要交接" in text_of(office.get(new("cases.reassignment", "reassign")))
    url = new("cases.reassignment", "reassign", leaver=hall.clerk.pk)
    send(office, url, {"clerk": hall.clerk2.pk, "reason": "轮岗"})
    assert Reassignment.objects.get().cases == [only_case().number]
    assert "李窗口 自2026-03-09" in text_of(office.get(dossier_url(only_case())))


@pytest.fixture
def slip(hall):
    """Approved, of an outage this morning."""
    series = {"prefix": "YJ", "first": 1, "last": 9, "kept_by": "大厅管理室"}
    perform(SlipSeries, "register", series, by=hall.office, hall=hall.hall)
    travel("2026-03-10 14:00")
    data = {"began_at": "2026-03-10 09:00", "cause": "断网"}
    outage = perform(Outage, "declare", data, by=hall.office, hall=hall.hall)
    perform(outage, "end", {"ended_at": "2026-03-10 12:00"}, by=hall.office)
    data = {"matter": hall.licence.pk, "prefix": "YJ", "number": 3, "reason": "断网"}
    late = perform(
        LateEntry,
        "propose",
        data | {"received_at": "2026-03-10 09:30"},
        by=hall.clerk,
        place=hall.window,
        hall=hall.hall,
    )
    return perform(late, "approve", by=hall.leader)


def test_an_approved_slip_leads_to_the_intake_that_counts_from_it(counter, hall, slip):
    assert "按补录收件" in text_of(counter.get(dossier_url(slip)))
    url = f"{reverse('intake', args=[hall.licence.pk])}?slip={slip.pk}"
    shown = counter.post(url, typed(hall) | {"token": field_of(counter.get(url), "token")}, follow=True)
    assert "系统故障补录 2026-03-10 09:30实际收件" in text_of(shown)


def test_a_village_agent_takes_a_mandate_at_the_point_of_the_grant(hall, enter):
    point = make_place(hall.hall, "V01", Place.Kind.AGENT_POINT)
    agent = make_user("宝音代办", (Role.AGENT, hall.hall, None, point))
    client = enter(agent)
    url = new("cases.errand", "entrust")
    data = PERSON | {"matter": hall.licence.pk, "agent": agent.pk, "point": point.pk}
    mandate = SimpleUploadedFile("委托书.pdf", b"%PDF-1.4 ...", "application/pdf")
    shown = send(client, url, data | {"mandate": mandate})
    assert "代办：食品经营许可" in text_of(shown)
    assert "已受托" in text_of(client.get(reverse("assistance")))
