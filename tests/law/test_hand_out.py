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
@pytest.mark.parametrize(
    "given", [{"method": "direct"}, {"method": "agent", "authority": "委托书2026-03-09"}]
)
def test_at_the_counter_identity_is_checked_first(hall, case, given):
    with pytest.raises(Invalid) as refused:
        hand_out(hall, case, **given)
    assert wrong_fields(refused.value) == {"identity_checked"}
    assert hand_out(hall, case, identity_checked="on", **given).state == "delivered"


@pytest.mark.clause("EL-3.3b")
def test_who_fetches_it_for_another_brings_a_mandate(hall, case):
    given = {"method": "agent", "received_by": "李代领", "identity_checked": "on"}
    with pytest.raises(Invalid) as refused:
        hand_out(hall, case, **given)
    assert wrong_fields(refused.value) == {"authority"}
    case = hand_out(hall, case, **given, authority="授权委托书（2026年3月9日）")
    record = case.dossier.papers.get(kind="delivery_record").facts
    assert record["substitute"] == "李代领，受委托代领（授权委托书（2026年3月9日））"


@pytest.mark.clause("EL-3.3b")
@pytest.mark.parametrize(("until", "outcome"), [("2026-03-09", "delivered"), ("2026-03-08", "refused")])
def test_the_agent_on_file_needs_no_second_mandate_while_the_first_runs(hall, until, outcome):
    agent = {
        "agent_name": "李代理",
        "agent_identity_kind": "passport",
        "agent_identity_number": "E12345678",
        "agent_phone": "13800000002",
        "authority_document": "授权委托书",
    }
    case = hall.receive(**agent)
    type(case.agency).objects.filter(pk=case.agency_id).update(since="2026-03-01", until=until)
    case = hall.bring(hall.stamp(hall.approve(hall.into_review(hall.accept(case)))))
    given = {"method": "agent", "received_by": "李代理", "identity_checked": "on"}
    if outcome == "delivered":
        assert hand_out(hall, case, **given).state == "delivered"
    else:
        with pytest.raises(Invalid):
            hand_out(hall, case, **given)


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
