"""Who sees a complaint: never whom it is about, never the other queue, and nobody the name that was to stay secret."""

import pytest

from complaints.complaint.ledger import ledger, transfers_to
from complaints.models import Complaint, Statement
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.clocks import sweep
from hall.models import Dossier, Entry
from hall.people.authority import Authority
from hall.people.roles import Role
from tests.factories import grant, make_hall, make_user, travel
from tests.law.ask import wrong_fields
from tests.law.voice_hall import EXPLAINED, FOUND, SETTLED, UPHELD, VoiceHall


@pytest.fixture
def voice(calendar) -> VoiceHall:
    """Under 乌审's rules; legal time stands on Monday 2026-03-09."""
    travel("2026-03-09")
    return VoiceHall()


def sees(person, obj) -> bool:
    readable = Dossier.objects.filter(Authority.of(person).readable())
    return readable.filter(pk=obj.pk).exists()


def of_preset(voice, preset: str) -> VoiceHall:
    voice.hall.preset = preset
    voice.hall.save()
    return voice


def asked(voice, complaint=None, person=None, **changes) -> Statement:
    data = {
        "person": (person or voice.clerk).pk,
        "question": "3月6日的告知",
        "due_on": "2026-03-11",
    } | changes
    complaint = perform(complaint or voice.accepted(), "ask_statement", data, by=voice.office)
    return complaint.statements.get()


@pytest.mark.clause("WS06-3.0")
def test_the_office_handles_and_a_department_sees_only_its_part(voice):
    complaint = voice.transferred()
    mine = complaint.transfers.get()
    for person in (voice.office, voice.deputy, voice.chief, voice.supervisor):
        assert sees(person, complaint)
    for person in (voice.first, voice.leader, voice.clerk, voice.guide, voice.other_first):
        assert not sees(person, complaint)
    assert [sees(one, mine) for one in (voice.first, voice.leader, voice.office)] == [True] * 3
    assert [sees(one, mine) for one in (voice.clerk, voice.other_first, voice.guide)] == [False] * 3
    for person in (voice.first, voice.guide, voice.deputy):
        with pytest.raises(NotAllowed):
            voice.accepted(voice.complain(), by=person)


@pytest.mark.clause("WS06-3.0")
def test_whom_it_is_about_neither_sees_nor_handles_it(voice):
    for role, person in ((Role.HALL_OFFICE, voice.colleague), (Role.FIRST_REPRESENTATIVE, voice.first)):
        complaint = voice.heard(voice.accepted(accused=person.pk))
        complaint = voice.investigated(complaint)
        data = {"opinion": "核实", "departments": [voice.department.pk]}
        complaint = perform(complaint, "transfer", data, by=voice.office)
        assert not sees(person, complaint), role
        assert not list(ledger(Authority.of(person), {}))
        assert complaint.transfers.get() not in transfers_to(Authority.of(person))
        with pytest.raises(NotAllowed):
            perform(complaint, "note", {"text": "改一改"}, by=person)
    with pytest.raises(NotAllowed, match="回避"):
        perform(complaint.transfers.get(), "report_back", {"report": "没事"}, by=voice.first)
    perform(complaint.transfers.get(), "report_back", {"report": "已核实"}, by=voice.leader)
    with pytest.raises(NotAllowed, match="回避"):
        perform(voice.accepted(accused=voice.colleague.pk), "settle", SETTLED, by=voice.colleague)


@pytest.mark.clause("WS06-3.0")
def test_nobody_accepts_a_complaint_about_themselves(voice):
    with pytest.raises(Invalid) as refusal:
        voice.accepted(accused=voice.office.pk)
    assert wrong_fields(refusal.value) == {"accused"}


