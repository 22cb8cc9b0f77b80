"""Append-only tables refuse to be emptied, except by the flush after a test; then they refuse again."""

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

REFUSE = {
    "postgresql": """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'append only'; END $$;
        CREATE TRIGGER no_delete BEFORE DELETE ON django_session FOR EACH ROW EXECUTE FUNCTION refuse();
        CREATE TRIGGER no_truncate BEFORE TRUNCATE ON django_session EXECUTE FUNCTION refuse()""",
    "sqlite": """
        CREATE TRIGGER no_delete BEFORE DELETE ON django_session BEGIN SELECT RAISE(ABORT, 'append only'); END""",
}
ALLOW = {
    "postgresql": "DROP FUNCTION refuse() CASCADE",
    "sqlite": "DROP TRIGGER no_delete",
}


@pytest.fixture
def append_only_sessions(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute(REFUSE[connection.vendor])
    yield
    with connection.cursor() as cursor:
        cursor.execute(ALLOW[connection.vendor])


@pytest.mark.embedded
def test_only_the_flush_may_empty_an_append_only_table(append_only_sessions):
    for _ in range(2):
        Session.objects.create(session_key="kept", session_data="", expire_date=timezone.now())
        with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
            Session.objects.filter(pk="kept").delete()
        call_command("flush", interactive=False, verbosity=0, reset_sequences=False)
        assert not Session.objects.exists()
