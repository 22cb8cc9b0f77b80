"""One number, one applicant; what cannot be is refused; what is shown is masked."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hall.applicants.agency import Agency
from hall.applicants.applicant import Applicant
from hall.applicants.identity import IdentityKind
from hall.applicants.masking import mask_address, mask_name, mask_number

from .conftest import COMPANY, PERSON, credit_code, resident_id


def refusal(**given) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as error:
        Applicant.objects.register(**given)
    return error.value.message_dict


def test_the_same_number_is_the_same_applicant(person):
    again = Applicant.objects.register(
        **{**PERSON, "identity_number": PERSON["identity_number"].lower() + " "}
    )
    assert again == person
    assert person.history.count() == 1  # nothing new, no history row


def test_a_changed_name_keeps_the_old_one_in_history(person):
    again = Applicant.objects.register(**{**PERSON, "name": "乌云", "phone": ""})
    assert (again.pk, again.name, again.former_names) == (person.pk, "乌云", ["乌云其木格"])
    assert again.masked_phone == "138****2345"  # left empty, so left alone


def test_two_people_may_carry_passports_of_one_number(db):
    traveller = {**PERSON, "identity_kind": IdentityKind.PASSPORT, "identity_number": "E1234567"}
    bold = Applicant.objects.register(**{**traveller, "name": "BOLD BATAAR"})
    ivan = Applicant.objects.register(**{**traveller, "name": "IVAN PETROV"})
    assert bold != ivan
    assert Applicant.objects.register(**{**traveller, "name": "BOLD  BATAAR"}) == bold


def test_the_database_refuses_a_second_row_of_one_number(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        Applicant(**{**PERSON, "name": "别人"}).save()


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"identity_number": resident_id()[:17]}, "identity_number", "应为18位，现为17位"),
        ({"identity_number": ""}, "identity_number", "应为18位，现为0位"),
        ({"identity_number": resident_id("15043020990307123")}, "identity_number", "晚于今天"),
        ({"phone": "123"}, "phone", "11位手机号码"),
        ({"name": " "}, "name", "不能为空"),
        (
            {"identity_kind": IdentityKind.CREDIT_CODE, "identity_number": credit_code()},
            "identity_kind",
            "自然人请选个人证件",
        ),
    ],
)
def test_a_person_who_cannot_be_is_refused(change, field, says, db):
    assert says in refusal(**{**PERSON, **change})[field][0]
    assert not Applicant.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"legal_representative": " "}, "legal_representative", "法定代表人"),
        (
            {"identity_kind": IdentityKind.PASSPORT, "identity_number": "E12345678"},
            "identity_kind",
            "法人和其他组织",
        ),
        ({"identity_number": "91150430MA0N1A2B3"}, "identity_number", "应为18位，现为17位"),
    ],
)
def test_a_body_that_cannot_be_is_refused(change, field, says, db):
    assert says in refusal(**{**COMPANY, **change})[field][0]


def test_all_faults_are_told_at_once_and_none_repeats_the_number(db):
    number = resident_id("15043020990307123")
    faults = refusal(**{**PERSON, "identity_number": number, "phone": "139123"})
    assert set(faults) == {"identity_number", "phone"}
    assert not any(piece in str(faults) for piece in (number, number[6:14], "139123"))


def test_what_screens_show(person, company):
    assert person.masked_identity == "150***********" + PERSON["identity_number"][-4:]
    assert person.masked_phone == "138****2345"
    assert person.masked_name == str(person) == "乌****"
    assert person.masked_address == "白水旗红柳苏" + "*" * 8
    assert company.masked_identity == COMPANY["identity_number"]  # published by law
    assert company.masked_name == COMPANY["name"]
    assert company.masked_phone == "047****1234"


@pytest.mark.parametrize(
    "text", ["", "1", "123", "1234", "12345", "E12345678", "13847612345", "15043019900307123X"]
)
def test_a_mask_keeps_the_length_and_hides_at_least_a_third(text):
    masked = mask_number(text)
    assert len(masked) == len(text)
    assert masked.count("*") * 3 >= len(text)


def test_names_and_addresses_masked():
    assert [mask_name(name) for name in ("张三", "欧阳修文", "李", "")] == ["张*", "欧***", "李", ""]
    assert [mask_address(text) for text in ("", "甲", "白水旗")] == ["", "*", "白**"]


def authority(principal: Applicant, agent: Applicant, **fields) -> Agency:
    given = {"authority_document": "授权委托书（2026年9月1日）", "scope": "提交材料、签收文书"}
    return Agency(principal=principal, agent=agent, **{**given, "since": date(2026, 9, 1), **fields})


def test_an_agency_binds_from_its_first_to_its_last_day(person, company):
    agency = authority(company, person, until=date(2026, 9, 30))
    agency.full_clean()
    agency.save()
    days = [date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 1)]
    assert [Agency.objects.in_force(day).exists() for day in days] == [False, True, True, False]


def test_an_agency_without_an_end_goes_on(person, company):
    authority(company, person).save()
    assert Agency.objects.in_force(date(2099, 1, 1)).exists()
    assert not Agency.objects.in_force(date(2026, 8, 31)).exists()


def test_an_agency_that_cannot_be_is_refused(person, company):
    with pytest.raises(ValidationError, match="代理人应为自然人"):
        authority(person, company).full_clean()
    with pytest.raises(ValidationError, match="不能是委托人本人"):
        authority(person, person).full_clean()
    with pytest.raises(ValidationError, match="不得早于起始日期"):
        authority(company, person, until=date(2026, 8, 31)).full_clean()
    with pytest.raises(ValidationError) as blank:
        authority(company, person, authority_document="").full_clean()
    assert set(blank.value.message_dict) == {"authority_document"}
