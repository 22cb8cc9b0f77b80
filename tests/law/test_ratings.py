"""好差评: every service can be rated once, by nobody but who was served; bad ones are followed up, none is lost."""

import datetime as dt

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from complaints.models import Complaint, Invitation, Rating
from complaints.ratings.figures import bad_grades, counted, invited, ratings_in, tallied
from complaints.ratings.guards import not_rated_yet
from complaints.ratings.views import published
from complaints.rules import GRADES
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.clocks.ledger import Light
from hall.models import Paper
from hall.people.authority import Authority
from staff.assessment.evidence import all_figures
from staff.assessment.sheets import Period
from tests.factories import at, travel
from tests.law.ask import cited, decide_for_itself, limit_of, wrong_fields
from tests.law.rated import TOLD, UNJUSTIFIED, VERIFIED, bad, invitations, rate
from windows import seating
from windows.models import Line, Ticket, Window

MARCH = Period(2026, 3)
FIRST, LAST = dt.date(2026, 3, 1), dt.date(2026, 3, 31)


@pytest.mark.clause("AH-4.7b", "WS14-09.4", "WS04-1.3-3")
def test_a_finished_case_is_rated_once_and_stands_on_the_tally(hall_of):
    hall = hall_of("AH")
    case = hall.receive()
    assert invitations(case) == []
    case = hall.reject(case)
    (invitation,) = invitations(case)
    rating = rate(invitation, "4")
    assert (rating.state, rating.window, rating.served_by) == ("given", hall.window, hall.clerk)
    with pytest.raises(Objected) as refused:
        rate(invitation, "5")
    assert "已经评价过" in str(refused.value)
    authority = Authority.of(hall.office)
    whole, parts = counted(ratings_in(authority, FIRST, LAST), "window", bad_grades(LAST))
    assert (whole.total, parts["A01号窗口"].by_grade["4"]) == (1, 1)
    hall.reject(hall.receive())
    assert invited(authority, FIRST, LAST) == (2, 1)


@pytest.mark.clause("XA-38.2b")
def test_the_database_itself_keeps_one_rating_a_visit(hall_of, monkeypatch):
    hall = hall_of("AH")
    (invitation,) = invitations(hall.reject(hall.receive()))
    rate(invitation)
    monkeypatch.setitem(vars(not_rated_yet), "function", lambda rating, do: None)
    with pytest.raises(IntegrityError):
        rate(invitation)


@pytest.mark.clause("XA-38.2b", "WS14-09.4")
def test_each_visit_once_and_each_online_case_once(hall_of):
    hall = hall_of("XA")
    case = hall.tell(hall.receive(m2="missing"))
    travel("2026-03-11")
    case = hall.supply(case)
    assert [one.key[-10:] for one in invitations(case)] == ["2026-03-09", "2026-03-11"]
    assert [rate(one).state for one in invitations(case)] == ["given", "given"]
    online = hall.take_in(hall.pass_review(hall.look_through(hall.file()))).case
    assert invitations(online) == []
    online = hall.withdraw(online)
    (only,) = invitations(online)
    rate(only)
    with pytest.raises(Objected) as refused:
        rate(only)
    assert "XA-38.2b" in cited(refused.value)


@pytest.mark.clause("XA-38.2b")
def test_a_number_served_is_one_visit_however_many_cases_it_was_about(hall_of):
    hall = hall_of("XA")
    window = Window.objects.get(place=hall.window)
    seating.sit(hall.clerk, window)
    desk = {"name": "综合", "letter": "A", "windows": [window.pk], "per_slot": 1}
    line = perform(Line, "set_up", desk, by=hall.office, hall=hall.hall)
    ticket = perform(Ticket, "draw", {"green": ""}, by=SYSTEM, hall=hall.hall, line=line)
    for act in ("call", "begin"):
        ticket = perform(ticket, act, by=hall.clerk, place=hall.window)
    case, other = hall.receive(), hall.reject(hall.receive())
    assert not Invitation.objects.exists()
    perform(ticket, "end", by=hall.clerk, place=hall.window)
    (invitation,) = Invitation.objects.all()
    assert (invitation.dossier, invitation.served_by) == (case.dossier, hall.clerk)
    assert rate(invitation).state == "given"
    assert invitations(other) == []


@pytest.mark.clause("XA-38.1")
def test_whatever_comes_of_a_case_it_can_be_rated(hall_of):
    hall = hall_of("AH")
    ended = [
        hall.hand_out(hall.bring(hall.stamp(hall.refuse(hall.into_review(hall.accept(hall.receive())))))),
        hall.case_in("delivered"),
        hall.reject(hall.receive()),
        hall.withdraw(hall.receive()),
        hall.terminate(hall.accept(hall.receive())),
    ]
    assert [rate(*invitations(one)).state for one in ended] == ["given"] * 5
    assert not [one for one in Rating._meta.get_fields() if "exempt" in one.name]


