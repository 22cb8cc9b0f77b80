"""Putting the triggers into the database after every migrate, and seeing that they still stand there."""

from __future__ import annotations

from django.db import connections

from .triggers import Trigger, wanted


def install(sender, using: str, **kwargs) -> None:
    """post_migrate receiver: create what is missing or altered, drop what is no longer wanted. Idempotent."""
    connection = connections[using]
    absent, surplus = _differences(connection)
    with connection.cursor() as cursor:
        for table, name in surplus:
            cursor.execute(_drop(connection.vendor, table, name))
        for trigger in absent:
            for statement in _CREATE[connection.vendor](trigger):
                cursor.execute(statement)


def lift(sender, using: str, plan=(), **kwargs) -> None:
    """pre_migrate receiver for SQLite, which alters a table by building it anew and stumbles over triggers that
    name it. :func:`install` puts them back.
    """
    connection = connections[using]
    if not plan or connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for table, name in _standing(connection):
            cursor.execute(_drop("sqlite", table, name))


def missing(using: str = "default") -> list[Trigger]:
    """The triggers that should stand on the existing tables and do not, or have been altered or disabled."""
    return _differences(connections[using])[0]


def _differences(connection) -> tuple[list[Trigger], list[tuple[str, str]]]:
    tables = set(connection.introspection.table_names())
    ours = {(t.table, t.name): t for t in wanted(connection.vendor) if t.table in tables}
    if connection.vendor == "sqlite":
        ours = {key: t for key, t in ours.items() if t.event != "TRUNCATE"}  # it knows no TRUNCATE
    standing = _standing(connection)
    absent = [t for key, t in ours.items() if standing.get(key) != _BODY[connection.vendor](t)]
    return absent, [key for key in standing if key not in ours]


def _standing(connection) -> dict[tuple[str, str], str]:
    """(table, name) -> body, of every trigger of ours that is enabled."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        return {(table, name): body for table, name, body in cursor.fetchall()}


_STANDING = {
    "postgresql": """SELECT c.relname, t.tgname, p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_proc p ON p.oid = t.tgfoid WHERE left(t.tgname, 5) = 'keep_' AND t.tgenabled IN ('O', 'A')
        AND c.relnamespace = current_schema()::regnamespace""",
    "sqlite": """SELECT tbl_name, name, sql FROM sqlite_master
        WHERE type = 'trigger' AND substr(name, 1, 5) = 'keep_'""",
}


def _pg_body(t: Trigger) -> str:
    # The same class of error as a broken constraint, as SQLite reports it.
    refusal = f"RAISE EXCEPTION '{t.message}' USING ERRCODE = 'integrity_constraint_violation'"
    return f"BEGIN IF {t.condition} THEN {refusal}; END IF; RETURN NEW; END"


def _pg_create(t: Trigger):
    level = "STATEMENT" if t.event == "TRUNCATE" else "ROW"
    yield f"""CREATE OR REPLACE FUNCTION "{t.name}"() RETURNS trigger LANGUAGE plpgsql AS $${_pg_body(t)}$$"""
    yield (
        f'CREATE OR REPLACE TRIGGER "{t.name}" BEFORE {t.event} ON "{t.table}" '
        f'FOR EACH {level} EXECUTE FUNCTION "{t.name}"()'
    )
    yield f'ALTER TABLE "{t.table}" ENABLE TRIGGER "{t.name}"'


def _lite_body(t: Trigger) -> str:
    return (
        f'CREATE TRIGGER "{t.name}" BEFORE {t.event} ON "{t.table}" WHEN {t.condition} '
        f"BEGIN SELECT RAISE(ABORT, '{t.message}'); END"
    )


def _lite_create(t: Trigger):
    yield f'DROP TRIGGER IF EXISTS "{t.name}"'
    yield _lite_body(t)


def _drop(vendor: str, table: str, name: str) -> str:
    return f'DROP TRIGGER "{name}"' if vendor == "sqlite" else f'DROP FUNCTION "{name}"() CASCADE'


_BODY = {"postgresql": _pg_body, "sqlite": _lite_body}
_CREATE = {"postgresql": _pg_create, "sqlite": _lite_create}
