"""A dossier with a history, and the power of whoever administers the database: to switch its own rules off."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from hall.models import Dossier, Entry
from hall.timeline import anchor
from hall.timeline.dossier import EMPTY_HEAD
from hall.timeline.installing import install
from hall.timeline.verify import Report, verify_all
from tests.factories import make_hall, travel
from tests.visits import correct_visit, record_visit, visits  # noqa: F401 – a fixture


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path) -> None:
    """The anchors written down outside the database are this test's own."""
    settings.VAR = tmp_path


@pytest.fixture
def hall(transactional_db):
    travel("2026-09-18")
    return make_hall()


@pytest.fixture
def record(hall, visits):  # noqa: F811
    """Four acts: recorded, corrected three times."""
    record = record_visit(hall)
    for persons in (4, 5, 6):
        correct_visit(record, persons=persons)
    return record


@pytest.fixture
def other(hall, visits):  # noqa: F811
    record = record_visit(hall)
    return correct_visit(record, persons=9)


@contextmanager
def rules_switched_off() -> Iterator[None]:
    """What a superuser of the database can do: no trigger and no foreign key holds."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = origin")
            else:
                cursor.execute("PRAGMA foreign_keys = ON")
        install(None, "default")


def line(record, seq: int):
    return Entry.objects.filter(dossier=record.pk, seq=seq)


def texts(report: Report | None = None) -> list[str]:
    """What a full verification finds, as sentences."""
    return [str(finding) for finding in (report or verify_all()).findings]


def rechain(record) -> None:
    """The perfect forgery: every digest of a dossier recomputed, head and count included."""
    dossier, prev = Dossier.objects.get(pk=record.pk), EMPTY_HEAD
    seq = 0
    for seq, entry in enumerate(dossier.entries.order_by("seq"), start=1):
        entry.seq, entry.prev_hash = seq, prev
        prev = entry.hash = entry.digest()
        Entry.objects.filter(pk=entry.pk).update(seq=seq, prev_hash=entry.prev_hash, hash=entry.hash)
    acts = dossier.entries.filter(kind=Entry.Kind.ACT).count()
    Dossier.objects.filter(pk=record.pk).update(head_seq=seq, head_hash=prev, version=acts)


@pytest.fixture
def next_day(monkeypatch):
    """Let the machine's clock, by which anchors are dated, be so many days on."""

    def move(days: int) -> dt.date:
        day = dt.date(2026, 11, 20) + dt.timedelta(days)
        monkeypatch.setattr(anchor.timezone, "localdate", lambda: day)
        return day

    return move


TABLES = (
    "hall_dossier",
    "hall_entry",
    "hall_anchor",
    "hall_anchoredhead",
    "hall_registerrecord",
    "hall_grant",
)


def dump() -> io.StringIO:
    """What pg_dump writes of the tables the proof reads, of this very transaction."""
    text = io.StringIO()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608 - our own names
            columns = ", ".join(column.name for column in cursor.description)
            text.write(f"COPY public.{table} ({columns}) FROM stdin;\n")
            cursor.copy_expert(f"COPY {table} TO STDOUT", text)
            text.write("\\.\n\n")
    text.seek(0)
    return text
