"""manage.py show: where an object stands, for eyes and for machines, without personal data."""

import json

import pytest
from django.core.management.base import CommandError

from hall.acts.refusals import NotAllowed
from hall.calendar.seeding import seed_calendar
from tests.cases_factory import CaseHall
from tests.factories import make_user, travel
from tests.visits import correct_visit, visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


def test_for_eyes(manage, record, office):
    correct_visit(record, by=office)
    with pytest.raises(NotAllowed):
        correct_visit(record, by=make_user("外人"))
    lines = manage("show", "hall.registerrecord", record.pk).splitlines()
    assert lines[0] == f"台账记录 {record.pk} 来访登记"
    assert lines[1] == "状态：已登记（已办2项） 某旗政务服务中心"
    assert lines[-4:] == [
        "  1. 2026-09-18 10:00 登记 系统",
        "  2. 2026-09-18 10:00 更正 大厅管理",
        "  3. 2026-09-18 10:00 更正（被拒绝） 外人",
        "     “更正”须由大厅管理室、导服人员办理，您在此处没有这项授权。",
    ]


def test_for_machines(manage, record):
    found = json.loads(manage("show", "hall.registerrecord", record.pk, "--json"))
    assert found["state"] == {"code": "recorded", "title": "已登记"}
    assert (found["id"], found["version"]) == (record.pk, 1)
    (line,) = found["timeline"]
    assert (line["act"], line["by"], line["legal_at"]) == ("record", "系统", "2026-09-18T02:00:00Z")
    assert line["hash"] == record.dossier.entries.get().hash


def test_no_personal_data(manage, record):
    for words in ([], ["--json"]):
        assert visit()["phone"] not in manage("show", "hall.registerrecord", record.pk, *words)


def test_one_that_does_not_exist(manage, record):
    with pytest.raises(CommandError, match="没有找到台账记录“0”"):
        manage("show", "hall.registerrecord", 0)


class TestACase:
    """Clocks with lights and sentences, papers with their fate."""

    @pytest.fixture
    def case(self, transactional_db):
        list(seed_calendar())
        travel("2026-09-18")
        road = CaseHall()
        return road.accept(road.receive())

    def test_for_eyes(self, manage, case):
        text = manage("show", "cases.case", case.pk)
        assert "状态：已受理（已办2项） 某旗政务服务中心 某旗市场监督管理局" in text
        assert "2026-09-18 10:00起算" in text
        assert "承诺期限〔正常〕2026年9月18日受理，" in text
        assert "于2026年9月24日（星期四）届满。" in text
        assert "《受理通知书》" in text
        assert "王小明" not in text
        travel("2026-10-20")
        assert "承诺期限〔超期〕" in manage("show", "cases.case", case.pk)

    def test_for_machines(self, manage, case):
        found = json.loads(manage("show", "cases.case", case.pk, "--json"))
        (decision,) = [run for run in found["clocks"] if run["clock"] == "decision"]
        lights = {limit["kind"]: (limit["light"]["code"], limit["due_on"]) for limit in decision["limits"]}
        assert lights == {"statutory": ("green", "2026-10-22"), "promise": ("green", "2026-09-24")}
        assert all(paper["served_at"] is None for paper in found["papers"])
        assert len(found["papers"]) == 2
