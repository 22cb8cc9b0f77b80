"""People and seals: somebody posted into the hall, a seal checked and given back."""

from __future__ import annotations

from hall.acts.door import perform
from hall.applicants.identity import id_check_character
from hall.legal_time import today
from hall.models import User
from hall.people.roles import Role
from hall.rulebook import answer
from staff.models import Posting
from windows.models import Seal
from windows.seals.custody import approval_seal

from .office_story import OfficeStory, _scan
from .people import user_of

WRITTEN = {
    "sex": "女",
    "ethnicity": "蒙古族",
    "politics": "party",
    "education": "大学本科",
    "phone": "19900000000",
    "school": "内蒙古大学行政管理（示例）",
    "status": "established",
    "duties": "审查申请材料，提出审查意见",
    "window_type": "department_window",
    "statement": "政治可靠，熟悉业务",
    "post": "back",
}


class PostingStory(OfficeStory):
    """进驻人员入岗, for the department whose leader is on the login page; ``first_day`` a working day from today."""

    options = frozenset({"department", "name", "username", "born", "services", "first_day"})

    @property
    def chief(self) -> User:
        return self.cast.person(Role.DEPARTMENT_LEADER, self.department)

    def apply(self) -> None:
        born = self.told["born"]
        number = f"150430{born.replace('-', '')}01002"
        day = self.told["first_day"]
        data = WRITTEN | {
            "person": user_of(self.told["username"], self.told["name"]).pk,
            "born": born,
            "identity_number": number + id_check_character(number),
            "employer": f"{self.department}科员",
            "services": self.told["services"],
            "starts_on": self.days.back(-day) if day < 0 else self.days.ahead(day),
        }
        scope = {"hall": self.hall, "department": self.department}
        self.posting = perform(Posting, "apply", data, by=self.chief, **scope)

    def endorse(self) -> None:
        perform(self.posting, "endorse", {"opinion": "同意派驻"}, by=self.chief)

    def train(self) -> None:
        """Every subject passed that day, with its proof."""
        count = len(answer(self.hall, "training.subjects", today()).value)
        data = {f"passed_{n}": str(today()) for n in range(count)}
        files = {f"proof_{n}": _scan("培训考核材料（示例）") for n in range(count)}
        perform(self.posting, "train", data, by=self.cast.office, files=files)

    def agree(self) -> None:
        perform(self.posting, "agree", {"opinion": "同意入岗"}, by=self.cast.office)

    def enter(self) -> None:
        data = {"attendance_number": "K017", "evaluator": "评价器（示例）17号"}
        perform(self.posting, "enter_data", data, by=self.cast.office)

    def start(self) -> None:
        perform(self.posting, "start", by=self.cast.office)


class SealStory(OfficeStory):
    """The yearly check of a department's approval seal: sealed up, and given back from hand to hand."""

    options = frozenset({"department", "reason"})

    @property
    def seal(self) -> Seal:
        seal = approval_seal(self.department)
        if seal is None:
            raise LookupError(f"{self.department}没有审批专用章。")
        return seal

    def suspend(self) -> None:
        perform(self.seal, "suspend", {"reason": self.told["reason"]}, by=self.cast.office)

    def hand_over(self) -> None:
        data = {"receiver": self.first.pk, "document": self.seal.letter or "授（示例）2号"}
        perform(self.seal, "hand_over", data, by=self.cast.office)

    def take_over(self) -> None:
        perform(self.seal, "take_over", by=self.first)
