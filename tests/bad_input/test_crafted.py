"""Every field of every act, filled with what no page would send: refused in Chinese or taken, never an error, and
what was refused has changed nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle

import pytest
from django.db import transaction

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, Refused, Skip
from hall.acts.workflow import Workflow
from hall.models import Applicant, Dossier, Paper, PaperSeries
from tests.law.test_golden_table import TABLES, WORKPLACES, db, world_of  # noqa: F401 – fixtures

CHINESE = re.compile(r"[一-鿿]")
JUNK = {
    "nothing": "",
    "blanks": " \t\n",
    "long": "长" * 100_000,
    "null": "王\x00明",
    "escape": "王\x1b[31m明",
    "surrogate": "王\ud800明",
    "huge": "9" * 40,
    "negative": "-1",
    "nan": "NaN",
    "no_date": "2026-02-30",
    "first_date": "0001-01-01",
    "last_date": "9999-12-31",
    "list": ["1", "二"],
    "mapping": {"a": 1},
    "true": True,
}
ACTS = sorted({(name, row.act) for name, table in TABLES.items() for row in table.rows if row.entitled})


def asked_first(name: str, act: str) -> tuple[str, str]:
    """A situation in which somebody gets through, and who."""
    rows = [row for row in TABLES[name].rows if row.act == act and row.entitled]
    return rows[0].situation, rows[0].entitled[0]


def state_of_things(obj) -> tuple:
    """What a refused attempt must leave as it was."""
    stored = isinstance(obj, Workflow) and not obj._state.adding
    own = type(obj).objects.filter(pk=obj.pk).values().get() if stored else None
    tables = (
        Dossier.objects.exclude(kind__startswith="log."),
        Paper.objects,
        PaperSeries.objects,
        Applicant.objects,
    )
    return own, [table.count() for table in tables]


def attempt(world, act: str, situation: str, who: str, changes: dict) -> Refused | None:
    """Try it and take it back; the refusal, or None where it was done."""
    hall, obj = world.find(situation)
    person = world.person(hall, who)
    asked = world.attempt(act, hall, obj)
    data = world.workplace.inputs.get(act, lambda hall, obj: {})(hall, obj) | changes
    files = data.pop("files", None)
    place = None if person is SYSTEM else world.workplace.place(hall)
    before, sure = state_of_things(obj), transaction.savepoint()
    try:
        perform(asked.target, act, data, by=person, place=place, files=files, **asked.scope)
    except Skip:
        return None
    except Refused as refusal:
        assert state_of_things(obj) == before
        return refusal
    finally:
        transaction.savepoint_rollback(sure)
        transaction.set_rollback(False)
    return None


def fields_of(world, act: str, situation: str) -> list[str]:
    """All fields a form declares, and those it makes for this object."""
    hall, obj = world.find(situation)
    form = world.workplace.model.acts()[act].form
    given = world.workplace.inputs.get(act, lambda hall, obj: {})(hall, obj)
    return sorted({*form.base_fields, *given} - {"files"}) if form else ["unknown"]


@pytest.mark.parametrize(("name", "act"), ACTS)
def test_no_field_of_any_act_can_be_broken_into(world_of, name, act):  # noqa: F811
    world = world_of(name)
    situation, who = asked_first(name, act)
    wrong = []
    for what, changes in crafted(fields_of(world, act, situation), turn=ACTS.index((name, act))):
        try:
            refusal = attempt(world, act, situation, who, changes)
        except AssertionError:
            raise
        except Exception as error:
            wrong.append(f"{what}: {type(error).__name__}: {error}"[:300])
            continue
        if refusal is None:
            continue
        if not CHINESE.search(str(refusal)) or refusal.status not in (400, 403, 409, 422):
            wrong.append(f"{what}: {refusal.status} {refusal}"[:300])
        if isinstance(refusal, Invalid) and not refusal.form.errors:
            wrong.append(f"{what}: refused without a word")
    assert wrong == []


def crafted(fields: list[str], turn: int) -> Iterator[tuple[str, dict]]:
    """A third of the kinds in all fields at once – the next act has the next third – and each field alone with one
    kind, so that all else is in order.
    """
    for kind in list(JUNK)[turn % 3 :: 3]:
        yield kind, dict.fromkeys(fields, JUNK[kind])
    for field, kind in zip(fields, cycle(JUNK)):
        yield f"{field}={kind}", {field: JUNK[kind]}


@pytest.mark.parametrize(("name", "act"), ACTS)
def test_an_act_without_anything_typed(world_of, name, act):  # noqa: F811
    world = world_of(name)
    situation, who = asked_first(name, act)
    hall, obj = world.find(situation)
    asked = world.attempt(act, hall, obj)
    person = world.person(hall, who)
    place = None if person is SYSTEM else world.workplace.place(hall)
    for data in ({}, None):
        sure = transaction.savepoint()
        try:
            perform(asked.target, act, data, by=person, place=place, **asked.scope)
        except (Refused, Skip):
            pass
        finally:
            transaction.savepoint_rollback(sure)
            transaction.set_rollback(False)
