"""遗失物品: nothing handed in is lost again – to its owner, to the police, or struck off with a record."""

import pytest
from django.db.models import Sum

from complaints.lost_property import lists
from complaints.models import LostItem
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.people.authority import Authority
from hall.places.place import Place
from matters.cases.models import Mailing
from tests.factories import at, make_place, travel
from tests.law.ask import cited, wrong_fields
from tests.law.lost import BURNT, CLAIM, POLICE, SHELF, UMBRELLA, LostHall, signature, sweep_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(calendar) -> LostHall:
    return LostHall()


def wrong(act, *args, **kwargs) -> set[str]:
    with pytest.raises(Invalid) as refused:
        act(*args, **kwargs)
    return wrong_fields(refused.value)


def again(item: LostItem) -> LostItem:
    return LostItem.objects.get(pk=item.pk)


@pytest.mark.clause("WS07-1.2")
def test_five_things_or_no_entry_and_a_register_sheet(hall):
    for name in ("item", "quantity", "features", "found_at", "found_place"):
        assert wrong(hall.found, **{name: ""}) == {name}
    sheet = hall.claimed().dossier.papers.get(kind="lost_property")
    cells = {row["label"]: row["lines"] for row in sheet.facts["rows"]}
    assert (sheet.title, len(cells)) == ("市民遗失物品登记表", 16)
    assert (cells["物品名称"], cells["存放位置"], cells["认领人"]) == (["黑色长柄伞"], ["A柜3层"], ["巴雅尔"])


@pytest.mark.clause("WS07-2.1-2", "WS07-1.1-2")
def test_who_handed_it_in_who_took_it_and_when(hall):
    item = hall.found()
    assert (item.handed_in_by, item.received_by, item.received_at) == (
        "不愿留名的群众",
        hall.guide,
        at("2024-01-15"),
    )
    assert wrong(hall.found, handed_in_by="") == {"handed_in_by"}
    for person in (hall.clerk, hall.first):
        with pytest.raises(NotAllowed):
            perform(LostItem, "register", UMBRELLA, by=person, hall=hall.hall)


@pytest.mark.clause("WS07-2.1-1", "WS07-2.1-3", "WS07-2.3-1")
def test_it_is_looked_at_and_gets_its_place_in_the_cabinet(hall):
    item = hall.found()
    assert wrong(hall.do, item, "store") == {"condition", "condition_note", "cabinet"}
    with pytest.raises(WrongState):
        hall.do(item, "announce")
    assert (hall.do(item, "store", SHELF).state, hall.stored().cabinet) == ("stored", "A柜3层")


@pytest.mark.clause("WS07-1.1-2")
def test_a_loss_is_matched_with_what_was_handed_in(hall):
    loss, item = hall.loss(), hall.stored()
    hall.returned()
    assert wrong(perform, loss, "match", {"found": hall.found().pk}, by=hall.guide) == {"found"}
    loss = perform(loss, "match", {"found": item.pk}, by=hall.guide)
    assert (loss.state, loss.found) == ("matched", item)
    assert loss.needs_contact(hall.guide)


@pytest.mark.clause("WS07-1.1-1")
def test_everybody_finds_the_point(hall, client):
    make_place(hall.hall, "Z01", Place.Kind.ENQUIRY_DESK)
    hall.hall.opening_hours = "8:30—17:30"
    hall.hall.save()
    shown = client.get("/lost/").content.decode()
    for said in ("Z01号窗口", "8:30—17:30", "0470-1234567"):
        assert said in shown
    assert lists.point_of(hall.hall).place == "Z01号窗口"


