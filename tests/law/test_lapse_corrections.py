"""逾期未补正: the told day passes and nothing came – on paper, once, and only if it was really told in time."""

import pytest

from hall.clocks.sweep import sweep
from matters.cases.models import Case
from tests.factories import at, travel
from tests.law.ask import paper, state_of

TOLD, LAST_DAY, DAY_AFTER = "2026-03-09", "2026-03-23 23:59", "2026-03-24 00:00"


@pytest.fixture
def xingan(hall_of):
    return hall_of("XA")


@pytest.fixture
def told(xingan) -> Case:
    """Two materials to be supplied within ten working days; the notice is not handed over yet."""
    return xingan.tell(xingan.receive(m2="missing", m3="missing"))


def sweep_at(when: str) -> None:
    travel(when)
    assert sweep().failed == 0


@pytest.mark.clause("XA-16.2b")
@pytest.mark.parametrize(("when", "state"), [(LAST_DAY, "correcting"), (DAY_AFTER, "lapsed")])
def test_the_application_ends_when_the_told_day_has_passed(xingan, told, when, state):
    xingan.serve(told)
    sweep_at(when)
    assert state_of(told) == state


@pytest.mark.clause("XA-16.2b")
def test_the_end_is_on_paper_and_comes_once(xingan, told):
    xingan.serve(told)
    sweep_at(DAY_AFTER)
    sweep_at("2026-04-01")
    notice = paper(told, "termination")
    assert "补正材料" in notice.facts["ground"]
    assert notice.facts["ended_on"] == "2026-03-24"
    assert told.dossier.entries.filter(act="lapse_corrections").count() == 1
    case = xingan.archive(Case.objects.get(pk=told.pk))
    assert case.state == "archived"


@pytest.mark.clause("XA-16.2b")
def test_what_came_in_time_does_not_lapse(xingan, told):
    case = xingan.supply(xingan.serve(told))
    sweep_at(DAY_AFTER)
    assert xingan.accept(Case.objects.get(pk=case.pk)).state == "accepted"


@pytest.mark.clause("XA-16.2b")
@pytest.mark.parametrize(
    ("handed_over", "state"),
    [("2026-03-20", "lapsed"), ("2026-03-24 00:00", "correcting"), (None, "correcting")],
    ids=["in time", "after the day", "never"],
)
def test_nobody_misses_a_day_they_were_not_told_of(xingan, told, handed_over, state):
    if handed_over:
        travel(handed_over)
        xingan.serve(told)
    sweep_at("2026-03-24 09:00")
    assert state_of(told) == state
    attention = Case.objects.get(pk=told.pk).dossier.attention
    assert ("没有在补正期限之前交付" in attention) is (state == "correcting")


@pytest.mark.clause("XA-16.2b")
def test_an_end_held_back_is_asked_for_again_the_next_day(xingan, told):
    """Once a day a line on the timeline with the reason – not at every sweep."""
    for when in ("2026-03-24 00:00", "2026-03-24 00:01", "2026-03-24 12:00", "2026-03-25 00:00"):
        sweep_at(when)
    rungs = told.dossier.entries.filter(act="reach_rung").order_by("seq")
    held = [(entry.legal_at, entry.facts["reasons"]) for entry in rungs if "reasons" in entry.facts]
    assert [when for when, _ in held] == [at("2026-03-24 00:00"), at("2026-03-25 00:00")]
    assert all("交付" in reasons[0] for _, reasons in held)


def test_without_a_told_day_nothing_lapses(hall_of):
    hall = hall_of("WS")
    case = hall.serve(hall.tell(hall.receive(m2="missing")))
    sweep_at("2026-12-01")
    assert state_of(case) == "correcting"
