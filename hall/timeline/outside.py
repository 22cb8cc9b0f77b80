"""核验于系统之外: an anchor sheet against a database dump. Needs Python and nothing else – no hall, no database.

    python outside.py sheet.json dump.sql          (plain pg_dump; of a packed one: pg_restore -f - dump | … -)
    python outside.py "2026-11-21 <digest>" dump.sql

This one file may be handed to whoever keeps the sheets. It holds the formulas of the digests (the hall itself takes
them from here) and what follows from them: the sheet's digest binds every anchored head, a head binds every line before
it. So of all lines up to the sheet none can have been edited, put in, taken out, moved or dated back unseen. What came
after the sheet is only checked against itself; the next sheet binds it. Exit status 1 when anything is found.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TextIO

EMPTY_HEAD = "0" * 64
# What a line's digest seals, in this order: everything of it but its place after the line before.
SEALED = (
    "legal_at",
    "recorded_at",
    "dossier_id",
    "seq",
    "kind",
    "act",
    "title",
    "by_id",
    "role",
    "place_id",
    "state_from",
    "state_to",
    "clauses",
    "facts",
)
EPOCH, MICROSECOND = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.timedelta(microseconds=1)
# A line is written within an act's transaction: one not yet committed when the sheet was drawn may be this much older.
UNDER_WAY = dt.timedelta(minutes=10) // MICROSECOND


def digest(prev_hash: str, legal_at: dt.datetime, recorded_at: dt.datetime, *rest) -> str:
    """SHA-256 over the line before and the sealed fields of a line; clauses and facts in their stored text.

    Fields are told apart by the unit separator, which none of them contains: they are declared in code, or are JSON.
    """
    instants = (legal_at - EPOCH) // MICROSECOND, (recorded_at - EPOCH) // MICROSECOND
    return hashlib.sha256("\x1f".join(map(str, (prev_hash, *instants, *rest))).encode()).hexdigest()


def digest_of(previous: str, heads: Iterable[tuple[int, int, str]]) -> str:
    """SHA-256 over the anchor before and (dossier, seq, hash) of the heads that moved, in the dossiers' order."""
    running = hashlib.sha256(previous.encode())
    for head in heads:
        running.update("{}:{}:{}\n".format(*head).encode())
    return running.hexdigest()


@dataclass
class Outcome:
    """What was walked, what was found, and how many lines the sheet does not reach yet."""

    lines: int = 0
    dossiers: int = 0
    later: int = 0
    found: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        walked = f"核验{self.dossiers}个案卷、{self.lines}行留痕（其中锚定单之后的{self.later}行）"
        return f"{walked}：" + (
            f"发现{len(self.found)}处问题。" if self.found else "与锚定单一致，未发现改动。"
        )


def sheet_of(given: str) -> dict[str, Any]:
    """``day``, ``digest`` and perhaps ``anchored_at`` of a sheet: its JSON file, or day and digest as printed.

    Blanks within a digest do no harm. Raises ValueError for anything else.
    """
    if re.match(r"\d{4}-\d\d-\d\d\s", given):
        day, rest = given.split(maxsplit=1)
        sheet = {"day": day, "digest": rest}
    else:
        with open(given, encoding="utf-8") as file:
            sheet = json.load(file)
    sheet["digest"] = re.sub(r"\s", "", sheet["digest"]).lower()
    if not re.fullmatch("[0-9a-f]{64}", sheet["digest"]):
        raise ValueError("锚定摘要应当是64位十六进制数，请核对锚定单。")
    return sheet


# --- The dump: tables as COPY writes them, read one by one into a store that lies on disk when it grows ---------

ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
COPY = re.compile(r"COPY (?:[\w\"]+\.)?\"?(\w+)\"? \((.*)\) FROM stdin;")


def tables(dump: TextIO) -> Iterator[tuple[str, list[str], Iterator[list[str | None]]]]:
    """Name, columns and rows of every table of a plain dump; the rows have to be read before the next table."""
    for line in dump:
        if line.startswith("COPY ") and (begun := COPY.match(line)):
            columns = [name.strip().strip('"') for name in begun[2].split(",")]
            yield begun[1], columns, _rows(dump)


def _rows(dump: TextIO) -> Iterator[list[str | None]]:
    for line in dump:
        if line == "\\.\n":
            return
        yield [_plain(cell) for cell in line[:-1].split("\t")]


def _plain(cell: str) -> str | None:
    if "\\" not in cell:
        return cell
    return None if cell == r"\N" else re.sub(r"\\(.)", lambda one: ESCAPES.get(one[1], one[1]), cell)


