"""The window workbench: a matter or a case found in a few keys, and what waits at this window."""

import pytest
from django.urls import reverse

from hall import legal_time
from hall.acts.door import perform
from matters.catalogue.models import Matter
from tests.factories import make_place, travel
from tests.web.pages import text_of
from windows.models import Window
from windows.selectors import matters_taken_at
from windows.window import may_take

from .counter import intake_url
from .lists import next_page, sections

URL = reverse("workbench")


def test_a_clerk_without_a_window_is_asked_to_choose_one(hall, enter):
    page = text_of(enter(hall.clerk).get(URL))
    assert "请先登录到窗口" in page


def test_the_workbench_is_for_clerks(hall, enter):
    assert enter(hall.reviewer).get(URL).status_code == 403


@pytest.mark.parametrize("words", ["spjy", "SPJYXK", "食品", "食品 市场"])
def test_a_matter_is_found_by_initials_and_by_words_and_one_hit_is_gone_to(hall, counter, words):
    response = counter.get(URL, {"q": words})
    assert response.url == intake_url(hall.licence)


def test_a_matter_is_found_by_its_code(hall, counter):
    assert counter.get(URL, {"q": hall.instant.code}).url == intake_url(hall.instant)


def test_while_typing_only_the_hits_come_back(hall, counter):
    response = counter.get(URL, {"q": "食品"}, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert "<html" not in page
    assert intake_url(hall.licence) in page
    assert intake_url(hall.joint) not in page


def test_nothing_found_says_what_to_do(hall, counter):
    assert "没有找到“捕鱼”" in text_of(counter.get(URL, {"q": "捕鱼"}))


def test_what_is_asked_for_most_stands_there_before_anything_is_typed(hall, counter):
    for _ in range(2):
        hall.receive(hall.joint)
    page = text_of(counter.get(URL))
    assert page.index("占道许可") < page.index("食品经营许可") < page.index("待答复申请人")


@pytest.mark.parametrize(
    "typed", [lambda case: case.number, lambda case: case.number[:14], lambda case: str(case.pk)]
)
def test_a_case_is_found_by_its_number_scanned_begun_or_only_its_end(hall, counter, typed):
    case = hall.receive()
    assert counter.get(URL, {"q": typed(case)}).url == reverse("dossier", args=[case.pk])


def second_window(hall, kind="department_window", **data):
    place = make_place(hall.hall, "B02", kind)
    department = hall.department if kind == "department_window" else None
    perform(
        Window,
        "register",
        {"place": place.pk, "seats": 2, **data},
        by=hall.office,
        hall=hall.hall,
        department=department,
    )
    return place


def test_a_matter_of_another_window_is_shown_as_such(hall, enter):
    place = second_window(hall, matters=[hall.joint.pk])
    page = text_of(enter(hall.clerk, place).get(URL, {"q": "许可"}))
    assert page.index("占道许可") < page.index("食品经营许可") < page.index("不在本窗口办理")


@pytest.mark.parametrize("kind", ["general_window", "department_window", "instant_window", "delivery_window"])
def test_the_list_of_matters_agrees_with_what_the_window_may_take(hall, kind):
    """The workbench asks once for all matters what the guard asks for each."""
    listing = {"instant_window": [hall.instant.pk], "department_window": [hall.licence.pk]}
    place = second_window(hall, kind, matters=listing.get(kind, []))
    Matter.objects.filter(pk=hall.joint.pk).update(one_window=False)
    on = legal_time.today()
    taken = set(matters_taken_at(place, on))
    assert taken == {matter for matter in Matter.objects.all() if may_take(place, matter, on)}


def test_each_case_stands_where_somebody_has_to_do_something(hall, counter):
    told = hall.tell(hall.receive(m2="missing"), until="2026-03-20")
    received = hall.receive()
    accepted = hall.accept(hall.receive())
    ready = hall.case_in("at_window")
    sent = hall.accept(hall.receive())
    hall.send(hall.serve(sent))
    lists = sections(counter.get(URL))
    assert lists["待答复申请人"] == [received.number, told.number]  # the window's move before the applicant's
    assert lists["已受理，待移交或者当场办结"] == [accepted.number]
    assert lists["结果待领取（全厅）"] == [ready.number]
    assert set(lists["今日收件"]) == {c.number for c in (told, received, accepted, ready, sent)}


def test_another_windows_cases_are_not_mine(hall, enter):
    hall.receive()
    place = second_window(hall, matters=[hall.licence.pk])
    assert sections(enter(hall.clerk2, place).get(URL))["待答复申请人"] == []


def test_yesterdays_cases_are_not_todays(hall, counter):
    hall.receive()
    travel("2026-03-10")
    counter.post(reverse("seat"), {"place": hall.window.pk})
    assert sections(counter.get(URL))["今日收件"] == []


def test_a_long_list_is_shown_page_by_page_and_no_case_is_left_out(hall, counter, monkeypatch):
    monkeypatch.setattr("matters.cases.views.rows.FEW", 2)
    monkeypatch.setattr("matters.cases.views.rows.MANY", 3)
    cases = [hall.receive().number for _ in range(7)]
    assert len(sections(counter.get(URL))["今日收件"]) == 2
    seen, address = [], f"{URL}?list=today"
    while address:
        response = counter.get(address)
        seen += sections(response)["今日收件"]
        address = next_page(URL, response)
    assert seen == cases[::-1]


def test_the_number_of_queries_does_not_grow_with_the_lists(hall, counter, django_assert_max_num_queries):
    hall.receive()
    counter.get(URL)
    with django_assert_max_num_queries(80) as first:
        counter.get(URL)
    for n in range(6):
        hall.receive(hall.joint if n % 2 else hall.licence)
    with django_assert_max_num_queries(len(first)):
        counter.get(URL)
