"""问责、移交、评优: on facts, closed to whom they concern, and what they cost (乌审 制度六、九至十六；敖汉 41–45)."""

import datetime as dt

import pytest

from complaints.models import Rectification
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.people.authority import Authority
from hall.people.roles import Role
from hall.timeline.dossier import Dossier
from staff.assessment.evidence import all_rows
from staff.models import Replacement
from supervision.accountability.evidence import told_of
from supervision.accountability.kinds import Ground
from supervision.commendation.registers import winners
from supervision.models import Contest, Nomination, Referral, Sanction
from tests.cases_factory import CaseHall
from tests.factories import at, make_user, travel
from tests.law.ask import wrong_fields
from tests.law.patrol_hall import PatrolHall
from tests.law.voice_hall import CALLED, SETTLED, UPHELD, VoiceHall


@pytest.fixture
def hall(calendar) -> PatrolHall:
    return PatrolHall()


def propose(hall, by=None, department="unit", **changes) -> Sanction:
    data = {
        "ground": "inefficient",
        "person": hall.clerk.pk,
        "fact": "办件超期",
        "clause": "WS11-04",
        "measure": "通报批评",
    }
    if "source" not in changes:
        data["source"] = hall.find().pk
    unit = getattr(hall, department) if department else None
    return perform(Sanction, "propose", data | changes, by=by or hall.office, hall=hall.hall, department=unit)


def decided(hall, **changes) -> Sanction:
    decision = {name: changes.pop(name) for name in ("serious",) if name in changes}
    return perform(propose(hall, **changes), "decide", decision, by=hall.leader)


@pytest.mark.clause("WS11-01", "WS09-5")
def test_nobody_is_held_to_account_without_fact_evidence_clause_and_measure(hall):
    for name in ("fact", "source", "clause", "measure"):
        with pytest.raises(Invalid) as refusal:
            propose(hall, **{name: ""})
        assert wrong_fields(refusal.value) == {name}
    with pytest.raises(Invalid):
        propose(hall, department=None, person="")
    for nobody in (hall.clerk, hall.first, hall.supervisor):
        with pytest.raises(NotAllowed):
            propose(hall, by=nobody)
    assert propose(hall, ground="inaction").state == "proposed"


@pytest.mark.clause("WS11-03", "WS11-04", "WS10-4.4-2")
def test_each_ground_is_its_own(hall):
    for ground in ("staff_rules", "process_rules", "perfunctory", "shifting", "inefficient", "refused"):
        assert propose(hall, ground=ground).get_ground_display() == Ground(ground).label
    assert propose(hall, person="").person is None  # the unit
    with pytest.raises(NotAllowed):
        propose(hall, by=hall.guide, ground="refused")


@pytest.mark.clause("WS06-4.3-2")
def test_a_leader_decides_also_that_nothing_follows(hall):
    with pytest.raises(NotAllowed):
        perform(propose(hall), "decide", {}, by=hall.office)
    with pytest.raises(NotAllowed):
        perform(propose(hall), "decide_none", {"reason": "情节轻微"}, by=hall.office)
    with pytest.raises(Invalid):
        perform(propose(hall), "decide_none", {}, by=hall.leader)
    none = perform(propose(hall), "decide_none", {"reason": "情节轻微"}, by=hall.leader)
    assert (none.state, none.decided_by) == ("none", hall.leader)


@pytest.mark.clause("WS11-07")
def test_the_measures_and_what_follows_from_them(hall):
    names = {name for name, _ in _measures(hall)}
    assert names == {"限期整改", "诫勉谈话", "通报批评", "书面检查", "取消评优", "调离岗位", "其他"}
    with pytest.raises(Invalid) as refusal:
        propose(hall, measure="限期整改")
    assert wrong_fields(refusal.value) == {"due_on"}
    with pytest.raises(Invalid) as refusal:
        perform(propose(hall), "decide", {"measure": "限期整改"}, by=hall.leader)
    assert wrong_fields(refusal.value) == {"due_on"}
    dated = decided(hall, measure="限期整改", due_on="2026-03-20")
    assert dated.dossier.papers.get(kind="correction_order").facts["due_on"] == "2026-03-20"
    decided(hall, measure="取消评优")
    contest = begin(hall)
    with pytest.raises(Invalid, match="评优资格"):
        nominate(hall, contest)
    decided(hall, measure="调离岗位")  # nobody's posting is registered: nothing to draft
    assert not Replacement.objects.exists()


def _measures(hall):
    from hall.rulebook import answer

    return [(one, one) for one in answer(hall.hall, "accountability.measures", on=dt.date(2026, 3, 9)).value]


