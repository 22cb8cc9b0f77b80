"""A state is law: every other way a programmer could change it is refused, by Python or by the database."""

import pytest
from django.db import IntegrityError, connection, models, transaction

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.deed import Deed
from hall.acts.door import perform
from hall.acts.refusals import Objected
from hall.models import Dossier, RegisterRecord
from tests.visits import KEY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]

RECORDS = RegisterRecord.objects


def assign(record):
    record.state = "voided"


def dictionary_then_save(record):
    record.__dict__["state"] = "voided"
    record.save()


def dictionary_then_save_of_some_fields(record):
    record.__dict__["state"] = "voided"
    record.save(update_fields=["state"])


def dictionary_then_django_s_own_save(record):
    record.__dict__["state"] = "voided"
    models.Model.save(record)


def dictionary_then_save_base(record):
    record.__dict__["state"] = "voided"
    record.save_base()


def update(record):
    RECORDS.filter(pk=record.pk).update(state="voided")


def bulk_update(record):
    record.__dict__["state"] = "voided"
    RECORDS.bulk_update([record], ["state"])


def update_or_create(record):
    RECORDS.update_or_create(pk=record.pk, defaults={"facts": {}})


def raw_sql(record):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE hall_registerrecord SET state = 'voided' WHERE dossier_id = %s", [record.pk])


def raw_sql_of_another_column(record):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE hall_registerrecord SET facts = '{}' WHERE dossier_id = %s", [record.pk])


def delete(record):
    record.delete()


def delete_by_query(record):
    RECORDS.filter(pk=record.pk).delete()


def new(record, **fields):
    """A second record on a dossier of its own, as the constructor makes it."""
    dossier = Dossier.objects.create(kind="hall.registerrecord", hall=record.dossier.hall)
    return RegisterRecord(
        dossier=dossier, state="recorded", register=KEY, recorded_on=legal_time.today(), **fields
    )


def construct_then_save(record):
    new(record).save()


def construct_then_django_s_own_save(record):
    models.Model.save(new(record), force_insert=True)


def construct_then_bulk_create(record):
    RECORDS.bulk_create([new(record)])


def create(record):
    made = new(record)
    RECORDS.create(dossier=made.dossier, state="recorded", register=KEY, recorded_on=made.recorded_on)


PATHS = [
    assign,
    dictionary_then_save,
    dictionary_then_save_of_some_fields,
    dictionary_then_django_s_own_save,
    dictionary_then_save_base,
    update,
    bulk_update,
    update_or_create,
    raw_sql,
    raw_sql_of_another_column,
    delete,
    delete_by_query,
    construct_then_save,
    construct_then_django_s_own_save,
    construct_then_bulk_create,
    create,
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_it_is_refused_and_nothing_changes(record, path):
    before = (RECORDS.values().get(pk=record.pk), record.dossier.entries.count())
    with pytest.raises((AttributeError, RuntimeError, IntegrityError)), transaction.atomic():
        path(record)
    assert (RECORDS.values().get(pk=record.pk), record.dossier.entries.count()) == before
    assert RECORDS.count() == 1


def test_the_same_change_through_the_door_is_made(record):
    """The control: it is the path that is refused, not the change."""
    perform(record, "void", {"reason": "重复登记"}, by=SYSTEM)
    assert RECORDS.get().state == "voided"


def deed(obj, name: str) -> Deed:
    return Deed(obj.acts()[name], obj, legal_time.now(), hall=obj.dossier.hall)


def test_an_act_s_body_is_not_called_directly(record):
    with pytest.raises(RuntimeError, match="只能通过"):
        record.void(deed(record, "void"))
    assert record.state == "recorded"


def test_an_open_deed_opens_one_act_on_one_object(record, hall, objecting):
    """A guard is handed the deed; nothing else can be done with it."""
    other = RegisterRecord(register=KEY, state="recorded")
    tried = []

    def misuse(obj, do):
        do.is_open = True
        for target, name in ((obj, "void"), (other, "correct")):
            with pytest.raises(RuntimeError, match="只能通过"):
                getattr(target, name)(do)
            tried.append(name)
        return "不办"

    objecting("correct", misuse)
    with pytest.raises(Objected, match="不办"):
        perform(record, "correct", {"subject": "参观", "persons": 1, "correction": "误"}, by=SYSTEM)
    assert tried == ["void", "correct"]


def test_protection_survives_a_refresh_that_fails(record):
    """Django-fsm's own refresh would leave every object of the class unprotected."""
    gone = RegisterRecord(pk=record.pk + 1000)
    with pytest.raises(RegisterRecord.DoesNotExist):
        gone.refresh_from_db()
    with pytest.raises(AttributeError):
        record.state = "voided"
