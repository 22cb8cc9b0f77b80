"""Every parameter the regulations imply is a rule, answered for all five halls as the texts say."""

from datetime import date

import pytest

from hall.rulebook import answer, rulebook_summary
from hall.rulebook.rule import rule
from tests.rulebook.parameters import CLASHES, FOUR, UXIN

TODAY = date(2026, 11, 20)


@pytest.fixture
def halls(aohan, dalad, hinggan, erenhot, uxin):
    return {"AH": aohan, "DL": dalad, "XA": hinggan, "EL": erenhot, "WS": uxin}


def written(found):
    return found.rule.dump(found.value)


@pytest.mark.parametrize("key", sorted({line[1] for line in (*UXIN, *FOUR, *CLASHES)}))
def test_every_parameter_is_answered_for_all_five_halls(halls, key):
    for hall in halls.values():
        found = answer(hall, key, TODAY)
        assert rule(key).parse(written(found)) == found.value
        assert found.text
        assert found.basis


@pytest.mark.parametrize(("name", "key", "said"), UXIN, ids=[line[0] for line in UXIN])
def test_what_uxin_says(uxin, name, key, said):
    found = answer(uxin, key, TODAY)
    if said is None:
        assert "WS" not in found.clause, "the text gives no figure; none of its clauses may be claimed"
    else:
        assert written(found) == said


@pytest.mark.parametrize(("name", "key", "said"), FOUR, ids=[line[0] for line in FOUR])
def test_what_the_other_four_say(halls, name, key, said):
    for preset in ("AH", "DL", "XA", "EL"):
        found = answer(halls[preset], key, TODAY)
        if preset in said:
            assert written(found) == said[preset]
            assert found.clause.startswith(preset) or f" {preset}-" in found.clause
        else:
            assert f"{preset}-" not in found.clause, "the text is silent; none of its clauses may be claimed"


@pytest.mark.parametrize(("name", "key", "values"), CLASHES, ids=[line[0] for line in CLASHES])
def test_where_the_texts_clash_every_hall_has_its_value(halls, name, key, values):
    assert {preset: written(answer(hall, key, TODAY)) for preset, hall in halls.items()} == values


def test_guides_hold_what_each_text_lists(halls):
    required = {preset: set(answer(hall, "guide.required", TODAY).value) for preset, hall in halls.items()}
    assert {"basis", "flow", "materials", "promised_limit", "fee", "form_sample"} <= required["AH"]
    assert {"type", "name", "basis", "materials", "flow", "promised_limit", "fee", "staff"} <= required["DL"]
    fifteen = (
        "name sub_item type conditions body statutory_limit promised_limit fee materials flow form place result "
        "consult complaint"
    )
    assert set(fifteen.split()) <= required["XA"]


@pytest.mark.parametrize(
    ("preset", "effective_from", "interpreted_by"),
    [
        ("AH", date(2020, 12, 30), "敖汉旗政务服务局"),
        ("DL", date(2024, 1, 28), "达拉特旗政务服务中心"),
        ("XA", date(2022, 3, 31), "兴安盟行政公署"),
        ("EL", date(2020, 8, 31), "二连浩特市人民政府办公室"),
        ("WS", date(2023, 6, 13), "乌审旗政务服务中心"),
    ],
)
def test_since_when_and_by_whom_interpreted(halls, preset, effective_from, interpreted_by):
    summary = rulebook_summary(halls[preset], TODAY)
    assert (summary.effective_from, summary.interpreted_by) == (effective_from, interpreted_by)
