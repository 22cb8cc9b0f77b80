"""投诉: from the first word to the archive, on every path (乌审 WS06)."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.models import Complaint, Rectification, Transfer
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.clocks import sweep
from hall.clocks.ledger import Light
from hall.models import Entry
from tests.factories import at, travel
from tests.law.ask import wrong_fields
from tests.law.voice_hall import CALLED, EXPLAINED, HEARD, SETTLED, UPHELD, VoiceHall


@pytest.fixture
def voice(calendar) -> VoiceHall:
    """Under 乌审's rules; legal time stands on Monday 2026-03-09."""
    travel("2026-03-09")
    return VoiceHall()


@pytest.fixture
def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("材料.png", b"\x89PNG\r\n\x1a\n....")


def limit(obj, clock: str):
    return obj.dossier.runs.filter(clock=clock).latest("pk").limits.get()


def refused(fields: set[str], obj, name: str, data, by, **scope) -> None:
    with pytest.raises(Invalid) as refusal:
        perform(obj, name, data, by=by, **scope)
    assert fields <= wrong_fields(refusal.value)


@pytest.mark.clause("WS06-4.2-1")
def test_the_day_to_decide_passes_into_red(voice):
    complaint = voice.complain()
    assert limit(complaint, "intake").due_on == dt.date(2026, 3, 10)
    travel("2026-03-11")
    sweep.sweep()
    assert "未按期决定是否受理" in Complaint.objects.get(pk=complaint.pk).dossier.attention
    assert limit(voice.accepted(complaint), "intake").run.ended_at


@pytest.mark.clause("WS06-3.1-2", "AH-4.7a")
def test_acceptance_prints_one_form_and_needs_whom_and_what(voice):
    complaint = voice.complain()
    refused({"target", "matter"}, complaint, "accept", {"subject": "quality"}, voice.office)
    refused(
        {"target"},
        complaint,
        "accept",
        {"subject": "quality", "target": "unit", "matter": "慢"},
        voice.office,
    )
    paper = voice.accepted(complaint).dossier.papers.get(kind="complaint_form")
    said = {row["label"]: row["lines"] for row in paper.facts["rows"]}
    assert paper.number
    assert (said["被投诉对象"], said["投诉事项"]) == (
        ["某旗市场监督管理局 张窗口 A01号窗口"],
        ["没有一次性告知"],
    )
    assert "巴特尔" not in str(paper.facts)


@pytest.mark.clause("WS06-3.1.4")
def test_an_invalid_word_needs_one_of_two_grounds(voice):
    refused({"ground"}, voice.complain(), "turn_down", {"ground": "boring", "note": "x"}, voice.office)
    ground = {"ground": "nothing_said", "note": "无对象无事项"}
    complaint = perform(voice.complain(), "turn_down", ground, by=voice.office)
    assert not complaint.dossier.papers.exists()
    with pytest.raises(WrongState):
        voice.accepted(complaint)


@pytest.mark.clause("WS06-3.1.3")
def test_out_of_scope_names_who_is_competent(voice):
    refused(
        {"body", "contact"}, voice.complain(), "send_elsewhere", {"explanation": "不归我们管"}, voice.office
    )
    told = {"body": "某旗人社局", "contact": "0477-7000000", "explanation": "劳动争议"}
    assert perform(voice.complain(), "send_elsewhere", told, by=voice.office).body == "某旗人社局"


@pytest.mark.clause("WS06-3.1.5-1")
def test_a_suggestion_is_used_or_passed_on(voice):
    suggestion = voice.complain(kind="suggestion", target="hall")
    said = {"answer": "谢谢", "way": "web"}
    refused({"use"}, suggestion, "answer_suggestion", said, voice.office)
    refused({"department"}, suggestion, "answer_suggestion", said | {"use": "reference"}, voice.office)
    data = said | {"use": "reference", "department": voice.department.pk}
    perform(suggestion, "answer_suggestion", data, by=voice.office)
    assert Transfer.objects.get().dossier.department == voice.department


@pytest.mark.clause("WS06-3.1.5-2", "WS04-2.3")
def test_a_suggestion_is_answered_in_five_working_days(voice):
    suggestion = voice.take_down(kind="suggestion", target="hall", by=voice.clerk)
    assert limit(suggestion, "suggestion").due_on == dt.date(2026, 3, 16)
    assert limit(suggestion, "suggestion").light(at("2026-03-17")) == Light.RED
    travel("2026-03-11")
    later = perform(voice.complain(), "take_as_suggestion", by=voice.office)
    assert limit(later, "suggestion").due_on == dt.date(2026, 3, 18)