STORE = """
CREATE TABLE line (dossier INT, seq INT, prev TEXT, hash TEXT, kind TEXT, state TEXT, recorded INT, sealed INT);
CREATE TABLE dossier (id INTEGER PRIMARY KEY, kind TEXT, seq INT, hash TEXT, version INT);
CREATE TABLE anchor (day TEXT PRIMARY KEY, previous TEXT, digest TEXT, at INT);
CREATE TABLE head (day TEXT, dossier INT, seq INT, hash TEXT);
CREATE TABLE object (kind TEXT, dossier INT, state TEXT, PRIMARY KEY (kind, dossier));
"""
INDEXES = """
CREATE INDEX line_by_seq ON line (dossier, seq);
CREATE INDEX head_by_seq ON head (dossier, seq);
CREATE INDEX head_by_day ON head (day, dossier);
"""


def stored(dump: TextIO) -> sqlite3.Connection:
    """What of a dump bears on its integrity. Raises ValueError where a table of the timeline is not in the dump."""
    store, seen = sqlite3.connect(""), set()  # a private file, which vanishes
    store.executescript(STORE)
    for name, columns, rows in tables(dump):
        if reader := READERS.get(name):
            statement, pick = reader
            store.executemany(statement, pick(columns, rows))
        elif {"dossier_id", "state"} <= set(columns) and "history_id" not in columns:
            own = itemgetter(columns.index("dossier_id"), columns.index("state"))
            store.executemany(
                "INSERT OR REPLACE INTO object VALUES (?, ?, ?)", ((name, *one) for one in map(own, rows))
            )
        seen.add(name)
    if absent := READERS.keys() - seen:
        raise ValueError(f"数据库转储中没有{'、'.join(sorted(absent))}：请使用完整的、文本格式的转储。")
    store.executescript(INDEXES)
    return store


def _columns(*names: str):
    return lambda columns, rows: map(itemgetter(*map(columns.index, names)), rows)


def _micro(instant: dt.datetime) -> int:
    return (instant - EPOCH) // MICROSECOND


def _anchors(columns: list[str], rows: Iterator[list[str | None]]):
    for *cells, at in _columns("day", "previous", "digest", "anchored_at")(columns, rows):
        yield *cells, _micro(dt.datetime.fromisoformat(at))


CHAINED = ("prev_hash", "hash", "legal_at", "recorded_at")


def _lines(columns: list[str], rows: Iterator[list[str | None]]):
    """Each line with whether its content is the one its digest seals."""
    for prev, own, legal, recorded, *content in _columns(*CHAINED, *SEALED[2:])(columns, rows):
        written = dt.datetime.fromisoformat(recorded)
        good = digest(prev, dt.datetime.fromisoformat(legal), written, *content) == own
        dossier, seq, kind, *_, state, _, _ = content
        yield dossier, seq, prev, own, kind, state, _micro(written), good