@pytest.mark.clause("DL-25.3", "WS14-09.4")
def test_nobody_of_the_hall_rates_and_there_is_no_grade_beforehand(hall_of):
    hall = hall_of("DL")
    (invitation,) = invitations(hall.reject(hall.receive()))
    for person in (hall.clerk, hall.office, hall.first):
        with pytest.raises(NotAllowed):
            rate(invitation, by=person)
    for grade in ("", "6"):
        with pytest.raises(Invalid) as refused:
            rate(invitation, grade)
        assert wrong_fields(refused.value) == {"grade"}


@pytest.mark.clause("DL-25.3")
def test_what_is_told_to_the_centre_is_taken_down_by_somebody_else(hall_of):
    hall = hall_of("DL")
    (invitation,) = invitations(hall.reject(hall.receive()))
    scope = {"hall": hall.hall, "department": invitation.department}
    told = {"grade": "3", "source": "书面评价表", "said": "", "phone": ""}

    def take_down(by, invitation=invitation):
        return perform(Rating, "take_down", told, by=by, invitation=invitation, **scope)

    with pytest.raises(NotAllowed):
        take_down(hall.clerk)
    with pytest.raises(Objected) as refused:
        take_down(hall.office, None)
    assert "办件编号" in str(refused.value)
    rating = take_down(hall.office)
    assert (rating.way, rating.grade, rating.served_by) == ("centre", "3", hall.clerk)


@pytest.mark.clause("XA-38.3a")
def test_seven_days_as_the_rulebook_counts_them(hall_of):
    hall = hall_of("XA")
    travel("2025-03-03")
    rating = bad(hall)
    limit = limit_of(rating, "follow_up", "service")
    assert limit.due_on == dt.date(2025, 3, 10)
    assert limit.light(at("2025-03-10 23:59")) != Light.RED
    assert limit.light(at("2025-03-11 00:00")) == Light.RED
    decide_for_itself(hall, "rating.follow_up", "7个工作日")
    assert limit_of(bad(hall), "follow_up", "service").due_on == dt.date(2025, 3, 12)
    perform(rating, "verify", UNJUSTIFIED, by=hall.first)
    rating = perform(
        Rating.objects.get(pk=rating.pk),
        "settle",
        TOLD | {"told_at": "2025-03-03 10:00", "explanation": "法定材料不能免交"},
        by=hall.first,
    )
    assert limit_of(rating, "follow_up", "service").closed_at == at("2025-03-03")


@pytest.mark.clause("WS06-2.5")
def test_the_last_two_of_five_grades_are_complaints(hall_of):
    hall = hall_of("WS")
    for grade in "54321":
        case = hall.reject(hall.receive())
        rate(*invitations(case), grade, said="等得太久")
    found = Complaint.objects.order_by("pk")
    assert [one.content.splitlines()[0] for one in found] == ["“不满意”", "“非常不满意”"]
    for one in found:
        assert (one.channel, one.accused, one.target_text) == ("rating", hall.clerk, "A01号窗口")
        assert one.target_department == hall.department
    assert case.dossier.label in found[1].content
    decide_for_itself(hall, "rating.bad_is_complaint", value=False)
    bad(hall)
    assert found.count() == 2


@pytest.mark.clause("XA-38.3c", "XA-38.3a")
def test_justified_ones_are_put_right_before_they_are_settled(hall_of):
    hall = hall_of("XA")
    rating = perform(bad(hall), "verify", VERIFIED, by=hall.first)
    (order,) = [one.object() for one in rating.dossier.children.all()]
    assert (order.problem, order.due_on, order.dossier.department) == (
        "窗口未一次性告知",
        dt.date(2026, 3, 16),
        hall.department,
    )
    with pytest.raises(Objected) as refused:
        perform(rating, "settle", TOLD, by=hall.first)
    assert "XA-38.3c" in cited(refused.value)
    plan = {
        "content": "告知",
        "measures": "培训",
        "planned_on": "2026-03-12",
        "responsible": "钱首代",
    }
    order = perform(order, "plan", plan, by=hall.first)
    order = perform(order, "agree_to_plan", by=hall.office)
    perform(order, "report_result", {"result": "已整改"}, by=hall.first)
    rating = Rating.objects.get(pk=rating.pk)
    with pytest.raises(Invalid) as wanting:
        perform(rating, "settle", {}, by=hall.first)
    assert wrong_fields(wanting.value) == {"told_at", "feedback"}
    assert perform(rating, "settle", TOLD, by=hall.first).state == "settled"


