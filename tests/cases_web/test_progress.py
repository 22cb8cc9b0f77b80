"""Public progress: two numbers from the receipt, one message for whatever is wrong, and what there is to do next."""

import pytest
from django.test import Client
from django.urls import reverse

from matters.cases.models import Case
from tests.web.pages import text_of

URL = reverse("progress")


def ask(case: Case, **changes):
    case = Case.objects.get(pk=case.pk)
    return Client().post(URL, {"number": case.number, "code": case.query_code} | changes)


def test_a_printed_address_fills_in_the_number_and_never_the_code(hall):
    case = hall.receive()
    page = Client().get(URL, {"number": case.number, "code": case.query_code}).content.decode()
    assert f'value="{case.number}"' in page
    assert case.query_code not in page


def test_both_numbers_show_stage_dates_papers_and_a_masked_name(hall):
    case = hall.accept(hall.receive())
    page = text_of(ask(case))
    assert "已受理" in page
    assert "王**" in page
    assert "王小明" not in page
    assert "承诺期限）： 2026年3月16日 前（含当日），还有5个工作日" in page
    for paper in case.dossier.papers.all():
        assert f"《{paper.title}》" in page


def test_a_code_is_read_however_it_is_typed(hall):
    case = hall.receive()
    typed = f" {case.query_code[:4].lower()}-{case.query_code[4:]} "
    assert ask(case, code=typed).status_code == 200


def test_a_wrong_number_and_a_wrong_code_are_answered_alike(hall):
    case = hall.receive()
    wrong_code, wrong_number = ask(case, code="23456789"), ask(case, number="1509992026030999999999")
    assert wrong_code.status_code == wrong_number.status_code == 400
    told = "办件编号或者查询码不对，请对照收件凭证核对后再查。"
    assert told in text_of(wrong_code)
    assert told in text_of(wrong_number)
    assert str(case.matter) not in text_of(wrong_code)


def test_trying_out_codes_is_stopped_even_for_the_right_one(hall):
    case = hall.receive()
    answers = [ask(case, code="23456789").status_code for _ in range(11)]
    assert answers == [400] * 10 + [429]
    assert ask(case).status_code == 429


def test_the_answer_is_kept_by_no_browser(hall):
    assert "no-store" in ask(hall.receive())["Cache-Control"]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("received", "您暂时不用做什么"),
        ("reviewing", "您暂时不用做什么"),
        ("at_window", "结果已经可以领取"),
        ("delivered", "已经办完，结果于2026年3月9日送达"),
    ],
)
def test_the_applicant_reads_what_to_do_next(hall, state, told):
    assert told in text_of(ask(hall.case_in(state)))


def test_what_has_to_be_supplied_is_listed_with_how(hall):
    case = hall.tell(hall.receive(m2="missing", m3="defective"), until="2026-03-20")
    page = text_of(ask(case))
    assert "身份证明：未提交身份证明 提交身份证明复印件1份" in page
    assert "场地平面图：没有签字" in page
    assert "管理制度" not in page


def test_a_paper_without_its_seal_is_no_paper_yet(hall):
    assert "决定书" not in text_of(ask(hall.case_in("decided")))


def test_a_verified_paper_leads_to_the_progress_of_its_case(hall):
    case = hall.receive()
    page = Client().get(reverse("verify", args=[case.dossier.papers.get().verify_code])).content.decode()
    assert f"{URL}?number={case.number}" in page
