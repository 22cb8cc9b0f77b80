"""政务专递: results by post at the bureau's cost; each letter has its case, its slip, its line in the ledger (WS16)."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, Refused
from hall.applicants.crypto import opened
from hall.models import RegisterRecord
from hall.people.roles import Role
from matters.cases.mail_address import mail_address_of
from matters.cases.models import Case, Mailing, MailSample
from tests.factories import at, make_user, travel
from tests.law.ask import limit_of, wrong_fields
from tests.windows.desk import document

TO = {"contact": "王小明", "phone": "13800000001", "address": "海南省三亚市某路一号"}


@pytest.fixture
def ws(hall_of):
    return hall_of("WS")


def contents(case) -> list[str]:
    paper = case.dossier.papers.get(kind="approval")
    return [f"{paper.title}（{paper.number}）"]


def register(hall, case=None, **changes) -> Mailing:
    case = case or hall.case_in("at_window")
    data = TO | {"contents": contents(case)} | changes
    return perform(Mailing, "register", data, by=hall.clerk, place=hall.window, parent=case)


def send(hall, mailing, *, slip=True, **changes) -> Mailing:
    files = {"slip": document("slip.pdf")} if slip else None
    data = {"tracking": f"EMS{mailing.pk}", "postage": "18.50"} | changes
    return perform(mailing, "send", data, by=hall.clerk, place=hall.window, files=files)


def signed(hall, mailing, **changes) -> Mailing:
    return perform(mailing, "receive", {"evidence": "签收回执"} | changes, by=hall.clerk)


def agreement(hall, *, by=None, **changes) -> RegisterRecord:
    data = {
        "carrier": "中国邮政集团有限公司某旗分公司",
        "number": "邮协〔2026〕1号",
        "since": "2026-01-01",
        "until": "2026-12-31",
        "reach": "全国",
        "covered": "申请材料原件、审批结果",
    }
    bureau = by or make_user("政务局", (Role.BUREAU, hall.hall))
    key = "cases.mail_agreement"
    return perform(RegisterRecord, "record", data | changes, by=bureau, hall=hall.hall, register=key)


@pytest.mark.clause("WS16-3.2-1")
class TestChosenAtTheApplication:
    def test_who_chooses_the_post_says_where_to(self, ws):
        case = ws.receive(delivery_way="post", mail_contact="李亲友", mail_address="北京市某区二号")
        assert mail_address_of(case) == {
            "contact": "李亲友",
            "phone": "13800000001",
            "address": "北京市某区二号",
        }
        assert "李亲友" not in str(list(case.dossier.entries.values_list("facts", flat=True)))

    def test_without_any_address_nothing_can_be_sent(self, ws):
        with pytest.raises(Invalid) as refused:
            ws.receive(delivery_way="post", address="")
        assert wrong_fields(refused.value) == {"mail_address"}
        assert ws.receive(delivery_way="window", address="").state == "received"

    def test_only_the_window_takes_that_down(self, ws):
        with pytest.raises(NotAllowed):
            ws.receive(delivery_way="post", by=ws.reviewer)


@pytest.mark.clause("WS16-3.2-2")
class TestSentAfterTheEnd:
    def test_the_result_window_sends_it_within_the_time_set(self, ws):
        case = ws.receive(delivery_way="post")
        case = ws.bring(ws.stamp(ws.approve(ws.into_review(ws.accept(case)))))
        assert str(limit_of(case, "mailing", "service").due_on) == "2026-03-10"
        mailing = register(ws, case)
        with pytest.raises(NotAllowed):
            perform(mailing, "send", {}, by=ws.reviewer, place=ws.window)
        send(ws, mailing)
        assert limit_of(case, "mailing", "service").closed_at is not None

    def test_not_before_there_is_a_result(self, ws):
        with pytest.raises(Objected):
            register(ws, ws.case_in("sealed"))

    def test_it_goes_where_the_applicant_wants_it(self, ws):
        mailing = register(ws)
        assert [opened(getattr(mailing, name)) for name in TO] == list(TO.values())
        assert TO["address"] not in str(list(mailing.dossier.entries.values_list("facts", flat=True)))

    def test_who_takes_it_at_the_window_after_all(self, ws):
        case = ws.case_in("at_window")
        mailing = register(ws, case)
        with pytest.raises(Objected):
            ws.hand_out(case)
        perform(mailing, "cancel", {"reason": "申请人到场领取"}, by=ws.clerk)
        assert ws.hand_out(case).state == "delivered"


@pytest.mark.clause("WS16-1-3")
def test_the_reach_is_the_whole_country(ws):
    for address in ("海南省三亚市某路一号", "黑龙江省漠河市某街二号", "西藏自治区阿里地区某乡"):
        assert register(ws, address=address).state == "to_send"
    case = ws.case_in("at_window")
    data = TO | {"contents": contents(case)}
    with pytest.raises(NotAllowed):
        perform(Mailing, "register", data, by=ws.first, place=ws.window, parent=case)


@pytest.mark.clause("WS16-2-1")
def test_what_can_be_had_on_the_spot_is_not_sent_for_nothing(hall_of):
    ws = hall_of("WS")
    case = ws.stamp(ws.approve(ws.serve(ws.accept(ws.receive(ws.instant)))))
    with pytest.raises(Objected) as refused:
        register(ws, case)
    assert "当场" in str(refused.value)
    assert [one.waivable_by for one in refused.value.objections] == [Role.HALL_OFFICE]


@pytest.mark.clause("WS16-2-2")
def test_nothing_but_the_case_own_papers(ws):
    with pytest.raises(Invalid) as refused:
        register(ws, contents=["其他物品"])
    assert wrong_fields(refused.value) == {"contents"}
    with pytest.raises(Refused):
        perform(Mailing, "register", TO, by=ws.clerk, place=ws.window, hall=ws.hall)


@pytest.mark.clause("XA-19", "EL-4.2h")
def test_only_where_the_hall_posts_at_all(hall_of):
    hall = hall_of("AH")
    with pytest.raises(Objected) as refused:
        register(hall)
    assert "邮寄" in str(refused.value)


@pytest.mark.clause("WS16-3.2-3")
def test_no_letter_is_sent_without_number_and_slip(ws):
    mailing = register(ws)
    with pytest.raises(Invalid) as refused:
        send(ws, mailing, slip=False, tracking="")
    assert wrong_fields(refused.value) == {"slip", "tracking"}
    assert send(ws, mailing).state == "sent"
    with pytest.raises(Invalid) as refused:
        send(ws, register(ws), tracking=f"EMS{mailing.pk}")
    assert wrong_fields(refused.value) == {"tracking"}
    with pytest.raises(NotAllowed):
        perform(register(ws), "send", {}, by=ws.office, place=ws.window)


@pytest.mark.clause("EL-4.2h")
def test_the_postal_window_signs_then_registers(hall_of):
    el = hall_of("EL")
    mailing = register(el)
    with pytest.raises(NotAllowed):
        perform(mailing, "hand_to_post", {"carrier_signed": "邮政小刘"}, by=el.first)
    mailing = perform(mailing, "hand_to_post", {"carrier_signed": "邮政小刘"}, by=el.clerk)
    assert (mailing.state, mailing.carrier_signed) == ("at_post", "邮政小刘")
    assert send(el, mailing).state == "sent"


@pytest.mark.clause("XA-19")
def test_posted_it_is_delivered_on_the_day_of_the_receipt(hall_of):
    xa = hall_of("XA")
    case = xa.case_in("at_window")
    mailing = send(xa, register(xa, case))
    assert Case.objects.get(pk=case.pk).state == "at_window"
    travel("2026-03-26")
    mailing = signed(xa, mailing, received_at="2026-03-20 15:00", received_by="王大明")
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.delivered_at) == ("delivered", at("2026-03-20 15:00"))
    assert limit_of(case, "delivery", "statutory").closed_at == at("2026-03-20 15:00")
    facts = mailing.dossier.papers.get(kind="delivery_record").facts
    assert (facts["method"], facts["received_on"]) == ("邮寄送达", "2026-03-20")
    assert mailing.tracking in facts["note"]


@pytest.mark.clause("WS16-4.1")
def test_every_change_of_hands_says_who_and_when(ws):
    mailing = register(ws)
    perform(mailing, "hand_to_post", {"carrier_signed": "邮政小刘"}, by=ws.clerk)
    send(ws, mailing)
    mailing = perform(mailing, "come_back", {"reason": "地址不详"}, by=ws.clerk2)
    lines = mailing.dossier.entries.filter(kind="act").order_by("seq").values_list("act", "by__name")
    assert list(lines) == [
        ("register", "张窗口"),
        ("hand_to_post", "张窗口"),
        ("send", "张窗口"),
        ("come_back", "李窗口"),
    ]
    assert register(ws, mailing.case).state == "to_send"
    with pytest.raises(NotAllowed):
        perform(send(ws, Mailing.objects.last()), "come_back", {"reason": "x"}, by=ws.reviewer)


@pytest.mark.clause("WS16-1-1")
class TestTheAgreement:
    def test_free_mailing_beyond_its_term_is_told(self, ws):
        agreement(ws)
        assert register(ws).dossier.attention == ""
        travel("2026-12-31")
        assert register(ws).dossier.attention == ""
        travel("2027-01-04")
        assert "协议" in register(ws).dossier.attention

    def test_the_bureau_signs_it_and_nobody_else(self, ws):
        with pytest.raises(NotAllowed):
            agreement(ws, by=ws.office)
        with pytest.raises(Invalid) as refused:
            agreement(ws, until="2025-12-31")
        assert wrong_fields(refused.value) == {"until"}


@pytest.mark.clause("WS16-4.3")
def test_how_the_service_is_made_known_is_recorded_by_the_centre(ws):
    data = {"on": "2026-03-09", "means": ["screen", "account"], "content": "免费邮寄服务"}
    scope = {"hall": ws.hall, "register": "cases.mail_publicity"}
    with pytest.raises(NotAllowed):
        perform(RegisterRecord, "record", data, by=ws.clerk, **scope)
    assert perform(RegisterRecord, "record", data, by=ws.office, **scope).facts["means"] == [
        "screen",
        "account",
    ]


@pytest.mark.clause("WS16-4.2-1")
class TestChecks:
    def draw(self, ws, **changes) -> MailSample:
        data = {"since": "2026-03-01", "until": "2026-03-31", "percent": 34} | changes
        return perform(MailSample, "draw", data, by=ws.office, hall=ws.hall)

    def test_a_share_is_drawn_by_lot_with_its_seed(self, ws):
        letters = [send(ws, register(ws)).pk for _ in range(5)]
        sample = self.draw(ws)
        found = [one.mailing_id for one in sample.letters.all()]
        assert (sample.pool, len(found), sample.drawn_by) == (5, 2, ws.office)
        assert set(found) < set(letters)
        with pytest.raises(NotAllowed):
            perform(MailSample, "draw", {}, by=ws.clerk, hall=ws.hall)

    def test_nothing_sent_nothing_drawn(self, ws):
        with pytest.raises(Invalid) as refused:
            self.draw(ws)
        assert wrong_fields(refused.value) == {"since"}

    def test_out_of_scope_costs_points_and_the_postage_comes_back(self, ws):
        mailing = send(ws, register(ws))
        verdict = {"verdict": "outside", "reason": "与办理事项没有直接关系"}
        with pytest.raises(Objected):
            perform(mailing, "judge", verdict | {"points": "1"}, by=ws.office)
        self.draw(ws)
        with pytest.raises(Objected):
            perform(mailing, "repay", {"paid_on": "2026-03-09", "document": "1号"}, by=ws.office)
        with pytest.raises(Invalid) as refused:
            perform(mailing, "judge", verdict, by=ws.office)
        assert wrong_fields(refused.value) == {"points"}
        with pytest.raises(NotAllowed):
            perform(mailing, "judge", verdict, by=ws.clerk)
        data = verdict | {"points": "1", "person": ws.clerk.pk}
        mailing = perform(mailing, "judge", data, by=ws.office)
        with pytest.raises(Objected):
            perform(mailing, "judge", data, by=ws.office)
        with pytest.raises(NotAllowed):
            perform(mailing, "repay", {"paid_on": "2026-03-09", "document": "1号"}, by=ws.clerk)
        mailing = perform(mailing, "repay", {"paid_on": "2026-03-09", "document": "1号"}, by=ws.office)
        assert (mailing.fault_of, str(mailing.points), str(mailing.repaid_on)) == (
            ws.clerk,
            "1.0",
            "2026-03-09",
        )
