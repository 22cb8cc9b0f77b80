"""Deny by default: wrong role, hall, department, place or time – refused, and written down where it can be seen."""

import datetime as dt

import pytest

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import NotAllowed, Refused, WrongState
from hall.models import Dossier, Entry, Grant, Place, RegisterRecord
from hall.people.roles import Role
from matters.cases.models import Case
from tests.catalogue.builders import make_matter
from tests.factories import make_department, make_hall, make_place, make_user, travel
from tests.visits import correct_visit, record_visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


def last_line(dossier) -> Entry:
    return dossier.entries.order_by("-seq").first()


def refused_on(record) -> Entry:
    """The refused attempt, standing on the object's timeline, which has not otherwise moved."""
    dossier = Dossier.objects.get(pk=record.pk)
    entry = last_line(dossier)
    assert entry.kind == Entry.Kind.REFUSED
    assert (dossier.head_seq, dossier.head_hash) == (entry.seq, entry.hash)
    assert dossier.version == dossier.entries.filter(kind=Entry.Kind.ACT).count()
    return entry


class TestRole:
    def test_who_holds_it_may(self, record, office):
        correct_visit(record, by=office, persons=5)
        entry = last_line(record.dossier)
        assert (entry.by, entry.role, entry.kind) == (office, Role.HALL_OFFICE, Entry.Kind.ACT)

    def test_who_does_not_may_not(self, record, clerk):
        with pytest.raises(NotAllowed, match="“更正”须由大厅管理室、导服人员办理，您在此处没有这项授权。"):
            correct_visit(record, by=clerk, persons=5)
        entry = refused_on(record)
        assert (entry.by, entry.act, entry.title) == (clerk, "correct", "更正")
        assert entry.facts["refusal"] == "NotAllowed"
        assert entry.facts["reasons"] == ["“更正”须由大厅管理室、导服人员办理，您在此处没有这项授权。"]
        record.refresh_from_db()
        assert record.facts["persons"] == 3

    def test_an_account_that_is_closed_may_nothing(self, record, office):
        office.is_active = False
        office.save()
        with pytest.raises(NotAllowed):
            correct_visit(record, by=office)

    def test_nobody_may_nothing(self, record):
        with pytest.raises(NotAllowed):
            correct_visit(record, by=None)
        assert refused_on(record).by is None

    def test_the_system_does_only_what_names_it(self, record, office):
        paper = {"paper": "1", "reason": "误"}
        with pytest.raises(NotAllowed, match="“作废文书”不能由系统自动办理。"):
            perform(record, "void_paper", paper, by=SYSTEM)
        with pytest.raises(NotAllowed, match="“重新计算期限”须由系统办理"):
            perform(record, "recompute_clocks", {"reason": "想看看"}, by=office)


class TestScope:
    def test_another_hall_s_office(self, record):
        neighbour = make_hall(code="neighbour", region="150998")
        with pytest.raises(NotAllowed):
            correct_visit(record, by=make_user("邻旗", (Role.HALL_OFFICE, neighbour)))
        assert refused_on(record).by.name == "邻旗"

    def test_another_department_s_person(self, hall, visits):
        ours, theirs = make_department(hall), make_department(hall, "某旗公安局", "公")
        record = record_visit(hall, department=ours)
        correct_visit(record, by=make_user("本局", (Role.GUIDE, hall, ours)))
        with pytest.raises(NotAllowed):
            correct_visit(record, by=make_user("外局", (Role.GUIDE, hall, theirs)))
        assert refused_on(record).by.name == "外局"

    def test_a_department_s_person_on_the_hall_s_own_object(self, record, hall):
        with pytest.raises(NotAllowed):
            correct_visit(record, by=make_user("本局", (Role.GUIDE, hall, make_department(hall))))

    def test_a_grant_for_one_place_holds_only_there(self, record, hall, place):
        guide = make_user("导服", (Role.GUIDE, hall, None, place))
        data = {"reason": "重复"}
        for elsewhere in (None, make_place(hall, "B02")):
            with pytest.raises(NotAllowed):
                perform(record, "void", data, by=guide, place=elsewhere)
            assert refused_on(record).place == elsewhere
        perform(record, "void", data, by=guide, place=place)
        assert last_line(record.dossier).place == place


