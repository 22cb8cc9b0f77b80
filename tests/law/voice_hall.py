"""A hall whose visitors complain: who receives, transfers, investigates, corrects and watches."""

from __future__ import annotations

from hall.acts.door import perform
from hall.people.roles import Role
from tests.factories import make_department, make_hall, make_place, make_user

ORDER = {"problem": "三次未一次性告知", "basis": "WS03 三", "due_on": ""}
PLAN = {
    "content": "一次性告知不到位",
    "measures": "修订告知单\n集中培训",
    "planned_on": "2026-03-12",
    "responsible": "苏日娜",
}


class VoiceHall:
    """Two departments with first representative and leader, office, centre leaders, bureau, supervisor, guide."""

    def __init__(self, preset: str = "WS"):
        self.hall = hall = make_hall(preset)
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
        from complaints.models import Rectification

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
