"""视为受理 (行政许可法 32): who is told nothing in time is accepted since the day the papers came in."""

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import NotAllowed, Objected
from hall.clocks.sweep import sweep
from hall.papers.pdf import pdf_of
from matters.cases.models import Case
from tests.cases_factory import CaseHall, limits
from tests.factories import at, travel
from tests.law.ask import light, listed_late, paper, state_of
from tests.law.matters import registration, without_materials
from tests.pdf import text_of

RECEIVED, LAST_SECOND, TOO_LATE = "2025-03-03 09:00", "2025-03-10 23:59", "2025-03-11 00:00"

SILENCE = pytest.mark.clause("许可法32-1-4")


@pytest.fixture
def received(hall) -> Case:
    """Taken in on a Monday; one paper is missing, and the applicant is never told."""
    travel(RECEIVED)
    return hall.receive(m2="missing")


def sweep_at(when: str) -> None:
    travel(when)
    assert sweep().failed == 0


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


@SILENCE
@pytest.mark.parametrize(("when", "state"), [(LAST_SECOND, "received"), (TOO_LATE, "accepted")])
def test_five_working_days_of_silence_accept(received, when, state):
    sweep_at(when)
    assert state_of(received) == state


@SILENCE
def test_both_limits_count_from_receipt_and_a_short_promise_is_red_at_birth(received):
    sweep_at(TOO_LATE)
    case = fresh(received)
    assert case.deemed
    assert case.accepted_at == case.received_at == at(RECEIVED)
    assert {kind: str(day) for kind, day in limits(case, "decision").items()} == {
        "promise": "2025-03-10",
        "statutory": "2025-03-31",
    }
    assert light(case, "decision", "promise", TOO_LATE) == "red"
    assert light(case, "decision", "statutory", TOO_LATE) == "green"


@SILENCE
def test_the_broken_limit_to_tell_stays_on_the_light(hall, received):
    assert listed_late(hall, TOO_LATE, "statutory") == [received]
    sweep_at(TOO_LATE)
    assert light(received, "acceptance", "statutory", "2025-06-01") == "breach"


@SILENCE
def test_the_acceptance_says_why_and_since_when(received):
    sweep_at(TOO_LATE)
    notice = paper(received, "acceptance")
    assert notice.facts["accepted_on"] == "2025-03-03"
    assert str(notice.issued_on) == "2025-03-11"
    text = text_of(pdf_of(notice))
    assert "自收到申请材料之日起即为受理" in text
    assert "第三十二条第一款第（四）项" in text
    assert "齐全" not in text


@SILENCE
def test_it_happens_once(received):
    for when in (TOO_LATE, TOO_LATE, "2025-03-12"):
        sweep_at(when)
    assert received.dossier.entries.filter(act="deem_accepted").count() == 1
    assert received.dossier.papers.filter(kind="acceptance").count() == 1


@SILENCE
@pytest.mark.parametrize("answer", ["accept", "tell", "reject"])
def test_whoever_was_answered_in_time_is_not_deemed_accepted(hall, answer):
    travel(RECEIVED)
    case = hall.receive(m2="missing" if answer == "tell" else "complete")
    case = getattr(hall, answer)(case)
    sweep_at("2025-04-01")
    assert not fresh(case).deemed
    assert not case.dossier.entries.filter(act="deem_accepted").exists()


@SILENCE
def test_nobody_can_bring_it_about(hall, received):
    for person in (hall.clerk, hall.first, hall.leader):
        with pytest.raises(NotAllowed):
            perform(received, "deem_accepted", by=person, place=hall.window)


@SILENCE
def test_an_application_without_any_paper_is_accepted_too(hall):
    travel(RECEIVED)
    bare = hall.receive(without_materials(hall))
    nothing = hall.receive(m1="missing", m2="missing", m3="missing", m4="missing")
    sweep_at(TOO_LATE)
    for case in (bare, nothing):
        assert state_of(case) == "accepted"
        assert paper(case, "acceptance").facts["materials"] == [
            {"name": "申请（口头或者未附材料）", "form": "—", "copies": 1}
        ]


@SILENCE
def test_the_receipt_says_by_when_and_what_silence_means(received):
    facts = paper(received, "receipt").facts
    assert facts["tell_limit"] == {"days": 5, "by": "2025-03-10"}
    assert facts["deemed_if_silent"]
    assert "逾期不告知的，自收到材料之日起即为受理" in text_of(pdf_of(paper(received, "receipt")))


def test_a_matter_that_is_no_licence_is_not_accepted_by_silence(hall):
    travel(RECEIVED)
    case = hall.receive(hall.instant)
    assert not paper(case, "receipt").facts["deemed_if_silent"]
    sweep_at("2025-06-01")
    assert state_of(case) == "received"
    assert listed_late(hall, "2025-06-01") == [case]


@pytest.mark.clause("AH-35.4")
def test_silence_gives_no_power_over_another_organs_business(hall):
    """What is outside the organ's power stays overdue, with the reason in sight, until it is refused."""
    travel(RECEIVED)
    case = hall.receive(in_scope="no")
    sweep_at(TOO_LATE)
    assert state_of(case) == "received"
    assert "不属于本机关职权范围" in fresh(case).dossier.attention
    with pytest.raises(Objected):
        perform(case, "deem_accepted", by=SYSTEM)
    assert listed_late(hall, TOO_LATE, "statutory") == [case]


# --- 不动产登记: on the spot or not at all ------------------------------------------------------------------


@pytest.fixture
def registry(hall) -> tuple[CaseHall, Case]:
    """A registration taken in at nine with one paper missing."""
    matter = registration(hall)
    travel(RECEIVED)
    return hall, hall.receive(matter, m2="missing")


@SILENCE
@pytest.mark.parametrize(
    ("when", "state"), [("2025-03-03 17:30", "received"), ("2025-03-03 17:31", "accepted")]
)
def test_a_registration_not_answered_on_the_spot_is_accepted(registry, when, state):
    _, case = registry
    sweep_at(when)
    assert state_of(case) == state


@pytest.mark.clause("AH-35.1")
def test_a_registration_may_be_refused_for_incomplete_papers_and_then_tells_all_of_them(registry):
    hall, case = registry
    case = hall.reject(case, ground="incomplete", reason="材料不齐全", basis="不动产登记暂行条例第十七条")
    notice = paper(case, "rejection")
    assert [reason["text"][:6] for reason in notice.facts["reasons"]] == ["材料不齐全", "身份证明缺少"]
    assert "提交身份证明复印件1份" in notice.facts["reasons"][1]["text"]
    assert case.state == "not_accepted"