@pytest.mark.clause("WS06-3.1.5-3")
def test_the_platform_s_own_limit_goes_before(voice):
    order = {"channel": "hotline", "order_number": "12345-1", "platform_due": "2026-03-11 12:00"}
    suggestion = voice.take_down(kind="suggestion", target="hall", **order)
    assert limit(suggestion, "platform").due_at == at("2026-03-11 12:00")
    assert not suggestion.dossier.runs.filter(clock="suggestion").exists()


@pytest.mark.clause("WS09-3-4")
def test_a_report_of_wrongdoing_is_answered_in_fifteen_working_days(voice):
    report = voice.complain(kind="report")
    assert limit(report, "petition").due_on == dt.date(2026, 3, 30)
    assert not voice.complain().dossier.runs.filter(clock="petition").exists()
    done = {"answer": "已查处", "way": "phone", "handling": "核实后处理"}
    assert perform(report, "answer_petition", done, by=voice.office).state == "concluded"
    assert limit(report, "petition").closed_at


@pytest.mark.clause("WS06-2.6")
def test_a_major_matter_waits_for_something_in_writing(voice, picture):
    complaint = voice.complain(is_major="on")
    assert complaint.state == "wanting"
    with pytest.raises(WrongState):
        voice.accepted(complaint)
    complaint = perform(complaint, "supply", {}, files={"file": picture}, by=voice.office)
    assert voice.accepted(complaint).state == "accepted"


@pytest.mark.clause("WS06-3.2-1")
def test_the_complainant_is_heard_or_it_is_said_why_not(voice):
    complaint = voice.accepted()
    refused(set(HEARD), complaint, "hear_complainant", {}, voice.office)
    perform(complaint, "hear_accused", EXPLAINED, by=voice.office)
    with pytest.raises(Objected, match="尚未询问投诉人"):
        voice.investigated(complaint)
    perform(complaint, "hear_complainant", {"unreachable": "匿名"}, by=voice.office)
    assert voice.investigated(complaint).state == "investigated"


@pytest.mark.clause("WS06-3.2-2")
def test_whom_it_is_about_is_heard(voice):
    complaint = voice.accepted()
    refused(set(EXPLAINED), complaint, "hear_accused", {}, voice.office)
    perform(complaint, "hear_complainant", HEARD, by=voice.office)
    with pytest.raises(Objected, match="尚未询问被投诉对象"):
        voice.investigated(complaint)


@pytest.mark.clause("DL-26.2")
def test_no_end_without_finding_and_disposal(voice):
    complaint = voice.heard()
    refused({"finding"}, complaint, "investigate", {"facts": "查了", "gravity": "ordinary"}, voice.office)
    refused({"result"}, complaint, "settle", {"finding": "upheld", "basis": "x"}, voice.office)
    with pytest.raises(WrongState):
        perform(complaint, "answer", {"answer": "好", "way": "phone"}, by=voice.office)


@pytest.mark.clause("WS06-4.4-2", "WS06-4.1-1")
def test_what_is_found_to_be_so_is_ordered_to_be_put_right(voice):
    complaint = voice.heard()
    refused(
        {"problem", "basis"}, complaint, "investigate", UPHELD | {"problem": "", "basis": ""}, voice.office
    )
    refused({"rectify_by"}, complaint, "investigate", UPHELD | {"rectify_by": "2026-03-06"}, voice.office)
    perform(complaint, "investigate", UPHELD, by=voice.office)
    order = Rectification.objects.get()
    assert (order.dossier.parent_id, order.dossier.department) == (complaint.pk, voice.department)
    assert order.due_on == dt.date(2026, 3, 23)


@pytest.mark.clause("WS06-3.3.1")
def test_clear_and_simple_is_settled_the_same_day(voice):
    complaint = voice.handled()
    assert (complaint.path, complaint.transfers.count()) == ("spot", 0)
    assert complaint.handled_at == complaint.received_at


@pytest.mark.clause("WS06-3.3.2-1", "WS06-3.3.2-2")
def test_an_ordinary_transfer_needs_an_opinion_and_gives_five_days(voice):
    refused(
        {"opinion"}, voice.investigated(), "transfer", {"departments": [voice.department.pk]}, voice.office
    )
    transfer = voice.transferred().transfers.get()
    assert transfer.dossier.papers.get().title == "投诉转办单"
    assert limit(transfer, "implementation").due_on == dt.date(2026, 3, 16)
    travel("2026-03-17")
    sweep.sweep()
    assert "逾期" in Transfer.objects.get(pk=transfer.pk).dossier.attention


