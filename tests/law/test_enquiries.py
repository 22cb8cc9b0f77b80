"""首问负责: whoever is asked first stays responsible, until the question is answered by somebody."""

import datetime as dt

import pytest

from complaints.enquiries import lists
from complaints.models import Consultation, Enquiry, Invitation
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed
from hall.people.authority import Authority
from hall.people.roles import Role
from tests.factories import at, make_user, travel
from tests.law.ask import limit_of, wrong_fields
from tests.law.enquired import LATER, AskedHall

TODAY = dt.date(2026, 3, 9)


@pytest.fixture
def hall(calendar) -> AskedHall:
    return AskedHall()


def wrong(hall, **more) -> set[str]:
    with pytest.raises(Invalid) as refused:
        hall.ask(**more)
    return wrong_fields(refused.value)


@pytest.mark.clause("WS01-02", "WS05-2.1-1")
def test_everybody_posted_here_can_be_asked(hall):
    people = [hall.clerk, hall.guide, hall.office, hall.helper]
    assert [hall.ask(by=one).first_asked for one in people] == people
    own = hall.ask(by=hall.reviewer, department=hall.department)
    assert own.first_asked == hall.reviewer
    assert hall.ask(by=hall.guide).get_first_role_display() == "导服人员"
    for person in (hall.leader, hall.supervisor):
        with pytest.raises(NotAllowed):
            hall.ask(by=person)


@pytest.mark.clause("WS01-03", "AH-13.5d", "DL-8.2", "XA-14.2")
def test_the_first_asked_stays_named_through_every_hand(hall):
    for channel in ("desk", "letter", "phone"):
        more = LATER if channel == "phone" else {"channel": channel}
        enquiry = hall.refer(hall.ask(**more), person=hall.other_clerk.pk)
        assert enquiry in lists.responsible_for(Authority.of(hall.clerk))
        referral = perform(hall.referral(enquiry), "take", by=hall.other_clerk)
        enquiry = Enquiry.objects.get(pk=enquiry.pk)
        assert (enquiry.first_asked, enquiry.handler) == (hall.clerk, hall.other_clerk)
        assert referral.taken_by == hall.other_clerk
        assert enquiry in lists.responsible_for(Authority.of(hall.clerk))
        done = {"outcome": "answered", "answer": "已电话答复"}
        enquiry = perform(enquiry, "conclude", done, by=hall.other_clerk)
        assert (enquiry.first_asked, enquiry.state) == (hall.clerk, "answered")
    assert not lists.responsible_for(Authority.of(hall.clerk)).exists()
    taken = perform(hall.from_the_net(), "take", {"agreed_until": "2026-03-10 12:00"}, by=hall.guide)
    assert taken.first_asked == hall.guide


@pytest.mark.clause("AH-13.5a")
def test_a_question_at_the_counter_counts_for_the_window(hall):
    assert wrong(hall, outcome="at_once", matter=hall.licence.pk) == {"answer"}
    data = {"outcome": "at_once", "matter": hall.licence.pk, "answer": "四样材料"}
    enquiry = hall.ask(place=hall.window, **data)
    assert (enquiry.matter, enquiry.answer) == (hall.licence, "四样材料")
    authority = Authority.of(hall.office)
    assert lists.day_total(authority, hall.window, TODAY) == 1
    assert lists.day_total(authority, hall.other_window, TODAY) == 0
    assert "13800000001" not in str(enquiry.dossier.entries.get().facts)


@pytest.mark.clause("XA-14.1")
def test_four_channels_are_open_and_counted(hall):
    for channel in ("desk", "letter"):
        hall.ask(channel=channel)
    hall.ask(**LATER)
    hall.from_the_net()
    counts = lists.by_channel(Authority.of(hall.office), TODAY, TODAY)
    assert counts == {"现场": 1, "来电": 1, "来函（电子邮件）": 1, "网上": 1}


@pytest.mark.clause("WS01-05.1.1a")
def test_own_duties_are_done_by_oneself(hall):
    own = {"outcome": "own", "answer": "当场办理"}
    enquiry = hall.ask(**own)
    assert (enquiry.state, enquiry.handler) == ("answered", enquiry.first_asked)
    enquiry = hall.refer(hall.ask(), person=hall.other_clerk.pk)
    perform(hall.referral(enquiry), "take", by=hall.other_clerk)
    with pytest.raises(Invalid) as refused:
        perform(enquiry, "conclude", own, by=hall.other_clerk)
    assert wrong_fields(refused.value) == {"outcome"}


