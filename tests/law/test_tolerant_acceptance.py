"""容缺受理: the main papers are there, a minor one follows by a told day – and what happens until and after it."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, Objected
from hall.clocks.sweep import sweep
from hall.papers.pdf import pdf_of
from matters.cases.models import Case
from tests.cases_factory import CaseHall, limits
from tests.factories import at, travel
from tests.law.ask import answers, decide_for_itself, light, listed_late, paper, wrong_fields
from tests.pdf import text_of


@pytest.fixture
def hall_with_it(hall_of) -> CaseHall:
    """二连浩特: with a commitment, and the notice itself says what being late means."""
    return hall_of("EL")


def fill(hall: CaseHall, case: Case) -> Case:
    data = {f"verdict_{row.material.pk}": "complete" for row in case.checklist.defects}
    return perform(case, "fill_gaps", data, by=hall.clerk, place=hall.window)


def sweep_at(when: str) -> None:
    travel(when)
    assert sweep().failed == 0


# --- When it is open ----------------------------------------------------------------------------------------


@pytest.mark.clause("XA-16.3a", "EL-3.1d", "EL-5.3a")
@pytest.mark.parametrize("preset", ["XA", "EL"])
@pytest.mark.parametrize(
    ("lacking", "goes", "open_answers"),
    [
        ({"m4": "missing"}, True, {"accept_tolerantly", "tell_corrections", "reject"}),
        ({"m2": "missing"}, False, {"tell_corrections", "reject"}),
        ({"m2": "missing", "m4": "missing"}, False, {"tell_corrections", "reject"}),
    ],
    ids=["a minor paper", "a main paper", "both"],
)
def test_only_a_minor_paper_may_follow(hall_of, preset, lacking, goes, open_answers):
    hall = hall_of(preset)
    case = hall.receive(**lacking)
    assert answers(hall, case) == open_answers
    if goes:
        assert hall.tolerate(case).state == "accepted"
    else:
        with pytest.raises(Objected) as refused:
            hall.tolerate(case)
        assert "主要材料欠缺，不能容缺受理：身份证明" in str(refused.value)


@pytest.mark.clause("EL-3.1d")
def test_who_is_not_told_by_closing_time_is_overdue(hall_with_it):
    travel("2025-03-03 09:00")
    case = hall_with_it.receive(m2="missing")
    assert listed_late(hall_with_it, "2025-03-03 17:31") == [case]
    hall_with_it.tell(case)
    assert listed_late(hall_with_it, "2025-03-03 17:31") == []


@pytest.mark.clause("XA-16.3a")
@pytest.mark.parametrize("preset", ["AH", "DL", "WS"])
def test_halls_without_it_do_not_offer_it(hall_of, preset):
    hall = hall_of(preset)
    case = hall.receive(m4="missing")
    assert "accept_tolerantly" not in answers(hall, case)
    with pytest.raises(Objected) as refused:
        hall.tolerate(case)
    assert "未实行容缺受理" in str(refused.value)


@pytest.mark.clause("EL-3.1c", "EL-5.3a")
@pytest.mark.parametrize("committed", ["on", ""])
def test_the_commitment_comes_first(hall_with_it, committed):
    case = hall_with_it.receive(m4="missing")
    if committed:
        case = hall_with_it.tolerate(case)
        assert case.accepted_at == case.received_at
        assert case.dossier.entries.get(act="accept_tolerantly").facts["input"]["committed"] is True
    else:
        with pytest.raises(Invalid) as refused:
            hall_with_it.tolerate(case, committed=committed)
        assert wrong_fields(refused.value) == {"committed"}


def test_where_none_is_asked_for_none_is_needed(hall_of):
    hall = hall_of("XA")
    case = hall.tolerate(hall.receive(m4="missing"), committed="")
    assert paper(case, "tolerant").facts["commitment_title"] is None


def test_complete_papers_are_simply_accepted(hall_with_it):
    with pytest.raises(Objected) as refused:
        hall_with_it.tolerate(hall_with_it.receive())
    assert "直接受理" in str(refused.value)


# --- What the notice tells ----------------------------------------------------------------------------------


@pytest.mark.clause("EL-5.3b", "EL-3.1c")
def test_the_notice_prints_what_by_when_and_what_follows(hall_with_it):
    case = hall_with_it.tolerate(hall_with_it.receive(m4="missing"), late_handling="逾期终止办理并退还材料")
    text = text_of(pdf_of(paper(case, "tolerant")))
    for part in ("管理制度", "2026年3月20日", "逾期终止办理并退还材料", "容缺受理承诺书"):
        assert part in text


@pytest.mark.clause("EL-5.3b")
@pytest.mark.parametrize("left_out", ["until", "late_handling"])
def test_no_notice_without_the_day_or_the_consequence(hall_with_it, left_out):
    with pytest.raises(Invalid) as refused:
        hall_with_it.tolerate(hall_with_it.receive(m4="missing"), **{left_out: ""})
    assert wrong_fields(refused.value) == {left_out}


@pytest.mark.clause("XA-16.3a")
def test_item_and_day_are_told_once(hall_of):
    hall = hall_of("XA")
    case = hall.tolerate(hall.receive(m4="missing"))
    gaps = paper(case, "tolerant").facts["gaps"]
    assert [(gap["name"], gap["due"]) for gap in gaps] == [("管理制度", "2026-03-20")]


# --- Until it has come --------------------------------------------------------------------------------------


@pytest.fixture
def reviewing(calendar) -> tuple[CaseHall, Case]:
    """Ten working days promised; tolerantly accepted 2025-03-03 until the 14th, in review."""
    hall = CaseHall("EL", promise=10)
    travel("2025-03-03")
    case = hall.tolerate(hall.receive(m4="missing"), until="2025-03-14")
    return hall, hall.into_review(case)


@pytest.mark.clause("EL-3.2d", "EL-5.3c")
def test_the_promise_runs_from_the_acceptance_whenever_the_paper_comes(reviewing):
    hall, case = reviewing
    assert str(limits(case, "decision")["promise"]) == "2025-03-17"
    travel("2025-03-07")
    assert str(limits(fill(hall, case), "decision")["promise"]) == "2025-03-17"


@pytest.mark.clause("EL-5.3c")
def test_no_approval_before_the_paper_is_there(reviewing):
    hall, case = reviewing
    with pytest.raises(Objected) as refused:
        hall.approve(case, by=hall.first)
    assert "容缺材料尚未补齐" in str(refused.value)
    travel("2025-03-07")
    assert hall.approve(fill(hall, case)).state == "decided"


@pytest.mark.clause("EL-5.3c", "XA-16.3b")
def test_nobody_is_refused_before_the_told_day_for_what_may_still_come(reviewing):
    hall, case = reviewing
    with pytest.raises(Objected) as refused:
        hall.refuse(case)
    assert "容缺材料尚未补齐" in str(refused.value)


@pytest.mark.clause("EL-4.2f", "EL-5.3c")
@pytest.mark.parametrize("filled", [True, False])
def test_no_result_is_handed_out_before_the_paper_is_there(calendar, filled):
    """Where a hall lets the decision come first, the hand-out waits."""
    hall = CaseHall("EL")
    decide_for_itself(hall, "tolerant.block_at", "issue")
    case = hall.into_review(hall.tolerate(hall.receive(m4="missing")))
    case = hall.bring(hall.stamp(hall.approve(case)))
    if filled:
        assert hall.hand_out(fill(hall, case)).state == "delivered"
    else:
        with pytest.raises(Objected) as refused:
            hall.hand_out(case)
        assert "不得发放结果：管理制度" in str(refused.value)


@pytest.mark.clause("EL-4.2f")
def test_only_what_was_promised_is_collected(hall_with_it):
    case = hall_with_it.accept(hall_with_it.receive())
    with pytest.raises(Objected) as refused:
        fill(hall_with_it, case)
    assert "没有待补齐" in str(refused.value)


@pytest.mark.clause("EL-4.2f")
def test_every_paper_that_came_is_kept_with_its_time(reviewing):
    hall, case = reviewing
    travel("2025-03-07")
    fill(hall, case)
    came = case.dossier.material_checks.filter(material__order=4).latest("pk")
    assert (came.verdict, came.checked_at, came.entry.by) == ("complete", at("2025-03-07"), hall.clerk)


# --- After the told day -------------------------------------------------------------------------------------


@pytest.fixture
def promised(hall_of):
    """``promised("XA")``: a hall and its case in review, the missing paper promised by 2026-03-20."""

    def promise(preset: str) -> tuple[CaseHall, Case]:
        hall = hall_of(preset)
        return hall, hall.into_review(hall.tolerate(hall.receive(m4="missing")))

    return promise


LAST_DAY, DAY_AFTER = "2026-03-20 23:59", "2026-03-21 00:00"


@pytest.mark.clause("XA-16.3b")
@pytest.mark.parametrize(("when", "lapsed"), [(LAST_DAY, False), (DAY_AFTER, True)])
def test_the_told_day_passes(promised, when, lapsed):
    _, case = promised("XA")
    sweep_at(when)
    assert (Case.objects.get(pk=case.pk).gaps_lapsed_at is not None) is lapsed
    assert (light(case, "tolerance", "service", when) == "red") is lapsed


@pytest.mark.clause("XA-16.3b")
def test_the_lapse_is_told_on_the_timeline_once(promised):
    _, case = promised("XA")
    for when in (DAY_AFTER, DAY_AFTER, "2026-04-01"):
        sweep_at(when)
    assert case.dossier.entries.filter(act="lapse_tolerance").count() == 1


@pytest.mark.clause("XA-16.3b")
def test_after_the_lapse_only_a_reasoned_refusal_is_left(promised):
    hall, case = promised("XA")
    sweep_at(DAY_AFTER)
    case = Case.objects.get(pk=case.pk)
    with pytest.raises(Objected) as refused:
        hall.approve(case)
    assert "依规定不予批准" in str(refused.value)
    case = hall.refuse(case)
    assert case.outcome == "refused"
    assert paper(case, "refusal").facts["reasons"]


@pytest.mark.clause("XA-16.3b")
def test_a_paper_that_comes_after_the_lapse_does_not_undo_it(promised):
    hall, case = promised("XA")
    sweep_at(DAY_AFTER)
    case = fill(hall, Case.objects.get(pk=case.pk))
    with pytest.raises(Objected) as refused:
        hall.approve(case)
    assert "依规定不予批准" in str(refused.value)


@pytest.mark.clause("EL-5.3c")
def test_where_the_notice_says_what_follows_a_late_paper_may_still_do(promised):
    hall, case = promised("EL")
    sweep_at(DAY_AFTER)
    assert light(case, "tolerance", "service", DAY_AFTER) == "red"
    case = fill(hall, Case.objects.get(pk=case.pk))
    assert hall.approve(case).state == "decided"


@pytest.mark.clause("XA-16.3b", "EL-5.3c")
def test_a_paper_in_time_ends_the_matter(promised):
    hall, case = promised("XA")
    travel("2026-03-20")
    case = fill(hall, case)
    sweep_at("2026-04-01")
    assert Case.objects.get(pk=case.pk).gaps_lapsed_at is None
    assert light(case, "tolerance", "service", "2026-06-01") == "green"
