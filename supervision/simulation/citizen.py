"""One citizen and what becomes of their application: a life that waits some working days between its steps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from random import Random

from hall import legal_time
from hall.acts.door import perform
from hall.applicants.identity import id_check_character
from hall.models import Place, User
from hall.people.roles import Role
from matters.cases.models import Case, Extension
from matters.catalogue.models import JointDepartment, Matter
from supervision.demo.case_story import CaseStory
from supervision.demo.cast import Cast
from supervision.demo.clockwork import Days

from .model import Slip

Life = Iterator[int]  # each turn says how many working days pass before the next; 0: some minutes


class Citizen(CaseStory):
    """A case story nobody wrote: each turn is drawn from the citizen's own dice, so a seed tells the whole year."""

    def __init__(self, cast: Cast, number: int, dice: Random, matters: list[Matter], name: str, year):
        self.cast, self.hall, self.number, self.dice, self.year = cast, cast.hall, number, dice, year
        self.where, self.name, self.slip = f"第{number}位申请人", name, Slip(number)
        self.matter: Matter = dice.choice(matters)
        self.told: dict = {}

    # --- Who ----------------------------------------------------------------------------------------------

    @property
    def days(self) -> Days:
        return Days(self.hall, legal_time.today())

    @cached_property
    def applicant(self) -> dict:
        """A person; the identity number bears a region that does not exist."""
        born = f"{self.dice.randint(1950, 2004)}{self.dice.randint(1, 12):02}{self.dice.randint(1, 28):02}"
        number = f"159999{born}{self.number % 1000:03}"
        return {
            "kind": "natural",
            "name": self.name,
            "identity_kind": "resident_id",
            "identity_number": number + id_check_character(number),
            "phone": f"199{self.number:08}",
            "address": f"示例镇示例街{self.number}号",
        }

    @property
    def clerk(self) -> User:
        return self.dice.choice(self.cast.people(Role.WINDOW_CLERK))

    # --- The life of a case -------------------------------------------------------------------------------

    def life(self) -> Life:
        """From the counter to the archive, by whichever road."""
        yield from self._at_the_counter()
        if self.slip.state in ("accepted", "deemed"):
            yield from self._in_the_office()
        if self.slip.state == "decided":
            yield from self._to_the_applicant()
        yield self.dice.randint(0, 2)
        while self.slip.state != "archived":
            self._explain_if_late()
            yield from self._step("archive", state="archived")

    def _step(self, name: str, act: str = "", state: str = "") -> Life:
        """Take one step. Killed in the middle it is tried again, refused for want of somebody another day."""
        while not self.year.step(self, name, act or name, state):
            yield 0 if self.year.died else 1
        yield 0

    def _chance(self, percent: int) -> bool:
        return self.dice.randrange(100) < percent

    def _at_the_counter(self) -> Life:
        lacking = [m for m in self.version.materials.all() if m.from_applicant and m.required]
        if self._chance(25) and lacking:
            self.told["missing"] = [self.dice.choice(lacking).name]
        yield from self._step("receive", state="received")
        if not self.instant:
            yield 12 if self._chance(4) else self.dice.choice((0, 0, 0, 1, 2))
        if self.notice_deemed():
            return
        if "missing" in self.told:
            yield from self._correct()
        elif self._chance(4):
            self.told["reject"] = {
                "ground": "not_eligible",
                "reason": "不具备申请条件",
                "basis": "示例条例第五条",
            }
            yield from self._step("reject", state="not_accepted")
        if self.slip.state in ("received", "supplied"):
            yield from self._step("accept", state="accepted")

    def _correct(self) -> Life:
        """Told once what is missing. Some never come back, and after the day they were told the case ends by itself."""
        if not self.instant:
            self.told["correct_within"] = 5
        yield from self._step("tell", state="correcting")
        if self._chance(8):
            yield 8
            if self.case.state == "lapsed":
                self.slip.did("lapse", legal_time.today(), "lapsed")
                return
        else:
            yield 0 if self.instant else self.dice.randint(0, 4)
        yield from self._step("supply", state="supplied")

    def notice_deemed(self) -> bool:
        """Whoever was told nothing in time is accepted since the day of receipt; the sweep has seen to it."""
        if self.slip.state == "received" and self.case.deemed:
            self.slip.did("deem_accepted", self.slip.on["receive"], "deemed")
            self.slip.on["accept"] = self.slip.on["receive"]
            self.told.pop("missing", None)
        return self.slip.state == "deemed"

    def _in_the_office(self) -> Life:
        """Review and decision, with what may come between."""
        if not self.instant:
            yield from self._step("send", state="accepted")
            yield from self._step("sign", state="reviewing")
            yield from self._between()
        if self.slip.state in ("withdrawn", "terminated"):
            return
        if not self.instant:
            yield from self._step("opine")
        if self._chance(8):
            self.told["refuse"] = {
                "found": "场所不符合条件。",
                "reason": "距离不足",
                "basis": "示例条例第九条",
            }
        yield from self._step("refuse" if "refuse" in self.told else "approve", state="decided")

    def _between(self) -> Life:
        joint = JointDepartment.objects.filter(version=self.version).exists()
        if joint:
            yield from self._step("ask")
            yield self.dice.randint(0, 3)
            yield from self._step("give")
        law = self.version.statutory(self.case.deciding_stage)
        kinds = [kind for kind in law.excludable if kind not in ("hearing", "expert_review")]
        if kinds and law.span.unit == "working_day" and self._chance(30):
            self.kind = self.dice.choice(kinds)
            yield from self._step("procedure")
            yield self.dice.randint(0, 8)
            yield from self._step("end_procedure")
        yield self.dice.randint(0, 3)
        if law.extension and law.extension.unit == "working_day" and self._chance(20):
            yield from self._step("ask_longer")
            yield from self._step("extend")
        yield 25 if self._chance(3) else self.dice.randint(0, 3)
        if self._chance(3):
            yield from self._step("withdraw", state="withdrawn")
        elif self._chance(2):
            self.told["terminate"] = {
                "cause": "died",
                "proof": "死亡医学证明（示例）",
                "basis": "示例条例第二十二条",
            }
            yield from self._step("terminate", state="terminated")

    def _to_the_applicant(self) -> Life:
        yield from self._step("seal")
        yield from self._step("bring")
        yield 0 if self.instant else self.dice.choice((0, 1, 1, 2, 9))
        self._explain_if_late()
        yield from self._step("deliver", state="delivered")

    def _explain_if_late(self) -> None:
        """A limit that passed is explained in public before the case is closed."""
        limits = self.case.dossier.runs.filter(clock="decision").values_list(
            "limits__due_at", "limits__closed_at"
        )
        if (
            any(due and (closed or legal_time.now()) > due for due, closed in limits)
            and not self.slip.done["explain"]
        ):
            self.told["delay"] = "案卷材料较多，核查用时超出预期（示例）。"
            self.year.step(self, "explain", "explain", "")

    # --- Steps the written stories do not have ---------------------------------------------------------------

    def procedure(self) -> None:
        self.told["procedure"] = {
            "kind": self.year.labels[self.kind],
            "body": "示例检验所",
            "days": 5,
            "reason": "须检验",
        }
        super().procedure()

    def ask_longer(self) -> None:
        data = {"cause": "案情复杂", "reason": "须补充核查（示例）", "n": self.dice.randint(1, 5)}
        self.longer: Extension = perform(Extension, "ask", data, by=self.reviewer, parent=self.case)

    def extend(self) -> None:
        """The next link of the chain agrees."""
        longer = Extension.objects.get(pk=self.longer.pk)
        role = Role(longer.chain[longer.chain_step])
        own = role in (Role.DEPARTMENT_LEADER, Role.FIRST_REPRESENTATIVE)
        by = self.cast.person(role, self.matter.department if own else None)
        self.longer = perform(longer, "approve", by=by)

    @property
    def window(self) -> Place:
        kind = Place.Kind.INSTANT_WINDOW if self.instant else Place.Kind.GENERAL_WINDOW
        return self.dice.choice(self.cast.places(kind))

    @property
    def standing(self) -> tuple | None:
        """What a half-done act would have changed: version and head of the case; None before it is received."""
        if not hasattr(self, "pk"):
            return None
        return Case.objects.values_list("dossier__version", "dossier__head_seq", "state").get(pk=self.pk)