@pytest.mark.clause("WS01-05.1.1b", "WS04-4.1-2")
def test_led_to_an_open_window_that_sees_it_coming(hall):
    assert wrong(hall, outcome="referred") == {"window"}
    enquiry = hall.ask(outcome="referred", window=hall.other_window.pk)
    assert enquiry.state == "referred"
    there = Authority.of(hall.other_clerk)
    (coming,) = lists.coming_in(there, hall.other_window)
    assert not lists.coming_in(there, hall.window).exists()
    with pytest.raises(NotAllowed, match="在该窗口"):
        perform(coming, "take", by=hall.other_clerk, place=hall.window)
    perform(coming, "take", by=hall.other_clerk, place=hall.other_window)
    assert Enquiry.objects.get(pk=enquiry.pk).handler == hall.other_clerk
    done = {"outcome": "answered", "answer": "好"}
    with pytest.raises(NotAllowed):
        perform(Enquiry.objects.get(pk=enquiry.pk), "conclude", done, by=hall.clerk2)
    from windows.models import Window

    window = Window.objects.get(place=hall.other_window)
    pause = {"reason": "取材料", "minutes": 10}
    perform(window, "pause", pause, by=hall.other_clerk, place=hall.other_window)
    assert wrong(hall, outcome="referred", window=hall.other_window.pk) == {"window"}


@pytest.mark.clause("WS01-05.1.1c")
def test_outside_the_hall_the_unit_was_asked_and_its_address_told(hall):
    assert wrong(hall, outcome="outside") == {"outside_unit", "outside_address", "confirmed_at"}
    known = {"outside_unit": "不动产中心", "outside_address": "三号街8号", "confirmed_at": "2026-03-09 09:30"}
    assert hall.ask(outcome="outside", **known).state == "answered"
    assert wrong(hall, outcome="outside", **known | {"confirmed_at": "2026-03-09 11:00"}) == {"confirmed_at"}


@pytest.mark.clause("WS01-05.2.1-3")
def test_a_missed_call_waits_until_it_was_returned_with_an_apology(hall):
    authority = Authority.of(hall.office)
    enquiry = hall.miss()
    assert list(lists.to_call_back(authority)) == [enquiry]
    assert lists.missed_and_returned(authority, TODAY, TODAY) == (1, 0)
    called = {"outcome": "at_once", "question": "问路", "answer": "已告知", "returned_at": "2026-03-09 10:00"}
    with pytest.raises(Invalid) as refused:
        perform(enquiry, "call_back", called, by=hall.clerk)
    assert wrong_fields(refused.value) == {"apologised"}
    called["apologised"] = "on"
    with pytest.raises(Invalid) as early:
        perform(enquiry, "call_back", called | {"returned_at": "2026-03-09 09:59"}, by=hall.clerk)
    assert wrong_fields(early.value) == {"returned_at"}
    assert perform(enquiry, "call_back", called, by=hall.clerk).state == "answered"
    assert not lists.to_call_back(authority).exists()
    assert lists.missed_and_returned(authority, TODAY, TODAY) == (1, 1)


@pytest.mark.clause("WS01-05.2.2-1")
def test_what_can_be_answered_at_once_is_closed_at_once(hall):
    assert wrong(hall, channel="phone", outcome="at_once") == {"answer"}
    enquiry = hall.ask(channel="phone", outcome="at_once", answer="周一到周五")
    assert enquiry.state == "answered"
    assert not enquiry.dossier.runs.exists()


@pytest.mark.clause("WS01-05.2.2-2")
def test_otherwise_a_time_is_agreed_on_and_kept(hall):
    assert wrong(hall, channel="phone") == {"agreed_until"}
    assert wrong(hall, channel="phone", outcome="later") == {"agreed_until"}
    enquiry = hall.ask(**LATER)
    assert limit_of(enquiry, "answer", "promise").due_at == at("2026-03-09 17:00")
    for instant, late in (("2026-03-09 17:00", []), ("2026-03-09 17:01", [enquiry])):
        for person in (hall.clerk, hall.office):
            assert list(lists.overdue(Authority.of(person, at(instant)))) == late
    travel("2026-03-09 17:05")
    perform(enquiry, "conclude", {"outcome": "answered", "answer": "已答复"}, by=hall.clerk)
    assert not lists.overdue(Authority.of(hall.clerk)).exists()
    with pytest.raises(Invalid):
        perform(hall.from_the_net(), "take", {"agreed_until": "2026-03-09 17:00"}, by=hall.guide)


