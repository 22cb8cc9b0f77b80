"""The mailing ledger, what the applicant sees of a letter, the service for everybody, the lockers and the shelf."""

import pytest
from django.urls import reverse

from hall.acts.door import perform
from hall.models import Entry
from hall.papers.pdf import pdf_of
from matters.cases.archive_package import papers_of
from matters.cases.models import MailSample
from tests.factories import travel
from tests.law.test_delivery import start
from tests.law.test_mailing import TO, agreement, register, send

LEDGER = "/cases/mailing/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def ws(hall_of):
    return hall_of("WS")


def text(response) -> str:
    return response.content.decode()


@pytest.mark.clause("WS16-3.2-3")
class TestTheLedger:
    def test_has_the_columns_of_the_rule_and_shows_no_address(self, ws, enter):
        mailing = send(ws, register(ws))
        page = text(enter(ws.clerk, ws.window).get(LEDGER))
        for column in (
            "办件编号",
            "联系人",
            "联系电话",
            "地址",
            "邮件内容",
            "寄出日期",
            "经办人",
            "快递存单",
        ):
            assert f">{column}</th>" in page
        assert mailing.tracking in page
        assert TO["address"] not in page
        assert TO["phone"] not in page

    def test_is_exported_in_the_clear_for_a_reason_that_is_logged(self, ws, enter):
        mailing = send(ws, register(ws))
        client = enter(ws.clerk, ws.window)
        assert client.post(LEDGER, {"reason": ""}).status_code == 400
        table = client.post(LEDGER, {"reason": "核对邮费"})
        lines = table.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 2
        for cell in (mailing.case.number, TO["address"], TO["phone"], mailing.tracking):
            assert cell in lines[1]
        entry = Entry.objects.get(kind="access")
        assert (entry.by, entry.facts["id"], entry.facts["reason"]) == (ws.clerk, mailing.pk, "核对邮费")

    def test_another_month_another_page(self, ws, enter):
        mailing = send(ws, register(ws))
        page = text(enter(ws.clerk, ws.window).get(LEDGER, {"month": "2026-02"}))
        assert mailing.tracking not in page
        assert enter(ws.clerk, ws.window).get(LEDGER, {"month": "x"}).status_code == 200

    def test_departments_do_not_read_it(self, ws, enter):
        assert enter(ws.reviewer).get(LEDGER).status_code == 403


@pytest.mark.clause("WS16-1-2")
def test_a_month_is_told_by_pieces_postage_and_payer(ws, enter):
    for postage in ("18.50", "20"):
        send(ws, register(ws), postage=postage)
    page = text(enter(ws.office).get(LEDGER))
    assert "<td>政务服务局</td><td>2</td><td>38.50</td>" in page


@pytest.mark.clause("WS16-3.2-2")
def test_a_result_to_be_sent_waits_on_the_list_until_it_is(ws, enter):
    case = ws.receive(delivery_way="post")
    case = ws.bring(ws.stamp(ws.approve(ws.into_review(ws.accept(case)))))
    client = enter(ws.clerk, ws.window)
    assert f"/d/{case.pk}/" in text(client.get(LEDGER))
    send(ws, register(ws, case))
    assert f'href="/d/{case.pk}/"' not in text(client.get(LEDGER))


@pytest.mark.clause("WS16-4.1")
def test_a_letter_of_which_nothing_is_heard_is_listed(ws, enter):
    mailing = send(ws, register(ws))
    client = enter(ws.clerk, ws.window)
    stalled = f'<a href="/d/{mailing.pk}/">{mailing.case.number} 邮寄</a>'
    travel("2026-03-16")
    before = text(client.get(LEDGER, {"month": "2026-01"}))
    travel("2026-03-17")
    assert (stalled in before, stalled in text(client.get(LEDGER, {"month": "2026-01"}))) == (False, True)