@pytest.mark.clause("AH-4.7c", "AH-43.1", "AH-41.1", "AH-41.2")
def test_opinion_order_and_warning_are_papers(calendar):
    hall = PatrolHall("AH")
    opinion = decided(hall, measure="通报批评", ground="complaint")
    facts = opinion.dossier.papers.get(kind="accountability_opinion").facts
    assert (facts["person"], facts["measure"]) == ("张窗口", "通报批评")
    with pytest.raises(Invalid) as refusal:
        propose(hall, ground="complaint", measure="其他")
    assert wrong_fields(refusal.value) == {"measure"}
    warned = decided(hall, measure="行政效能告诫", ground="complaint")
    assert warned.dossier.papers.get(kind="efficiency_warning").facts["person"] == "张窗口"
    order = decided(hall, measure="责令纠正", ground="duty", due_on="2026-03-16")
    assert order.dossier.papers.get(kind="correction_order").facts["due_on"] == "2026-03-16"
    for wrong in ("result", "treatment"):
        with pytest.raises(Invalid) as refusal:
            perform(
                order, "finish", {"result": "已纠正", "treatment": "批评教育"} | {wrong: ""}, by=hall.office
            )
        assert wrong_fields(refusal.value) == {wrong}
    with pytest.raises(NotAllowed):
        perform(order, "finish", {"result": "已纠正", "treatment": "批评教育"}, by=hall.first)
    done = perform(order, "finish", {"result": "已纠正", "treatment": "批评教育"}, by=hall.office)
    assert done.state == "done"


@pytest.mark.clause("WS09-6")
def test_an_overdue_case_brings_its_number_and_its_days(hall_of):
    cases = CaseHall("WS")
    case = cases.accept(cases.receive())
    travel("2026-05-06")
    told = told_of(case.dossier, at("2026-05-06 10:00"))
    assert case.number in told or str(case.dossier) in told
    assert "超期" in told
    assert "日" in told


@pytest.mark.clause("WS10-4R-3", "WS12-3-1", "WS13-4-1", "WS16-4.2-2")
def test_the_first_representative_answers_beside_the_department(hall):
    with pytest.raises(Invalid) as refusal:
        propose(hall, ground="peak", person="")
    assert wrong_fields(refusal.value) == {"cause"}
    with pytest.raises(Invalid) as refusal:
        propose(hall, ground="mailing")
    assert wrong_fields(refusal.value) == {"postage"}
    for ground, more in (("peak", {"cause": "notice"}), ("procedure", {}), ("weak", {})):
        made = decided(hall, ground=ground, person="", **more)
        rows = [one for one in _rows(hall) if one.dossier == made.pk]
        assert [(one.department, one.user) for one in rows] == [(hall.unit.pk, None), (None, hall.first.pk)]
    mailed = decided(hall, ground="mailing", postage="12.50")
    (row,) = [one for one in _rows(hall) if one.dossier == mailed.pk]
    assert (row.user, str(mailed.postage)) == (hall.clerk.pk, "12.50")


def _rows(hall):
    return all_rows(hall.hall, dt.date(2026, 3, 1), dt.date(2026, 3, 31))


def begin(hall, **changes) -> Contest:
    data = {"title": "一季度评优", "first": "2026-01-01", "last": "2026-03-31", "criteria": "质量、效率"}
    return perform(Contest, "begin", data | changes, by=hall.office, hall=hall.hall)


def nominate(hall, contest, by=None, department="unit", **changes) -> Nomination:
    data = {"person": hall.clerk.pk, "ground": "零差评"} | changes
    by, unit = by or hall.first, getattr(hall, department)
    return perform(Nomination, "nominate", data, by=by, parent=contest, department=unit)


@pytest.mark.clause("WS06-5.2", "WS12-3-2", "WS13-4-2", "WS04-4.6-5")
def test_a_serious_case_costs_person_and_unit_the_year(hall):
    contest = begin(hall)
    for nobody in (hall.clerk, hall.office, hall.other_first):
        with pytest.raises(NotAllowed):
            nominate(hall, contest, by=nobody)
    assert nominate(hall, contest).person == hall.clerk
    decided(hall, ground="peak", cause="measures", serious="on")
    for who in (hall.clerk.pk, ""):
        with pytest.raises(Invalid, match="评优资格"):
            nominate(hall, contest, person=who)
    assert nominate(hall, contest, person=hall.colleague.pk)
    travel("2026-12-30")
    later = begin(hall, first="2027-01-01", last="2027-03-31")
    assert nominate(hall, later).person == hall.clerk


@pytest.mark.clause("WS14-08-3")
def test_commended_is_only_who_kept_the_year(hall):
    line = {"on": "2026-03-09", "period": "一季度", "ground": "延时服务"}
    with pytest.raises(NotAllowed):
        hall.register("commendation", by=hall.office, person=hall.clerk.pk, **line)
    with pytest.raises(Invalid):
        hall.register("commendation", by=hall.leader, **line)
    hall.register("commendation", by=hall.leader, person=hall.clerk.pk, **line)
    decided(hall, measure="取消评优")
    with pytest.raises(Invalid, match="评优资格"):
        hall.register("commendation", by=hall.leader, person=hall.clerk.pk, **line)