@pytest.mark.clause("WS06-3.3.2-3")
def test_only_the_report_ends_the_transfer(voice):
    complaint = voice.transferred()
    transfer = complaint.transfers.get()
    refused({"report"}, transfer, "report_back", {}, voice.first)
    perform(transfer, "report_back", {"report": "已修订"}, by=voice.first)
    complaint = Complaint.objects.get(pk=complaint.pk)
    assert (complaint.state, complaint.result) == ("handled", "已修订")


@pytest.mark.clause("WS06-3.3.2-4")
def test_two_leaders_approve_in_order_and_are_two(voice):
    with pytest.raises(Objected, match="报领导批准"):
        voice.transferred(gravity="serious")
    complaint = voice.proposed()
    with pytest.raises(NotAllowed):
        perform(complaint, "approve", by=voice.chief)
    complaint = perform(complaint, "approve", by=voice.deputy)
    with pytest.raises(WrongState):
        perform(complaint, "transfer_approved", by=voice.office)
    with pytest.raises(NotAllowed, match="另一位领导"):
        perform(complaint, "approve", by=voice.deputy)
    complaint = perform(complaint, "approve", by=voice.chief)
    assert perform(complaint, "transfer_approved", by=voice.office).state == "transferred"


@pytest.mark.clause("WS06-3.3.2-5", "WS06-3.3.2-6")
def test_a_serious_one_goes_to_the_unit_s_leader_too_and_has_ten_days(voice):
    refused({"leader"}, voice.investigated(gravity="serious"), "propose", {}, voice.office)
    transfer = perform(voice.approved(), "transfer_approved", by=voice.office).transfers.get()
    assert transfer.leader == "市监领导"
    assert limit(transfer, "implementation").due_on == dt.date(2026, 3, 23)


@pytest.mark.clause("WS06-3.3.2-7")
def test_its_report_is_signed_and_sealed(voice, picture):
    transfer = perform(voice.approved(), "transfer_approved", by=voice.office).transfers.get()
    refused({"signer", "scan"}, transfer, "report_back", {"report": "已修订"}, voice.first)
    signed = {"report": "已修订", "signer": "苏日娜"}
    after = perform(transfer, "report_back", signed, files={"scan": picture}, by=voice.first)
    assert after.dossier.papers.filter(kind="complaint_report").exists()


@pytest.mark.clause("WS06-3.3.3-1", "WS06-3.3.3-2")
def test_several_departments_have_a_task_each_and_the_same_days(voice):
    complaint = voice.transferred(voice.department, voice.other)
    mine, theirs = complaint.transfers.order_by("dossier__department__pk")
    days = [limit(one, "implementation").due_on for one in (mine, theirs)]
    assert (complaint.path, days) == ("joint", [dt.date(2026, 3, 16)] * 2)
    perform(mine, "report_back", {"report": "甲"}, by=voice.first)
    assert Complaint.objects.get(pk=complaint.pk).state == "transferred"
    perform(theirs, "report_back", {"report": "乙"}, by=voice.other_first)
    assert Complaint.objects.get(pk=complaint.pk).state == "handled"
    both = perform(voice.approved(voice.department, voice.other), "transfer_approved", by=voice.office)
    assert {limit(one, "implementation").due_on for one in both.transfers.all()} == {dt.date(2026, 3, 23)}


@pytest.mark.clause("WS06-3.4-1")
def test_the_answer_comes_within_two_working_days(voice):
    complaint = voice.handled()
    assert limit(complaint, "answer").due_on == dt.date(2026, 3, 11)
    complaint = perform(complaint, "answer", {"answer": "已改正", "way": "phone"}, by=voice.office)
    assert limit(complaint, "answer").closed_at
    assert complaint.dossier.papers.filter(kind="complaint_answer").exists()


@pytest.mark.clause("WS06-3.4-2", "WS06-4.2-2")
def test_the_follow_up_asks_four_things_and_revenge_reaches_the_leaders(voice):
    complaint = voice.answered()
    refused({*CALLED}, complaint, "follow_up", {}, voice.office)
    complaint = perform(complaint, "follow_up", CALLED | {"retaliation": "yes"}, by=voice.office)
    grave = Complaint.objects.get(dossier__parent=complaint.pk)
    assert (grave.state, grave.is_urgent) == ("received", True)
    assert "报复" in grave.dossier.attention


