"""出件: the result goes only to whom it is meant for, and the hand-over is signed (EL 三（三）)."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid
from tests.cases_factory import limits
from tests.law.ask import light, wrong_fields

OF_LICENCE_LAW = pytest.mark.clause("许可法44")


@pytest.fixture
def case(hall):
    return hall.case_in("at_window")


def hand_out(hall, case, **data):
    return perform(case, "hand_out", {"received_by": "王小明"} | data, by=hall.clerk, place=hall.window)


@pytest.mark.clause("EL-3.3b")
@pytest.mark.parametrize("method", ["direct", "agent"])
def test_at_the_counter_identity_is_checked_first(hall, case, method):
    with pytest.raises(Invalid) as refused:
        hand_out(hall, case, method=method)
    assert wrong_fields(refused.value) == {"identity_checked"}
    assert hand_out(hall, case, method=method, identity_checked="on").state == "delivered"


@pytest.mark.clause("EL-3.3b")
def test_by_post_the_number_of_the_letter_is_kept(hall, case):
    with pytest.raises(Invalid) as refused:
        hand_out(hall, case, method="post")
    assert wrong_fields(refused.value) == {"tracking"}
    assert hand_out(hall, case, method="post", tracking="EMS123").state == "delivered"


@pytest.mark.clause("EL-3.3b")
def test_the_receipt_is_signed_with_day_and_place(hall, case):
    case = hand_out(hall, case, method="direct", identity_checked="on")
    record = case.dossier.papers.get(kind="delivery_record").facts
    assert (record["received_on"], record["place"], record["method"]) == (
        "2026-03-09",
        hall.window.name,
        "直接送达",
    )
    decision = case.dossier.papers.get(kind="approval")
    assert decision.served_facts["by"] == "王小明"


@OF_LICENCE_LAW
def test_a_licence_reaches_the_applicant_within_ten_days_of_the_decision(hall):
    case = hall.case_in("decided")
    assert str(limits(case, "delivery")["statutory"]) == "2026-03-23"
    lights = [light(case, "delivery", "statutory", day) for day in ("2026-03-23 23:59", "2026-03-24")]
    assert lights == ["yellow", "breach"]


@OF_LICENCE_LAW
def test_for_what_is_no_licence_the_law_sets_no_such_limit(hall):
    case = hall.approve(hall.serve(hall.accept(hall.receive(hall.instant))))
    assert not case.dossier.runs.filter(clock="delivery").exists()
