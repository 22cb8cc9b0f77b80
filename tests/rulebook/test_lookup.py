"""Which answer is in force for a hall on a day: by date, by region, by inheritance."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from hall.rulebook import RuleMissing, RulesDateMissing, answer, inherited, overrides, rulebook_summary
from hall.rulebook.rows import RuleRow
from hall.span import Span, Unit
from matters.catalogue.codes import Stage
from matters.catalogue.national import national_limit
from tests.rulebook.conftest import APPROVED, make_hall

pytestmark = pytest.mark.embedded
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)


@pytest.mark.clause("AH-48")
def test_aohan_is_in_force_from_its_approval_and_not_the_day_before(aohan):
    before, on = (answer(aohan, "case.completion_event", day) for day in (APPROVED - DAY, APPROVED))
    assert (before.value, before.source) == ("decided", "national")
    assert (on.value, on.source, on.effective_from) == ("sealed", "AH", APPROVED)


@pytest.mark.clause("AH-48")
def test_without_its_approval_date_aohan_answers_nothing_of_its_own(aohan):
    aohan.rules_date = None
    with pytest.raises(RulesDateMissing, match="自批准之日起算施行日期，请先在大厅资料中填写"):
        answer(aohan, "case.completion_event", TODAY)


@pytest.mark.clause("DL-27")
def test_dalad_is_in_force_from_its_issue_whatever_the_profile_says(dalad):
    dalad.rules_date = date(2020, 1, 1)
    assert answer(dalad, "tolerant.mode", date(2024, 1, 27)).value == "none"
    assert answer(dalad, "tolerant.mode", date(2024, 1, 28)).value == "list_only"


@pytest.mark.clause("XA-40")
def test_hinggan_is_in_force_thirty_days_after_publication(hinggan):
    hinggan.rules_date = date(2025, 3, 1)
    assert answer(hinggan, "acceptance.limit", date(2025, 3, 30)).value is None
    assert answer(hinggan, "acceptance.limit", date(2025, 3, 31)).value == Span(1, Unit.WORKING_DAY)


@pytest.mark.clause("XA-2")
@pytest.mark.parametrize(
    ("region", "title"), [("152221", "补齐补正通知书"), ("152502", "一次性告知（补正）通知书")]
)
def test_a_hall_lives_by_hinggans_rules_exactly_when_it_lies_there(hinggan, elsewhere, region, title):
    parent = hinggan if region.startswith("1522") else elsewhere
    hall = make_hall("somewhere", parent=parent, region=region)
    assert answer(hall, "paper.correction.title", TODAY).value == title


@pytest.mark.clause("XA-2")
def test_a_hall_in_hinggan_without_any_date_of_publication_is_told_so(db):
    league = make_hall("league", region="152200")
    with pytest.raises(RulesDateMissing, match="自发布之日起算"):
        answer(make_hall("county", parent=league, region="152221"), "rating.follow_up", TODAY)


def test_a_county_in_hinggan_takes_the_date_of_publication_from_its_league(hinggan):
    county = make_hall("county", parent=hinggan, region="152221")
    assert answer(county, "rating.follow_up", TODAY).effective_from == date(2022, 3, 31)


@pytest.mark.clause("WS01-00")
def test_a_township_applies_its_banners_institutions(township, uxin):
    found = answer(township, "closure.notice", TODAY)
    assert (found.value, found.source, found.hall) == (Span(1), "WS", uxin)
    assert answer(township, "closure.notice", date(2023, 6, 12)).value is None


@pytest.mark.clause("WS01-00")
def test_a_township_may_not_say_otherwise_without_a_reason(township):
    with pytest.raises(ValidationError) as refused:
        RuleRow.objects.create(
            hall=township, key="closure.notice", value="2个工作日", effective_from=TODAY, reason=""
        )
    assert list(refused.value.message_dict) == ["reason"]
    assert answer(township, "closure.notice", TODAY).value == Span(1)


@pytest.mark.clause("WS01-00")
def test_a_township_may_say_otherwise_which_is_listed_and_leaves_the_banner_as_it_was(township, uxin):
    row = RuleRow.objects.create(
        hall=township, key="closure.notice", value="2个工作日", effective_from=date(2024, 1, 1), reason="路远"
    )
    assert answer(township, "closure.notice", date(2023, 12, 31)).value == Span(1)
    assert answer(township, "closure.notice", date(2024, 1, 1)).value == Span(2)
    assert answer(uxin, "closure.notice", date(2024, 1, 1)).value == Span(1)
    assert inherited(township, "closure.notice", TODAY).value == Span(1)
    [listed] = overrides(township, TODAY)
    assert (listed.row, listed.text, listed.inherited.text) == (row, "2个工作日", "1个工作日")
    assert overrides(uxin, TODAY) == ()
    assert overrides(township, date(2023, 12, 31)) == ()


def test_what_a_banner_sets_itself_its_townships_inherit(township, uxin):
    RuleRow.objects.create(
        hall=uxin, key="window.pause_minutes", value=20, effective_from=date(2024, 1, 1), reason="调整"
    )
    assert answer(township, "window.pause_minutes", TODAY).value == 20


def test_a_sub_hall_lives_by_its_main_halls_rules(aohan):
    sub_hall = make_hall("tax", parent=aohan, region="150430", level=aohan.level)
    assert answer(sub_hall, "case.completion_event", TODAY).value == "sealed"


def test_a_hall_that_chose_a_preset_keeps_its_region_behind_it(hinggan):
    """What its own text leaves open, the league's still answers."""
    county = make_hall("county", "EL", parent=hinggan, region="152221")
    assert answer(county, "paper.correction.title", TODAY).value == "材料补正通知书"
    assert answer(county, "rating.follow_up", TODAY).source == "XA"