@pytest.mark.clause("WS07-1.3-1", "WS07-3.3")
def test_the_notice_names_what_is_announced_without_its_features(hall, client):
    item, other = hall.announced(), hall.stored()
    shown = client.get("/lost/").content.decode()
    assert "衣物、伞具" in shown
    assert "巴”字" not in shown
    assert [one.number for one in lists.announced(hall.hall)] == [item.number]
    limit = item.dossier.runs.filter(clock="notice").latest("pk").limits.get()
    assert str(limit.due_on) == "2024-01-22"
    travel("2024-01-20")
    item = hall.do(item, "announce_again")
    assert (str(item.last_announced_on), str(item.announced_on)) == ("2024-01-20", "2024-01-15")
    assert str(item.dossier.runs.filter(clock="notice").latest("pk").limits.get().due_on) == "2024-01-29"
    item = hall.do(hall.do(item, "claim", CLAIM), "give_back", signature=signature())
    assert (item.state, item.cancelled_by, item.cancelled_at) == ("returned", hall.guide, at("2024-01-20"))
    assert not lists.announced(hall.hall).exists()
    assert other.state == "stored"


@pytest.mark.clause("WS07-1.3-2")
def test_after_half_a_year_it_goes_to_the_police_and_not_before(hall):
    item = hall.announced("2024-01-15")
    sweep_at("2024-07-15 23:00")
    with pytest.raises(Objected) as refused:
        hall.do(item, "hand_to_police", POLICE | {"handed_on": "2024-07-15"})
    assert "WS07-1.3-2" in cited(refused.value)
    assert not lists.due(Authority.of(hall.office)).exists()
    sweep_at("2024-07-16 09:00")
    assert list(lists.due(Authority.of(hall.office))) == [item]
    assert wrong(hall.do, again(item), "hand_to_police") == {"unit", "officer", "handed_on"}
    item = hall.do(again(item), "hand_to_police", POLICE | {"handed_on": "2024-07-16"})
    assert (item.state, item.handed_to) == ("police", "嘎鲁图派出所")
    assert not lists.due(Authority.of(hall.office)).exists()


@pytest.mark.clause("WS07-1.4")
def test_what_must_be_in_the_cabinet_is_counted_and_a_loss_is_an_incident(hall):
    item, claimed = hall.stored(), hall.claimed()
    authority = Authority.of(hall.office)
    assert [(one.number, one.cabinet) for one in lists.stock(authority)] == [(1, "A柜3层"), (2, "A柜3层")]
    gone = {"checked_on": "2024-01-15", "circumstances": "柜门未锁"}
    item = hall.do(item, "mark_missing", gone)
    assert "查处" in item.dossier.attention
    assert list(lists.stock(authority)) == [claimed]
    with pytest.raises(NotAllowed):
        hall.do(item, "write_off", {"outcome": "已赔偿"})
    assert hall.do(item, "write_off", {"outcome": "已赔偿"}, by=hall.office).state == "written_off"
    lost = hall.do(claimed, "mark_missing", gone)
    assert hall.do(lost, "find_again", {"cabinet": "B柜"}, by=hall.office).cabinet == "B柜"


@pytest.mark.clause("WS07-2.2")
def test_an_owner_named_inside_is_told_before_the_public(hall):
    item = hall.stored(phone="13800000001", contact_name="巴雅尔")
    authority = Authority.of(hall.guide)
    assert lists.owners_to_tell(authority) == [item]
    assert item.needs_contact(hall.guide)
    with pytest.raises(Objected):
        hall.do(item, "announce")
    assert wrong(hall.do, item, "contact") == {"channel", "tried_at", "outcome"}
    tried = {"channel": "phone", "tried_at": "2024-01-15 10:00", "outcome": "无人接听"}
    item = hall.do(item, "contact", tried)
    assert lists.owners_to_tell(authority) == []
    assert hall.do(item, "announce").state == "announced"


