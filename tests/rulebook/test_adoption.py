"""A changed preset shows its differences and overwrites nothing until the hall adopts it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from hall.rulebook import answer, rulebook_summary
from hall.rulebook.adoption import adopt, pending
from hall.rulebook.rows import PresetAdoption
from hall.span import Span
from tests.rulebook.conftest import make_hall

TODAY = date(2026, 11, 20)
ADOPTED = date(2027, 1, 1)
NOW, THEN = (f'notice = {{ value = "{n}个工作日", clause = "WS13-2.2.2a-1" }}' for n in (1, 3))
CLOSURE = (NOW, THEN)


def test_a_hall_adopts_its_preset_the_moment_it_chooses_it(uxin):
    made = PresetAdoption.objects.get(hall=uxin)
    assert (made.preset, made.effective_from) == ("WS", None)
    assert pending(uxin) == []


def test_saving_a_hall_again_adopts_nothing_again(uxin):
    uxin.save()
    assert PresetAdoption.objects.filter(hall=uxin).count() == 1


def test_a_changed_file_changes_nothing_but_is_shown(uxin, township, ship):
    ship("WS", *CLOSURE)
    assert [str(change) for change in pending(uxin)] == [
        "临时关闭申请的提前期限：1个工作日（WS13-2.2.2a-1） → 3个工作日（WS13-2.2.2a-1）"
    ]
    assert answer(uxin, "closure.notice", TODAY).value == Span(1)
    assert answer(township, "closure.notice", TODAY).value == Span(1)


def test_an_adopted_edition_counts_from_its_date(uxin, township, ship):
    ship("WS", *CLOSURE)
    made = adopt(uxin, reason="制度修订", effective_from=ADOPTED)
    assert pending(uxin) == []
    before, after = (answer(township, "closure.notice", day) for day in (date(2026, 12, 31), ADOPTED))
    assert (before.value, before.effective_from) == (Span(1), date(2023, 6, 13))
    assert (after.value, after.effective_from, after.edition) == (Span(3), ADOPTED, f"WS/{made.fingerprint}")
    assert before.edition != after.edition
    assert rulebook_summary(uxin, ADOPTED).version == "2023年版（第1次调整）"


def test_an_answer_the_file_newly_gives_waits_for_adoption(uxin, ship):
    ship("WS", "[mail]\n", '[fee]\npayment_place = "bank_counter"\n[mail]\n')
    assert answer(uxin, "fee.payment_place", TODAY).value == "any"
    assert [change.told_before for change in pending(uxin)] == ["未规定"]


def test_a_withdrawn_answer_stays_until_the_change_is_adopted(uxin, ship):
    ship("WS", CLOSURE[0], "")
    assert answer(uxin, "closure.notice", TODAY).value == Span(1)
    adopt(uxin, reason="制度修订", effective_from=ADOPTED)
    assert answer(uxin, "closure.notice", ADOPTED).value is None


def test_a_question_asked_only_since_is_answered_by_the_file(uxin, ship):
    """The hall never had an answer to it that could be overwritten."""
    old = PresetAdoption.objects.get(hall=uxin)
    answers = {key: history for key, history in old.answers.items() if key != "closure.notice"}
    PresetAdoption.objects.create(
        hall=uxin,
        preset="WS",
        fingerprint="earlier",
        answers=answers,
        effective_from=date(2024, 1, 1),
        reason="试",
    )
    assert answer(uxin, "closure.notice", TODAY).value == Span(1)


def test_hinggans_league_adopts_for_its_counties(hinggan, ship):
    county = make_hall("county", parent=hinggan, region="152221")
    ship("XA", 'follow_up = { value = "7日"', 'follow_up = { value = "5日"')
    assert answer(county, "rating.follow_up", TODAY).value.n == 7
    assert len(pending(hinggan)) == 1
    assert pending(county) == []


def test_a_later_adoption_names_its_date_and_a_follower_adopts_nothing(uxin, township):
    with pytest.raises(ValidationError, match="必须填写采用日期"):
        adopt(uxin, reason="再来一次")
    with pytest.raises(ValidationError, match="无需采用"):
        adopt(township, reason="跟随", effective_from=ADOPTED)
