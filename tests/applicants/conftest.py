import pytest

from hall.applicants.applicant import Applicant
from hall.applicants.identity import IdentityKind, credit_code_check_character, id_check_character


def resident_id(first_17: str = "15043019900307123") -> str:
    return first_17 + id_check_character(first_17)


def credit_code(first_17: str = "91150430MA0N1A2B3") -> str:
    return first_17 + credit_code_check_character(first_17)


PERSON = {
    "kind": Applicant.Kind.NATURAL,
    "name": "乌云其木格",
    "identity_kind": IdentityKind.RESIDENT_ID,
    "identity_number": resident_id(),
    "phone": "13847612345",
    "address": "白水旗红柳苏木草原嘎查12号",
}
COMPANY = {
    "kind": Applicant.Kind.LEGAL,
    "name": "白水旗草原食品有限公司",
    "identity_kind": IdentityKind.CREDIT_CODE,
    "identity_number": credit_code(),
    "phone": "0476-4321234",
    "legal_representative": "巴特尔",
}


@pytest.fixture
def person(db) -> Applicant:
    return Applicant.objects.register(**PERSON)


@pytest.fixture
def company(db) -> Applicant:
    return Applicant.objects.register(**COMPANY)
