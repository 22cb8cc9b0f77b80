"""The hall tree: who stands under whom, and who is refused a place in it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hall.places.hall import Hall

from .conftest import make_hall

LOWER_LEVELS = [Hall.Level.COUNTY, Hall.Level.TOWNSHIP, Hall.Level.VILLAGE]


def tree_faults(hall: Hall) -> str:
    """What `hall` is refused for."""
    try:
        hall.full_clean()
    except ValidationError as error:
        return "".join(error.messages)
    return ""


@pytest.mark.clause("XA-28.1")
def test_every_level_of_the_clause_can_have_its_hall(league, county, township):
    assert [tree_faults(hall) for hall in (league, county, township)] == ["", "", ""]
    assert [h.get_level_display() for h in (league, county, township)] == [
        "盟（市）",
        "旗县（市、区）",
        "苏木乡镇（街道）",
    ]


@pytest.mark.clause("XA-28.1")
@pytest.mark.parametrize("level", LOWER_LEVELS)
def test_a_lower_hall_without_a_parent_is_refused(level, db):
    orphan = Hall(code="orphan", name="无上级大厅", level=level, region_code="152200")
    assert "必须填写上级大厅" in tree_faults(orphan)
    with pytest.raises(IntegrityError), transaction.atomic():
        orphan.save()  # not even past the forms


@pytest.mark.clause("XA-28.1")
def test_a_parent_must_stand_higher(league, county, other_county, township):
    county.parent = other_county
    assert "必须高于本大厅" in tree_faults(county)
    county.parent = township
    assert "必须高于本大厅" in tree_faults(county)
    league.parent = county
    assert "必须高于本大厅" in tree_faults(league)


def test_a_hall_cannot_sink_to_or_below_its_children(county, township):
    county.level = Hall.Level.TOWNSHIP
    assert "下级大厅" in tree_faults(county)


def test_walking_the_tree(league, county, other_county, township, sub_hall):
    village = make_hall("便民服务站", Hall.Level.VILLAGE, township)
    assert list(village.ancestors()) == [township, county, league]
    assert set(county.descendants()) == {township, village, sub_hall}
    assert set(league.descendants()) == {county, other_county, township, village, sub_hall}
    assert league.covers(village)
    assert county.covers(county)
    assert not county.covers(other_county)
    assert not township.covers(county)


def test_the_whole_tree_below_is_one_query(league, sub_hall, township, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(league.descendants()) == 3


@pytest.mark.parametrize("code", ["15043", "1504301", "15043a", "1504300010010"])
def test_region_codes_are_checked(code, county):
    county.region_code = code
    with pytest.raises(ValidationError, match="6位、9位或12位"):
        county.clean_fields()


def test_a_renamed_hall_keeps_its_history(county):
    county.name = "白水旗政务服务与数据中心"
    county.save()
    assert [row.name for row in county.history.all()] == ["白水旗政务服务与数据中心", "白水旗政务服务中心"]
