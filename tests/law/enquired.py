"""A hall under 乌审's rules in which people ask: two departments, windows, a guide, somebody to review."""

from __future__ import annotations

from complaints.models import Enquiry, Referral
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.people.roles import Role
from tests.cases_factory import CaseHall
from tests.factories import make_place, make_user
from windows.models import Window

ASKED = {
    "channel": "desk",
    "question": "办食品经营许可要带什么",
    "matter": "",
    "contact_name": "王女士",
    "phone": "13800000001",
    "outcome": "",
    "answer": "",
}
LATER = {"channel": "phone", "outcome": "later", "agreed_until": "2026-03-09 17:00"}


class AskedHall(CaseHall):
    def __init__(self, preset: str = "WS"):
        super().__init__(preset)
        self.guide = make_user("甲导服", (Role.GUIDE, self.hall))
        self.other_clerk = make_user("公安窗口", (Role.WINDOW_CLERK, self.hall, self.other))
        self.other_window = make_place(self.hall, "B12", "department_window")
        perform(
            Window,
            "register",
            {"place": self.other_window.pk, "seats": 1},
            by=self.office,
            hall=self.hall,
            department=self.other,
        )

    def ask(self, *, by=None, department=None, place=None, **more) -> Enquiry:
        scope = {"hall": self.hall, "department": department}
        return perform(Enquiry, "record", ASKED | more, by=by or self.clerk, place=place, **scope)

    def refer(self, enquiry: Enquiry, **to) -> Enquiry:
        by = enquiry.handler
        return perform(enquiry, "conclude", {"outcome": "referred"} | to, by=by)

    def referral(self, enquiry: Enquiry) -> Referral:
        return Referral.objects.get(dossier__parent=enquiry.pk, state="sent")

    def miss(self, **more) -> Enquiry:
        data = {"phone": "13800000001", "missed_at": "2026-03-09 10:00"} | more
        return perform(Enquiry, "miss", data, by=self.clerk, hall=self.hall)

    def from_the_net(self, department=None) -> Enquiry:
        data = {"question": "周六开门吗", "contact_name": "", "phone": ""}
        return perform(Enquiry, "ask", data, by=SYSTEM, hall=self.hall, department=department)
