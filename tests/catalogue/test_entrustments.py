"""A hall may do for a department what a document in force says, and nothing else."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from matters.catalogue.models import EntrustedMatter, Entrustment
from matters.catalogue.selectors import powers_at
from tests.catalogue.builders import FIRST_DAY, make_county, make_draft, make_matter
from tests.factories import make_department, make_hall, travel

DAY = dt.timedelta(days=1)
LAST_DAY = dt.date(2026, 12, 31)


@pytest.fixture
def letter(hall, department) -> Entrustment:
    """Acceptance of all matters for the year."""
    return entrust(hall, department, all_matters=True, effective_until=LAST_DAY)


def entrust(hall, department, **fields) -> Entrustment:
    given = {
        "powers": ["receive", "accept"],
        "instrument": "letter",
        "document_number": "某市监委〔2026〕1号",
        "effective_from": FIRST_DAY,
    }
    entrustment = Entrustment(hall=hall, department=department, **given | fields)
    entrustment.save()
    return entrustment


def test_nothing_is_entrusted_by_default(hall, licence_draft):
    assert powers_at(licence_draft, hall, FIRST_DAY) == frozenset()


@pytest.mark.parametrize(
    ("on", "held"),
    [(FIRST_DAY - DAY, False), (FIRST_DAY, True), (LAST_DAY, True), (LAST_DAY + DAY, False)],
)
def test_from_the_first_day_to_the_last(hall, letter, licence_draft, on, held):
    assert powers_at(licence_draft, hall, on) == (frozenset({"receive", "accept"}) if held else frozenset())


def test_only_the_matters_listed(hall, department, licence, licence_draft):
    listed = entrust(hall, department)
    assert powers_at(licence_draft, hall, FIRST_DAY) == frozenset()
    EntrustedMatter(entrustment=listed, matter=licence).save()
    assert powers_at(licence_draft, hall, FIRST_DAY) == {"receive", "accept"}
    other = make_draft(make_matter(department, name="药品零售企业经营许可"))
    assert powers_at(other, hall, FIRST_DAY) == frozenset()


def test_several_documents_add_up(hall, department, letter, licence_draft):
    entrust(hall, department, all_matters=True, powers=["deliver"], document_number="某市监委〔2026〕2号")
    assert powers_at(licence_draft, hall, FIRST_DAY) == {"receive", "accept", "deliver"}


def test_another_departments_letter_says_nothing(hall, licence_draft):
    entrust(hall, make_department(hall, "某旗水利局", "水"), all_matters=True)
    assert powers_at(licence_draft, hall, FIRST_DAY) == frozenset()


def test_another_hall_is_not_meant(letter, licence_draft):
    other = make_hall(code="other", name="另一旗政务服务中心")
    assert powers_at(licence_draft, other, FIRST_DAY) == frozenset()


def test_a_department_entrusts_only_its_own(hall, department, letter):
    foreign = make_matter(make_department(hall, "某旗水利局", "水"), name="取水许可")
    with pytest.raises(ValidationError, match="不能由其委托"):
        EntrustedMatter(entrustment=letter, matter=foreign).save()


def test_a_power_and_a_number_are_needed(hall, department):
    with pytest.raises(ValidationError) as refused:
        entrust(hall, department, powers=[], document_number="")
    assert set(refused.value.message_dict) == {"powers", "document_number"}


def test_it_does_not_end_before_it_begins(hall, department):
    with pytest.raises(ValidationError, match="截止日期不得早于生效日期"):
        entrust(hall, department, effective_until=FIRST_DAY - DAY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("preset", "instrument"), [("AH", "government_approval"), ("XA", "agreement"), ("EL", "letter")]
)
def test_the_document_is_the_one_the_rulebook_names(preset, instrument):
    travel("2026-03-02")
    hall = make_county(preset)
    department = make_department(hall)
    for other in {"government_approval", "agreement", "letter"} - {instrument}:
        with pytest.raises(ValidationError, match="授权委托应使用"):
            entrust(hall, department, instrument=other)
    entrust(hall, department, instrument=instrument)
