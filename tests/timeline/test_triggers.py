"""What the database itself refuses, whoever asks; and that it is noticed when it no longer would."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from hall.acts.workflow import Workflow
from hall.models import Dossier, Entry, RegisterRecord
from hall.timeline.anchor import drop_anchor
from hall.timeline.entry import append
from hall.timeline.installing import install, lift, missing
from hall.timeline.triggers import APPEND_ONLY, WRITE_ONCE, wanted
from tests.factories import make_hall

from .conftest import line, texts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


def sql(statement: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


class TestEntries:
    @pytest.mark.parametrize("field", [f.attname for f in Entry._meta.concrete_fields])
    def test_no_column_of_a_line_changes(self, record, field):
        with pytest.raises(IntegrityError, match="只增不改"):
            sql(f'UPDATE hall_entry SET "{field}" = "{field}" WHERE dossier_id = %s', record.pk)  # noqa: S608

    def test_no_line_is_removed(self, record):
        with pytest.raises(IntegrityError, match="只增不改"):
            sql("DELETE FROM hall_entry WHERE dossier_id = %s AND seq = 4", record.pk)

    def test_a_line_only_continues_the_chain(self, record):
        copy = line(record, 2).get()
        copy.pk, copy.recorded_at = None, timezone.now()
        for seq, prev in ((2, copy.prev_hash), (5, copy.prev_hash), (6, line(record, 4).get().hash)):
            copy.seq, copy.prev_hash = seq, prev
            with pytest.raises(IntegrityError, match="链首之后"):
                copy.save(force_insert=True)

    def test_a_line_is_recorded_when_it_is_written(self, record):
        dossier = Dossier.objects.get(pk=record.pk)
        for hours in (-1, 1):
            given = {"legal_at": timezone.now(), "recorded_at": timezone.now() + dt.timedelta(hours=hours)}
            with pytest.raises(IntegrityError, match="数据库时钟"), transaction.atomic():
                append(dossier, kind="act", act="correct", title="更正", state_to="recorded", **given)


class TestDossiers:
    def test_none_is_removed(self, record):
        with pytest.raises(IntegrityError, match="只增不改"):
            sql("DELETE FROM hall_dossier WHERE id = %s", record.pk)

    def test_it_never_belongs_elsewhere(self, record, other):
        elsewhere = make_hall(code="elsewhere", region="150998")
        changes = {"kind": "hall.grant", "hall": elsewhere, "parent": other.pk, "root": other.pk}
        for field, value in {**changes, "opened_at": timezone.now()}.items():
            with pytest.raises(IntegrityError, match="归属"):
                Dossier.objects.filter(pk=record.pk).update(**{field: value})

    def test_its_head_moves_only_with_the_next_line(self, record):
        dossier = Dossier.objects.filter(pk=record.pk)
        third = line(record, 3).get()
        for change in (
            {"head_seq": 3, "head_hash": third.hash, "version": 3},
            {"head_seq": 5},
            {"head_hash": "0" * 64},
            {"version": 5},
        ):
            with pytest.raises(IntegrityError, match="链首只能"):
                dossier.update(**change)

    def test_a_line_moves_it_once_and_counts_only_acts(self, record):
        dossier = Dossier.objects.get(pk=record.pk)
        given = {"legal_at": timezone.now(), "recorded_at": timezone.now(), "title": "更正"}
        with transaction.atomic():
            entry = append(dossier, kind=Entry.Kind.REFUSED, act="correct", **given)
            mine = Dossier.objects.filter(pk=record.pk)
            with pytest.raises(IntegrityError, match="链首只能"), transaction.atomic():
                mine.update(head_seq=5, head_hash=entry.hash, version=5)
            mine.update(head_seq=5, head_hash=entry.hash)
        assert texts() == []


class TestObjects:
    """The paths a programmer might take stand in tests/acts; these are the database's alone."""

    def test_an_object_s_row_stays_with_its_dossier(self, record, other):
        with pytest.raises(IntegrityError, match="只能随留痕变更"):
            sql("UPDATE hall_registerrecord SET dossier_id = %s WHERE dossier_id = %s", other.pk, record.pk)

    def test_none_is_removed(self, record):
        with pytest.raises(IntegrityError, match="只增不改"):
            sql("DELETE FROM hall_registerrecord WHERE dossier_id = %s", record.pk)

    def test_between_line_and_head_only_the_state_it_names_can_be_written(self, record):
        dossier = Dossier.objects.get(pk=record.pk)
        given = {"legal_at": timezone.now(), "recorded_at": timezone.now(), "title": "作废"}
        rows = RegisterRecord.objects.filter(pk=record.pk)
        with transaction.atomic():
            append(dossier, kind="act", act="void", state_to="voided", **given)
            with pytest.raises(IntegrityError, match="只能随留痕变更"), transaction.atomic():
                rows.update(facts={"changed": True})  # its state is still the old one
            rows.update(state="voided")
            transaction.set_rollback(True)
        assert texts() == []