def test_statute_speaks_alone_and_with_the_text_of_its_day(aohan):
    assert answer(aohan, "statute.lawsuit", date(2015, 4, 30)).value == Span(3, Unit.MONTH)
    found = answer(aohan, "statute.lawsuit", date(2015, 5, 1))
    assert (found.value, found.basis) == (Span(6, Unit.MONTH), "《中华人民共和国行政诉讼法》第46条第1款")


def test_the_rulebook_and_the_statutes_of_licences_agree(aohan):
    stage = national_limit(Stage.DELIVER, TODAY)
    assert answer(aohan, "statute.deliver", TODAY).value == stage.span
    decide = national_limit(Stage.DECIDE, TODAY)
    assert decide.extension is not None
    assert answer(aohan, "case.extension_max", TODAY).value is None  # no figure beside the law's own


def test_before_all_law_there_is_no_answer(aohan):
    with pytest.raises(RuleMissing, match="2004-06-30 没有“办结时点”"):
        answer(aohan, "case.completion_event", date(2004, 6, 30))


def test_an_unknown_preset_is_named(elsewhere):
    elsewhere.preset = "QX"
    with pytest.raises(RuleMissing, match="没有“QX”这一制度预设"):
        answer(elsewhere, "case.completion_event", TODAY)


def test_an_answer_tells_itself(aohan, elsewhere):
    found = answer(aohan, "case.completion_event", TODAY)
    assert found.text == "加盖审批专用章"
    assert (
        found.basis == "《敖汉旗政务服务大厅管理办法》（AH-31.1）、《敖汉旗政务服务大厅管理办法》（AH-31.2）"
    )
    assert found.edition.startswith("AH/")
    assert answer(elsewhere, "rating.unit", TODAY).basis == "无法定依据，由大厅自定"


@pytest.mark.clause("WS01-07")
def test_the_rulebook_says_its_version_its_start_and_its_interpreter(uxin):
    summary = rulebook_summary(uxin, TODAY)
    assert summary.version == "2023年版"
    assert summary.effective_from == date(2023, 6, 13)
    assert summary.interpreted_by == "乌审旗政务服务中心"
    assert summary.holder is None


@pytest.mark.clause("WS01-07")
def test_a_change_makes_a_new_version_from_its_day_and_the_old_day_keeps_the_old(uxin):
    RuleRow.objects.create(
        hall=uxin,
        key="posting.out_notice",
        value="10个工作日",
        effective_from=date(2026, 1, 1),
        reason="修订",
    )
    old, new = date(2025, 12, 31), date(2026, 1, 1)
    assert rulebook_summary(uxin, old).version == "2023年版"
    assert rulebook_summary(uxin, new).version == "2023年版（第1次调整）"
    assert answer(uxin, "posting.out_notice", old).value == Span(15)
    assert answer(uxin, "posting.out_notice", new).value == Span(10)


def test_a_township_shows_whose_rulebook_it_applies(township, uxin):
    assert rulebook_summary(township, TODAY).holder == uxin


def test_before_its_start_the_rulebook_page_shows_what_governed_then(uxin):
    assert rulebook_summary(uxin, date(2023, 6, 12)).title == "国家规定和通用设定"
    with pytest.raises(RuleMissing, match="尚无任何有效的制度"):
        rulebook_summary(uxin, date(2000, 1, 1))