@pytest.mark.clause("WS07-2.3-2", "WS07-2.3-3")
def test_food_waits_three_days_and_its_destruction_is_on_record(hall):
    item = hall.announced("2024-03-04", perishable="on", kind="food", item="酸奶")
    travel("2024-03-06")
    early = BURNT | {"destroyed_on": "2024-03-06"}
    assert wrong(hall.do, item, "destroy", early) == {"spoilt"}
    sweep_at("2024-03-07 23:00")
    assert not lists.due(Authority.of(hall.guide)).exists()
    sweep_at("2024-03-08 00:01")
    assert list(lists.due(Authority.of(hall.guide))) == [item]
    assert wrong(hall.do, again(item), "destroy") == {"method", "destroyed_on", "destroyer"}
    item = hall.do(again(item), "destroy", BURNT | {"destroyed_on": "2024-03-08"})
    cells = {row["label"]: row["lines"] for row in item.dossier.papers.get().facts["rows"]}
    assert cells["销毁登记"] == ["深埋，2024年3月8日，处理人甲导服"]
    spoilt = hall.stored("2024-03-11", perishable="on")
    bad = BURNT | {"destroyed_on": "2024-03-11", "spoilt": "on", "reason": "发霉"}
    assert hall.do(spoilt, "destroy", bad).state == "destroyed"
    with pytest.raises(Objected) as refused:
        hall.do(
            hall.stored(), "destroy", BURNT | {"destroyed_on": "2024-01-15", "spoilt": "on", "reason": "x"}
        )
    assert "WS07-2.3-2" in cited(refused.value)


@pytest.mark.clause("WS07-2.4")
def test_valuables_go_to_the_police_station_at_once(hall):
    item = hall.found(valuable="on")
    with pytest.raises(Objected) as refused:
        hall.do(item, "store", SHELF)
    assert "WS07-2.4" in cited(refused.value)
    assert wrong(hall.do, item, "hand_to_station") == {"unit", "officer", "handed_on"}
    assert hall.do(item, "hand_to_station", POLICE | {"handed_on": "2024-01-15"}).state == "station"
    with pytest.raises(Objected):
        hall.do(hall.found(), "hand_to_station", POLICE | {"handed_on": "2024-01-15"})


@pytest.mark.clause("WS07-3.1-1", "WS07-3.1-2")
def test_a_claim_is_proved_and_verified_by_somebody_else(hall):
    item = hall.stored()
    bare = {"way": "in_person", "claimant": "巴雅尔", "verified": "on"}
    assert wrong(hall.do, item, "claim", bare) == {"digits", "description"}
    assert wrong(hall.do, item, "claim", CLAIM | {"verified": ""}) == {"verified"}
    assert wrong(hall.do, item, "claim", CLAIM | {"claimant": hall.guide.name}) == {"claimant"}
    item = hall.do(item, "claim", CLAIM)
    assert (item.state, item.verified_by) == ("claimed", hall.guide)
    assert "巴雅尔" not in str(item.dossier.entries.get(act="claim").facts)
    assert hall.do(item, "withdraw_claim", {"outcome": "未来领取"}).state == "stored"


@pytest.mark.clause("WS07-3.1-3")
def test_nothing_is_given_back_unsigned(hall):
    item = hall.claimed()
    assert wrong(hall.do, item, "give_back") == {"signature"}
    assert hall.do(item, "give_back", signature=signature()).signature.name


@pytest.mark.clause("WS07-3.2-1")
def test_an_agent_fetches_it_for_an_owner_verified_over_the_net(hall):
    item = hall.stored()
    agent = {"verified_by_net": "微信视频", "agent": "李四", "agent_document": "身份证，1234"}
    for name in agent:
        assert wrong(hall.do, item, "claim", CLAIM | agent | {"way": "agent", name: ""}) == {name}
    assert hall.do(item, "claim", CLAIM | agent | {"way": "agent"}).state == "claimed"


@pytest.mark.clause("WS07-3.2-2")
def test_posting_is_the_owners_wish_and_cost(hall):
    item = hall.stored()
    post = {"verified_by_net": "微信视频", "consent": "on", "carriage": "collect", "address": "呼和浩特市"}
    for name in post:
        assert wrong(hall.do, item, "claim", CLAIM | post | {"way": "post", name: ""}) == {name}
    assert wrong(hall.do, item, "claim", CLAIM | post | {"way": "post", "carriage": "free"}) == {"carriage"}
    item = hall.do(item, "claim", CLAIM | post | {"way": "post"})
    assert wrong(hall.do, item, "give_back", signature=signature()) == {"tracking"}
    hall.do(item, "give_back", {"tracking": "EMS1"}, signature=signature())
    assert Mailing.objects.aggregate(cost=Sum("postage"))["cost"] is None
