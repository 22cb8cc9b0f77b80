"""网上申请 on the screen: the list by light, the page, and the way to the case."""

from django.urls import reverse

from matters.cases.models import Case, Filing
from tests.cases_factory import PERSON
from tests.factories import travel
from tests.web.pages import text_of

from .lists import press

LIST = reverse("filings")


def test_the_most_pressing_stands_first(hall, counter):
    late, fresh = hall.file(), hall.file(number="ZWFW-2", received_at="2026-03-09 09:30")
    travel("2026-03-13")
    said = text_of(counter.get(LIST))
    assert said.index(late.number) < said.index(fresh.number)
    assert "待预审 2" in said


def test_what_passed_is_taken_in_from_its_line(hall, counter):
    filed = hall.pass_review(hall.look_through(hall.file()))
    response = press(counter, counter.get(LIST), "take_in", filed)
    assert response.url == LIST
    case = Case.objects.get(filing=filed)
    page = text_of(counter.get(reverse("dossier", args=[filed.pk])))
    assert case.number in page
    assert "网上申请" in text_of(counter.get(reverse("dossier", args=[case.pk])))


def test_a_clerk_enters_one_from_the_platform(hall, counter):
    assert reverse("new", args=["cases.filing", "file"]) in counter.get(LIST).content.decode()
    url = reverse("new", args=["cases.filing", "file"]) + f"?matter={hall.licence.pk}"
    page = text_of(counter.get(url))
    assert "进入平台时间" in page
    data = PERSON | {"number": "ZWFW-9", "received_at": "2026-03-08 20:15"}
    response = counter.post(url, data)
    filed = Filing.objects.get(number="ZWFW-9")
    assert str(filed.pk) in response.url


def test_the_page_shows_what_was_found_and_what_may_be_done(hall, counter):
    filed = hall.look_through(hall.file(), m2="missing")
    said = text_of(counter.get(reverse("dossier", args=[filed.pk])))
    assert "未提交身份证明" in said
    assert "一次性告知补正" in said
    assert "王小明" in said
    assert PERSON["phone"] not in said


def test_others_do_not_see_the_list(hall, enter):
    assert enter(hall.reviewer).get(LIST).status_code == 403