class TestAppendOnly:
    def test_sqlite_replaces_nothing_either(self, record):
        if connection.vendor != "sqlite":
            pytest.skip("INSERT OR REPLACE is SQLite's")
        drop_anchor()
        for table in ("hall_anchor", "hall_entry", "hall_registerrecord"):
            with pytest.raises(IntegrityError, match="只"):
                sql(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608


class TestStanding:
    def test_every_table_that_needs_it_is_guarded(self, transactional_db):
        guarded = {trigger.table for trigger in wanted(connection.vendor)}
        for model in apps.get_models():
            if issubclass(model, Workflow) or model._meta.label in {*APPEND_ONLY, *WRITE_ONCE}:
                assert model._meta.db_table in guarded
        assert {"hall_entry", "hall_dossier"} < guarded
        assert missing() == []

    def test_names_fit_the_database(self, transactional_db):
        """PostgreSQL would cut a longer name, and two of them could become one."""
        assert max(len(trigger.name) for trigger in wanted(connection.vendor)) <= 63

    def test_a_dropped_trigger_is_missed_and_put_back(self, transactional_db, capsys):
        name = "keep_hall_entry_rows_update"
        on = ' ON "hall_entry"' if connection.vendor == "postgresql" else ""
        sql(f'DROP TRIGGER "{name}"{on}')
        assert [trigger.name for trigger in missing()] == [name]
        call_command("check", databases=["default"])
        assert name in capsys.readouterr().err
        install(None, "default")
        assert missing() == []

    def test_an_altered_trigger_is_missed_and_put_right(self, transactional_db):
        name = "keep_hall_entry_rows_update"
        if connection.vendor == "postgresql":
            sql(
                f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS '
                "$$BEGIN RETURN NEW; END$$"
            )
        else:
            sql(f'DROP TRIGGER "{name}"')
            sql(f'CREATE TRIGGER "{name}" BEFORE UPDATE ON hall_entry WHEN 0 BEGIN SELECT 1; END')
        assert [trigger.name for trigger in missing()] == [name]
        install(None, "default")
        assert missing() == []

    def test_a_disabled_trigger_is_missed_and_woken(self, transactional_db):
        if connection.vendor == "sqlite":
            pytest.skip("SQLite cannot disable a trigger")
        sql("ALTER TABLE hall_entry DISABLE TRIGGER USER")
        assert {trigger.table for trigger in missing()} == {"hall_entry"}
        install(None, "default")
        assert missing() == []

    def test_one_no_longer_wanted_goes(self, transactional_db, record):
        if connection.vendor == "postgresql":
            sql(
                "CREATE FUNCTION keep_old() RETURNS trigger LANGUAGE plpgsql AS "
                "$$BEGIN RAISE EXCEPTION 'old'; END$$"
            )
            sql("CREATE TRIGGER keep_old BEFORE INSERT ON hall_hall FOR EACH ROW EXECUTE FUNCTION keep_old()")
        else:
            sql("CREATE TRIGGER keep_old BEFORE INSERT ON hall_hall BEGIN SELECT RAISE(ABORT, 'old'); END")
        install(None, "default")
        make_hall(code="after", region="150997")

    def test_truncate(self, record):
        if connection.vendor == "sqlite":
            pytest.skip("SQLite has no TRUNCATE")
        for table in ("hall_entry", "hall_dossier", "hall_registerrecord", "hall_paper"):
            with pytest.raises(IntegrityError, match="只增不改"):
                sql(f"TRUNCATE {table} CASCADE")

    def test_sqlite_lets_tables_be_altered_during_a_migration(self, transactional_db):
        """SQLite builds an altered table anew; triggers of other tables that name it would stop that."""
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL alters tables in place")
        with pytest.raises(OperationalError, match="error in trigger"), connection.schema_editor() as editor:
            editor._remake_table(Dossier)
        lift(None, "default", plan=["a migration"])
        with connection.schema_editor() as editor:
            editor._remake_table(Dossier)
        assert missing() != []
        install(None, "default")
        assert missing() == []
