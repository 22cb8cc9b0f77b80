"""Names and remedies of departments, each by its day."""

from datetime import date

import pytest

from hall.places.department import Department, DepartmentName, DepartmentNameMissing
from hall.places.hall import Hall
from hall.places.remedies import DepartmentRemedy, RemedyUnknown

from .conftest import make_department, make_hall

KIND = Department.Kind
DAY = date(2026, 9, 18)


def with_court(department: Department, review_organ: str = "", since: date = date(2024, 1, 1)) -> Department:
    DepartmentRemedy.objects.create(
        department=department,
        review_organ=review_organ,
        court="白水旗人民法院",
        basis="旗司法局2024年1月3日复函",
        effective_from=since,
    )
    return department


def test_an_old_paper_keeps_the_name_of_its_day(market):
    DepartmentName.objects.create(
        department=market,
        name="白水旗市场监管和知识产权局",
        short_name="市监",
        effective_from=date(2026, 3, 1),
    )
    assert market.name_on(date(2026, 2, 28)).name == "白水旗市场监督管理局"
    assert market.name_on(date(2026, 3, 1)).name == "白水旗市场监管和知识产权局"
    assert str(market) == "白水旗市场监管和知识产权局"


def test_no_name_before_the_first(market):
    with pytest.raises(DepartmentNameMissing, match="2018-12-31 尚无名称"):
        market.name_on(date(2018, 12, 31))


def test_many_departments_are_named_in_two_queries(market, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len([str(d) for d in Department.objects.prefetch_related("names")]) == 2


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        (KIND.DEPARTMENT, "第24条第1款第1项"),
        (KIND.AUTHORISED, "第24条第1款第4项"),
        (KIND.DISPATCHED_BODY, "第24条第4款"),
    ],
)
def test_bodies_of_the_county_are_reviewed_by_its_government(kind, article, county, government):
    remedies = with_court(make_department(county, "某单位", kind)).remedies_on(DAY)
    assert remedies.review_organ == "白水旗人民政府"
    assert remedies.court == "白水旗人民法院"
    assert article in remedies.basis


def test_a_department_working_from_its_sub_hall_is_reviewed_by_the_same_government(sub_hall, government):
    body = with_court(make_department(sub_hall, "某单位", KIND.AUTHORISED))
    assert body.remedies_on(DAY).review_organ == "白水旗人民政府"


@pytest.mark.parametrize("kind", [KIND.GOVERNMENT, KIND.DISPATCHED_ORGAN])
def test_a_government_is_reviewed_by_the_one_above(kind, township, government):
    lower = with_court(make_department(township, "红柳苏木人民政府", kind))
    assert lower.remedies_on(DAY).review_organ == "白水旗人民政府"


def test_tax_is_reviewed_by_the_tax_bureau_above(league, county, government):
    above = make_department(league, "青山盟税务局", KIND.SUBORDINATE_LED)
    tax = with_court(make_department(county, "白水旗税务局", KIND.SUBORDINATE_LED, parent=above))
    assert tax.remedies_on(DAY).review_organ == "青山盟税务局"
    assert "第27条" in tax.remedies_on(DAY).basis


def test_the_justice_bureau_leaves_the_applicant_the_choice(league, county, government):
    above = make_department(league, "青山盟司法局", KIND.JUSTICE)
    justice = with_court(make_department(county, "白水旗司法局", KIND.JUSTICE, parent=above))
    assert justice.remedies_on(DAY).review_organ == "白水旗人民政府或者青山盟司法局"


def test_the_name_of_the_review_organ_is_that_of_the_day(market, government):
    with_court(market)
    DepartmentName.objects.create(
        department=government, name="白水市人民政府", short_name="白政", effective_from=date(2026, 10, 1)
    )
    assert market.remedies_on(date(2026, 9, 30)).review_organ == "白水旗人民政府"
    assert market.remedies_on(date(2026, 10, 1)).review_organ == "白水市人民政府"


def test_a_stored_answer_wins_from_its_day(market):
    with_court(market)
    with_court(market, "青山盟行政公署", since=date(2026, 6, 1))
    assert market.remedies_on(date(2026, 5, 31)).review_organ == "白水旗人民政府"
    later = market.remedies_on(date(2026, 6, 1))
    assert (later.review_organ, later.basis) == ("青山盟行政公署", "旗司法局2024年1月3日复函")


@pytest.mark.parametrize("kind", [KIND.VERTICAL, KIND.OTHER, KIND.SUBORDINATE_LED, KIND.JUSTICE])
def test_what_the_law_does_not_settle_must_be_asked_and_stored(kind, county, government):
    tobacco = with_court(make_department(county, "白水旗烟草专卖局", kind))
    with pytest.raises(RemedyUnknown, match="请核实后在救济途径中登记"):
        tobacco.remedies_on(DAY)
    with_court(tobacco, "青山盟烟草专卖局", since=date(2025, 1, 1))
    assert tobacco.remedies_on(DAY).review_organ == "青山盟烟草专卖局"


def test_a_township_has_no_departments_in_law(township, government):
    office = with_court(make_department(township, "红柳苏木党群服务中心", KIND.DEPARTMENT))
    with pytest.raises(RemedyUnknown):
        office.remedies_on(DAY)


def test_the_government_at_the_top_must_be_asked(league):
    government = with_court(make_department(league, "青山盟行政公署", KIND.GOVERNMENT))
    with pytest.raises(RemedyUnknown):
        government.remedies_on(DAY)


def test_no_court_no_notice(market):
    with pytest.raises(RemedyUnknown, match="没有登记"):
        market.remedies_on(DAY)


def test_a_hall_without_or_with_two_governments_is_not_guessed_at(county, other_county, market, government):
    lonely = with_court(make_department(other_county, "黑土旗教育局", KIND.DEPARTMENT))
    with pytest.raises(RemedyUnknown, match="现有 0 个"):
        lonely.remedies_on(DAY)
    make_department(county, "白水旗人民政府（另一）", KIND.GOVERNMENT)
    with pytest.raises(RemedyUnknown, match="现有 2 个"):
        with_court(market).remedies_on(DAY)


def test_a_hall_of_a_village_has_its_government_two_levels_up(township):
    """A village is no level of government: nobody above a village committee is guessed."""
    village = make_hall("红柳嘎查便民服务站", Hall.Level.VILLAGE, township)
    body = with_court(make_department(village, "红柳嘎查村民委员会", KIND.AUTHORISED))
    with pytest.raises(RemedyUnknown):
        body.remedies_on(DAY)