@pytest.mark.clause("XA-38.3b", "XA-38.3c")
def test_unjustified_ones_are_explained_and_stay(hall_of):
    hall = hall_of("XA")
    rating = perform(bad(hall), "verify", UNJUSTIFIED, by=hall.first)
    bad(hall)
    for wrong in ({}, {"explanation": "依法不能免交", "told_at": "2026-03-09 11:00"}):
        with pytest.raises(Invalid):
            perform(rating, "settle", TOLD | wrong, by=hall.first)
    rating = perform(rating, "settle", TOLD | {"explanation": "依法不能免交"}, by=hall.first)
    with pytest.raises(RuntimeError):
        rating.delete()
    whole, _ = counted(ratings_in(Authority.of(hall.office), FIRST, LAST), "way", bad_grades(LAST))
    assert (whole.bad, whole.settled, whole.open) == (2, 1, 1)


@pytest.mark.clause("DL-25.3", "WS14-09.4")
def test_nobody_looks_into_a_rating_of_themselves(hall_of):
    hall = hall_of("XA")
    case = hall.reject(hall.receive())
    rating = rate(invitations(case)[-1], "2")
    with pytest.raises(NotAllowed):
        perform(rating, "verify", VERIFIED, by=hall.clerk)
    own = Invitation.objects.create(
        hall=hall.hall,
        key="own",
        unit="visit",
        dossier=case.dossier,
        department=hall.department,
        served_by=hall.first,
        invited_at=at("2026-03-09"),
        entry=case.dossier.entries.first(),
    )
    with pytest.raises(NotAllowed, match="本人"):
        perform(rate(own, "1"), "verify", VERIFIED, by=hall.first)


@pytest.mark.clause("XA-38.2a")
def test_the_way_is_kept_and_the_slip_leads_to_the_rating(hall_of, client):
    hall = hall_of("XA")
    case = hall.receive()
    slip = Paper.objects.get(dossier=case.pk, kind="receipt")
    shown = client.get(f"/verify/{slip.verify_code}/").content.decode()
    assert f"/rate/paper/{slip.verify_code}/" in shown
    (invitation,) = invitations(case)
    answer = client.get(f"/rate/paper/{slip.verify_code}/")
    assert answer.url == f"/rate/{invitation.code}/qr/"
    ways = {}
    for way in ("device", "qr", "link", "self_service"):
        (one,) = invitations(hall.receive())
        ways[way] = rate(one, way=way, place=hall.window if way == "device" else None).way
    assert ways == {way: way for way in ways}


@pytest.mark.clause("WS04-6.3")
def test_a_paused_window_takes_no_rating_from_its_device(hall_of):
    hall = hall_of("XA")
    (invitation,) = invitations(hall.receive())
    window = Window.objects.get(place=hall.window)
    perform(window, "pause", {"reason": "取材料", "minutes": 10}, by=hall.clerk, place=hall.window)
    with pytest.raises(Objected):
        rate(invitation, way="device", place=hall.window)
    assert rate(invitation).state == "given"


@pytest.mark.clause("DL-25.4")
def test_the_yearly_sheet_shows_count_and_average(hall_of):
    hall = hall_of("DL")
    for grade in "543":
        rate(*invitations(hall.reject(hall.receive())), grade)
    year = Period(2026)
    figures = all_figures(hall.hall, hall.department, hall.clerk, year.first, year.last)
    assert [one.text for one in figures if one.title == "群众评价"] == ["评价3次，平均4.00分（满分5分）"]
    others = all_figures(hall.hall, hall.department, hall.reviewer, year.first, year.last)
    assert not [one for one in others if one.title == "群众评价"]


@pytest.mark.clause("XA-38.a")
def test_the_league_sees_the_share_of_bad_ones_and_so_does_everybody(hall_of):
    hall = hall_of("XA")
    for grade in "5441":
        rate(*invitations(hall.receive()), grade)
    whole, parts = counted(ratings_in(Authority.of(hall.supervisor), FIRST, LAST), "hall", bad_grades(LAST))
    assert (whole.total, parts[hall.hall.name].bad, parts[hall.hall.name].share) == (4, 1, "25%")
    shown, units = published(hall.hall, MARCH, bad_grades(LAST))
    assert (shown.total, units[hall.department.pk].share) == (4, "25%")


LINES = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(sorted(GRADES)), st.integers(0, 60), st.booleans()).map(
        lambda one: (*one, one[2] if one[3] else 0)
    )
)


@given(LINES)
def test_parts_and_wholes_agree(lines):
    whole, parts = tallied(lines)
    assert whole.total == sum(one.total for one in parts.values()) == sum(n for _, _, n, _, _ in lines)
    assert whole.bad == sum(one.bad for one in parts.values()) == whole.settled + whole.open
    for grade in GRADES:
        assert whole.by_grade[grade] == sum(one.by_grade[grade] for one in parts.values())
