"""Rating pages: at the device, by code and link, for citizens; and what the office reads."""

import pytest
from django.test import Client

from complaints.models import Rating
from complaints.ratings.views import device_address
from hall.calendar.seeding import seed_calendar
from tests.cases_factory import CaseHall
from tests.factories import travel
from tests.law.rated import bad, invitations
from tests.web.conftest import enter, year_2026  # noqa: F401 – fixtures
from windows.models import Window


@pytest.fixture
def hall(db, year_2026) -> CaseHall:  # noqa: F811
    list(seed_calendar(year_2026))
    travel("2026-03-09")
    return CaseHall("XA")


def page(client: Client, address: str, **data) -> str:
    answer = client.post(address, data) if data else client.get(address)
    return answer.content.decode()


def test_the_device_waits_asks_and_thanks(hall, client):
    address = device_address(Window.objects.get(place=hall.window))
    assert "服务结束后" in page(client, address)
    (invitation,) = invitations(hall.receive())
    shown = page(client, address)
    assert "请您评价" in shown
    assert "checked" not in shown
    assert "评价已收到" in page(client, address, grade="1", way="device", invitation=invitation.pk)
    assert "服务结束后" in page(client, address)
    again = client.post(address, {"grade": "5", "way": "device", "invitation": invitation.pk})
    assert "已经评价过" in again.content.decode()
    assert [one.grade for one in Rating.objects.all()] == ["1"]
    assert client.get(address[:-3] + "xx/").status_code == 404


@pytest.mark.clause("WS14-09.4")
def test_nobody_who_works_here_rates_for_others(hall, enter):  # noqa: F811
    (invitation,) = invitations(hall.receive())
    for address in (device_address(Window.objects.get(place=hall.window)), f"/rate/{invitation.code}/link/"):
        answer = enter(hall.clerk).post(address, {"grade": "5", "invitation": invitation.pk})
        assert answer.status_code == 403
    assert not Rating.objects.exists()


def test_no_grade_is_no_rating_and_what_was_said_is_kept(hall, client):
    (invitation,) = invitations(hall.receive())
    address = f"/rate/{invitation.code}/link/"
    answer = client.post(address, {"said": "等了两小时", "way": "link"})
    assert (answer.status_code, "等了两小时" in answer.content.decode()) == (400, True)
    trapped = client.post(address, {"grade": "5", "way": "link", "homepage": "http://x"})
    assert (trapped.status_code, Rating.objects.count()) == (400, 0)
    assert client.post(address, {"grade": "5", "way": "link", "token": "t"}).status_code == 200
    assert "评价已收到" in page(client, address, grade="5", way="link", token="t")
    assert "已经评价过" in page(client, address)
    assert client.get(f"/rate/{invitation.code}/device/").status_code == 404


def test_a_machine_is_held_off(hall, client):
    (invitation,) = invitations(hall.receive())
    answers = [client.post(f"/rate/{invitation.code}/qr/", {"way": "qr"}).status_code for _ in range(13)]
    assert answers[-1] == 429


def test_the_receipt_leads_to_the_rating(hall, client):
    case = hall.receive()
    sent = {"number": case.number, "code": case.query_code}
    assert client.post("/rate/", sent).url == f"/rate/{invitations(case)[0].code}/self_service/"
    assert client.post("/rate/", sent | {"code": "00000000"}).status_code == 400


def test_the_office_reads_the_month_and_everybody_the_results(hall, client, enter):  # noqa: F811
    bad(hall)
    office = page(enter(hall.office), "/ratings/?period=2026-03")
    assert "差评1条（100%）" in office
    assert "评价器" in office
    assert enter(hall.clerk).get("/ratings/").status_code == 403
    assert "差评1条" in page(client, "/ratings/results/?period=2026-03")
    assert page(enter(hall.office), "/new/complaints.rating/take_down/")
    rating = Rating.objects.get()
    for address in (f"/d/{rating.pk}/", f"/d/{rating.pk}/do/verify/"):
        assert enter(hall.office).get(address).status_code == 200
