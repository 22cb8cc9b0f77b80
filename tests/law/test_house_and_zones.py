"""Zones, equipment and faults of a hall: what the text asks for and is not there is named."""

import pytest
from django.test import Client
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.refusals import NotAllowed
from hall.models import Hall, Place, RegisterRecord
from tests.factories import at, make_place
from tests.law.ask import decide_for_itself
from windows.facilities.fault import faults_at, open_faults
from windows.facilities.register import KINDS, kinds_wanting
from windows.facilities.zones import scattered, zones_wanting
from windows.models import Fault, Window

DAY = at("2026-03-09").date()
SIX = ["咨询服务区", "窗口服务区", "集中审批区", "政务公开区", "自助服务区", "休息等候区"]


def zoned(hall: Hall, *zones: str) -> None:
    for n, zone in enumerate(zones, start=hall.places.count()):
        place = make_place(hall, f"Q{n}", Place.Kind.ENQUIRY_DESK)
        Place.objects.filter(pk=place.pk).update(zone=zone)


def look(hall, person) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse("house")).content.decode()


class TestZones:
    @pytest.mark.clause("XA-30.1")
    def test_six_kinds_and_those_without_a_zone_by_name(self, hall_of):
        hall = hall_of("XA")
        zoned(hall.hall, *SIX[:4])
        assert zones_wanting(hall.hall, DAY) == {hall.hall: ["自助服务", "休息等候"]}
        assert "自助服务、休息等候" in look(hall, hall.office)
        zoned(hall.hall, *SIX[4:])
        assert zones_wanting(hall.hall, DAY) == {}

    @pytest.mark.clause("XA-30.2")
    def test_one_room_may_be_several_zones(self, hall_of):
        hall = hall_of("XA")
        zoned(hall.hall, "、".join(SIX))
        assert zones_wanting(hall.hall, DAY) == {}
        decide_for_itself(hall, "hall.zones_mergeable", False)
        assert len(zones_wanting(hall.hall, DAY)[hall.hall]) == 6

    @pytest.mark.clause("EL-1.2")
    def test_sub_halls_need_theirs_too(self, hall_of):
        hall = hall_of("EL")
        sub = Hall.objects.create(
            code="sub",
            name="某旗医保分厅",
            level=4,
            kind="sub_hall",
            parent=hall.hall,
            region_code="150999",
            department=hall.other,
        )
        zoned(hall.hall, "综合服务区", "咨询服务区", "自助终端办理区", "休息等候区")
        zoned(sub, "综合服务区")
        assert zones_wanting(hall.hall, DAY) == {sub: ["咨询服务区", "自助终端办理区", "休息等候区"]}

    @pytest.mark.clause("XA-33.2")
    def test_what_stays_outside_the_integrated_windows_is_gathered(self, hall_of):
        hall = hall_of("XA")
        hall.joint.one_window = False
        hall.joint.save()
        assert scattered(hall.hall, DAY) == [hall.joint]
        place = make_place(hall.hall, "B01", Place.Kind.DEPARTMENT_WINDOW)
        Place.objects.filter(pk=place.pk).update(zone="公安专区")
        data = {"place": place.pk, "seats": 1, "matters": [hall.joint.pk]}
        perform(Window, "register", data, by=hall.office, hall=hall.hall, department=hall.department)
        assert scattered(hall.hall, DAY) == []


class TestFacilities:
    def enter(self, hall, kind: str, item: str, by=None) -> None:
        data = {"item": item, "kind": kind, "spot": hall.window.pk, "condition": "good"}
        scope = {"register": "windows.facilities", "hall": hall.hall}
        perform(RegisterRecord, "record", data, by=by or hall.office, **scope)

    @pytest.mark.clause("XA-31")
    def test_a_kind_of_which_there_is_nothing_is_flagged(self, hall):
        assert kinds_wanting(hall.hall) == list(KINDS.values())
        with pytest.raises(NotAllowed):
            self.enter(hall, "service", "某设施", by=hall.helper)
        for kind in ("service", "support", "emergency"):
            self.enter(hall, kind, "某设施")
        assert kinds_wanting(hall.hall) == ["无障碍设施"]
        assert "没有登记：无障碍设施" in look(hall, hall.office)

    @pytest.mark.clause("DL-3.2a", "WS04-5.17")
    def test_a_fault_stays_open_until_it_is_repaired(self, hall):
        self.enter(hall, "service", "高拍仪")
        window = Window.objects.get()
        data = {"spot": hall.window.pk, "item": "高拍仪", "description": "不出图像"}
        fault = perform(Fault, "report", data, by=hall.clerk, hall=hall.hall)
        assert list(open_faults(hall.hall)) == [fault]
        assert faults_at(window) == 1
        office = Client()
        office.force_login(hall.office)
        assert "1处" in office.get(reverse("dossier", args=[window.pk])).content.decode()
        assert "高拍仪" in look(hall, hall.office)
        with pytest.raises(NotAllowed):
            perform(fault, "mend", {"repair": "换线"}, by=hall.clerk)
        fault = perform(fault, "mend", {"repair": "换线"}, by=hall.office)
        assert (fault.repaired_at, faults_at(window)) == (at("2026-03-09"), 0)
