"""系统故障: slips numbered beforehand, entered late with both times and a second person; clocks run from receipt."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.clocks.sweep import sweep
from hall.people.roles import Role
from matters.cases.models import Case, LateEntry, Outage, SlipSeries
from tests.cases_factory import PERSON
from tests.factories import at, grant, travel
from tests.law.ask import state_of, wrong_fields


def series(hall, first=1, last=50, prefix="YJ"):
    data = {"prefix": prefix, "first": first, "last": last, "kept_by": "大厅管理室"}
    return perform(SlipSeries, "register", data, by=hall.office, hall=hall.hall)


def outage(hall, began="2026-03-10 09:00", ended="2026-03-10 16:00"):
    data = {"began_at": began, "cause": "政务外网中断"}
    made = perform(Outage, "declare", data, by=hall.office, hall=hall.hall)
    return perform(made, "end", {"ended_at": ended}, by=hall.office)


@pytest.fixture
def down(hall):
    """Slips registered on Monday, an outage on Tuesday; today is Wednesday."""
    series(hall)
    travel("2026-03-11")
    outage(hall)
    return hall


def propose(hall, **changes):
    data = {
        "matter": hall.licence.pk,
        "prefix": "YJ",
        "number": 7,
        "received_at": "2026-03-10 10:30",
        "reason": "故障期间手工收件",
    }
    return perform(LateEntry, "propose", data | changes, by=hall.clerk, place=hall.window, hall=hall.hall)


def take_in(hall, late, matter=None, by=None):
    matter = matter or hall.licence
    return perform(
        Case,
        "receive",
        PERSON | hall.findings(matter.versions.get()),
        by=by or hall.clerk,
        place=hall.window,
        hall=hall.hall,
        department=matter.department,
        matter=matter,
        late_entry=late,
    )


def test_the_clocks_run_from_the_real_receipt_and_both_times_are_kept(down):
    late = perform(propose(down), "approve", by=down.leader)
    case = take_in(down, late)
    assert case.received_at == at("2026-03-10 10:30")
    run = case.dossier.runs.get(clock="acceptance")
    assert run.started_at == at("2026-03-10 10:30")
    assert case.dossier.entries.get(act="receive").legal_at == at("2026-03-11")
    assert LateEntry.objects.get().state == "used"


def test_what_ran_out_meanwhile_has_run_out(down):
    """An entry made late does not take the applicant's days: silence since the receipt still counts."""
    late = perform(propose(down), "approve", by=down.leader)
    travel("2026-03-20")
    case = take_in(down, late)
    assert sweep().failed == 0
    assert state_of(case) == "accepted"


def test_a_second_person_approves(down):
    grant(down.clerk, Role.HALL_OFFICE, down.hall)
    late = propose(down)
    with pytest.raises(NotAllowed) as refused:
        perform(late, "approve", by=down.clerk)
    assert "另一人" in str(refused.value)
    with pytest.raises(Objected):
        take_in(down, late)
    assert perform(late, "approve", by=down.office).approved_by == down.office


def test_only_within_an_outage_that_is_over(down):
    for wrong in ("2026-03-10 08:30", "2026-03-10 16:30", "2026-03-09 10:00"):
        with pytest.raises(Invalid) as refused:
            propose(down, received_at=wrong)
        assert wrong_fields(refused.value) == {"received_at"}


def test_only_on_a_slip_that_lay_ready_before(down):
    series(down, 100, 120)  # registered after the outage
    for wrong in (99, 105):
        with pytest.raises(Invalid) as refused:
            propose(down, number=wrong)
        assert wrong_fields(refused.value) == {"number"}


def test_each_slip_counts_once(down):
    late = propose(down)
    with pytest.raises(Invalid) as refused:
        propose(down)
    assert wrong_fields(refused.value) == {"number"}
    perform(late, "refuse", {"reason": "时间有误"}, by=down.office)
    late = perform(propose(down), "approve", by=down.office)
    take_in(down, late)
    with pytest.raises(Objected):
        take_in(down, LateEntry.objects.get(pk=late.pk))


def test_a_slip_is_for_its_own_matter(down):
    late = perform(propose(down), "approve", by=down.leader)
    with pytest.raises(Objected):
        take_in(down, late, down.instant)


def test_series_do_not_overlap(hall):
    series(hall)
    with pytest.raises(Invalid) as refused:
        series(hall, 50, 60)
    assert wrong_fields(refused.value) == {"first"}


def test_without_a_slip_a_case_counts_from_its_entry(hall):
    assert hall.receive().received_at == at("2026-03-09")
