"""The departments' queues: sorted by light, done from the line, and nobody else's cases in them."""

import pytest
from django.urls import reverse

from hall.acts.door import perform
from hall.people.roles import Role
from matters.cases.models import Case
from staff.models import Task
from tests.cases_factory import CaseHall
from tests.catalogue.builders import make_matter
from tests.factories import NAMED_SINCE, make_user, travel
from tests.web.pages import text_of

from .lists import press, sections

REVIEW, FIRST = reverse("review-queue"), reverse("first-queue")


def sent(hall: CaseHall) -> Case:
    case = hall.accept(hall.receive())
    hall.send(hall.serve(case))
    return case


class TestReviewer:
    def test_hand_overs_are_signed_for_from_the_list(self, hall, enter):
        case, reviewer = sent(hall), enter(hall.reviewer)
        page = reviewer.get(REVIEW)
        assert sections(page)["窗口移交，待签收材料"] == [case.number]
        response = press(reviewer, page, "sign", case)
        assert response.url == REVIEW
        after = reviewer.get(REVIEW)
        assert "已办理：签收材料" in text_of(after)
        assert sections(after)["窗口移交，待签收材料"] == []
        assert sections(after)["审批中"] == [case.number]

    def test_the_worst_light_comes_first_and_then_the_earliest_date(self, hall, enter):
        first = hall.into_review(hall.accept(hall.receive()))
        travel("2026-03-11")
        second, third = (hall.into_review(hall.accept(hall.receive())) for _ in range(2))
        hall.start_procedure(third)
        travel(
            "2026-03-17"
        )  # five working days promised: the first is late, the second near, the third stands still
        page = enter(hall.reviewer).get(REVIEW)
        assert sections(page)["审批中"] == [first.number, second.number, third.number]
        said = text_of(page)
        assert said.index("超期") < said.index("还有1个工作日") < said.index("暂停计时")

    def test_other_departments_see_nothing_of_it(self, hall, enter):
        sent(hall)
        hall.case_in("reviewing")
        lists = sections(enter(hall.other_reviewer).get(REVIEW))
        assert not any(lists.values())

    def test_an_opinion_asked_from_my_department_waits_there_until_it_is_given(self, hall, enter):
        case = hall.into_review(hall.accept(hall.receive(hall.joint)))
        opinion = hall.ask_opinion(case)
        other = enter(hall.other_first)
        page = other.get(FIRST)
        assert sections(page)["其他部门请本部门会签"] == [case.number]
        assert reverse("act", args=[opinion.pk, "give"]) in page.content.decode()
        perform(opinion, "give", {"agrees": "yes", "text": "同意"}, by=hall.other_first)
        assert sections(other.get(FIRST))["其他部门请本部门会签"] == []

    def test_a_line_pressed_on_an_old_page_does_nothing_twice(self, hall, enter):
        case, reviewer = sent(hall), enter(hall.reviewer)
        page = reviewer.get(REVIEW)
        press(reviewer, page, "sign", case)
        assert press(reviewer, page, "sign", case).status_code == 409
        assert case.handovers.get().dossier.entries.filter(act="sign", kind="act").count() == 1

    def test_the_queue_is_for_reviewers(self, hall, enter):
        assert enter(hall.clerk).get(REVIEW).status_code == 403
        assert enter(hall.reviewer).get(FIRST).status_code == 403


class TestFirstRepresentative:
    def test_who_keeps_the_seal_now_is_shown(self, hall, enter):
        page = text_of(enter(hall.first).get(FIRST))
        assert "行政审批专用章 保管使用" in page
        assert "现由 钱首代 保管（您本人）" in page
        assert "移交印章" in page

    def test_a_seal_on_its_way_is_taken_over_by_its_receiver(self, hall, enter):
        substitute = make_user("代首代", (Role.FIRST_REPRESENTATIVE, hall.hall, hall.department))
        data = {"receiver": substitute.pk, "document": "授权〔2026〕2号"}
        perform(hall.seal, "hand_over", data, by=hall.first)
        assert "接收印章" in text_of(enter(substitute).get(FIRST))
        assert "接收印章" not in text_of(enter(hall.first).get(FIRST))

    def test_what_waits_for_the_seal_is_stamped_one_after_the_other(self, hall, enter):
        cases = [hall.case_in("decided") for _ in range(2)]
        first = enter(hall.first, hall.window)
        for case in cases:
            response = press(first, first.get(FIRST), "seal", case)
            assert response.url == FIRST
        page = first.get(FIRST)
        assert sections(page)["待用印"] == []
        assert set(sections(page)["已用印，待送出件窗口"]) == {case.number for case in cases}

    def test_outside_the_hall_nothing_is_stamped(self, hall, enter):
        case, first = hall.case_in("decided"), enter(hall.first)
        page = first.get(FIRST)
        assert "您还没有登录到窗口" in text_of(page)
        assert press(first, page, "seal", case).status_code == 403
        case.refresh_from_db()
        assert case.state == "decided"

    def test_tasks_given_to_me_wait_there(self, hall, enter):
        data = {"receiver": hall.first.pk, "title": "核对超期办件", "content": "逐件说明"}
        perform(Task, "issue", data, by=hall.office, hall=hall.hall, department=hall.department)
        assert "核对超期办件" in text_of(enter(hall.first).get(FIRST))
        assert "核对超期办件" not in text_of(enter(hall.other_first).get(FIRST))

    @pytest.mark.clause("AH-28.4b")
    def test_all_open_committed_and_upward_cases_of_the_unit_are_listed_with_the_days_left(self, hall, enter):
        """Seven open ones, two of them of a matter that is passed upward; done, instant and foreign ones are not."""
        upward = make_matter(hall.department, name="采矿权登记", entered_on=NAMED_SINCE)
        hall._version(upward, 5, case_type="upward")
        states = ["received", "accepted", "reviewing", "decided", "sealed"]
        mine = [hall.case_in(state) for state in states] + [hall.receive(upward) for _ in range(2)]
        hall.case_in("delivered")
        hall.receive(hall.instant)
        first = enter(hall.first)
        page = first.get(FIRST, {"list": "open"})
        assert set(sections(page)["本部门在办的承诺件、上报件"]) == {case.number for case in mine}
        assert len(mine) == 7
        assert text_of(page).count("还有5个工作日") >= 3
        assert not any(sections(enter(hall.other_first).get(FIRST)).values())


def test_the_number_of_queries_does_not_grow_with_the_queues(hall, enter, django_assert_max_num_queries):
    hall.case_in("decided")
    sent(hall)
    first = enter(hall.first)
    first.get(FIRST)
    with django_assert_max_num_queries(100) as few:
        first.get(FIRST)
    for _ in range(3):
        hall.case_in("decided")
        sent(hall)
    with django_assert_max_num_queries(len(few)):
        first.get(FIRST)
