"""What a patrol found, from the note to the appeal: nothing counts before it is heard (乌审 制度十、十四)."""

import datetime as dt

import pytest

from complaints.models import Rectification
from hall.acts.door import perform
from hall.acts.offers import offers
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.clocks.ledger import Light
from hall.clocks.sweep import sweep
from hall.people.authority import Authority
from staff.assessment.sheets import Period, Sheets
from supervision.incidents.incident import inbox
from supervision.models import Appeal, Finding, Incident
from supervision.patrols.inbox import for_leaders, for_the_department
from tests.factories import at, travel
from tests.law.ask import wrong_fields
from tests.law.patrol_hall import PatrolHall

DECISION = {"verified": "查看录像，人在后台交接", "conclusion": "不属于空岗"}


@pytest.fixture
def hall(calendar) -> PatrolHall:
    return PatrolHall()


def appeal(hall, finding, by=None) -> Appeal:
    data = {"grounds": "当时在后台移交材料"}
    return perform(Appeal, "file", data, by=by or hall.first, parent=finding)


def now(finding) -> Finding:
    return Finding.objects.get(pk=finding.pk)


def points(hall, **of) -> int:
    sheets = Sheets(hall.hall, Period(2026, 3))
    return sheets.of_person(of["person"]).line("patrol").count


@pytest.mark.clause("WS10-4.1")
def test_nobody_takes_back_what_they_wrote(hall):
    finding = hall.find()
    with pytest.raises(NotAllowed):
        perform(finding, "withdraw", {"reason": "算了"}, by=hall.office)
    with pytest.raises(Invalid):
        perform(finding, "withdraw", {}, by=hall.office2)
    with pytest.raises(NotAllowed):
        perform(finding, "withdraw", {"reason": "请撤"}, by=hall.clerk)
    gone = perform(finding, "withdraw", {"reason": "认错人"}, by=hall.office2)
    assert gone.state == "withdrawn"
    assert gone.dossier.entries.filter(act="withdraw").exists()


@pytest.mark.clause("WS10-4.2-2")
def test_an_ordinary_one_is_fed_back_and_ended_on_the_spot(hall):
    finding = hall.find(fed_back="on", person=hall.clerk.pk)
    assert list(for_the_department(Authority.of(hall.first))) == [finding]
    assert not for_the_department(Authority.of(hall.other_first))
    done = {"result": "当即改正", "corrected_on": "2026-03-09"}
    with pytest.raises(NotAllowed):
        perform(finding, "close", done, by=hall.first)
    assert perform(finding, "close", done, by=hall.office).state == "closed"


@pytest.mark.clause("WS10-4.2-3")
def test_the_third_of_a_kind_is_a_repeated_one_and_the_leaders_know(hall):
    same = {"person": hall.clerk.pk, "problem": "idle"}
    assert [hall.find(**same).level for _ in range(2)] == ["ordinary", "ordinary"]
    assert hall.find(**same | {"problem": "attitude"}).level == "ordinary"
    travel("2026-03-20")
    third = hall.find(**same)
    assert (third.level, third.state) == ("repeated", "reported")
    typical = hall.find(level="typical")
    assert list(for_leaders(Authority.of(hall.leader))) == [typical, third]
    travel("2026-04-20")
    assert hall.find(**same).level == "ordinary"
    raised = perform(hall.find(), "raise_level", {"level": "major", "reason": "影响大"}, by=hall.leader)
    assert raised.state == "reported"


@pytest.mark.clause("WS10-4.4-1")
def test_refusing_a_patrol_is_a_major_problem(hall):
    assert hall.find(problem="refused", level="ordinary").level == "major"


@pytest.mark.clause("WS14-12-1", "WS10-4.4-3")
def test_the_supervised_are_heard_before_anything_counts(hall):
    finding = hall.published(person=hall.clerk.pk)
    for stranger in (hall.colleague, hall.other_first, hall.chief, hall.office):
        with pytest.raises(NotAllowed):
            appeal(hall, finding, by=stranger)
    with pytest.raises(Objected):
        perform(finding, "confirm", by=hall.leader)
    filed = appeal(hall, finding, by=hall.clerk)
    assert now(finding).state == "contested"
    assert points(hall, person=hall.clerk) == 0
    with pytest.raises(Objected):
        perform(filed, "uphold", DECISION, by=hall.leader)
    with pytest.raises(NotAllowed):
        perform(filed, "hear", {"heard": "已听取"}, by=hall.first)
    filed = perform(filed, "hear", {"heard": "3月9日听取首席代表意见"}, by=hall.leader)
    with pytest.raises(NotAllowed):
        perform(filed, "uphold", DECISION, by=hall.office)  # who noted the finding
    perform(filed, "uphold", DECISION, by=hall.leader)
    assert now(finding).state == "confirmed"
    assert points(hall, person=hall.clerk) == 1
    with pytest.raises(Objected):
        appeal(hall, now(finding))


@pytest.mark.clause("WS14-12-1", "WS10-4.4-3")
def test_after_five_working_days_the_time_to_appeal_is_over(hall):
    finding = hall.published(person=hall.clerk.pk)
    assert finding.limits_of("appeal")[0].due_on == dt.date(2026, 3, 16)
    with pytest.raises(Objected):
        appeal(hall, hall.find())
    travel("2026-03-17")
    offered = {one.act.name for one in offers(now(finding), Authority.of(hall.first)) if one.available}
    assert "accept" in offered
    with pytest.raises(Objected, match="届满"):
        appeal(hall, finding)
    sweep()
    assert now(finding).state == "confirmed"
    with pytest.raises(NotAllowed):
        perform(hall.published(person=hall.clerk.pk), "accept", by=hall.colleague)


