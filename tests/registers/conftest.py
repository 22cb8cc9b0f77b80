"""A register with a field of every sort, and people who may and may not record in it."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django import forms

from hall.acts.door import perform
from hall.acts.form import ActForm
from hall.models import RegisterRecord, User
from hall.people.roles import Role
from hall.registers.register import REGISTERS, Register
from tests.factories import make_department, make_hall, make_place, make_user, travel

KEY = "test.equipment"


class EquipmentForm(ActForm):
    private = frozenset({"phone"})
    name = forms.CharField(label="设备", max_length=40)
    kind = forms.ChoiceField(label="类别", choices=[("screen", "叫号屏"), ("printer", "打印机")])
    bought_on = forms.DateField(label="购置日期")
    keeper = forms.ModelChoiceField(User.objects.all(), label="保管人")
    users = forms.ModelMultipleChoiceField(User.objects.all(), label="使用人", required=False)
    spare = forms.BooleanField(label="备用", required=False)
    count = forms.IntegerField(label="数量", min_value=1)
    phone = forms.CharField(label="供应商电话", required=False)

    def check_bought(self, cleaned):
        if (on := cleaned.get("bought_on")) and on > self.do.on:
            self.add_error("bought_on", "购置日期不能晚于今天，请核对。")


@pytest.fixture
def equipment() -> Iterator[Register]:
    yield Register(KEY, "设备台账", (Role.HALL_OFFICE, Role.GUIDE), EquipmentForm, "XX-1")
    del REGISTERS[KEY]


@pytest.fixture
def county(db, equipment) -> SimpleNamespace:
    travel("2026-03-09")
    hall = make_hall()
    market = make_department(hall)
    return SimpleNamespace(
        hall=hall,
        market=market,
        window=make_place(hall),
        office=make_user("大厅管理", (Role.HALL_OFFICE, hall)),
        clerk=make_user("张窗口", (Role.WINDOW_CLERK, hall)),
        guide=make_user("导服", (Role.GUIDE, hall, market)),
        leader=make_user("中心领导", (Role.HALL_LEADER, hall)),
    )


def typed(county, **changes) -> dict:
    """One fitting line."""
    line = {
        "name": "叫号屏一号",
        "kind": "screen",
        "bought_on": "2026-03-01",
        "keeper": county.clerk.pk,
        "users": [county.clerk.pk, county.guide.pk],
        "spare": "on",
        "count": "2",
        "phone": "13847612345",
    }
    return line | changes


def record(county, *, by=None, department=None, **changes) -> RegisterRecord:
    scope = {"hall": county.hall, "department": department, "register": KEY}
    return perform(RegisterRecord, "record", typed(county, **changes), by=by or county.office, **scope)


def correct(county, line, *, by=None, **changes) -> RegisterRecord:
    data = typed(county) | {"correction": "登记有误"} | changes
    return perform(line, "correct", data, by=by or county.office)