@pytest.mark.clause("DL-25.1")
def test_a_round_with_candidates_and_winners(hall):
    with pytest.raises(NotAllowed):
        perform(Contest, "begin", {}, by=hall.first, hall=hall.hall)
    contest = begin(hall, public="on")
    first, second = nominate(hall, contest), nominate(hall, contest, person=hall.colleague.pk)
    with pytest.raises(NotAllowed):
        perform(first, "award", by=hall.office)
    with pytest.raises(NotAllowed):
        perform(second, "pass_over", by=hall.first)
    first, second = perform(first, "award", by=hall.leader), perform(second, "pass_over", by=hall.leader)
    assert winners(hall.hall) == []
    with pytest.raises(NotAllowed):
        perform(contest, "close", by=hall.office)
    perform(contest, "close", by=hall.leader)
    assert winners(hall.hall) == [(Contest.objects.get(), [first])]
    with pytest.raises(Objected):
        nominate(hall, Contest.objects.get())


def refer(hall, source, by=None) -> Referral:
    clue = {"source": source, "receiver": "commission", "authority": "旗纪委监委", "summary": "涉嫌收受礼品"}
    return perform(Referral, "refer", clue, by=by or hall.leader, hall=hall.hall)


@pytest.mark.clause("WS06-5.3", "WS10-4R-4", "WS14-13-2")
def test_a_clue_is_closed_to_everybody_it_is_not_for(hall):
    finding = hall.confirmed(level="major")
    with pytest.raises(Invalid):
        refer(hall, finding.pk + 999)
    with pytest.raises(NotAllowed):
        refer(hall, finding.pk, by=hall.first)
    referral = refer(hall, finding.dossier.children.get().pk)  # the rectification it was ordered to
    assert (referral.on, referral.authority) == (dt.date(2026, 3, 9), "旗纪委监委")

    def sees(user) -> bool:
        return Dossier.objects.filter(Authority.of(user).readable(), pk=referral.pk).exists()

    assert sees(hall.supervisor)
    assert sees(hall.leader)
    for closed_to in (hall.first, hall.clerk, hall.chief, hall.guide, hall.office):
        assert not sees(closed_to), closed_to


@pytest.mark.clause("AH-45")
def test_what_lies_with_the_authority_the_office_no_longer_ends(hall):
    finding = hall.confirmed()
    done = {"result": "已改正", "corrected_on": "2026-03-09"}
    referral = refer(hall, finding.pk)
    assert referral.referred_at
    with pytest.raises(NotAllowed, match="移交"):
        perform(finding, "close", done, by=hall.office)
    with pytest.raises(NotAllowed):
        perform(referral, "answer", {"outcome": "立案"}, by=hall.office)
    perform(referral, "answer", {"outcome": "未发现违纪"}, by=hall.supervisor)
    assert perform(finding, "close", done, by=hall.office).state == "closed"


@pytest.mark.clause("AH-42")
def test_the_bureau_itself_acts_on_what_is_accepted_outside_the_hall(calendar):
    hall = PatrolHall("AH")
    with pytest.raises(NotAllowed, match="厅外受理"):
        propose(hall, by=hall.bureau, measure="责令纠正")
    outside = {"ground": "outside", "person": "", "clause": "AH-42"}
    order = propose(hall, by=hall.bureau, measure="责令纠正", **outside)
    for nobody in (hall.office, hall.first):
        with pytest.raises(NotAllowed):
            perform(order, "decide", {}, by=nobody)
    order = perform(order, "decide", {"due_on": "2026-03-16"}, by=hall.bureau)
    assert order.dossier.papers.get(kind="correction_order").facts["due_on"] == "2026-03-16"
    criticism = perform(
        propose(hall, by=hall.bureau, measure="通报批评", **outside), "decide", {}, by=hall.bureau
    )
    assert criticism.dossier.papers.get(kind="accountability_opinion").facts["measure"] == "通报批评"
    own = propose(hall, measure="通报批评")
    with pytest.raises(NotAllowed):
        perform(own, "decide", {}, by=hall.bureau)


@pytest.mark.clause("AH-4.7c", "WS06-4.3-2")
def test_an_upheld_complaint_is_filed_when_it_is_decided_who_answers(calendar):
    voice = VoiceHall()
    complaint = perform(voice.heard(), "investigate", UPHELD, by=voice.office)
    for act, data in (
        ("settle", SETTLED | {"finding": "upheld"}),
        ("answer", {"answer": "已改正", "way": "phone"}),
        ("follow_up", CALLED),
    ):
        complaint = perform(complaint, act, data, by=voice.office)
    order = Rectification.objects.get(dossier__parent=complaint.dossier)
    perform(order, "withdraw", {"reason": "另案"}, by=voice.office)
    listed = dict.fromkeys(("book", "ledger", "form", "hotline", "rating"), "none")
    with pytest.raises(Objected, match="责任追究意见"):
        perform(complaint, "archive", listed, by=voice.office)
    proposal = {
        "ground": "complaint",
        "fact": "没有一次性告知",
        "clause": "WS06-4.3-2",
        "measure": "通报批评",
        "source": complaint.pk,
    }
    sanction = perform(
        Sanction, "propose", proposal, by=voice.office, hall=voice.hall, department=voice.department
    )
    leader = make_user("中心领导甲", (Role.HALL_LEADER, voice.hall))
    perform(sanction, "decide_none", {"reason": "情节轻微，已当场改正"}, by=leader)
    assert perform(complaint, "archive", listed, by=voice.office).state == "archived"