@pytest.mark.clause("WS06-3.4-3")
def test_badly_handled_goes_back_with_a_day(voice):
    bad = CALLED | {"satisfaction": "dissatisfied"}
    refused({"reason"}, voice.answered(), "follow_up", bad, voice.office)
    complaint = voice.followed(satisfaction="dissatisfied", reason="没改", badly_handled="on")
    assert complaint.state == "redo"
    data = {"opinion": "重新培训", "departments": [voice.department.pk]}
    refused({"due_on"}, complaint, "redo", data | {"due_on": "2026-03-06"}, voice.office)
    transfer = perform(complaint, "redo", data, by=voice.office).transfers.get()
    assert (transfer.round, limit(transfer, "implementation").due_on) == (1, dt.date(2026, 3, 16))
    perform(transfer, "report_back", {"report": "再改"}, by=voice.first)
    assert Complaint.objects.get(pk=complaint.pk).state == "handled"


@pytest.mark.clause("WS06-3.1.2")
def test_a_withdrawal_is_explained_voluntary_and_dated(voice):
    complaint = voice.accepted()
    refused({"explanation", "voluntary", "withdrawn_on"}, complaint, "withdraw", {}, voice.office)
    data = {"explanation": "说明了流程", "voluntary": "on", "withdrawn_on": "2026-03-09"}
    assert perform(complaint, "withdraw", data, by=voice.office).state == "withdrawn"


@pytest.mark.clause("WS06-3.3.4")
def test_it_ends_on_a_ground_and_what_departments_had_is_taken_back(voice):
    complaint = voice.transferred()
    refused({"ground"}, complaint, "terminate", {"note": "x"}, voice.office)
    complaint = perform(complaint, "terminate", {"ground": "court", "note": "已立案"}, by=voice.office)
    assert (complaint.state, complaint.transfers.get().state) == ("terminated", "recalled")


@pytest.mark.clause("WS06-4.5-2")
def test_handed_to_an_authority_it_is_only_read(voice):
    complaint = voice.accepted()
    refused({"authority", "handed_on", "reason"}, complaint, "hand_over", {}, voice.office)
    data = {"authority": "某旗公安局", "handed_on": "2026-03-09", "reason": "捏造事实"}
    complaint = perform(complaint, "hand_over", data, by=voice.office)
    for act in ("investigate", "settle", "note", "add_evidence"):
        with pytest.raises(WrongState):
            perform(complaint, act, {}, by=voice.office)


@pytest.mark.clause("WS06-3.5", "WS06-3.1.1")
def test_the_archive_lists_five_documents_and_closes_the_file(voice):
    complaint = voice.followed()
    refused({"book", "ledger", "form", "hotline", "rating"}, complaint, "archive", {}, voice.office)
    listed = {"book": "none", "ledger": "present", "form": "present", "hotline": "none", "rating": "none"}
    complaint = perform(complaint, "archive", listed, by=voice.office)
    form = complaint.dossier.papers.filter(kind="complaint_form").last()
    assert form.facts["rows"][-1]["lines"][0] == "满意"
    with pytest.raises(WrongState):
        perform(complaint, "note", {"text": "改一改"}, by=voice.office)
    done = Entry.objects.filter(dossier=complaint.pk, kind="act").order_by("seq")
    assert [one.act for one in done] == ["file", "accept", "settle", "answer", "follow_up", "archive"]
    assert all(one.by == voice.office for one in done[1:])


@pytest.mark.clause("WS06-3.4-3")
def test_what_was_ordered_is_put_right_before_it_is_filed(voice):
    complaint = perform(voice.heard(), "investigate", UPHELD, by=voice.office)
    for act, data in (
        ("settle", SETTLED),
        ("answer", {"answer": "已改正", "way": "phone"}),
        ("follow_up", CALLED),
    ):
        complaint = perform(complaint, act, data, by=voice.office)
    listed = dict.fromkeys(("book", "ledger", "form", "hotline", "rating"), "none")
    with pytest.raises(Objected, match="整改尚未验收"):
        perform(complaint, "archive", listed, by=voice.office)


@pytest.mark.clause("XA-37.3")
def test_where_the_text_says_promptly_the_hall_s_own_days_count(voice):
    voice.hall.preset = "XA"
    voice.hall.save()
    complaint = voice.accepted(voice.complain(addressee="portal"))
    assert limit(complaint, "handling").due_on == dt.date(2026, 3, 16)
    travel("2026-03-17")
    complaint = perform(complaint, "settle", SETTLED, by=voice.office)
    complaint = perform(complaint, "answer", {"answer": "已改正", "way": "web"}, by=voice.office)
    assert limit(complaint, "handling").light(at("2026-04-01")) == Light.RED
    assert complaint.age == 8
    assert all((complaint.received_at, complaint.accepted_at, complaint.answered_at))
