"""受理 written by hand in psycopg2: the statements the door sends, in one transaction, with nothing around them.

Nothing is worked out, checked or guarded: what the rows say is copied from a model case that went through the door.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Sequence
from typing import Any

import psycopg2
from psycopg2.extras import Json, RealDictCursor, execute_values

from hall import legal_time
from matters.cases.models import Case
from tests.cases_factory import CaseHall

Row = dict[str, Any]

LOCK = """SELECT version, head_seq, head_hash, clock_timestamp() FROM hall_dossier WHERE id = %(case)s
    FOR NO KEY UPDATE"""
GRANTS = """SELECT * FROM hall_grant WHERE user_id = %(user)s AND state = 'given' AND since <= %(at)s
    AND (until IS NULL OR until > %(at)s) ORDER BY dossier_id"""
# What the law makes an acceptance look at: the case with its matter and hall, the state of rules and calendar, the
# entrustment, what bars the applicant, the guide beside what was found, the limits, the clocks, the organ's name,
# procedures, fees, the seal.
LOOKS = (
    """SELECT * FROM cases_case c JOIN hall_dossier o ON o.id = c.dossier_id JOIN hall_hall h ON h.id = o.hall_id
        LEFT JOIN hall_hall p ON p.id = h.parent_id LEFT JOIN hall_department d ON d.id = o.department_id
        JOIN catalogue_matter m ON m.id = c.matter_id JOIN catalogue_matterversion v ON v.id = c.version_id
        JOIN hall_applicant a ON a.id = c.applicant_id WHERE c.dossier_id = %(case)s""",
    """SELECT count(*), max(id), max(made_at) FROM hall_rulerow UNION ALL
        SELECT count(*), max(id), max(made_at) FROM hall_presetadoption UNION ALL
        SELECT count(*), max(id), max(recorded_at) FROM hall_holidayarrangement""",
    """SELECT powers FROM catalogue_entrustment e WHERE hall_id = %(hall)s AND department_id = %(department)s
        AND effective_from <= %(on)s AND (effective_until IS NULL OR effective_until >= %(on)s)
        AND (all_matters OR EXISTS (SELECT 1 FROM catalogue_entrustedmatter
            WHERE entrustment_id = e.id AND matter_id = %(matter)s))""",
    """SELECT * FROM cases_applicationbar b JOIN catalogue_matter m ON m.id = b.matter_id
        WHERE b.applicant_id = %(applicant)s AND b.matter_id = %(matter)s AND b.until >= %(on)s
        ORDER BY b.until DESC LIMIT 1""",
    'SELECT * FROM catalogue_material WHERE version_id = %(version)s ORDER BY "order"',
    "SELECT * FROM cases_materialcheck WHERE dossier_id = %(case)s ORDER BY id",
    """SELECT * FROM catalogue_clockrule r LEFT JOIN catalogue_statute s ON s.id = r.statute_id
        WHERE r.version_id = %(version)s""",
    """SELECT * FROM hall_clocklimit l JOIN hall_clockrun r ON r.id = l.run_id
        WHERE r.dossier_id = %(case)s AND r.ended_at IS NULL ORDER BY l.id""",
    "SELECT * FROM hall_departmentname WHERE department_id = %(department)s ORDER BY effective_from",
    "SELECT * FROM catalogue_specialprocedure WHERE version_id = %(version)s ORDER BY id",
    "SELECT * FROM catalogue_fee WHERE version_id = %(version)s ORDER BY id",
    """SELECT s.* FROM windows_seal s JOIN windows_sealowner o ON o.seal_id = s.dossier_id
        WHERE s.kind = 'procedure' AND s.state NOT IN ('lost', 'destroyed') AND o.department_id = %(department)s""",
)
NUMBER = """INSERT INTO hall_paperseries (issuer, kind, year, last) VALUES (%(issuer)s, 'acceptance', %(year)s, 1)
    ON CONFLICT (issuer, kind, year) DO UPDATE SET last = hall_paperseries.last + 1 RETURNING last"""
CASE = """UPDATE cases_case SET state = 'accepted', accepted_at = %(at)s, accepted_by_id = %(user)s
    WHERE dossier_id = %(case)s"""
RUN = """UPDATE hall_clockrun SET ended_at = %(at)s WHERE dossier_id = %(case)s AND clock = 'acceptance'
    RETURNING id"""
LIMITS = (
    "UPDATE hall_clocklimit SET closed_at = %(at)s, next_at = NULL, next_rung = '' WHERE run_id = %(ended)s"
)
HEAD = """UPDATE hall_dossier SET head_seq = %(seq)s, head_hash = %(hash)s, version = %(version)s
    WHERE id = %(case)s"""


class ByHand:
    """A connection of its own; ``accept`` does to a received case what the door did to the model.

    ``sent`` counts its statements, BEGIN and COMMIT apart.
    """

    def __init__(self, desk: CaseHall, model: Case):
        self.desk, self.sent = desk, 0
        self.connection = psycopg2.connect(os.environ["DATABASE_URL"])
        (self.entry,) = self._stored("hall_entry", "dossier_id = %s AND act = 'accept'", model.pk)
        (self.paper,) = self._stored("hall_paper", "dossier_id = %s AND kind = 'acceptance'", model.pk)
        (self.stamped,) = self._stored("windows_sealuse", "paper_id = %s", self.paper["id"])
        below = "dossier_id IN (SELECT id FROM hall_dossier WHERE parent_id = %s)"
        (self.told,) = self._stored("hall_message", below, model.pk, "dossier_id")
        (self.told_dossier,) = self._stored("hall_dossier", "id = %s", self.told["dossier_id"])
        (self.told_entry,) = self._stored("hall_entry", "dossier_id = %s", self.told["dossier_id"])
        (self.outgoing,) = self._stored(
            "hall_outgoing", "message_id = %s", self.told["dossier_id"], "message_id"
        )
        self.runs = self._stored("hall_clockrun", "dossier_id = %s AND ended_at IS NULL", model.pk)
        self.limits = [self._stored("hall_clocklimit", "run_id = %s", run["id"]) for run in self.runs]

    def accept(self, case: Case, looks: Sequence[str] = LOOKS) -> None:
        """One transaction: lock, look, write, commit."""
        with self.connection, self.connection.cursor() as self.cursor:
            asked = self._asked(case)
            version, seq, head, now = self._one(LOCK, asked)
            for look in (GRANTS, *looks):
                self._send(look, asked)
                self.cursor.fetchall()
            (serial,) = self._one(NUMBER, asked)
            line = self.entry | {"dossier_id": case.pk, "seq": seq + 1, "prev_hash": head, "recorded_at": now}
            line["hash"] = hashlib.sha256(repr(line).encode()).hexdigest()
            (entry,) = self._insert("hall_entry", [line])
            self._send(CASE, asked)
            (ended,) = self._one(RUN, asked)
            self._send(LIMITS, asked | {"ended": ended})
            self._start_clocks(case, entry, ended, asked["at"])
            own = {
                "dossier_id": case.pk,
                "entry_id": entry,
                "serial": serial,
                "verify_code": secrets.token_hex(6),
            }
            (paper,) = self._insert("hall_paper", [self.paper | own])
            stamped = {"dossier_id": case.pk, "entry_id": entry, "paper_id": paper}
            self._insert("windows_sealuse", [self.stamped | stamped])
            self._send(HEAD, asked | {"seq": seq + 1, "hash": line["hash"], "version": version + 1})
            self._tell(case, asked, now)

    def _start_clocks(self, case: Case, entry: int, ended: int, at: Any) -> None:
        runs = self._insert("hall_clockrun", [run | {"dossier_id": case.pk} for run in self.runs])
        limits = zip(runs, self.limits, strict=True)
        self._insert("hall_clocklimit", [row | {"run_id": run} for run, rows in limits for row in rows])
        line = {"at": at, "facts": Json({}), "entry_id": entry}
        lines = [
            line | {"run_id": ended, "kind": "end"},
            *(line | {"run_id": r, "kind": "start"} for r in runs),
        ]
        self._insert("hall_clockline", lines)

    def _tell(self, case: Case, asked: Row, now: Any) -> None:
        """The message to the applicant: an object of its own below the case, and its row in the outbox."""
        own = {"parent_id": case.pk, "root_id": case.pk, "version": 0, "head_seq": 0}
        empty = {"head_hash": self.told_entry["prev_hash"]}
        (dossier,) = self._insert("hall_dossier", [self.told_dossier | own | empty])
        line = self.told_entry | {"dossier_id": dossier, "recorded_at": now}
        line["hash"] = hashlib.sha256(repr(line).encode()).hexdigest()
        self._insert("hall_entry", [line])
        self._insert("hall_message", [self.told | {"dossier_id": dossier}], "dossier_id")
        self._insert("hall_outgoing", [self.outgoing | {"message_id": dossier}], "message_id")
        self._send(HEAD, asked | {"case": dossier, "seq": 1, "hash": line["hash"], "version": 1})

    def _asked(self, case: Case) -> Row:
        at, desk = legal_time.now(), self.desk
        return {
            "case": case.pk,
            "version": case.version_id,
            "applicant": case.applicant_id,
            "matter": case.matter_id,
            "hall": desk.hall.pk,
            "department": desk.department.pk,
            "issuer": f"department:{desk.department.pk}",
            "user": desk.clerk.pk,
            "at": at,
            "on": legal_time.local_date(at),
            "year": at.year,
        }

    def _stored(self, table: str, where: str, key: int, order: str = "id") -> list[Row]:
        """Rows as they can be inserted again."""
        with self.connection, self.connection.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY {order}", [key])  # noqa: S608 – our own constants
            return [
                {n: Json(v) if isinstance(v, dict | list) else v for n, v in row.items()} for row in cursor
            ]

    def _send(self, statement: str, values: Row) -> None:
        self.sent += 1
        self.cursor.execute(statement, values)

    def _one(self, statement: str, values: Row) -> tuple:
        self._send(statement, values)
        return self.cursor.fetchone()

    def _insert(self, table: str, rows: list[Row], key: str = "id") -> list[int]:
        """Rows without their old ``id``, in one statement; the new ids."""
        self.sent += 1
        columns = [name for name in rows[0] if name != "id"]
        names = ", ".join(f'"{name}"' for name in columns)
        into = f"INSERT INTO {table} ({names}) VALUES %s RETURNING {key}"  # noqa: S608 – our own names
        values = [[row[name] for name in columns] for row in rows]
        return [number for (number,) in execute_values(self.cursor, into, values, fetch=True)]
