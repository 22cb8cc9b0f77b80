"""At rest nothing can be read; in memory nothing slips out; with the keys everything is found."""

import copy
import logging
import pickle

import pytest
from cryptography.fernet import Fernet
from django.core import serializers
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, models

from hall.applicants.applicant import Applicant
from hall.applicants.crypto import SealBroken, Sealed, blind_index, opened

from .conftest import PERSON, resident_id

SECRETS = (PERSON["identity_number"], PERSON["phone"], PERSON["address"])


def everything_at_rest() -> str:
    """All rows of the applicant tables, history included, as the database holds them."""
    with connection.cursor() as cursor:
        stored = []
        for table in (Applicant._meta.db_table, Applicant.history.model._meta.db_table):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            stored += cursor.fetchall()
    return repr(stored)


def test_the_database_holds_no_plain_text(person):
    person.phone = "13900001111"
    person.save()
    at_rest = everything_at_rest()
    assert at_rest.count(PERSON["name"]) == 3  # the row and two history rows are really there
    for secret in (*SECRETS, "13900001111"):
        assert secret not in at_rest


def test_with_the_key_it_can_be_read(person):
    fresh = Applicant.objects.get(pk=person.pk)
    assert (opened(fresh.identity_number), opened(fresh.phone), opened(fresh.address)) == SECRETS


def test_nothing_slips_out_of_an_instance(person, caplog):
    plain = Applicant(**PERSON)  # not even before it was saved
    for applicant in (plain, person, Applicant.objects.get(), person.history.first()):
        with caplog.at_level(logging.DEBUG):
            logging.getLogger("hall").warning("%s %r %s", applicant, applicant, vars(applicant))
        shown = f"{applicant} {applicant!r} {vars(applicant)} {applicant.identity_number} {caplog.text}"
        assert "（已加密）" in shown
        for secret in SECRETS:
            assert secret not in shown


def test_the_same_text_is_never_sealed_the_same_way():
    assert Sealed.of("13847612345") != Sealed.of("13847612345")


def test_a_sealed_value_survives_copying_and_checking(person):
    for twin in (copy.deepcopy(person), pickle.loads(pickle.dumps(person))):  # noqa: S301
        twin.full_clean()
        twin.save()
        assert opened(Applicant.objects.get().phone) == PERSON["phone"]


def test_an_export_is_refused_rather_than_made_useless(person):
    with pytest.raises(TypeError, match="不得导出"):
        serializers.serialize("json", [person])


def test_a_sealed_column_cannot_be_searched(person):
    with pytest.raises(FieldError):
        Applicant.objects.filter(identity_number=PERSON["identity_number"]).exists()


def test_search_by_number_and_phone_in_any_spelling(person, company):
    number = PERSON["identity_number"]
    assert (
        Applicant.objects.with_identity(f" {number[:6]}-{number[6:14]} {number[14:].lower()}").get() == person
    )
    assert Applicant.objects.with_phone("+86 138-4761-2345").get() == person
    assert Applicant.objects.with_phone("(0476) 432 1234").get() == company
    assert not Applicant.objects.with_identity(resident_id("15043019900307321")).exists()


def test_the_index_is_keyed(person, settings):
    known = blind_index(PERSON["identity_number"])
    assert known == person.identity_index
    settings.BLIND_INDEX_KEY = "another key"
    assert blind_index(PERSON["identity_number"]) != known
    settings.BLIND_INDEX_KEY = ""
    with pytest.raises(ImproperlyConfigured, match="BLIND_INDEX_KEY"):
        blind_index(PERSON["identity_number"])


def test_the_index_follows_a_partial_save(person):
    person.phone = "13900001111"
    person.save(update_fields=["phone"])
    assert Applicant.objects.with_phone("13900001111").exists()
    assert not Applicant.objects.with_phone(PERSON["phone"]).exists()


def test_rotation_leaves_nothing_under_the_old_key(person, company, settings):
    person.name = "乌云"
    person.save()
    old, new = settings.PERSONAL_DATA_KEYS, [Fernet.generate_key().decode()]
    settings.PERSONAL_DATA_KEYS = new + old
    call_command("rotate_keys", verbosity=0)
    settings.PERSONAL_DATA_KEYS = new
    for model, rows in ((Applicant, 2), (Applicant.history.model, 3)):
        assert model.objects.count() == rows
        for row in model.objects.filter(name__startswith="乌云"):
            assert (opened(row.identity_number), opened(row.phone), opened(row.address)) == SECRETS
    settings.PERSONAL_DATA_KEYS = old
    with pytest.raises(SealBroken, match="恢复原密钥"):
        opened(Applicant.objects.get(pk=person.pk).phone)


def test_rotation_also_takes_a_new_index_key(person, settings):
    settings.BLIND_INDEX_KEY = "the next index key, long enough"
    assert not Applicant.objects.with_phone(PERSON["phone"]).exists()
    call_command("rotate_keys", verbosity=0)
    assert Applicant.objects.with_phone(PERSON["phone"]).get() == person


def test_a_malformed_key_is_named(settings):
    settings.PERSONAL_DATA_KEYS = ["short"]
    with pytest.raises(ImproperlyConfigured, match="PERSONAL_DATA_KEYS"):
        Sealed.of("text")


def test_no_model_form_ever_offers_a_sealed_field():
    for field in ("identity_number", "phone", "address"):
        assert not Applicant._meta.get_field(field).editable
    assert models.TextField().editable  # the control: an ordinary field would be offered