@pytest.mark.clause("WS14-12-5")
def test_what_does_not_hold_is_told_clearly_and_leaves_no_points(hall):
    finding = hall.published(person=hall.clerk.pk)
    filed = perform(appeal(hall, finding), "hear", {"heard": "听取首席代表意见"}, by=hall.leader)
    with pytest.raises(Invalid) as refusal:
        perform(filed, "annul", {"verified": "属实"}, by=hall.leader)
    assert wrong_fields(refusal.value) == {"conclusion"}
    with pytest.raises(NotAllowed):
        perform(filed, "annul", DECISION, by=hall.first)
    filed = perform(filed, "annul", DECISION, by=hall.leader)
    told = filed.dossier.papers.get(kind="not_upheld")
    assert told.number
    wanted = ("finding", "grounds", "verified", "conclusion", "issued_on")
    assert [told.facts[key] for key in wanted] == [
        str(finding.pk),
        "当时在后台移交材料",
        *DECISION.values(),
        "2026-03-09",
    ]
    assert filed.dossier.department == hall.unit
    assert (now(finding).state, points(hall, person=hall.clerk)) == ("void", 0)


@pytest.mark.clause("WS15-05.3-3")
def test_a_grave_one_is_circulated_the_same_day(hall):
    finding = perform(hall.confirmed(), "call_grave", {"ground": "媒体曝光，仍未整改"}, by=hall.leader)
    limit = finding.limits_of("urgent")[0]
    assert limit.due_on == dt.date(2026, 3, 9)
    assert limit.light(at("2026-03-10 09:00")) == Light.RED
    with pytest.raises(NotAllowed):
        perform(hall.confirmed(), "call_grave", {"ground": "影响恶劣"}, by=hall.first)


def report(hall, by=None, department="unit", **changes) -> Incident:
    data = {
        "kind": "conflict",
        "gravity": "ordinary",
        "at": "2026-03-09 09:50",
        "area": "A01号窗口",
        "content": "群众对收费有异议",
    }
    unit = getattr(hall, department) if department else None
    scope = {"patrol": changes.pop("patrol", None)}
    return perform(
        Incident, "report", data | changes, by=by or hall.clerk, hall=hall.hall, department=unit, **scope
    )


@pytest.mark.clause("WS04-2.4-2", "WS10-4.5")
def test_an_incident_reaches_whom_its_gravity_asks_for(hall):
    small, big = report(hall), report(hall, gravity="major")
    assert set(inbox(Authority.of(hall.first))) == {small, big}
    assert set(inbox(Authority.of(hall.office))) == {small, big}
    assert list(inbox(Authority.of(hall.leader))) == [big]
    assert not inbox(Authority.of(hall.other_first))
    assert str(big.pk) in str(big)
    with pytest.raises(NotAllowed):
        report(hall, by=hall.supervisor)


@pytest.mark.clause("WS04-6.5-2")
def test_a_child_is_told_of_before(hall):
    for wrong in ({"at": "2026-03-09 09:00"}, {"kind": "conflict"}):
        with pytest.raises(Invalid) as refusal:
            report(hall, **{"kind": "child", "at": "2026-03-10 08:30"} | wrong)
        assert wrong_fields(refusal.value) == {"at"}
    told = report(hall, kind="child", at="2026-03-10 08:30")
    assert told.person == hall.clerk
    assert told in inbox(Authority.of(hall.first))
    assert told in inbox(Authority.of(hall.office))


@pytest.mark.clause("WS05-2.4", "WS05-7.6", "WS10-3.11", "WS10-4.2-4")
def test_an_incident_ends_with_what_was_done_and_how_it_came_out(hall):
    patrol = hall.begin()
    incident = report(hall, by=hall.guide, department=None, kind="sudden", patrol=patrol)
    assert (incident.patrol, incident.reported_to) == (patrol, "大厅管理室")
    with pytest.raises(Objected):
        perform(incident, "close", {"outcome": "已平息"}, by=hall.guide)
    with pytest.raises(NotAllowed):
        perform(incident, "handle", {"measures": "劝解"}, by=hall.supervisor)
    perform(incident, "handle", {"measures": "引导到接待室劝解"}, by=hall.guide)
    with pytest.raises(Invalid):
        perform(Incident.objects.get(pk=incident.pk), "close", {}, by=hall.guide)
    with pytest.raises(NotAllowed):
        perform(Incident.objects.get(pk=incident.pk), "close", {"outcome": "已平息"}, by=hall.clerk)
    done = perform(Incident.objects.get(pk=incident.pk), "close", {"outcome": "已平息"}, by=hall.guide)
    assert (done.measures, done.outcome) == ("引导到接待室劝解", "已平息")


@pytest.mark.clause("WS10-4R-2")
def test_a_graver_problem_is_ordered_to_be_corrected(hall):
    finding = hall.confirmed(level="typical")
    order = Rectification.objects.get(dossier__parent=finding.dossier)
    assert (order.dossier.department, order.problem) == (hall.unit, finding.content)
    assert order.due_on == dt.date(2026, 3, 23)
    done = {"result": "已改正", "corrected_on": "2026-03-09"}
    with pytest.raises(Objected):
        perform(now(finding), "close", done, by=hall.office)
    perform(order, "withdraw", {"reason": "另案处理"}, by=hall.leader)
    assert perform(now(finding), "close", done, by=hall.office).state == "closed"
    ordinary = hall.confirmed()
    assert not Rectification.objects.filter(dossier__parent=ordinary.dossier).exists()
    with pytest.raises(Invalid):
        perform(hall.find(level="major"), "publish", {"due_on": "2026-03-12"}, by=hall.leader)
