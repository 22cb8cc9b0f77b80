"""办事材料免费寄: originals follow an online filing by post, and go from hand to hand to the window (WS16 三（一）)."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.people.authority import Authority
from hall.people.roles import Role
from matters.cases.mail_ledger import stalled
from matters.cases.models import Filing, IncomingMail
from tests.catalogue.builders import make_matter
from tests.factories import NAMED_SINCE, at, make_place, make_user
from tests.law.ask import wrong_fields

PARCEL = {"tracking": "EMS1", "postage": "18"}


@pytest.fixture
def ws(hall_of):
    hall = hall_of("WS")
    hall.by_mail = make_matter(hall.department, name="可邮寄的许可", entered_on=NAMED_SINCE)
    hall._version(hall.by_mail, 5, channels=["window", "online", "mail"])
    hall.desk = make_place(hall.hall, "Z1", "enquiry_desk")
    hall.guide = make_user("导服", (Role.GUIDE, hall.hall))
    return hall


def filed(hall, matter=None) -> Filing:
    return hall.look_through(hall.file(matter or hall.by_mail))


def passed(hall, matter=None) -> Filing:
    return hall.pass_review(filed(hall, matter))


def expect(hall, filing, *, by=None, contents=("身份证明",)) -> IncomingMail:
    return perform(IncomingMail, "expect", {"contents": list(contents)}, by=by or hall.clerk, parent=filing)


@pytest.mark.clause("WS16-3.1-1", "WS16-2-1")
def test_free_only_once_the_filing_has_passed(ws):
    filing = filed(ws)
    with pytest.raises(Objected) as refused:
        expect(ws, filing)
    assert "预审通过" in str(refused.value)
    mail = expect(ws, ws.pass_review(filing))
    assert (mail.state, mail.get_payer_display(), mail.contents) == ("expected", "政务服务局", ["身份证明"])


@pytest.mark.clause("WS16-3.1-1")
class TestNotFree:
    def test_what_does_not_go_by_mail(self, ws):
        with pytest.raises(Objected) as refused:
            expect(ws, passed(ws, ws.licence))
        assert "不提供邮寄" in str(refused.value)

    def test_twice(self, ws):
        filing = passed(ws)
        expect(ws, filing)
        with pytest.raises(Objected):
            expect(ws, filing)

    def test_for_whoever_is_not_at_the_window(self, ws):
        with pytest.raises(NotAllowed):
            expect(ws, passed(ws), by=ws.reviewer)


@pytest.mark.clause("WS16-2-2")
def test_only_the_materials_of_the_matter(ws):
    with pytest.raises(Invalid) as refused:
        expect(ws, passed(ws), contents=["其他物品"])
    assert wrong_fields(refused.value) == {"contents"}


@pytest.mark.clause("WS16-3.1-2", "WS16-4.1")
class TestFromHandToHand:
    def test_it_arrives_at_the_desk_and_waits_to_be_passed_on(self, ws):
        mail = expect(ws, passed(ws))
        with pytest.raises(Objected) as refused:
            perform(mail, "arrive", PARCEL, by=ws.guide, place=ws.window)
        assert "志愿服务台" in str(refused.value)
        with pytest.raises(NotAllowed):
            perform(mail, "arrive", PARCEL, by=ws.reviewer, place=ws.desk)
        mail = perform(mail, "arrive", PARCEL, by=ws.guide, place=ws.desk)
        assert (mail.state, mail.get_state_display()) == ("arrived", "已到件，待转交")
        assert [one.pk for one in stalled(Authority.of(ws.office, at("2026-03-17")))] == [mail.pk]

    def test_the_window_of_the_matter_signs_for_it(self, ws):
        mail = perform(expect(ws, passed(ws)), "arrive", PARCEL, by=ws.guide, place=ws.desk)
        elsewhere = make_place(ws.hall, "B01", "department_window")
        with pytest.raises(Objected):
            perform(mail, "sign", by=ws.clerk, place=elsewhere)
        with pytest.raises(NotAllowed):
            perform(mail, "sign", by=ws.guide, place=ws.window)
        with pytest.raises(NotAllowed):
            perform(mail, "sign", by=ws.clerk)
        mail = perform(mail, "sign", by=ws.clerk, place=ws.window)
        entry = mail.dossier.entries.get(act="sign", kind="act")
        assert (mail.state, mail.signed_by, entry.place) == ("handed", ws.clerk, ws.window)


@pytest.mark.clause("WS16-3.1-2")
def test_the_case_is_not_taken_in_while_the_parcel_lies_at_the_desk(ws):
    filing = passed(ws)
    mail = perform(expect(ws, filing), "arrive", PARCEL, by=ws.guide, place=ws.desk)
    with pytest.raises(Objected) as refused:
        ws.take_in(filing)
    assert "窗口签收" in str(refused.value)
    perform(mail, "sign", by=ws.clerk, place=ws.window)
    assert ws.take_in(filing).state == "received"
