"""Things handed in at the desk of a hall under 乌审's rules."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.models import LossReport, LostItem
from hall.acts.door import perform
from hall.clocks.sweep import sweep
from tests.factories import travel
from tests.law.voice_hall import VoiceHall
from tests.papers.samples import picture

UMBRELLA = {
    "item": "黑色长柄伞",
    "kind": "clothes",
    "quantity": "1把",
    "features": "伞柄刻有“巴”字",
    "found_at": "",
    "found_place": "一楼等候区",
    "handed_in_by": "不愿留名的群众",
}
SHELF = {"condition": "whole", "condition_note": "无破损", "cabinet": "A柜3层"}
CLAIM = {
    "way": "in_person",
    "claimant": "巴雅尔",
    "document": "resident_id",
    "digits": "101X",
    "description": "伞柄刻有一个巴字",
    "verified": "on",
}
POLICE = {"unit": "嘎鲁图派出所", "officer": "王警官", "handed_on": ""}
BURNT = {"method": "深埋", "destroyed_on": "", "destroyer": "甲导服"}
LOSS = {
    "item": "雨伞",
    "kind": "clothes",
    "features": "伞柄刻字",
    "lost_at": "2024-01-15 09:00",
    "lost_place": "等候区",
    "contact_name": "巴雅尔",
    "phone": "13800000001",
}


def sweep_at(when: str) -> None:
    travel(when)
    assert sweep().failed == 0


class LostHall(VoiceHall):
    def do(self, item, act: str, data: dict | None = None, *, by=None, **files):
        return perform(item, act, data or {}, by=by or self.guide, files=files)

    def found(self, day: str = "2024-01-15", **more) -> LostItem:
        """Handed in at ten in the morning of a day, found an hour before."""
        travel(day)
        data = UMBRELLA | {"found_at": f"{day} 09:00"} | more
        return perform(LostItem, "register", data, by=self.guide, hall=self.hall)

    def stored(self, day: str = "2024-01-15", **more) -> LostItem:
        return self.do(self.found(day, **more), "store", SHELF)

    def announced(self, day: str = "2024-01-15", **more) -> LostItem:
        return self.do(self.stored(day, **more), "announce")

    def claimed(self, **more) -> LostItem:
        return self.do(self.stored(), "claim", CLAIM | more)

    def returned(self) -> LostItem:
        return self.do(self.claimed(), "give_back", signature=signature())

    def loss(self) -> LossReport:
        travel("2024-01-15")
        return perform(LossReport, "report", LOSS, by=self.guide, hall=self.hall)


def signature() -> SimpleUploadedFile:
    return SimpleUploadedFile("sign.png", picture())
