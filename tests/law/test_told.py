"""进度和结果告知: by the applicant's own choice, at once, and with a line that says when and by whom (XA-18)."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed
from hall.models import Dossier, Message, Outgoing
from hall.outbox.sender import NotSent, Sender
from hall.outbox.sending import WAITS, send_waiting
from hall.people.authority import Authority
from matters.cases.notifying import untold
from matters.cases.worklists import AtWindow, readable
from tests.cases_factory import revoke_all
from tests.factories import at, travel
from tests.law.ask import light, wrong_fields

SENT = []


class Gateway(Sender):
    """Takes everything, or nothing."""

    down = False

    def send(self, message):
        if Gateway.down:
            raise NotSent("短信网关不通。")
        SENT.append(message)


@pytest.fixture(autouse=True)
def gateway(settings):
    SENT.clear()
    Gateway.down = False
    settings.SENDERS = dict.fromkeys(("sms", "email"), "tests.law.test_told.Gateway")


def told(case):
    return list(Message.objects.filter(dossier__parent=case.pk).order_by("pk").values_list("what", "state"))


def message(case, what="accepted"):
    return Message.objects.get(dossier__parent=case.pk, what=what)


def later():
    Outgoing.objects.filter(next_try_at__isnull=False).update(next_try_at=at("2020-01-01"))


@pytest.mark.clause("XA-18")
def test_after_acceptance_and_after_the_decision(hall_of):
    hall = hall_of("XA")
    case = hall.case_in("decided")
    assert told(case) == [("accepted", "waiting"), ("decided", "waiting")]
    assert send_waiting() == 2
    assert told(case) == [("accepted", "told"), ("decided", "told")]
    assert [one.to for one in SENT] == ["13800000001"] * 2
    assert case.number in SENT[0].text
    assert "准予" in SENT[1].text
    assert not any("王小明" in one.text for one in SENT)


@pytest.mark.clause("XA-18")
def test_where_only_the_stamp_decides_the_result_is_told_with_the_stamp(hall_of):
    hall = hall_of("AH")
    case = hall.case_in("decided")
    assert told(case) == [("accepted", "waiting")]
    assert told(hall.stamp(case))[1:] == [("decided", "waiting")]


@pytest.mark.clause("XA-18")
def test_the_applicant_chooses_the_way(hall):
    case = hall.accept(hall.receive(notice_way="email", email="wang@example.cn"))
    send_waiting()
    assert (message(case).channel, SENT[0].to) == ("email", "wang@example.cn")
    with pytest.raises(Invalid) as refused:
        hall.receive(notice_way="email")
    assert wrong_fields(refused.value) == {"email"}


@pytest.mark.clause("XA-18")
def test_a_call_is_kept_with_caller_and_time(hall):
    case = hall.accept(hall.receive(notice_way="phone"))
    assert (told(case), send_waiting(), SENT) == ([("accepted", "to_call")], 0, [])
    travel("2026-03-09 11:30")
    call = {"channel": "phone", "outcome": "本人接听，已知悉"}
    with pytest.raises(NotAllowed):
        perform(message(case), "called", call, by=hall.supervisor)
    one = perform(message(case), "called", call, by=hall.clerk2)
    assert (one.told_by, one.told_at) == (hall.clerk2, at("2026-03-09 11:30"))


def test_no_number_and_no_text_stand_on_a_timeline(hall):
    case = hall.accept(hall.receive())
    send_waiting()
    lines = [str(line.facts) for one in Dossier.objects.filter(root=case.pk) for line in one.entries.all()]
    assert len(lines) == 2
    assert not any("13800000001" in line or "已受理" in line for line in lines)


def test_a_page_opened_before_the_sms_went_out_is_not_stale(hall):
    case = hall.accept(hall.receive())
    seen = case.dossier.version
    send_waiting()
    paper = case.dossier.papers.get(kind="acceptance").pk
    perform(
        case,
        "serve_paper",
        {"paper": paper, "received_by": "王小明", "relation": "self"},
        by=hall.clerk,
        place=hall.window,
        seen=seen,
    )


def test_each_message_goes_out_once(hall):
    hall.accept(hall.receive())
    assert [send_waiting(), send_waiting(), len(SENT)] == [1, 0, 1]


def test_what_did_not_go_is_in_sight_tried_again_and_then_called(hall):
    case = hall.accept(hall.receive())
    Gateway.down = True
    send_waiting()
    assert "短信网关不通" in message(case).dossier.attention
    for _ in WAITS:
        later()
        send_waiting()
    assert told(case) == [("accepted", "failed")]
    assert "请电话告知" in message(case).dossier.attention
    later()
    assert send_waiting() == 0
    perform(message(case), "called", {"channel": "phone", "outcome": "已知悉"}, by=hall.clerk)
    assert message(case).dossier.attention == ""


def test_when_the_gateway_is_back_it_goes_and_is_out_of_sight(hall):
    case = hall.accept(hall.receive())
    Gateway.down = True
    send_waiting()
    Gateway.down = False
    later()
    assert send_waiting() == 1
    assert message(case).dossier.attention == ""


def test_given_up_and_sent_again_by_a_person(hall):
    case = hall.accept(hall.receive())
    Gateway.down = True
    for _ in range(len(WAITS) + 1):
        send_waiting()
        later()
    Gateway.down = False
    perform(message(case), "send_again", by=hall.clerk)
    assert (send_waiting(), told(case)) == (1, [("accepted", "told")])


def test_told_by_telephone_meanwhile_nothing_goes_out(hall):
    case = hall.accept(hall.receive())
    perform(message(case), "called", {"channel": "counter", "outcome": "当面告知"}, by=hall.clerk)
    assert (send_waiting(), SENT) == (0, [])
    assert not Outgoing.objects.filter(next_try_at__isnull=False).exists()


def test_an_act_that_is_refused_tells_nobody(hall):
    case = hall.receive()
    revoke_all(hall.clerk)
    with pytest.raises(NotAllowed):
        hall.accept(case)
    assert told(case) == []


# --- The result ---------------------------------------------------------------------------------------------


@pytest.mark.clause("DL-10.4")
def test_from_the_approval_to_the_notice_to_collect_the_hall_counts_its_own_days(hall_of):
    hall = hall_of("DL")
    case = hall.stamp(hall.case_in("decided"))
    days = [light(case, "telling", "service", day) for day in ("2026-03-10 17:00", "2026-03-11")]
    assert days == ["yellow", "red"]
    hall.bring(case)
    send_waiting()
    assert case.dossier.runs.get(clock="telling").ended_at is not None


@pytest.mark.clause("DL-10.4")
def test_told_after_the_day_stays_late(hall_of):
    hall = hall_of("DL")
    case = hall.stamp(hall.case_in("decided"))
    travel("2026-03-12")
    hall.bring(case)
    send_waiting()
    assert light(case, "telling", "service", "2026-04-01") == "red"


@pytest.mark.clause("WS01-05.1.2a-3")
def test_a_case_stays_to_be_answered_until_the_result_was_told(hall_of):
    hall = hall_of("WS")
    case = hall.case_in("decided")
    at_window = AtWindow(Authority.of(hall.clerk), hall.window)
    assert list(at_window.to_tell()) == [case]
    travel("2026-03-09 15:20")
    one = perform(
        Message,
        "tell",
        {"what": "result", "channel": "phone", "outcome": "本人接听，周五来领"},
        by=hall.clerk2,
        parent=case,
    )
    assert (one.told_by, one.told_at, one.channel) == (hall.clerk2, at("2026-03-09 15:20"), "phone")
    assert list(at_window.to_tell()) == []
    assert case.dossier.runs.get(clock="telling").ended_at == at("2026-03-09 15:20")


@pytest.mark.clause("WS01-05.1.2a-3")
def test_told_of_progress_only_the_result_is_still_owed(hall):
    case = hall.case_in("decided")
    data = {"what": "progress", "channel": "phone", "outcome": "已知悉"}
    perform(Message, "tell", data, by=hall.clerk, parent=case)
    assert list(untold(readable(Authority.of(hall.office)))) == [case]