READERS = {
    "hall_entry": ("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _lines),
    "hall_dossier": (
        "INSERT INTO dossier VALUES (?, ?, ?, ?, ?)",
        _columns("id", "kind", "head_seq", "head_hash", "version"),
    ),
    "hall_anchor": ("INSERT INTO anchor VALUES (?, ?, ?, ?)", _anchors),
    "hall_anchoredhead": (
        "INSERT INTO head VALUES (?, ?, ?, ?)",
        _columns("anchor_id", "dossier_id", "seq", "hash"),
    ),
}


# --- The proof ------------------------------------------------------------------------------------------


def verify_dump(sheet: dict[str, Any], dump: TextIO) -> Outcome:
    """Walk everything in a dump and hold it against the sheet. Raises ValueError for an unusable sheet or dump."""
    store, outcome = stored(dump), Outcome()
    outcome.found += _anchored(store, sheet)
    _walk(store, sheet, outcome)
    return outcome


def _anchored(store: sqlite3.Connection, sheet: dict[str, Any]) -> Iterator[str]:
    """The anchors from the first to the sheet's day, each computed anew from the heads it names, end in its digest."""
    running, reached = EMPTY_HEAD, False
    of_day = "SELECT dossier, seq, hash FROM head WHERE day = ? ORDER BY dossier"
    anchors = store.execute("SELECT day, previous, digest FROM anchor ORDER BY day").fetchall()
    for day, previous, kept in anchors:
        if previous != running:
            yield f"{day}的锚定与前一次锚定不衔接，其前的锚定被改动或者删除。"
        running = digest_of(previous, store.execute(of_day, [day]))
        if running != kept:
            yield f"{day}的锚定与所锚定的链首不符，锚定被改动。"
        if day == sheet["day"]:
            reached = True
            if running != sheet["digest"]:
                yield f"{day}的锚定与锚定单上的摘要不符：锚定之前的留痕和锚定被整体改写。"
    if not reached:
        yield f"转储中没有{sheet['day']}的锚定：已被删除，或者转储早于锚定单。"
    lost = """SELECT h.dossier, h.seq, h.day FROM head h LEFT JOIN line l USING (dossier, seq)
        WHERE l.seq IS NULL ORDER BY 1, 2"""
    for dossier, seq, day in store.execute(lost):
        yield f"案卷{dossier}第{seq}行已于{day}锚定，后来被删除。"


LINES = """SELECT l.dossier, l.seq, l.prev, l.hash, kind, state, recorded, sealed, h.hash
    FROM line l LEFT JOIN head h ON h.dossier = l.dossier AND h.seq = l.seq ORDER BY l.dossier, l.seq"""


def _walk(store: sqlite3.Connection, sheet: dict[str, Any], outcome: Outcome) -> None:
    by_sheet = "SELECT dossier, max(seq) FROM head WHERE day <= ? GROUP BY dossier"
    bound, drawn = dict(store.execute(by_sheet, [sheet["day"]])), _drawn_at(store, sheet)
    dossiers = {row[0]: row[1:] for row in store.execute("SELECT id, kind, seq, hash, version FROM dossier")}
    of_object = """SELECT o.dossier, o.state FROM object o JOIN dossier d ON d.id = o.dossier
        WHERE o.kind = replace(d.kind, '.', '_')"""
    states = dict(store.execute(of_object))
    for dossier, lines in groupby(store.execute(LINES), key=itemgetter(0)):
        chain = _Chain(dossier, outcome, bound.get(dossier, 0), drawn)
        for line in lines:
            chain.take(*line[1:])
        chain.end(*dossiers.pop(dossier, ("", 0, EMPTY_HEAD, 0)), states.get(dossier))
    for dossier, (_, seq, _, version) in dossiers.items():
        outcome.dossiers += 1
        if seq or version:
            outcome.found.append(f"案卷{dossier}的留痕全部缺失，已被删除。")


def _drawn_at(store: sqlite3.Connection, sheet: dict[str, Any]) -> int:
    """The instant from which on lines need not stand under the sheet; a sheet typed in by hand trusts the dump's."""
    if at := sheet.get("anchored_at"):
        return _micro(dt.datetime.fromisoformat(at)) - UNDER_WAY
    row = store.execute("SELECT at FROM anchor WHERE day = ?", [sheet["day"]]).fetchone()
    return row[0] - UNDER_WAY if row else 0


class _Chain:
    """One dossier's lines, walked in their order. Up to line ``bound`` they stand under the sheet."""

    def __init__(self, dossier: int, outcome: Outcome, bound: int, drawn: int):
        self.dossier, self.outcome, self.bound, self.drawn = dossier, outcome, bound, drawn
        self.seq, self.prev, self.acts, self.state = 0, EMPTY_HEAD, 0, None

    def found(self, text: str, seq: int | None = None) -> None:
        line = f"第{seq}行" if seq else ""
        self.outcome.found.append(f"案卷{self.dossier}{line}{text}。")

    def take(
        self, seq: int, prev: str, own: str, kind: str, state: str, recorded: int, sealed: int, head: str
    ) -> None:
        if seq != self.seq + 1:
            self.found("之前有缺失或者重复，有内容被删除或者插入", seq)
        elif prev != self.prev:
            self.found("与前一行不衔接，其前的内容被改动、插入或者调换", seq)
        if not sealed:
            self.found("内容与摘要不符，本行被改动", seq)
        if head not in (None, own):
            self.found("与锚定时的摘要不符，整卷被改写", seq)
        if seq > self.bound:
            self.outcome.later += 1
            if recorded < self.drawn:
                self.found("的记录时间早于锚定单，却不在锚定单之内，是事后倒填的", seq)
        self.seq, self.prev, self.acts = seq, own, self.acts + (kind == "act")
        self.state = state if kind == "act" else self.state
        self.outcome.lines += 1

    def end(self, kind: str, seq: int, head: str, version: int, state: str | None) -> None:
        """What the dossier itself and its object say must be where its lines end."""
        self.outcome.dossiers += 1
        if not kind:
            self.found("已被删除，只剩留痕")
        elif (seq, head, version) != (self.seq, self.prev, self.acts):
            self.found("的链首或者办理次数与留痕不符，末行被删除、添加或者改写")
        elif not kind.startswith("log.") and state != self.state:
            self.found("的当前状态不是末次办理留下的，状态被直接改动，或者所记载的事项已被删除")


def main(arguments: list[str]) -> int:
    """The command. Returns the exit status: 0 sound, 1 something was found, 2 sheet or dump cannot be used."""
    if len(arguments) != 2:
        sys.stderr.write(__doc__ + "\n")
        return 2
    try:
        sheet = sheet_of(arguments[0])
        if arguments[1] == "-":
            outcome = verify_dump(sheet, sys.stdin)
        else:
            with open(arguments[1], encoding="utf-8", newline="\n") as dump:
                outcome = verify_dump(sheet, dump)
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"不能核验：{error}\n")
        return 2
    for one in islice(outcome.found, 100):
        sys.stderr.write(one + "\n")
    sys.stdout.write(f"{outcome}\n")
    return 1 if outcome.found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
