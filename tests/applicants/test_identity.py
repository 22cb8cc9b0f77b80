"""Numbers that identify: real examples of the standards, generated ones, and every way to mistype them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from hall.applicants.identity import (
    IdentityKind,
    check_credit_code,
    check_identity,
    check_phone,
    normalise_number,
    normalise_phone,
)

from .conftest import credit_code, resident_id

TODAY = date(2026, 11, 20)
CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

regions = st.sampled_from(["110105", "150430", "150626", "152501", "440304", "659001"])
births = st.dates(date(1930, 1, 1), TODAY)
resident_ids = st.builds(
    lambda region, born, serial: resident_id(f"{region}{born:%Y%m%d}{serial:03}"),
    regions,
    births,
    st.integers(0, 999),
)
credit_codes = st.builds(
    lambda head, body: credit_code(f"{head}150430{body}"),
    st.sampled_from(["91", "92", "12", "52", "11"]),
    st.text(CODE_CHARACTERS, min_size=9, max_size=9),
)


def fault(kind: IdentityKind, number: str, today: date = TODAY) -> str:
    try:
        check_identity(kind, number, today)
    except ValidationError as error:
        return error.message
    return ""


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_the_examples_printed_in_gb_11643(number):
    assert fault(IdentityKind.RESIDENT_ID, number, date(1999, 7, 1)) == ""


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91330106673959654P", "9144030071526726XG"])
def test_credit_codes_in_public_use(code):
    check_credit_code(code)


@given(resident_ids)
def test_every_well_formed_number_passes(number):
    assert fault(IdentityKind.RESIDENT_ID, number) == ""


@given(resident_ids, st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_caught(number, place, digit):
    wrong = number[:place] + digit + number[place + 1 :]
    assert (fault(IdentityKind.RESIDENT_ID, wrong) == "") == (wrong == number)


@given(resident_ids, st.integers(0, 16))
def test_two_neighbours_swapped_are_always_caught(number, place):
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert (fault(IdentityKind.RESIDENT_ID, wrong) == "") == (wrong == number)


@given(credit_codes, st.integers(0, 17), st.sampled_from(CODE_CHARACTERS))
def test_one_wrong_character_of_a_credit_code_is_always_caught(code, place, character):
    wrong = code[:place] + character + code[place + 1 :]
    assert (fault(IdentityKind.CREDIT_CODE, wrong) == "") == (wrong == code)


@given(st.dates(TODAY + timedelta(days=1), date(2099, 12, 31)))
def test_nobody_is_born_after_today(born):
    assert "晚于今天" in fault(IdentityKind.RESIDENT_ID, resident_id(f"150430{born:%Y%m%d}123"))


def test_one_may_be_born_today_and_a_leap_day_is_a_day():
    assert fault(IdentityKind.RESIDENT_ID, resident_id(f"150430{TODAY:%Y%m%d}123")) == ""
    assert fault(IdentityKind.RESIDENT_ID, resident_id("15043020000229123")) == ""


@pytest.mark.parametrize(
    ("first_17", "says"),
    [
        ("15043019900230123", "第7至14位不是真实存在的出生日期"),
        ("15043019910229123", "第7至14位不是真实存在的出生日期"),
        ("15043019901301123", "第7至14位不是真实存在的出生日期"),
        ("15043010900307123", "第7至10位）过早"),
        ("16043019900307123", "地区码（第1至6位）不存在"),
        ("81000019900307123", "地区码（第1至6位）不存在"),
    ],
)
def test_the_message_names_the_part_that_is_wrong(first_17, says):
    assert says in fault(IdentityKind.RESIDENT_ID, resident_id(first_17))


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("", "应为18位，现为0位"),
        ("1504301990030712", "应为18位，现为16位"),
        ("150430900307123", "15位的旧身份证号码已停止使用"),
        ("15043O199003071230", "第6位应为数字，现为“O”"),
        ("15043019900307123A", "第18位应为数字或字母X，现为“A”"),
        ("X50430199003071230", "第1位应为数字，现为“X”"),
    ],
)
def test_the_message_names_the_place_that_is_wrong(number, says):
    assert says in fault(IdentityKind.RESIDENT_ID, number)


def test_a_wrong_check_character_is_not_told_the_right_one():
    right = resident_id()
    wrong = right[:17] + ("0" if right[17] != "0" else "1")
    message = fault(IdentityKind.RESIDENT_ID, wrong)
    assert "校验码（第18位）" in message
    assert right[17] not in message.replace("18", "").replace("17", "")


def test_a_residence_permit_begins_with_its_region():
    assert fault(IdentityKind.RESIDENCE_PERMIT, resident_id("81000019900307123")) == ""
    assert "地区码" in fault(IdentityKind.RESIDENCE_PERMIT, resident_id())


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("91150430MA0N1A2B", "应为18位，现为16位"),
        ("91150430MA0N1A2IB3", "第16位“I”不是允许的字符"),
        ("911504A0MA0N1A2B3X", "第3至8位为行政区划码"),
        ("91150430MA0N1A2B3" + ("A" if credit_code()[-1] != "A" else "B"), "校验码（第18位）"),
    ],
)
def test_a_wrong_credit_code_is_told_where(code, says):
    assert says in fault(IdentityKind.CREDIT_CODE, code)


@pytest.mark.parametrize(
    ("number", "ok"), [("E12345678", True), ("EJ1234567", True), ("ABCDEFGH", False), ("E12", False)]
)
def test_passports(number, ok):
    assert (fault(IdentityKind.PASSPORT, number) == "") == ok


def test_one_spelling_of_a_number():
    assert normalise_number(" 150430-1990０307 123x ") == "15043019900307123X"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 4761 2345", "13847612345"),
        ("+86-13847612345", "13847612345"),
        ("0086 138-4761-2345", "13847612345"),
        ("（0476）4321234", "04764321234"),
        ("１３８４７６１２３４５", "13847612345"),
        ("+976 9911 2233", "+97699112233"),
    ],
)
def test_one_spelling_of_a_phone(typed, kept):
    assert normalise_phone(typed) == kept
    check_phone(kept)


@pytest.mark.parametrize(
    "phone", ["12345", "1384761234", "138476123456", "12847612345", "4321234", "电话13847612345"]
)
def test_what_is_no_phone_is_refused(phone):
    with pytest.raises(ValidationError, match="11位手机号码"):
        check_phone(phone)
