"""Finding what is due among a million running clocks, beside the one statement it is."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction

from bench.measure import Row, in_turns
from hall import legal_time
from hall.clocks.sweep import BATCH, due_limits

OPEN = 1_000_000
INDEX = "limit_next_at"

# Runs and limits as the ledger holds them: their rungs spread over forty days around now, so that the sweep has a
# hundredth of them before it, and as many again long closed, whose past dates a plain index would wade through.
RUNS = """INSERT INTO hall_clockrun (dossier_id, clock, title, started_at, ends_on, near, closing, ended_at,
        first_day_counts, edition)
    SELECT 1000000 + n, 'decision', '办理期限', now() - interval '20 days', '["sealed"]',
        '{"percent": 90, "left": null}', '17:30',
        CASE WHEN n > %(open)s THEN now() - interval '10 days' END, false, 'bench'
    FROM generate_series(1, 2 * %(open)s) n"""
LIMITS = """INSERT INTO hall_clocklimit (run_id, kind, n, unit, basis, extendable, since_title, effect, due_on, due_at,
        near_at, provisional, sentence, generation, next_at, next_rung, closed_at)
    SELECT r.id, 'promise', 20, 'working_day', '事项公开的承诺时限', false, '', '', t.due::date, t.due, t.due, false,
        '2026年9月18日受理，自9月19日起算20个工作日，于2026年10月29日（星期四）届满。', 1,
        CASE WHEN r.ended_at IS NULL THEN t.due END, CASE WHEN r.ended_at IS NULL THEN 'near' ELSE '' END, r.ended_at
    FROM hall_clockrun r, LATERAL (
        SELECT now() + (r.dossier_id * 7919 % 4000 - 40) * interval '14 minutes' AS due) t
    WHERE r.edition = 'bench'"""
BY_HAND = """SELECT l.id, r.dossier_id, l.next_at FROM hall_clocklimit l JOIN hall_clockrun r ON r.id = l.run_id
    WHERE l.next_at <= %s ORDER BY l.next_at, l.id LIMIT %s"""


def measures() -> Iterator[Row]:
    """One row; the plan is read besides, and must go by the partial index."""
    _fill()
    at = legal_time.now()

    def by_hand() -> list:
        with connection.cursor() as cursor:
            cursor.execute(BY_HAND, [at, BATCH])
            return cursor.fetchall()

    found = due_limits(at)
    if len(found) != BATCH or found != by_hand():
        raise AssertionError("The statement by hand finds other clocks than the sweep.")
    ours, theirs = in_turns(lambda: due_limits(at), by_hand, rounds=60)
    plan = _plan(lambda: due_limits(at))
    if INDEX not in plan:
        raise AssertionError(f"The sweep does not go by {INDEX}:\n{plan}")
    note = f"{BATCH} of {OPEN:,} running clocks, by the partial index {INDEX}"
    yield Row("sweep claim", "one statement", ours, theirs, budget=1.5, note=note)


def _fill() -> None:
    """A million running clocks, without the triggers that would ask each for its act."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(RUNS, {"open": OPEN})
        cursor.execute(LIMITS)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE hall_clockrun, hall_clocklimit")


def _plan(work) -> str:
    """The plan of the statement a work sends."""
    sent = []

    def listen(execute, sql, params, many, context):
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        work()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sent[-1][0]}", sent[-1][1])
        return "\n".join(line for (line,) in cursor.fetchall())
