"""A department's sub-hall: kept with the government's approval, run by the main hall's rules (AH-46.1)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hall.models import RuleRow
from hall.places.hall import Hall
from hall.rulebook import RULES, answer

DAY = date(2026, 9, 18)


@pytest.fixture
def county(county) -> Hall:
    county.preset, county.rules_date = "AH", date(2020, 12, 30)
    county.save()
    return county


def faults(hall: Hall) -> dict[str, list[str]]:
    try:
        hall.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.clause("AH-46.1")
def test_without_the_governments_approval_it_is_refused(sub_hall):
    assert faults(sub_hall) == {}
    sub_hall.approval_reference = " "
    assert list(faults(sub_hall)) == ["approval_reference"]
    assert "请填写批准文号" in faults(sub_hall)["approval_reference"][0]


@pytest.mark.clause("AH-46.1")
def test_it_inherits_every_value_of_the_main_hall(sub_hall, county):
    RuleRow.objects.create(
        hall=county,
        key="hall.closing_time",
        value="16:45",
        effective_from=date(2026, 1, 1),
        reason="冬季作息",
    )
    found = {key: answer(sub_hall, key, DAY) for key in RULES}
    assert found == {key: answer(county, key, DAY) for key in RULES}
    assert found["hall.sub_hall.needs_approval"].source == "AH"
    assert found["hall.closing_time"].source == "row"


@pytest.mark.clause("AH-46.1")
def test_it_cannot_choose_a_regulation_of_its_own(sub_hall):
    sub_hall.preset = "XA"
    assert "不得另选制度预设" in str(faults(sub_hall))
    with pytest.raises(IntegrityError), transaction.atomic():
        sub_hall.save()


@pytest.mark.clause("AH-46.1")
def test_it_can_set_no_rule_of_its_own(sub_hall):
    with pytest.raises(ValidationError):
        RuleRow.objects.create(
            hall=sub_hall,
            key="hall.closing_time",
            value="16:00",
            effective_from=date(2026, 1, 1),
            reason="自行缩短",
        )


def test_where_no_rule_asks_for_approval_none_is_needed(sub_hall, county):
    county.preset = ""
    county.save()
    sub_hall.approval_reference = ""
    assert faults(Hall.objects.get(pk=sub_hall.pk)) == {}


def test_it_is_some_departments(sub_hall):
    sub_hall.department = None
    assert "必须填写设立部门" in str(faults(sub_hall))


def test_it_stands_beside_its_main_hall(sub_hall, league):
    for name, value in (("parent", league), ("region_code", "150499")):
        stray = Hall.objects.get(pk=sub_hall.pk)
        setattr(stray, name, value)
        assert "同一层级、同一行政区划代码" in faults(stray)["parent"][0]


def test_nothing_stands_below_it(sub_hall, market):
    below = Hall(
        code="below",
        name="分厅之下",
        level=Hall.Level.TOWNSHIP,
        region_code="150400001",
        parent=sub_hall,
    )
    assert "是分厅" in faults(below)["parent"][0]
