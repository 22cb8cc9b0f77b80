"""What is opened below a case under review, on screen: to begin it, to see where it stands, to bring it to its end."""

import pytest
from django.urls import reverse

from tests.law import review
from tests.web.pages import dossier_url, text_of

BEGUN = {
    "survey": "arrange",
    "argument": "ask",
    "doubt": "ask",
    "suspicion": "suspect",
    "deliberation": "convene",
    "announcement": "publish",
    "party": "register",
    "hearing": "tell",
}


@pytest.fixture
def case(hall):
    return hall.case_in("reviewing")


@pytest.mark.parametrize(("kind", "act"), BEGUN.items())
def test_each_is_begun_from_the_page_of_the_case(hall, case, enter, kind, act):
    desk = enter(hall.reviewer)
    url = reverse("new", args=[f"cases.{kind}", act])
    assert f"{url}?parent={case.pk}" in desk.get(dossier_url(case)).content.decode()
    assert desk.get(f"{url}?parent={case.pk}").status_code == 200


def test_a_survey_is_arranged_by_its_form(hall, case, enter):
    desk = enter(hall.reviewer)
    url = f"{reverse('new', args=['cases.survey', 'arrange'])}?parent={case.pk}"
    wrong = desk.post(url, review.SURVEY | {"officers": "赵审批", "token": "a1"})
    assert "2名以上工作人员" in text_of(wrong)
    assert "核查场地面积" in wrong.content.decode()
    desk.post(url, review.SURVEY | {"token": "a2"})
    assert case.surveys.get().officers == ["赵审批", "钱首代"]


def test_the_page_shows_what_runs_and_what_still_stands_against_a_decision(hall, case, enter):
    review.survey(hall, case)
    review.doubt(hall, review.again(case))
    shown = text_of(enter(hall.first).get(dossier_url(case)))
    for said in ("现场踏勘", "2026-03-11 09:30 某旗某镇一号", "两处面积为何不同", "现场踏勘还没有形成笔录"):
        assert said in shown


def test_the_queue_lists_open_surveys(hall, case, enter):
    review.survey(hall, case)
    shown = text_of(enter(hall.reviewer).get(reverse("review-queue") + "?list=surveys"))
    assert case.number in shown


def test_each_has_a_page_of_its_own(hall, case, enter):
    desk = enter(hall.reviewer)
    parts = [
        review.survey(hall, case),
        review.party(hall, review.again(case)),
        review.announce(hall, review.again(case), until="2026-03-16"),
        review.requested(hall, review.again(case)),
    ]
    for part in parts:
        shown = text_of(desk.get(dossier_url(part)))
        assert str(part._meta.verbose_name) in shown
    assert "利害关系人" in text_of(desk.get(dossier_url(parts[1])))
    assert "13800000002" not in text_of(desk.get(dossier_url(parts[1])))


def test_a_returned_case_has_a_short_road(hall_of, enter):
    hall = hall_of("DL")
    case = hall.case_in("reviewing")
    desk = enter(hall.reviewer)
    data = {"ground": "requirements", "reason": "不符", "seen": case.dossier.version}
    desk.post(reverse("act", args=[case.pk, "send_back"]), data)
    assert "退件" in text_of(desk.get(dossier_url(case)))
    assert review.again(case).state == "returned"


def test_nobody_without_a_role_begins_anything(hall, case, counter):
    url = f"{reverse('new', args=['cases.survey', 'arrange'])}?parent={case.pk}"
    assert counter.post(url, review.SURVEY | {"token": "b1"}).status_code == 403
