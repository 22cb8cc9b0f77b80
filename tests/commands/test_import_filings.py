"""manage.py import_filings: each application by itself; nothing comes in twice, nothing is lost."""

import json

import pytest
from django.core.management.base import CommandError

from hall.calendar.seeding import seed_calendar
from matters.cases.models import Filing
from tests.cases_factory import PERSON, CaseHall
from tests.factories import travel


@pytest.fixture
def county(db) -> CaseHall:
    list(seed_calendar())
    travel("2026-03-09")
    return CaseHall()


@pytest.fixture
def document(county, tmp_path):
    """``document(row, …)``: a file with these applications."""

    def write(*rows) -> str:
        first = {"matter": county.licence.code, "number": "ZWFW-1", "received_at": "2026-03-08 20:15"}
        path = tmp_path / "filings.json"
        path.write_text(json.dumps([PERSON | first | row for row in rows]), encoding="utf-8")
        return str(path)

    return write


def test_they_wait_for_the_pre_review(county, document, manage):
    file = document({}, {"number": "ZWFW-2"})
    assert "登记2件" in manage("import_filings", file, hall=county.hall.code)
    assert set(Filing.objects.values_list("number", "state")) == {("ZWFW-1", "filed"), ("ZWFW-2", "filed")}
    assert "登记0件，已有2件" in manage("import_filings", file, hall=county.hall.code)


def test_what_is_wrong_with_one_is_said_and_the_others_come_in(county, document, manage):
    file = document({"phone": "12"}, {"number": "ZWFW-2", "matter": "没有"}, {"number": "ZWFW-3"})
    with pytest.raises(CommandError) as refused:
        manage("import_filings", file, hall=county.hall.code)
    said = str(refused.value)
    assert "第1件（ZWFW-1）：联系电话" in said
    assert "第2件（ZWFW-2）：没有找到事项" in said
    assert Filing.objects.get().number == "ZWFW-3"


@pytest.mark.parametrize("text", ["{}", "[1]", "不是 JSON"])
def test_a_document_of_another_shape_is_refused(county, manage, tmp_path, text):
    path = tmp_path / "wrong.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=r"JSON"):
        manage("import_filings", path, hall=county.hall.code)
    assert not Filing.objects.exists()