@pytest.mark.clause("WS02-03.2")
def test_an_oral_explanation_names_its_matter(hall):
    assert wrong(hall, outcome="oral", answer="材料二要原件") == {"matter"}
    enquiry = hall.ask(outcome="oral", answer="材料二要原件", matter=hall.licence.pk)
    entry = enquiry.dossier.entries.get()
    assert (entry.by, entry.legal_at) == (hall.clerk, at("2026-03-09"))
    assert entry.facts["input"]["matter"]["id"] == hall.licence.pk
    assert enquiry.get_outcome_display() == "口头告知"


@pytest.mark.clause("WS02-09")
def test_what_is_unclear_is_asked_by_the_clerk_and_told_to_the_applicant(hall):
    case = hall.receive()
    asked = {"reason": "windows", "question": "两证合一怎么办", "asked": "市监、公安窗口"}
    one = perform(Consultation, "begin", asked, by=hall.clerk, parent=case)
    assert (one.state, one.dossier.parent) == ("open", case.dossier)
    with pytest.raises(Invalid) as refused:
        perform(one, "tell", {}, by=hall.clerk)
    assert wrong_fields(refused.value) == {"result", "told_at"}
    for told_at in ("2026-03-09 10:01", "2026-03-09 09:59"):
        with pytest.raises(Invalid):
            perform(one, "tell", {"result": "分别申请", "told_at": told_at}, by=hall.clerk)
    one = perform(one, "tell", {"result": "分别申请", "told_at": "2026-03-09 10:00"}, by=hall.clerk)
    kept = one.dossier.entries.get(act="tell").facts["input"]
    assert (kept["result"], kept["told_at"][:16]) == ("分别申请", "2026-03-09T10:00")


@pytest.mark.clause("WS04-4.1-1")
def test_what_was_neither_handled_nor_led_on_stays_with_the_first(hall):
    enquiry = hall.ask()
    assert enquiry.state == "open"
    assert list(lists.responsible_for(Authority.of(hall.clerk))) == [enquiry]
    assert not lists.responsible_for(Authority.of(hall.guide)).exists()
    with pytest.raises(NotAllowed):
        perform(enquiry, "conclude", {"outcome": "answered", "answer": "好"}, by=hall.guide)
    assert (
        perform(enquiry, "conclude", {"outcome": "answered", "answer": "好"}, by=hall.office).state
        == "answered"
    )


@pytest.mark.clause("AH-4.9c")
def test_a_question_from_the_net_has_number_unit_and_answer(hall, client):
    enquiry = hall.from_the_net(hall.department)
    assert (len(enquiry.number), enquiry.dossier.department) == (12, hall.department)
    assert list(lists.from_the_net(Authority.of(hall.reviewer))) == [enquiry]
    assert "还没有答复" in client.get(f"/ask/{enquiry.number}/").content.decode()
    enquiry = perform(enquiry, "take", {"agreed_until": "2026-03-10 12:00"}, by=hall.reviewer)
    perform(enquiry, "conclude", {"outcome": "answered", "answer": "周六不开门"}, by=hall.reviewer)
    shown = client.get(f"/ask/{enquiry.number}/").content.decode()
    assert "周六不开门" in shown
    assert "某旗市场监督管理局" in shown
    assert client.get("/ask/ABCDEFGHJKLM/").status_code == 404


def test_a_useful_answer_is_kept_for_others(hall):
    enquiry = hall.ask()
    done = {"outcome": "answered", "answer": "王女士，四样", "share": "on"}
    with pytest.raises(Invalid) as refused:
        perform(enquiry, "conclude", done, by=hall.clerk)
    assert wrong_fields(refused.value) == {"shared_question", "shared_answer"}
    shared = {"shared_question": "食品经营许可要什么材料", "shared_answer": "四样材料"}
    enquiry = perform(enquiry, "conclude", done | shared, by=hall.clerk)
    assert list(lists.known_answers(hall.hall, "食品 材料")) == [enquiry]
    assert not lists.known_answers(hall.hall, "护照").exists()


def test_who_has_to_call_back_may_read_the_number_and_a_desk_visit_can_be_rated(hall):
    enquiry = hall.ask(by=hall.guide, place=hall.window)
    assert enquiry.needs_contact(hall.guide)
    assert not enquiry.needs_contact(make_user("别的导服", (Role.GUIDE, hall.hall)))
    assert not Invitation.objects.filter(dossier=enquiry.pk).exists()  # 乌审 rates by case
    visits = AskedHall.__new__(AskedHall)
    visits.__dict__ |= hall.__dict__
    hall.hall.preset = "XA"
    hall.hall.save()
    enquiry = visits.ask(by=hall.guide, place=hall.window)
    assert Invitation.objects.get(dossier=enquiry.pk).served_by == hall.guide
