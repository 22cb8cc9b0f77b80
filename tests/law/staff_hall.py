"""A hall with window staff and guides, for the tests of their daily life."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from hall.acts.door import perform
from hall.models import RegisterRecord
from hall.people.roles import Role
from hall.places.place import Place
from staff.models import ClockImport, Course
from tests.factories import make_department, make_hall, make_place, make_user
from tests.remembered import remembered


@remembered
class StaffHall:
    """A department with two clerks, first representative and leader; office, hall leader, guides, supervisor."""

    def __init__(self, preset: str = ""):
        self.hall = hall = make_hall(preset)
        self.unit, self.other_unit = make_department(hall), make_department(hall, "某旗公安局", "公")
        self.office = make_user("大厅管理", (Role.HALL_OFFICE, hall))
        self.leader = make_user("中心领导", (Role.HALL_LEADER, hall))
        self.clerk = make_user("张窗口", (Role.WINDOW_CLERK, hall, self.unit))
        self.colleague = make_user("李窗口", (Role.WINDOW_CLERK, hall, self.unit))
        self.first = make_user("钱首代", (Role.FIRST_REPRESENTATIVE, hall, self.unit))
        self.chief = make_user("市监领导", (Role.DEPARTMENT_LEADER, hall, self.unit))
        self.guide = make_user("甲导服", (Role.GUIDE, hall))
        self.guide2 = make_user("乙导服", (Role.GUIDE, hall))
        self.supervisor = make_user("吴监督", (Role.SUPERVISOR, hall))
        desk = make_place(hall, "Z01", Place.Kind.ENQUIRY_DESK)
        Place.objects.filter(pk=desk.pk).update(name="总导询台")
        zoned = make_place(hall, "A01")
        Place.objects.filter(pk=zoned.pk).update(zone="区域1")

    def clock(self, *lines: tuple) -> ClockImport:
        """The device's file: ``(user, "2026-03-09 08:21")`` each."""
        return self.import_file("用户名,时间\n" + "\n".join(f"{user.username},{at}" for user, at in lines))

    def import_file(self, text: str, **how) -> ClockImport:
        file = SimpleUploadedFile("kaoqin.csv", text.encode(how.pop("encoding", "utf-8")))
        return perform(
            ClockImport, "read_in", {}, files={"file": file}, by=how.pop("by", self.office), hall=self.hall
        )

    def line(self, register: str, by=None, department=None, **facts) -> RegisterRecord:
        return perform(
            RegisterRecord,
            "record",
            facts,
            by=by or self.office,
            register=f"staff.{register}",
            hall=self.hall,
            department=department,
        )

    def course(self, *people, by=None, department=None, **changes) -> Course:
        data = {
            "title": "行政许可法",
            "kind": "extra",
            "on": "2026-03-09",
            "begins": "10:00",
            "ends": "12:00",
            "trainer": "王老师",
            "place": "三楼会议室",
            "participants": [one.pk for one in people],
        } | changes
        return perform(Course, "plan", data, by=by or self.office, hall=self.hall, department=department)
