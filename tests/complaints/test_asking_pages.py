"""网上咨询、失物招领: public pages, and the lists of whoever answers."""

import pytest
from django.db import OperationalError
from django.test import Client

from complaints.models import Enquiry, LostItem
from hall.calendar.seeding import seed_calendar
from tests.factories import travel
from tests.law.enquired import LATER, AskedHall
from tests.law.lost import LOSS, UMBRELLA
from tests.web.conftest import enter, year_2026  # noqa: F401 – fixtures


@pytest.fixture
def hall(db, year_2026) -> AskedHall:  # noqa: F811
    list(seed_calendar(year_2026))
    travel("2026-03-09")
    return AskedHall()


def test_a_question_goes_to_a_unit_and_its_number_shows_the_answer(hall, client):
    assert "网上咨询" in client.get("/ask/").content.decode()
    asked = {"question": "带什么材料", "unit": hall.department.pk, "token": "t1"}
    first, twice = client.post("/ask/", asked), client.post("/ask/", asked)
    enquiry = Enquiry.objects.get()
    assert first.url == twice.url == f"/ask/{enquiry.number}/"
    assert enquiry.dossier.department == hall.department
    assert "某旗市场监督管理局" in client.get(first.url).content.decode()


def test_nothing_typed_is_lost_when_it_cannot_be_stored(hall, client, monkeypatch):
    asked = {"question": "带什么材料"}
    trapped = client.post("/ask/", asked | {"homepage": "x"})
    assert (trapped.status_code, "带什么材料" in trapped.content.decode()) == (400, True)

    def down(*args, **kwargs):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr("complaints.enquiries.views.hall_asked", down)
    kept = client.post("/ask/", asked)
    assert (kept.status_code, "带什么材料" in kept.content.decode()) == (503, True)
    assert not Enquiry.objects.exists()


@pytest.mark.clause("WS01-02")
def test_only_posted_people_open_the_form(hall, enter):  # noqa: F811
    for person in (hall.clerk, hall.reviewer, hall.guide):
        assert enter(person).get("/new/complaints.enquiry/record/").status_code == 200
    assert Client().get("/new/complaints.enquiry/record/").status_code == 302


def test_each_list_shows_what_waits(hall, enter):  # noqa: F811
    enquiry = hall.ask(by=hall.guide, **LATER)
    hall.ask(outcome="referred", window=hall.other_window.pk)
    hall.miss()
    hall.from_the_net(hall.department)
    travel("2026-03-09 17:05")
    client = enter(hall.guide)
    shown = client.get("/enquiries/").content.decode()
    for said in (enquiry.number, "待回拨", "来电2件", "未接来电1个"):
        assert said in shown
    assert "转引到" in enter(hall.other_clerk, hall.other_window).get("/enquiries/").content.decode()
    page = client.get(f"/d/{enquiry.pk}/").content.decode()
    assert "办食品经营许可要带什么" in page
    assert f"/reveal/{enquiry.pk}/contact/phone/" in page
    told = client.post(f"/reveal/{enquiry.pk}/contact/phone/", {"reason": "回电答复"})
    assert "13800000001" in told.content.decode()
    assert enter(hall.supervisor).get("/enquiries/").status_code == 200
    case = hall.receive()
    assert "请示、会商" in enter(hall.clerk, hall.window).get(f"/d/{case.pk}/").content.decode()


def test_the_desk_takes_things_in_and_the_public_sees_the_notice(hall, enter, client):  # noqa: F811
    desk = enter(hall.guide)
    for address in ("/new/complaints.lostitem/register/", "/new/complaints.lossreport/report/"):
        assert desk.get(address).status_code == 200
    sent = UMBRELLA | {"found_at": "2026-03-09 09:00", "token": "t2"}
    assert desk.post("/new/complaints.lostitem/register/", sent).status_code == 302
    item = LostItem.objects.get()
    assert f"/d/{item.pk}/" in desk.get("/lost/desk/").content.decode()
    assert "伞柄刻有" in desk.get(f"/d/{item.pk}/").content.decode()
    assert desk.post("/new/complaints.lossreport/report/", LOSS | {"token": "t3"}).status_code == 302
    assert "雨伞" in desk.get("/lost/desk/").content.decode()
    assert enter(hall.reviewer).get("/lost/desk/").status_code == 403
    assert "没有待认领" in client.get("/lost/").content.decode()
