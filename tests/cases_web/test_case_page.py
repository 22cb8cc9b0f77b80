"""The page of a case: where it stands, whose move it is, what may be done and what not, and nobody's secrets."""

import re

import pytest
from django.urls import reverse

from matters.cases.models import Case
from matters.cases.views.stages import stages_of
from tests.cases_factory import PERSON
from tests.web.pages import act_url, dossier_url, text_of

from .lists import sections


def steps(case) -> list[str]:
    """The titles of the steps, the present one in brackets."""
    case = Case.objects.select_related("version", "dossier").get(pk=case.pk)
    return [f"[{one.title}]" if one.here else one.title for one in stages_of(case)]


ROAD = ["收件", "受理", "审批", "决定", "用印", "待领取", "送达", "归档"]


@pytest.mark.parametrize(
    ("state", "here"),
    [
        ("received", "收件"),
        ("accepted", "受理"),
        ("reviewing", "审批"),
        ("sealed", "用印"),
        ("archived", "归档"),
    ],
)
def test_the_steps_show_where_an_ordinary_case_stands(hall, state, here):
    assert steps(hall.case_in(state)) == [f"[{one}]" if one == here else one for one in ROAD]


def test_an_instant_case_is_not_reviewed(hall):
    assert steps(hall.receive(hall.instant)) == ["[收件]", "受理", "决定", "用印", "待领取", "送达", "归档"]


def test_a_refused_application_has_a_short_road(hall):
    case = hall.reject(hall.receive())
    assert steps(case) == ["收件", "[不予受理]", "归档"]
    assert steps(hall.archive(case)) == ["收件", "不予受理", "[归档]"]


def test_whose_move_it_is_stands_in_words(hall, counter):
    case = hall.tell(hall.receive(m2="missing"), until="2026-03-20")
    assert "轮到 申请人：补正材料" in text_of(counter.get(dossier_url(case)))
    case = hall.supply(case)
    assert "轮到 窗口：核对材料" in text_of(counter.get(dossier_url(case)))


def test_what_mostly_comes_next_is_the_first_button(hall, counter):
    page = counter.get(dossier_url(hall.receive())).content.decode()
    first = re.search(r'<a class="button primary" href="([^"]*)"', page)[1]
    assert first.endswith("/do/accept/")


def test_what_may_not_be_done_is_greyed_with_every_reason(hall, counter):
    page = text_of(counter.get(dossier_url(hall.receive(m2="missing"))))
    blocked = page[page.index("暂时不能办理的") :]
    assert "材料不齐全或者不符合法定形式：身份证明" in blocked
    assert "本大厅未实行容缺受理" in blocked


def test_both_clocks_stand_there_with_light_date_and_sentence(hall, counter):
    page = text_of(counter.get(dossier_url(hall.accept(hall.receive()))))
    assert "法定期限 2026-04-07 还有20个工作日" in page
    assert "承诺期限 2026-03-16 还有5个工作日" in page
    assert "2026年3月9日受理" in page


def test_the_materials_show_what_was_found_and_what_was_told(hall, counter):
    case = hall.tell(hall.receive(m2="missing"), until="2026-03-20")
    page = text_of(counter.get(dossier_url(case)))
    materials = page[page.index("材料 核对 说明") :]
    assert (
        "身份证明 复印件 1份 缺少 03-09 10:00 未提交身份证明 提交身份证明复印件1份 已列入一次性告知"
        in materials
    )


def test_the_applicant_is_masked_and_each_look_needs_a_reason(hall, counter):
    case = hall.receive()
    response = counter.get(dossier_url(case))
    page = response.content.decode()
    for secret in (PERSON["identity_number"], PERSON["phone"], PERSON["address"]):
        assert secret not in page
    assert case.query_code not in page
    url = reverse("reveal", args=[case.pk, "applicant", "phone"])
    assert url in page
    assert PERSON["phone"] in text_of(counter.post(url, {"reason": "通知补正"}))


def test_what_runs_below_the_case_has_its_own_buttons(hall, enter):
    case = hall.into_review(hall.accept(hall.receive()))
    procedure = hall.start_procedure(case)
    page = enter(hall.reviewer).get(dossier_url(case))
    assert "期间不计入办理期限" in text_of(page)
    assert act_url(procedure, "end") in page.content.decode()


def test_each_department_that_takes_part_can_be_asked_and_its_answer_is_read(hall, enter):
    case = hall.into_review(hall.accept(hall.receive(hall.joint)))
    first = enter(hall.first)
    page = first.get(dossier_url(case))
    assert "某旗公安局 共同审批 未请会签 请其会签" in text_of(page)
    ask = re.search(r'href="(/new/cases.opinion/ask/[^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    token = re.search(r'name="token" value="([^"]*)"', first.get(ask).content.decode())[1]
    assert first.post(ask, {"token": token}).status_code == 302
    assert case.opinions.get().department == hall.other
    assert "某旗公安局 共同审批 待会签" in text_of(first.get(dossier_url(case)))
    asked = enter(hall.other_first).get(dossier_url(case))
    assert act_url(case.opinions.get(), "give") in asked.content.decode()


def test_another_departments_case_does_not_exist(hall, enter):
    case = hall.case_in("reviewing")
    stranger = enter(hall.other_reviewer)
    assert stranger.get(dossier_url(case)).status_code == 404
    assert stranger.get(act_url(case, "opine")).status_code == 404
    assert stranger.post(act_url(case, "opine"), {"seen": 1, "opinion": "x"}).status_code == 404
    assert not any(sections(stranger.get(reverse("review-queue"))).values())


def test_a_stale_page_changes_nothing(hall, counter):
    case = hall.receive()
    seen = case.dossier.version
    hall.accept(case)
    response = counter.post(act_url(case, "reject"), {"seen": seen, "ground": "not_eligible"})
    assert response.status_code == 409
    case.refresh_from_db()
    assert case.state == "accepted"


def test_the_checklist_can_be_gone_through_again_on_its_own_page(hall, counter):
    case = hall.receive(m2="missing")
    page = counter.get(act_url(case, "recheck"))
    second = hall.licence_version.materials.get(order=2)
    assert f'id="v{second.pk}-missing" class="verdict-missing" checked' in page.content.decode()
    assert "cases/checklist.js" in page.content.decode()
    data = hall.findings(hall.licence_version) | {"in_scope": "yes", "seen": case.dossier.version}
    assert counter.post(act_url(case, "recheck"), data).status_code == 302
    assert Case.objects.get(pk=case.pk).checklist.complete


def test_the_admin_shows_cases_and_changes_none(hall, enter):
    case = hall.receive()
    office = enter(hall.office)
    page = office.get(reverse("admin:cases_case_changelist"))
    assert case.number in text_of(page)
    one = office.get(reverse("admin:cases_case_change", args=[case.pk])).content.decode()
    assert case.query_code not in one
    assert 'name="_save"' not in one
    assert office.post(reverse("admin:cases_case_delete", args=[case.pk]), {"post": "yes"}).status_code == 403
    for model in ("handover", "specialprocedure", "opinion", "materialcheck"):
        assert office.get(reverse(f"admin:cases_{model}_changelist")).status_code == 200
    assert enter(hall.clerk).get(reverse("admin:cases_case_changelist")).status_code == 403
