"""Complaint pages: filed and followed without login; ledger with lights, transfers, figures, the archive as a file."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from complaints.complaint.orders import COLUMNS
from complaints.models import Complaint, Evidence
from hall.acts.door import perform
from hall.calendar.seeding import seed_calendar
from hall.models import Entry, RuleRow
from tests.factories import travel
from tests.law.voice_hall import WORD, VoiceHall
from tests.web.conftest import enter, year_2026  # noqa: F401 – fixtures

PNG = b"\x89PNG\r\n\x1a\n...."


@pytest.fixture
def voice(db, year_2026) -> VoiceHall:  # noqa: F811
    list(seed_calendar(year_2026))
    travel("2026-03-09")
    return VoiceHall()


def address(voice) -> str:
    return f"/complain/new/{voice.hall.code}/"


def text(answer) -> str:
    return answer.content.decode()


def follow(client: Client, complaint: Complaint, code: str = "", **more):
    sent = {"number": complaint.number, "code": code or complaint.query_code}
    return client.post("/complain/follow/", sent | more)


@pytest.mark.clause("WS06-2.3-2")
def test_the_ways_to_complain_are_the_rulebook_s(voice, client):
    shown = text(client.get("/complain/"))
    assert all(
        way in shown for way in ("意见箱", "总咨询导引台", "12345", "0477-7218686", "蒙速办", "ordos.gov.cn")
    )
    RuleRow.objects.create(
        hall=voice.hall,
        key="complaint.phones",
        value=["12345", "0477-1112222"],
        effective_from="2026-01-01",
        reason="换号",
        made_by=voice.office,
    )
    shown = text(client.get("/complain/"))
    assert "0477-1112222" in shown
    assert "0477-7218686" not in shown


@pytest.mark.clause("XA-37.2")
def test_one_address_takes_complaints_for_every_hall(voice, client):
    shown = text(client.get("/complain/new/", follow=True))
    assert "某盟政务服务中心" in shown
    assert address(voice) in shown
    client.post(address(voice), WORD)
    assert Complaint.objects.get().dossier.hall == voice.hall
    assert client.get("/complain/new/nowhere/").status_code == 404


@pytest.mark.clause("XA-37.1", "WS06-1")
def test_filed_without_login_and_followed_by_two_numbers(voice, client):
    answer = client.post(address(voice), WORD | {"file_1": SimpleUploadedFile("一.png", PNG), "token": "t1"})
    complaint = Complaint.objects.get()
    assert complaint.number in text(answer)
    assert complaint.query_code in text(answer)
    assert complaint.query_code in text(client.post(address(voice), WORD | {"token": "t1"}))
    assert Complaint.objects.count() == 1
    assert "待审核" in text(follow(client, complaint))
    assert follow(client, complaint, code="00000000").status_code == 400
    told = {"body": "某旗人社局", "contact": "0477-7000000", "explanation": "劳动争议"}
    perform(complaint, "send_elsewhere", told, by=voice.office)
    shown = text(follow(client, complaint))
    assert all(word in shown for word in told.values())
    assert "巴特尔" not in shown


@pytest.mark.clause("XA-37.3")
def test_the_dated_steps_are_followed_until_the_answer(voice, client):
    shown = text(follow(client, voice.answered()))
    for step in ("收到", "受理", "处理完毕", "答复"):
        assert f'{step} <span class="quiet">2026年3月9日 10:00' in shown
    assert "撤诉、终止、移交" not in shown
    assert "已改正" in shown


def test_further_material_comes_through_the_query_page(voice, client):
    complaint = voice.complain(is_major="on")
    assert "材料已经收到" in text(follow(client, complaint, file=SimpleUploadedFile("信.png", PNG)))
    assert Complaint.objects.get().state == "received"
    bad = SimpleUploadedFile("信.exe", b"MZ")
    assert Evidence.objects.count() == 1
    assert follow(client, complaint, file=bad).status_code == 200
    assert Evidence.objects.count() == 1


def test_machines_are_held_off_and_people_keep_their_words(voice, client):
    trapped = client.post(address(voice), WORD | {"homepage": "http://x"})
    assert (trapped.status_code, Complaint.objects.count()) == (400, 0)
    assert WORD["content"] in text(trapped)
    wrong = client.post(address(voice), WORD | {"lawful": "", "phone": "abc"})
    assert WORD["content"] in text(wrong)
    answers = [client.post(address(voice), WORD) for _ in range(13)]
    assert answers[-1].status_code == 429
    assert WORD["content"] in text(answers[-1])


def no_database(settings) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")


def no_disk(settings) -> None:
    settings.MEDIA_ROOT = "/dev/null/full"


def no_cache(settings) -> None:
    gone = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "unix:///nowhere/redis.sock",
    }
    settings.CACHES = {"default": gone}


@pytest.mark.parametrize("out_of_order", [no_database, no_disk, no_cache])
def test_what_cannot_be_stored_comes_back_word_by_word(voice, client, settings, out_of_order):
    before = transaction.savepoint()
    out_of_order(settings)
    answer = client.post(address(voice), WORD | {"file_1": SimpleUploadedFile("一.png", PNG)})
    assert answer.status_code == 503
    assert WORD["content"] in text(answer)
    assert not Complaint.objects.exists()
    transaction.savepoint_rollback(before)


def test_the_office_s_pages(voice, enter):  # noqa: F811
    office, first, clerk = enter(voice.office), enter(voice.first), enter(voice.clerk)
    complaint = voice.transferred()
    transfer = complaint.transfers.get()
    assert complaint.number in text(office.get("/complaints/?list=open&channel=web&q=市场&month=2026-03"))
    assert complaint.number in text(first.get("/complaints/transfers/"))
    assert [c.get("/complaints/").status_code for c in (first, clerk)] == [403, 403]
    assert first.get(f"/d/{complaint.pk}/").status_code == 404
    assert first.get(f"/d/{transfer.pk}/").status_code == 200
    assert clerk.get(f"/d/{transfer.pk}/").status_code == 404
    assert office.get(f"/d/{complaint.pk}/").status_code == 200
    assert "巴特尔" not in text(first.get(f"/d/{transfer.pk}/"))
    assert "12345工单" in text(office.get("/complaints/figures/"))
    assert "待审核的投诉" not in text(office.get("/"))
    voice.complain()
    assert "待审核的投诉" in text(office.get("/"))
    assert "待落实的转办" in text(first.get("/"))


def test_a_guide_registers_and_hands_over_the_two_numbers(voice, enter):  # noqa: F811
    guide = enter(voice.guide)
    asked = text(guide.get("/new/complaints.complaint/receive/"))
    assert "大厅管理室</option>" not in asked
    sent = WORD | {"channel": "desk", "area_leader": voice.office.pk, "token": "g1"}
    shown = text(guide.post("/new/complaints.complaint/receive/", sent, follow=True))
    assert Complaint.objects.get().query_code in shown
    assert "导服转告您的" in text(enter(voice.office).get("/"))


@pytest.mark.clause("WS06-4.1-2")
def test_a_secret_name_is_read_for_a_reason_and_logged(voice, enter):  # noqa: F811
    office = enter(voice.office)
    complaint = voice.complain(confidential="on")
    assert "巴特尔" not in text(office.get(f"/d/{complaint.pk}/"))
    reveal = f"/reveal/{complaint.pk}/contact/contact_name/"
    assert "巴特尔" in text(office.post(reveal, {"reason": "回访"}))
    assert Entry.objects.filter(kind="access", by=voice.office).count() == 1
    assert "巴特尔" in text(office.get(f"/d/{voice.complain().pk}/"))


def test_orders_come_in_as_a_table_and_go_back_as_one(voice, enter):  # noqa: F811
    office = enter(voice.office)
    rows = (
        ",".join(COLUMNS) + "\n12345-9,12345,投诉,窗口没人,,,,2026-03-11 12:00\n12345-9,12345,投诉,重复,,,,\n"
    )
    shown = text(office.post("/complaints/orders/", {"file": SimpleUploadedFile("g.csv", rows.encode())}))
    assert "已登记1件" in shown
    assert "第3行" in shown
    assert "缺少栏目" in text(
        office.post("/complaints/orders/", {"file": SimpleUploadedFile("g.csv", b"a\n1")})
    )
    assert "12345-9" in text(office.get("/complaints/orders/table.csv"))
    assert enter(voice.clerk).get("/complaints/orders/").status_code == 403


@pytest.mark.clause("WS06-3.5")
def test_the_archive_is_one_file(voice, enter):  # noqa: F811
    complaint = voice.followed()
    office = enter(voice.office)
    assert office.get(f"/complaints/{complaint.pk}/bundle/").status_code == 404
    listed = dict.fromkeys(("book", "ledger", "form", "hotline", "rating"), "none")
    perform(complaint, "archive", listed, by=voice.office)
    packed = zipfile.ZipFile(io.BytesIO(office.get(f"/complaints/{complaint.pk}/bundle/").content))
    names = packed.namelist()
    assert "全程留痕.json" in names
    assert sum("投诉登记表" in name for name in names) == 2


def test_the_ledger_costs_the_same_however_long_it_is(voice, enter, django_assert_max_num_queries):  # noqa: F811
    office = enter(voice.office)
    for _ in range(3):
        voice.accepted()
    office.get("/complaints/")
    with django_assert_max_num_queries(30):
        office.get("/complaints/")
