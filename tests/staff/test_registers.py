"""Daily management, assessment and study of stationed staff are the centre's to record (DL-5.2)."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed
from hall.models import RegisterRecord
from hall.registers.register import REGISTERS
from tests.factories import make_hall, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def entries(county) -> dict[str, dict]:
    """One fitting line for each register."""
    return {
        "staff.daily": {
            "person": county.clerk.pk,
            "on": "2026-09-18",
            "subject": "conduct",
            "content": "坚守岗位。",
        },
        "staff.assessment": {
            "person": county.clerk.pk,
            "on": "2026-09-18",
            "period": "2026年第三季度",
            "result": "优秀",
            "opinion": "群众满意。",
        },
        "staff.study": {
            "on": "2026-09-17",
            "topic": "行政许可法",
            "participants": [county.clerk.pk, county.first.pk],
        },
    }


def record(county, key: str, by, **changes) -> RegisterRecord:
    data = entries(county)[key] | changes
    return perform(
        RegisterRecord, "record", data, by=by, register=key, hall=county.hall, department=county.market
    )


KEYS = ("staff.daily", "staff.assessment", "staff.study")


@pytest.mark.clause("DL-5.2")
@pytest.mark.parametrize("key", KEYS)
def test_the_hall_office_records(county, key):
    line = record(county, key, county.office)
    assert line.state == RegisterRecord.State.RECORDED
    assert line.recorded_on.isoformat() == "2026-09-18"
    assert line.facts["on"] == entries(county)[key]["on"]
    assert REGISTERS[key].clauses == "DL-5.2"


@pytest.mark.clause("DL-5.2")
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("person", ["leader", "first", "clerk"])
def test_the_home_department_does_not(county, key, person):
    with pytest.raises(NotAllowed):
        record(county, key, getattr(county, person))
    assert not RegisterRecord.objects.exists()


@pytest.mark.clause("DL-5.2")
def test_nor_does_it_correct_or_void(county):
    line = record(county, "staff.daily", county.office)
    data = entries(county)["staff.daily"] | {"content": "迟到。", "correction": "记错。"}
    for act, more in (("correct", data), ("void", {"reason": "记错。"})):
        with pytest.raises(NotAllowed):
            perform(line, act, more, by=county.leader)
    line = perform(line, "correct", data, by=county.office)
    assert line.facts["content"] == "迟到。"
    assert perform(line, "void", {"reason": "记错。"}, by=county.office).state == RegisterRecord.State.VOIDED


def test_a_record_names_people_of_this_hall_and_a_day_that_has_come(county):
    elsewhere = make_user("外人", ("window_clerk", make_hall(code="other", name="另一旗政务服务中心")))
    with pytest.raises(Invalid):
        record(county, "staff.daily", county.office, person=elsewhere.pk)
    with pytest.raises(Invalid):
        record(county, "staff.study", county.office, participants=[county.clerk.pk, elsewhere.pk])
    with pytest.raises(Invalid, match="不能晚于今天"):
        record(county, "staff.assessment", county.office, on="2026-09-19")


def test_people_are_kept_as_references(county):
    assert record(county, "staff.daily", county.office).facts["person"] == {
        "ref": "hall.user",
        "id": county.clerk.pk,
    }