@pytest.mark.clause("AH-44.1", "AH-44.2", "DL-26.1")
def test_what_is_said_to_the_commission_reaches_only_its_queue(voice):
    of_preset(voice, "AH")
    secret, plain = voice.complain(addressee="discipline_window"), voice.complain()
    assert [sees(one, secret) for one in (voice.supervisor, voice.office, voice.deputy)] == [
        True,
        False,
        False,
    ]
    assert sees(voice.office, plain)
    with pytest.raises(NotAllowed):
        voice.accepted(secret)
    with pytest.raises(NotAllowed):
        voice.accepted(plain, by=voice.supervisor)
    secret = voice.accepted(secret, by=voice.supervisor)
    assert not sees(voice.office, secret)
    perform(secret, "share", by=voice.supervisor)
    assert sees(voice.office, secret)
    assert not sees(voice.clerk, secret)
    with pytest.raises(Objected):
        perform(voice.complain(), "share", by=voice.supervisor)
    of_preset(voice, "DL")
    assert not sees(voice.office, voice.complain(addressee="discipline_office"))


@pytest.mark.clause("DL-26.2")
def test_the_commission_too_finds_and_disposes(voice):
    of_preset(voice, "AH")
    complaint = voice.accepted(voice.complain(addressee="discipline_window"), by=voice.supervisor)
    with pytest.raises(WrongState):
        perform(complaint, "answer", {"answer": "好", "way": "phone"}, by=voice.supervisor)
    complaint = perform(complaint, "settle", SETTLED, by=voice.supervisor)
    assert complaint.finding == "partly"


@pytest.mark.clause("WS06-4.1-2", "WS06-4.4-3")
def test_the_name_stays_with_the_office(voice):
    complaint = voice.heard(voice.accepted(voice.complain(confidential="on")))
    complaint = perform(complaint, "investigate", UPHELD | {"gravity": "ordinary"}, by=voice.office)
    data = {"opinion": "修订", "departments": [voice.department.pk]}
    complaint = perform(complaint, "transfer", data, by=voice.office)
    below = Dossier.objects.filter(parent=complaint.pk)
    said = str([paper.facts for one in [complaint.dossier, *below] for paper in one.papers.all()])
    said += str(list(Entry.objects.filter(dossier__hall=voice.hall).values_list("facts", flat=True)))
    assert "巴特尔" not in said
    assert "13847712345" not in said
    assert complaint.name == complaint.masked_name == "巴**"
    assert voice.complain().name == "巴特尔"


@pytest.mark.clause("WS06-4.3-1")
def test_who_is_asked_answers_or_is_shown_as_not_cooperating(voice):
    statement = asked(voice)
    assert sees(voice.clerk, statement)
    assert not sees(voice.first, statement)
    with pytest.raises(NotAllowed):
        perform(statement, "give", EXPLAINED, by=voice.first)
    travel("2026-03-12")
    sweep.sweep()
    complaint = Complaint.objects.get(pk=statement.complaint_id)
    assert "未配合" in complaint.dossier.attention
    assert complaint.uncooperative
    perform(Statement.objects.get(pk=statement.pk), "give", EXPLAINED, by=voice.clerk)
    assert Complaint.objects.get(pk=complaint.pk).accused_heard["course"] == EXPLAINED["course"]


@pytest.mark.clause("WS06-3.2-2")
def test_a_statement_counts_as_having_been_heard(voice):
    complaint = perform(voice.accepted(), "hear_complainant", {"unreachable": "匿名"}, by=voice.office)
    perform(asked(voice, complaint), "give", EXPLAINED, by=voice.clerk)
    complaint = perform(Complaint.objects.get(pk=complaint.pk), "investigate", FOUND, by=voice.office)
    with pytest.raises(WrongState):
        asked(voice, complaint)


def test_nobody_s_other_hall(voice):
    """A grant elsewhere opens nothing here."""
    elsewhere = make_hall("WS", code="other", name="另一旗政务服务中心", region="150998")
    stranger = make_user("外厅", (Role.HALL_OFFICE, elsewhere))
    grant(stranger, Role.GUIDE, voice.hall)
    assert not sees(stranger, voice.complain())
