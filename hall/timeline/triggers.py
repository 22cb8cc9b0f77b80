"""What the database itself refuses, on PostgreSQL and SQLite alike; installed after every migrate.

* A workflow object's row changes only beside its timeline entry: an entry one past the head, naming the new state,
  exists only inside the transaction of an act.
* Append-only tables refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE.
* Write-once columns (an issued paper's facts, a clock's start) refuse to change once set.
"""

from django.db import connections

APPEND_ONLY: set[str] = set()
WRITE_ONCE: dict[str, tuple[str, ...]] = {}


def append_only(model):
    """Class decorator: rows of this model are written once and stay."""
    APPEND_ONLY.add(model._meta.label)
    return model


def write_once(*fields: str):
    """Class decorator: these columns keep their first non-null value; rows are never deleted."""

    def mark(model):
        WRITE_ONCE[model._meta.label] = fields
        return model

    return mark


def install(app_config, using: str, **kwargs) -> None:
    """post_migrate receiver: (re)create the triggers of one app's tables. Idempotent."""
    from hall.acts.workflow import Workflow

    connection = connections[using]
    write = _postgres if connection.vendor == "postgresql" else _sqlite
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in app_config.get_models():
            if model._meta.db_table not in existing:
                continue
            for statement in _statements(model, write, Workflow):
                cursor.execute(statement)


def _statements(model, write, workflow):
    table, label = model._meta.db_table, model._meta.label
    if issubclass(model, workflow):
        yield from write["beside_entry"](table)
    if label in APPEND_ONLY:
        yield from write["append_only"](table)
    if label in WRITE_ONCE:
        columns = [model._meta.get_field(name).column for name in WRITE_ONCE[label]]
        yield from write["write_once"](table, columns)
    if label == "hall.Entry":
        yield from write["append_only"](table)
        yield from write["recorded_now"](table)


PENDING = """EXISTS (SELECT 1 FROM hall_entry e JOIN hall_dossier d ON d.id = e.dossier_id
    WHERE d.id = NEW.dossier_id AND e.seq = d.head_seq + 1 AND e.kind = 'act' AND e.state_to = NEW.state)"""


def _pg_function(name: str, body: str) -> str:
    return f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {body} RETURN NEW; END $$"""


def _pg_trigger(name: str, table: str, when: str, function: str, level: str = "ROW") -> str:
    return f'CREATE OR REPLACE TRIGGER "{table}_{name}" {when} ON "{table}" FOR EACH {level} EXECUTE FUNCTION {function}()'


def _pg_append_only(table):
    yield _pg_function("hall_refuse_change", "RAISE EXCEPTION '% 只增不改', TG_TABLE_NAME;")
    yield _pg_trigger("keep", table, "BEFORE UPDATE OR DELETE", "hall_refuse_change")
    yield _pg_trigger("keep_all", table, "BEFORE TRUNCATE", "hall_refuse_change", "STATEMENT")


def _pg_beside_entry(table):
    yield _pg_function(
        "hall_beside_entry",
        f"IF NOT {PENDING} THEN RAISE EXCEPTION '% 只能随留痕变更', TG_TABLE_NAME; END IF;",
    )
    yield _pg_function("hall_refuse_change", "RAISE EXCEPTION '% 只增不改', TG_TABLE_NAME;")
    yield _pg_trigger("beside_entry", table, "BEFORE INSERT OR UPDATE", "hall_beside_entry")
    yield _pg_trigger("keep", table, "BEFORE DELETE", "hall_refuse_change")
    yield _pg_trigger("keep_all", table, "BEFORE TRUNCATE", "hall_refuse_change", "STATEMENT")


def _pg_write_once(table, columns):
    changed = " OR ".join(
        f'(OLD."{c}" IS NOT NULL AND NEW."{c}" IS DISTINCT FROM OLD."{c}")' for c in columns
    )
    function = f"{table}_write_once"
    yield _pg_function(
        function, f"IF {changed} THEN RAISE EXCEPTION '% 的已定内容不得更改', TG_TABLE_NAME; END IF;"
    )
    yield _pg_function("hall_refuse_change", "RAISE EXCEPTION '% 只增不改', TG_TABLE_NAME;")
    yield _pg_trigger("write_once", table, "BEFORE UPDATE", function)
    yield _pg_trigger("keep", table, "BEFORE DELETE", "hall_refuse_change")
    yield _pg_trigger("keep_all", table, "BEFORE TRUNCATE", "hall_refuse_change", "STATEMENT")


def _pg_recorded_now(table):
    yield _pg_function(
        "hall_recorded_now",
        "IF abs(extract(epoch FROM NEW.recorded_at - clock_timestamp())) > 300 "
        "THEN RAISE EXCEPTION '记录时间只能取自数据库时钟'; END IF;",
    )
    yield _pg_trigger("recorded_now", table, "BEFORE INSERT", "hall_recorded_now")


def _lite(name: str, table: str, event: str, condition: str, message: str):
    yield f'DROP TRIGGER IF EXISTS "{table}_{name}"'
    yield (
        f'CREATE TRIGGER "{table}_{name}" BEFORE {event} ON "{table}" WHEN {condition} '
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _lite_append_only(table):
    yield from _lite("keep_u", table, "UPDATE", "1", f"{table} 只增不改")
    yield from _lite("keep_d", table, "DELETE", "1", f"{table} 只增不改")


def _lite_beside_entry(table):
    yield from _lite("beside_i", table, "INSERT", f"NOT {PENDING}", f"{table} 只能随留痕变更")
    yield from _lite("beside_u", table, "UPDATE", f"NOT {PENDING}", f"{table} 只能随留痕变更")
    yield from _lite("keep_d", table, "DELETE", "1", f"{table} 只增不改")


def _lite_write_once(table, columns):
    changed = " OR ".join(f'(OLD."{c}" IS NOT NULL AND NEW."{c}" IS NOT OLD."{c}")' for c in columns)
    yield from _lite("write_once", table, "UPDATE", f"({changed})", f"{table} 的已定内容不得更改")
    yield from _lite("keep_d", table, "DELETE", "1", f"{table} 只增不改")


def _lite_recorded_now(table):
    late = "abs(julianday(NEW.recorded_at) - julianday('now')) > 300.0 / 86400"
    yield from _lite("recorded_now", table, "INSERT", late, "记录时间只能取自数据库时钟")


_postgres = {
    "append_only": _pg_append_only,
    "beside_entry": _pg_beside_entry,
    "write_once": _pg_write_once,
    "recorded_now": _pg_recorded_now,
}
_sqlite = {
    "append_only": _lite_append_only,
    "beside_entry": _lite_beside_entry,
    "write_once": _lite_write_once,
    "recorded_now": _lite_recorded_now,
}
