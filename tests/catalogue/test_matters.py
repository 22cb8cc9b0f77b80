"""A hall's list: codes as they came, kinds as its regulation names them, found in a few keys."""

import contextlib
import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from matters.catalogue.initials import initials
from matters.catalogue.models import Matter
from matters.catalogue.selectors import search
from tests.catalogue.builders import FIRST_DAY, make_county, make_matter
from tests.factories import make_department, make_hall, travel

DAY = dt.timedelta(days=1)


class TestCode:
    @pytest.mark.parametrize("code", ["A" * 20, "z" * 60, "11150430MB0abc123X2000131016000-01"])
    def test_it_is_kept_byte_for_byte(self, department, code):
        assert Matter.objects.get(pk=make_matter(department, code=code).pk).code == code

    @pytest.mark.parametrize("code", ["A" * 19, "A" * 61, "A" * 19 + " A", "A" * 20 + "\n", "码" * 20, ""])
    def test_anything_else_is_refused(self, department, code):
        with pytest.raises(ValidationError) as refused:
            make_matter(department, code=code)
        assert "code" in refused.value.message_dict

    def test_it_is_unique_in_a_hall_and_free_in_another(self, department):
        code = make_matter(department).code
        with pytest.raises(ValidationError, match="已有这个实施编码"):
            make_matter(department, code=code)
        other = make_hall(code="other", name="另一旗政务服务中心")
        make_matter(make_department(other), code=code)


@pytest.mark.django_db
class TestKinds:
    def kinds_kept(self, preset: str) -> set[str]:
        """What may be saved in a hall under a regulation, tried one by one."""
        travel("2026-03-02")
        department = make_department(make_county(preset))
        kept = set()
        for code, label in Matter._meta.get_field("kind").choices:
            with contextlib.suppress(ValidationError):
                make_matter(department, kind=code)
                kept.add(label)
        return kept

    @pytest.mark.clause("XA-6")
    def test_xingan_has_exactly_seven(self):
        assert self.kinds_kept("XA") == {
            "行政许可", "行政确认", "行政奖励", "行政给付", "行政裁决", "其他行政权力", "公共服务",
        }  # fmt: skip

    @pytest.mark.clause("DL-2.1")
    def test_dalad_levies_and_the_others_do_not(self):
        assert self.kinds_kept("DL") == {"行政许可", "行政确认", "行政给付", "行政征收", "公共服务"}

    @pytest.mark.clause("AH-1")
    def test_aohan_takes_approvals_on_application_and_services(self):
        assert self.kinds_kept("AH").isdisjoint({"行政处罚", "行政强制", "行政征收", "行政检查"})


def test_another_halls_department_is_refused(hall):
    other = make_department(make_hall(code="other", name="另一旗政务服务中心"))
    with pytest.raises(ValidationError, match="不是“某旗政务服务中心”的部门"):
        make_matter(other, hall=hall)


@pytest.mark.clause("DL-17.3")
def test_it_is_open_from_entry_until_withdrawal(department):
    matter = make_matter(department, withdrawn_on=FIRST_DAY + 10 * DAY)
    assert [matter.is_open(FIRST_DAY + n * DAY) for n in (-1, 0, 9, 10, 11)] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert not make_matter(department, entered_on=None).is_open(FIRST_DAY)


def test_withdrawal_follows_entry(department):
    with pytest.raises(ValidationError, match="不早于"):
        make_matter(department, withdrawn_on=FIRST_DAY - DAY)


@pytest.mark.parametrize(
    ("text", "letters"),
    [("食品经营许可（核发）", "spjyxkhf"), ("重大行政处罚听证", "zdxzcftz"), ("A类 3号", "al3h")],
)
def test_initials(text, letters):
    assert initials(text) == letters


class TestSearch:
    @pytest.fixture
    def matters(self, hall, department):
        health = make_department(hall, "某旗卫生健康委员会", "卫健")
        return {
            "food": make_matter(department, name="食品经营许可", sub_item="核发"),
            "drug": make_matter(department, name="药品零售企业经营许可"),
            "nurse": make_matter(health, name="护士执业注册"),
            "ended": make_matter(department, name="食品生产许可", withdrawn_on=FIRST_DAY + DAY),
        }

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("spjy", ["food"]),
            ("SPJY", ["food"]),
            ("ｓｐ", ["food", "ended"]),
            ("经营 药品", ["drug"]),
            ("核发", ["food"]),
            ("卫生", ["nurse"]),
            ("卫生 护士", ["nurse"]),
            ("卫生 药品", []),
            ("spxk", []),
            ("%", []),
        ],
    )
    def test_initials_words_and_departments(self, hall, matters, text, found):
        names = {matter.pk: name for name, matter in matters.items()}
        assert {names[matter.pk] for matter in search(hall, text)} == set(found)

    def test_the_code_finds_first_its_own_matter(self, hall, matters):
        assert search(hall, matters["nurse"].code).first() == matters["nurse"]
        assert list(search(hall, matters["drug"].code[-4:])) == [matters["drug"]]

    def test_what_begins_so_comes_first(self, hall, department, matters):
        matter = make_matter(department, name="经营食品许可", code="A" * 25)
        assert [found.pk for found in search(hall, "食品")][-1] == matter.pk

    def test_on_a_day_only_what_is_open(self, hall, matters):
        assert matters["ended"] in search(hall, "食品", on=FIRST_DAY)
        assert matters["ended"] not in search(hall, "食品", on=FIRST_DAY + DAY)
        assert not search(hall, "", on=FIRST_DAY - DAY)

    def test_another_halls_matters_stay_there(self, hall, matters):
        other = make_hall(code="other", name="另一旗政务服务中心")
        assert not search(other, "")