@pytest.mark.clause("EL-4.2h")
def test_a_letter_at_the_post_without_number_is_listed(hall_of, enter):
    el = hall_of("EL")
    mailing = perform(register(el), "hand_to_post", {"carrier_signed": "邮政小刘"}, by=el.clerk)
    client = enter(el.clerk, el.window)
    listed = f'<a href="/d/{mailing.pk}/">'
    assert listed not in text(client.get(LEDGER))
    travel("2026-03-11")
    assert listed in text(client.get(LEDGER))


@pytest.mark.clause("WS16-1-1")
def test_without_an_agreement_the_ledger_says_so(ws, enter):
    client = enter(ws.office)
    assert "没有在有效期内的免费邮寄协议" in text(client.get(LEDGER))
    agreement(ws)
    assert "没有在有效期内的免费邮寄协议" not in text(client.get(LEDGER))


@pytest.mark.clause("WS16-3.3")
def test_the_applicant_learns_number_telephone_and_site_only_with_the_code(ws, client):
    mailing = send(ws, register(ws))
    case = mailing.case
    asked = {"number": case.number, "code": case.query_code}
    page = text(client.post(reverse("progress"), asked))
    for told in (mailing.tracking, "7218686", "www.ems.com.cn"):
        assert told in page
    assert TO["address"] not in page
    page = text(client.post(reverse("progress"), asked | {"code": "AAAAAAAA"}))
    assert mailing.tracking not in page


@pytest.mark.clause("WS16-4.3")
def test_everybody_reads_what_can_be_sent_and_how(ws, client):
    page = text(client.get(reverse("mailing-service")))
    for told in (ws.hall.name, "中国邮政EMS", "预审", "7218686", "您不用付费"):
        assert told in page


def test_a_hall_without_the_service_is_not_named(hall, client):
    assert hall.hall.name not in text(client.get(reverse("mailing-service"))).split("<main", 1)[1]


@pytest.mark.clause("EL-3.3c")
def test_what_lies_in_the_lockers(hall_of, enter):
    el = hall_of("EL")
    delivery = start(el, el.case_in("at_window"), "deposit", {"locker": "12"})
    page = text(enter(el.clerk, el.window).get(reverse("lockers")))
    assert delivery.case.number in page
    assert delivery.code not in page
    assert enter(el.reviewer).get(reverse("lockers")).status_code == 403


@pytest.mark.clause("DL-3.2b")
class TestTheShelf:
    @pytest.fixture
    def file(self, hall):
        file = hall.case_in("archived").archive_file
        for paper in papers_of(file.case):
            pdf_of(paper)
        return perform(file, "pack", by=hall.office)

    def test_is_searched_by_number_and_by_applicant(self, hall, file, enter):
        client = enter(hall.office)
        for asked in (file.number, file.case.number, "王小明", ""):
            assert file.number in text(client.get(reverse("archive"), {"q": asked}))
        assert "没有找到" in text(client.get(reverse("archive"), {"q": "查无此人"}))

    def test_the_package_is_given_for_a_reason_only(self, hall, file, enter):
        client, url = enter(hall.office), reverse("archive-package", args=[file.pk])
        assert client.post(url, {}).status_code == 400
        assert not file.readings.exists()
        given = client.post(url, {"purpose": "复议机关调阅"})
        assert given["Content-Type"] == "application/zip"
        assert file.readings.get().entry.by == hall.office
        page = text(client.get(f"/d/{file.pk}/"))
        assert "复议机关调阅" in page
        assert file.package_sha256 in page

    def test_not_to_who_may_not_read_it(self, hall, file, enter):
        url = reverse("archive-package", args=[file.pk])
        assert enter(hall.other_reviewer).post(url, {"purpose": "x"}).status_code == 404


@pytest.mark.clause("WS16-4.2-1")
def test_a_sample_names_its_letters(ws, enter):
    mailing = send(ws, register(ws))
    data = {"since": "2026-03-01", "until": "2026-03-31", "percent": 100}
    sample = perform(MailSample, "draw", data, by=ws.office, hall=ws.hall)
    page = text(enter(ws.office).get(f"/d/{sample.pk}/"))
    assert f'href="/d/{mailing.pk}/"' in page
