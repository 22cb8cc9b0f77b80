"""A register for tests of the mechanism: real acts on a real workflow, with one private field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.form import ActForm
from hall.models import RegisterRecord
from hall.people.roles import Role
from hall.registers.register import REGISTERS, Register

KEY = "test.visits"


class VisitForm(ActForm):
    private = frozenset({"phone"})
    subject = forms.CharField(label="事由")
    persons = forms.IntegerField(label="人数", min_value=1)
    phone = forms.CharField(label="电话", required=False)


@pytest.fixture
def visits() -> Iterator[Register]:
    """The register, known only while a test needs it."""
    yield Register(KEY, "来访登记", (Role.HALL_OFFICE, Role.GUIDE, SYSTEM), VisitForm)
    del REGISTERS[KEY]


def visit(**given) -> dict:
    return {"subject": "参观", "persons": 3, "phone": "13847612345", **given}


def record_visit(hall, *, by=SYSTEM, data: dict | None = None, **scope) -> RegisterRecord:
    return perform(RegisterRecord, "record", data or visit(), by=by, hall=hall, register=KEY, **scope)


def correct_visit(record: RegisterRecord, *, by=SYSTEM, **given) -> RegisterRecord:
    return perform(record, "correct", visit(correction="笔误", **given), by=by)