class TestAtTheWindow:
    """An act at the window: inside this hall, at a registered place that is in use."""

    @pytest.fixture
    def receive(self, hall, clerk):
        matter = make_matter(make_department(hall))
        scope = {"hall": hall, "department": matter.department, "matter": matter}

        def attempt(place) -> str:
            with pytest.raises(Refused) as refused:
                perform(Case, "receive", {}, by=clerk, place=place, **scope)
            return str(refused.value)

        return attempt

    def test_elsewhere_it_is_refused(self, hall, receive):
        neighbour = make_hall(code="neighbour", region="150998")
        closed = make_place(hall, "C03")
        closed.is_active = False
        closed.save()
        for place in (None, make_place(hall, "X", Place.Kind.OUTSIDE), make_place(neighbour), closed):
            assert receive(place) == "“收件”只能在本大厅的窗口办理，请先登录到窗口。"

    def test_at_the_window_it_is_not(self, receive, place):
        """The control: here it is the matter that no one has published."""
        assert "窗口" not in receive(place)


class TestTime:
    def test_a_grant_begins_and_ends(self, record, hall, office):
        given = {"user": office.pk, "role": Role.GUIDE}
        guide = make_user("导服")
        given |= {"user": guide.pk, "since": "2026-09-21 09:00", "until": "2026-09-25 17:00"}
        perform(Grant, "give", given, by=office, hall=hall)
        for moment, may in {
            "2026-09-21 08:59": False,
            "2026-09-21 09:00": True,
            "2026-09-25 16:59": True,
            "2026-09-25 17:00": False,
        }.items():
            travel(moment)
            if may:
                correct_visit(record, by=guide)
            else:
                with pytest.raises(NotAllowed):
                    correct_visit(record, by=guide)

    def test_a_grant_taken_back_ends_at_once(self, record, office):
        perform(office.grants.get(), "revoke", by=SYSTEM)
        with pytest.raises(NotAllowed):
            correct_visit(record, by=office)

    def test_who_granted_and_who_revoked_stand_on_the_grant_s_timeline(self, hall, office):
        guide = make_user("导服")
        legal_time.advance(dt.timedelta(days=1))
        grant = perform(Grant, "give", {"user": guide.pk, "role": Role.GUIDE}, by=office, hall=hall)
        perform(grant, "revoke", by=office)
        assert [(e.act, e.by, e.state_to) for e in grant.dossier.entries.all()] == [
            ("give", office, "given"),
            ("revoke", office, "revoked"),
        ]


class TestState:
    def test_what_does_not_exist_for_a_state_is_refused(self, record):
        perform(record, "void", {"reason": "重复"}, by=SYSTEM)
        with pytest.raises(WrongState, match="当前状态是“已作废”，不能办理“更正”。"):
            correct_visit(record)
        assert refused_on(record).facts["refusal"] == "WrongState"

    def test_an_act_on_any_state_still_creates_nothing(self, hall, visits):
        with pytest.raises(WrongState, match="当前状态是“未建立”"):
            perform(
                RegisterRecord,
                "recompute_clocks",
                {"reason": "试"},
                by=SYSTEM,
                hall=hall,
                register=visits.key,
            )
        assert not RegisterRecord.objects.exists()

    def test_nothing_is_created_twice(self, record):
        with pytest.raises(WrongState, match="不能办理“登记”"):
            perform(record, "record", {}, by=SYSTEM)

    def test_an_act_nobody_declared(self, record):
        with pytest.raises(WrongState, match="台账记录没有“archive”这一行为。"):
            perform(record, "archive", by=SYSTEM)


class TestRefusedCreation:
    """There is no object to write it on: it stands on the hall's log, or on the object it was to belong to."""

    def test_it_stands_on_the_hall_s_log(self, hall, visits, clerk, place):
        with pytest.raises(NotAllowed):
            record_visit(hall, by=clerk, place=place)
        assert not RegisterRecord.objects.exists()
        log = Dossier.objects.get(kind="log.refused", hall=hall)
        entry = last_line(log)
        assert (entry.by, entry.place, entry.title) == (clerk, place, "登记")
        assert entry.facts["on"] == "hall.registerrecord"
        with pytest.raises(NotAllowed):
            record_visit(hall, by=clerk)
        assert log.entries.count() == 2

    def test_a_child_s_stands_on_its_parent(self, hall, record, clerk):
        with pytest.raises(NotAllowed):
            record_visit(hall, by=clerk, parent=record)
        assert refused_on(record).facts["on"] == "hall.registerrecord"
        assert not Dossier.objects.filter(kind="log.refused").exists()

    def test_without_any_hall_there_is_nowhere_to_write(self, visits, clerk):
        with pytest.raises(NotAllowed, match="没有说明在哪个大厅办理"):
            record_visit(None, by=clerk)
