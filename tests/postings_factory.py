"""A hall that people are posted to: the steps in and out, every one through the door."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from hall.acts.door import perform
from hall.applicants.identity import id_check_character
from hall.legal_time import today
from hall.models import User
from hall.people.roles import Role
from hall.rulebook import answer
from staff.models import Departure, Posting, Replacement
from tests.cases_factory import CaseHall
from tests.factories import make_department, make_hall, make_user

IDENTITY = "15062619900510002" + id_check_character("15062619900510002")
FORM = {
    "post": "front",
    "sex": "女",
    "ethnicity": "蒙古族",
    "born": "1990-05",
    "politics": "party",
    "education": "大学本科",
    "phone": "13800000001",
    "school": "内蒙古大学行政管理",
    "identity_number": IDENTITY,
    "status": "established",
    "employer": "市场监督管理局科员",
    "duties": "收件、受理、咨询",
    "window_type": "department_window",
    "services": "食品经营许可",
    "statement": "政治可靠，熟悉业务",
}
ALL_POWERS = ["decide", "report", "coordinate", "seal"]


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("training.pdf", b"%PDF-1.7\n%training\n")


class PostingHall:
    """``department`` is posted from; ``other`` is a second department with its leader and first representative."""

    def __init__(self, preset: str = "WS", inside: CaseHall | None = None):
        """``inside``: where cases are handled too."""
        if inside:
            self.hall, self.department, self.other = inside.hall, inside.department, inside.other
        else:
            self.hall = make_hall(preset, code=f"posts{User.objects.count()}")
            self.department = make_department(self.hall)
            self.other = make_department(self.hall, "某旗公安局", "公")
        hall, department, other = self.hall, self.department, self.other
        self.office = make_user("大厅管理", (Role.HALL_OFFICE, hall))
        self.leader = make_user("中心领导", (Role.HALL_LEADER, hall))
        self.bureau = make_user("电子政务室", (Role.BUREAU, hall))
        self.chief = make_user("分管领导", (Role.DEPARTMENT_LEADER, hall, department))
        self.other_chief = make_user("公安领导", (Role.DEPARTMENT_LEADER, hall, other))
        self.other_first = make_user("周首代", (Role.FIRST_REPRESENTATIVE, hall, other))
        self.clerk = make_user("他部门窗口", (Role.WINDOW_CLERK, hall, other))

    def rule(self, key: str):
        return answer(self.hall, key, on=today()).value

    # --- In ----------------------------------------------------------------------------------------------

    def apply(self, person: User | None = None, *, by=None, department="own", **changes) -> Posting:
        data = FORM | {"starts_on": str(today()), "person": (person or make_user("新人")).pk} | changes
        owner = self.department if department == "own" else department
        return perform(Posting, "apply", data, by=by or self.chief, hall=self.hall, department=owner)

    def endorse(self, posting: Posting, *, by=None) -> Posting:
        return perform(posting, "endorse", {"opinion": "同意派驻"}, by=by or self.chief)

    def train(self, posting: Posting, *, skip=(), unproven=(), act="train", by=None) -> Posting:
        """Every subject of the rulebook passed today and proven, but for those named."""
        subjects = list(enumerate(self.rule("training.subjects")))
        data = {f"passed_{n}": str(today()) for n, subject in subjects if subject not in skip}
        files = {f"proof_{n}": proof() for n, subject in subjects if subject not in (*skip, *unproven)}
        return perform(posting, act, data, by=by or self.trainer, files=files)

    @property
    def trainer(self) -> User:
        return self.office if self.rule("training.by") == "centre" else self.chief

    def agree(self, posting: Posting, *, by=None) -> Posting:
        return perform(posting, "agree", {"opinion": "同意入岗"}, by=by or self.office)

    def enter(self, posting: Posting) -> Posting:
        data = {"attendance_number": "K001", "evaluator": "评价器12号"}
        return perform(posting, "enter_data", data, by=self.office)

    def authorise(self, posting: Posting, powers=ALL_POWERS, *, by=None) -> Posting:
        data = {"powers": powers, "leader": "郑局长", "knows": "on"}
        return perform(posting, "authorise", data, by=by or self.chief)

    def start(self, posting: Posting, *, by=None) -> Posting:
        return perform(posting, "start", by=by or self.office)

    def entered(self, person=None, *, powers=ALL_POWERS, **changes) -> Posting:
        """All but the first day."""
        posting = self.agree(self.train(self.endorse(self.apply(person, **changes))))
        if posting.is_first and not posting.stands_in_for_id and powers:
            posting = self.authorise(posting, powers)
        return self.enter(posting)

    # --- Out ---------------------------------------------------------------------------------------------

    def file(self, posting: Posting, leaves_on: str, *, by=None, **changes) -> Departure:
        data = {"leaves_on": leaves_on, "reason": "单位轮岗"} | changes
        return perform(Departure, "file", data, by=by or self.chief, parent=posting)

    def sign(self, departure: Departure, *, by=None) -> Departure:
        return perform(departure, "sign", by=by or departure.posting.person)

    def confirmed(self, posting: Posting, leaves_on: str, **changes) -> Departure:
        departure = self.endorse(self.sign(self.file(posting, leaves_on, **changes)))
        return perform(departure, "confirm", {"opinion": "同意离岗"}, by=self.office)

    def hand_over(self, departure: Departure, taker: User, *, by=None) -> Departure:
        data = {"taker": taker.pk, "work": "窗口收件、受理"}
        return perform(departure, "hand_over_work", data, by=by or self.chief)

    def other_steps(self, departure: Departure) -> Departure:
        """Badge and keys, equipment, attendance."""
        badge = {"badge": "on", "cabinet_key": "on", "archive_key": "on"}
        perform(
            departure,
            "return_badge",
            badge | {"receiver": "王管理", "received_on": str(today())},
            by=self.chief,
        )
        perform(departure, "count_equipment", {"devices": "电脑、高拍仪", "complete": "on"}, by=self.bureau)
        return perform(departure, "check_attendance", {"totals": "全勤", "checked": "on"}, by=self.office)

    def allow(self, departure: Departure, *, by=None) -> Departure:
        return perform(departure, "allow", by=by or self.leader)

    def letter(self, posting: Posting, measure="adjust", ground="unfit", *, by=None) -> Replacement:
        data = {"measure": measure, "ground": ground, "details": "多次被投诉"}
        return perform(Replacement, "write", data, by=by or self.office, parent=posting)
