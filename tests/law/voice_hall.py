"""A hall whose visitors complain: who receives, transfers, investigates, corrects and watches."""

from __future__ import annotations

from complaints.models import Complaint, Rectification
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.models import User
from hall.people.roles import Role
from tests.factories import make_department, make_hall, make_place, make_user

ORDER = {"problem": "三次未一次性告知", "basis": "WS03 三", "due_on": ""}
PLAN = {
    "content": "一次性告知不到位",
    "measures": "修订告知单\n集中培训",
    "planned_on": "2026-03-12",
    "responsible": "苏日娜",
}
WORD = {
    "kind": "complaint",
    "addressee": "centre",
    "subject": "quality",
    "target": "person",
    "target_text": "A01号窗口",
    "content": "跑了三趟，每次都说还缺材料。",
    "wish": "一次说清",
    "contact_name": "巴特尔",
    "phone": "13847712345",
    "lawful": "on",
}
HEARD = {"said_target": "A01窗口", "said_matter": "没有一次告知", "said_reason": "三趟", "said_wish": "说清"}
EXPLAINED = {"course": "照单告知", "explanation": "单子没更新", "proposal": "改单子"}
FOUND = {"facts": "告知单漏列两项", "finding": "not_upheld", "gravity": "ordinary"}
UPHELD = FOUND | {"finding": "upheld", "problem": "没有一次性告知", "basis": "WS03 三"}
SETTLED = {"finding": "partly", "result": "当场补告知", "basis": "首问负责制"}
CALLED = {"satisfaction": "satisfied", "opinion": "很好", "retaliation": "no", "complete": "yes"}


class VoiceHall:
    """Two departments with first representative and leader, office, centre leaders, bureau, supervisor, guide."""

    def __init__(self, preset: str = "WS"):
        self.hall = hall = make_hall(preset, code=f"voice{User.objects.count()}")
        self.department, self.other = make_department(hall), make_department(hall, "某旗公安局", "公")
        self.office = make_user("大厅管理", (Role.HALL_OFFICE, hall))
        self.colleague = make_user("大厅同事", (Role.HALL_OFFICE, hall))
        self.deputy = make_user("分管主任", (Role.HALL_LEADER, hall))
        self.chief = make_user("主任", (Role.BUREAU, hall))
        self.first = make_user("钱首代", (Role.FIRST_REPRESENTATIVE, hall, self.department))
        self.leader = make_user("市监领导", (Role.DEPARTMENT_LEADER, hall, self.department))
        self.clerk = make_user("张窗口", (Role.WINDOW_CLERK, hall, self.department))
        self.other_first = make_user("赵首代", (Role.FIRST_REPRESENTATIVE, hall, self.other))
        self.guide = make_user("甲导服", (Role.GUIDE, hall))
        self.supervisor = make_user("吴监督", (Role.SUPERVISOR, hall))
        self.window = make_place(hall)

    def order(self, by=None, department="own", **changes):
        """An order to correct, to the first department unless said otherwise."""
        department = self.department if department == "own" else department
        return perform(
            Rectification,
            "order",
            ORDER | changes,
            by=by or self.office,
            hall=self.hall,
            department=department,
        )

    def planned(self, **changes):
        return perform(self.order(**changes), "plan", PLAN, by=self.first)

    def correcting(self, **changes):
        return perform(self.planned(**changes), "agree_to_plan", by=self.office)

    def reported(self, **changes):
        return perform(self.correcting(**changes), "report_result", {"result": "已整改到位"}, by=self.first)

    def complain(self, files=None, **changes):
        """A word from the public page."""
        return perform(Complaint, "file", WORD | changes, files=files, by=SYSTEM, hall=self.hall)

    def take_down(self, by=None, files=None, **changes):
        """A word taken down by staff."""
        data = {name: value for name, value in WORD.items() if name != "lawful"} | {"channel": "book"}
        data |= {"book_page": "1"} | changes
        return perform(Complaint, "receive", data, files=files, by=by or self.office, hall=self.hall)

    def accepted(self, complaint=None, by=None, **changes):
        told = {
            "subject": "quality",
            "target": "person",
            "department": self.department.pk,
            "accused": self.clerk.pk,
            "matter": "没有一次性告知",
        }
        return perform(complaint or self.complain(), "accept", told | changes, by=by or self.office)

    def heard(self, complaint=None, by=None):
        by = by or self.office
        complaint = perform(complaint or self.accepted(by=by), "hear_complainant", HEARD, by=by)
        return perform(complaint, "hear_accused", EXPLAINED, by=by)

    def investigated(self, complaint=None, by=None, **changes):
        return perform(complaint or self.heard(by=by), "investigate", FOUND | changes, by=by or self.office)

    def transferred(self, *departments, **changes):
        wanted = [one.pk for one in departments or (self.department,)]
        data = {"opinion": "修订告知单", "departments": wanted}
        return perform(self.investigated(**changes), "transfer", data, by=self.office)

    def proposed(self, *departments, **changes):
        wanted = [one.pk for one in departments or (self.department,)]
        data = {"opinion": "修订告知单", "departments": wanted, "leader": "市监领导"} | changes
        return perform(self.investigated(gravity="serious"), "propose", data, by=self.office)

    def approved(self, *departments):
        complaint = perform(self.proposed(*departments), "approve", by=self.deputy)
        return perform(complaint, "approve", by=self.chief)

    def handled(self):
        return perform(self.accepted(), "settle", SETTLED, by=self.office)

    def answered(self):
        return perform(self.handled(), "answer", {"answer": "已改正", "way": "phone"}, by=self.office)

    def followed(self, **changes):
        return perform(self.answered(), "follow_up", CALLED | changes, by=self.office)
