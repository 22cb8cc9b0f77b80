"""Names follow the rulebook in force where the hall stands, and only there."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from hall.models import RuleRow
from hall.places.conformity import check_conformity
from hall.places.hall import Hall

from .conftest import make_hall

DAY = date(2026, 9, 18)


@pytest.fixture
def league(db) -> Hall:
    """The measure counts from thirty days after the publication entered here: 2023-02-05."""
    return make_hall("青山盟政务服务中心", Hall.Level.LEAGUE, preset="XA", rules_date=date(2023, 1, 6))


@pytest.fixture
def village(township) -> Hall:
    return make_hall("红柳苏木草原嘎查便民服务站", Hall.Level.VILLAGE, township)


def refusal(hall: Hall, name: str, on: date = DAY) -> str:
    hall.name = name
    try:
        check_conformity(hall, on)
    except ValidationError as error:
        return "".join(error.message_dict["name"])
    return ""


@pytest.mark.clause("XA-29.2")
def test_the_names_of_the_clause_are_taken_at_every_level(league, county, township, village):
    assert [refusal(hall, hall.name) for hall in (league, county, township, village)] == [""] * 4


@pytest.mark.clause("XA-29.2")
@pytest.mark.parametrize(
    "name",
    [
        "白水旗红柳苏木政务服务中心",
        "白水旗红柳苏木便民服务站",
        "白水旗红柳苏木便民服务中心大厅",
        "红柳苏木便民服务中心",
        "黑土旗红柳苏木便民服务中心",
        "白水旗便民服务中心",
    ],
)
def test_a_township_must_be_called_county_township_and_convenience_centre(township, name):
    assert "“〈旗县名〉〈苏木乡镇（街道）名〉便民服务中心”" in refusal(township, name)


@pytest.mark.clause("XA-29.2")
@pytest.mark.parametrize(
    "name", ["白水旗便民服务中心", "白水旗政务服务大厅", "政务服务中心", "白水旗政务服务中心分厅"]
)
def test_a_county_or_league_must_be_called_service_centre(league, county, name):
    assert "“〈地名〉政务服务中心”" in refusal(county, name)
    assert refusal(league, name)


@pytest.mark.clause("XA-29.2")
@pytest.mark.parametrize(
    "name",
    [
        "红柳苏木草原嘎查便民服务中心",
        "红柳苏木便民服务站",
        "白杨苏木草原嘎查便民服务站",
        "草原嘎查便民服务站",
    ],
)
def test_a_village_must_be_called_township_village_and_service_point(village, name):
    assert "“〈苏木乡镇（街道）名〉〈嘎查村（社区）名〉便民服务站”" in refusal(village, name)


@pytest.mark.clause("XA-29.3")
def test_a_departments_own_centre_is_called_sub_centre_of_the_main_one(sub_hall, league, market):
    assert refusal(sub_hall, "白水旗政务服务中心不动产登记分中心") == ""
    of_the_league = make_hall(
        "青山盟政务服务中心市场监管分中心",
        Hall.Level.LEAGUE,
        league,
        kind=Hall.Kind.SUB_HALL,
        department=market,
    )
    assert refusal(of_the_league, of_the_league.name) == ""


@pytest.mark.clause("XA-29.3")
@pytest.mark.parametrize(
    "name",
    [
        "白水旗政务服务中心市场监管分厅",
        "白水旗市场监管分中心",
        "白水旗政务服务中心分中心",
        "黑土旗政务服务中心市场监管分中心",
        "白水旗市场监管政务服务中心",
    ],
)
def test_any_other_name_of_a_sub_centre_is_refused(sub_hall, name):
    assert "“〈地名〉政务服务中心〈部门（业务）名〉分中心”" in refusal(sub_hall, name)


@pytest.mark.clause("XA-29.2")
def test_saving_the_record_asks_for_the_name_and_names_the_clause(township):
    township.name = "白水旗红柳苏木政务大厅"
    with pytest.raises(ValidationError) as refused:
        township.full_clean()
    assert "XA-29.2" in refused.value.message_dict["name"][0]


def test_the_rule_counts_from_its_day(township):
    assert refusal(township, "红柳苏木大厅", date(2023, 2, 4)) == ""
    assert refusal(township, "红柳苏木大厅", date(2023, 2, 5))


def test_without_its_publication_day_the_measure_cannot_be_applied(league, township):
    league.rules_date = None
    league.save()
    with pytest.raises(ValidationError, match="请先在大厅资料中填写"):
        check_conformity(Hall.objects.get(pk=township.pk), DAY)


def test_where_no_rule_speaks_any_name_will_do(db):
    elsewhere = make_hall("某市政务大厅", Hall.Level.LEAGUE)
    below = make_hall("办事处", Hall.Level.COUNTY, elsewhere)
    assert refusal(below, "便民的地方") == ""


def test_a_hall_may_set_a_pattern_of_its_own(county, township):
    RuleRow.objects.create(
        hall=county,
        key="hall.name.township",
        value="{township}（{county}）大厅",
        effective_from=date(2026, 6, 1),
        reason="地方统一标识",
    )
    assert refusal(township, "红柳苏木（白水旗）大厅") == ""
    assert refusal(township, "白水旗红柳苏木便民服务中心")
    assert refusal(township, "白水旗红柳苏木便民服务中心", date(2026, 5, 31)) == ""
