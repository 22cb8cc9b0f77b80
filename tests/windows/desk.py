"""A county hall with one department and its windows, matters, people and seals – all of law through the door."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from hall.acts.door import perform
from hall.models import Department, Place, User
from hall.people.roles import Role
from matters.catalogue.models import Matter
from matters.catalogue.publishing import publish
from tests.catalogue.builders import by_analogy, by_nation, make_draft, make_matter
from tests.factories import make_department, make_hall, make_place, make_user
from tests.remembered import remembered
from windows.models import Closure, Restart, Seal, SeasonalPlan, Window

OWN, GENERAL = Place.Kind.DEPARTMENT_WINDOW, Place.Kind.GENERAL_WINDOW
INSTANT, DELIVERY = Place.Kind.INSTANT_WINDOW, Place.Kind.DELIVERY_WINDOW
SINCE = dt.date(2021, 1, 4)
PDF = b"%PDF-1.7\n%some form\n"


def document(name: str = "form.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@remembered
class Desk:
    """``department`` has the people; ``other`` is another department with its own first representative."""

    def __init__(self, preset: str = "WS"):
        self.hall = make_hall(preset)
        self.department = make_department(self.hall)
        self.other = make_department(self.hall, "某旗公安局", "公")
        self.office = make_user("大厅管理", (Role.HALL_OFFICE, self.hall))
        self.leader = make_user("中心领导", (Role.HALL_LEADER, self.hall))
        self.clerk = make_user("张窗口", (Role.WINDOW_CLERK, self.hall))
        self.first = make_user("钱首代", (Role.FIRST_REPRESENTATIVE, self.hall, self.department))
        self.other_first = make_user("周首代", (Role.FIRST_REPRESENTATIVE, self.hall, self.other))
        self.matter = self.make_matter("食品经营许可")

    def make_matter(self, name: str, *, instant: bool = False, one_window: bool = False, of=None) -> Matter:
        """A published matter of the department: committed, unless it is done on the spot."""
        matter = make_matter(
            of or self.department,
            kind="20" if instant else "01",
            name=name,
            entered_on=SINCE,
            one_window=one_window,
        )
        version = make_draft(matter, SINCE, case_type="instant" if instant else "committed")
        rule = by_analogy(version, 0, "同类即办事项", unit="same_day") if instant else by_nation(version, 5)
        rule.save()
        publish(version)
        return matter

    def window(
        self, code: str, kind: str = OWN, *, of: Department | None = None, matters=(), seats=1
    ) -> Window:
        """A window of the department, unless it is the centre's (integrated and delivery windows)."""
        owner = of or (None if kind in (GENERAL, DELIVERY) else self.department)
        data = {
            "place": make_place(self.hall, code, kind).pk,
            "seats": seats,
            "matters": [m.pk for m in matters],
        }
        return perform(Window, "register", data, by=self.office, hall=self.hall, department=owner)

    def windows(self, number: int) -> list[Window]:
        """So many windows of the department, alike."""
        return [self.window(f"B{n:02d}", matters=[self.matter]) for n in range(1, number + 1)]

    # --- Closures ---------------------------------------------------------------------------------------

    def draft(self, window: Window, begins: str, ends: str, *, proof: bool = True, **changes) -> Closure:
        data = {
            "cause": "leave",
            "details": "窗口人员休产假",
            "no_substitute": "on",
            "begins_on": begins,
            "ends_on": ends,
            "uneven": "春季业务量为全年最低",
            "contact": "钱首代 0477-7210000",
            "enquiry": "李咨询 0477-7210001",
            "publicity": "公众号和大厅入口公告",
            "surge_plan": "一小时内调回一名工作人员",
        } | changes
        files = {"proof": document("proof.pdf")} if proof else None
        return perform(Closure, "draft", data, by=self.first, parent=window, files=files)

    def submit(self, closure: Closure, *, by: User | None = None, scan: bool = True) -> Closure:
        return perform(
            closure, "submit", {}, by=by or self.first, files={"scan": document()} if scan else None
        )

    def file(self, window: Window, begins: str, ends: str) -> Closure:
        return self.submit(self.draft(window, begins, ends))

    def approve(self, closure: Closure) -> Closure:
        return perform(closure, "approve", {"opinion": "同意关闭"}, by=self.office)

    # --- Seasons and restarts ---------------------------------------------------------------------------

    def draft_plan(self, year: int = 2026) -> SeasonalPlan:
        scope = {"hall": self.hall, "department": self.department}
        return perform(SeasonalPlan, "draft", {"year": year}, by=self.first, **scope)

    def add_season(self, plan: SeasonalPlan, window: Window, first: str, last: str) -> SeasonalPlan:
        data = {"window": window.pk, "opens_on": first, "closes_on": last, "business": "采暖费补贴申报"}
        return perform(plan, "add_window", data | {"staff": "供热股一人"}, by=self.first)

    def file_plan(self, window: Window, first: str = "2026-09-15", last: str = "2026-11-30") -> SeasonalPlan:
        """The window on the filed plan of the year."""
        plan = self.add_season(self.draft_plan(), window, first, last)
        return perform(plan, "file", by=self.first)

    def draft_restart(self, window: Window, day: str, *, proof: bool = True, **changes) -> Restart:
        data = {
            "reason": "申报季开始，业务量上升",
            "opens_on": day,
            "contact": "钱首代 0477-7210000",
            "enquiry": "李咨询 0477-7210001",
            "publicity": "公众号和大厅入口公告",
            "surge_plan": "增派一名工作人员",
        } | changes
        files = {"proof": document("proof.pdf")} if proof else None
        return perform(Restart, "draft", data, by=self.first, parent=window, files=files)

    def file_restart(self, window: Window, day: str) -> Restart:
        restart = self.draft_restart(window, day)
        return perform(restart, "submit", {}, by=self.first, files={"scan": document()})

    # --- Seals ------------------------------------------------------------------------------------------

    def register_seal(self, kind: str = "approval", *, others=(), files=None, of=None, **changes) -> Seal:
        data = {
            "name": "某旗市场监督管理局行政审批专用章",
            "kind": kind,
            "others": [department.pk for department in others],
            "responsible_leader": "郑局长",
            "document": "刻章备案〔2020〕1号",
            "valid_from": "2020-01-01",
        } | changes
        owner = of or self.department
        return perform(Seal, "register", data, by=self.office, hall=self.hall, department=owner, files=files)

    def hand_over(self, seal: Seal, receiver: User, *, by: User | None = None, **data) -> Seal:
        return perform(seal, "hand_over", {"receiver": receiver.pk} | data, by=by or self.office)

    def seal_in_custody(self, **changes) -> Seal:
        """The department's approval seal, kept by its first representative."""
        seal = self.hand_over(self.register_seal(**changes), self.first, document="授权〔2020〕1号")
        return perform(seal, "take_over", by=self.first)
