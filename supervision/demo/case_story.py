"""A case from the counter to the archive, each step as the people of the hall take it."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property

from hall import legal_time
from hall.acts.door import perform
from hall.acts.refusals import Refused
from hall.models import Place, User
from hall.people.roles import Role
from matters.cases.materials import Verdict
from matters.cases.models import Case, Handover, Opinion, SpecialProcedure
from matters.catalogue.codes import CaseType, Procedure, named
from matters.catalogue.models import JointDepartment
from matters.catalogue.selectors import version_on

from .delivered import deliver
from .story import Story


class CaseStory(Story):
    """One application. What it is about stands in its table; the defaults are an ordinary case."""

    options = frozenset(
        {
            "matter",
            "applicant",
            "agent",  # another applicant who comes in the applicant's stead
            "summary",
            "collect",  # how the result is to be handed out; the hall's first way unless said
            "missing",  # names of materials
            "defective",  # names of materials with what is wrong
            "correct_within",  # working days told to the applicant
            "fill_within",  # working days for what is tolerated
            "reject",  # fields of 不予受理
            "refuse",  # fields of 不予
            "procedure",  # fields of the special procedure
            "terminate",  # fields of 终止办理
            "delay",  # what the department says in public of a limit that has passed
            "silent",  # the joint department that does not answer
        }
    )

    # --- Who and where ----------------------------------------------------------------------------------

    @property
    def case(self) -> Case:
        """As it stands now: the sweep may have been at it."""
        return Case.objects.select_related("dossier").get(pk=self.pk)

    @cached_property
    def matter(self):
        return self.cast.matter(self.told["matter"])

    @cached_property
    def version(self):
        return version_on(self.matter, legal_time.today())

    @property
    def instant(self) -> bool:
        return self.version.case_type == CaseType.INSTANT

    @cached_property
    def applicant(self) -> dict:
        return self.cast.applicants[self.told["applicant"]]

    @cached_property
    def clerk(self) -> User:
        clerks = self.cast.people(Role.WINDOW_CLERK)
        return clerks[self.number % len(clerks)]

    @cached_property
    def window(self) -> Place:
        """An integrated window; what is done on the spot goes to the window for it."""
        kind = Place.Kind.INSTANT_WINDOW if self.instant else Place.Kind.GENERAL_WINDOW
        places = self.cast.places(kind)
        return places[self.number % len(places)]

    @property
    def first(self) -> User:
        return self.cast.person(Role.FIRST_REPRESENTATIVE, self.matter.department)

    @property
    def reviewer(self) -> User:
        return self.cast.person(Role.REVIEWER, self.matter.department)

    @property
    def decider(self) -> User:
        """Who decides: the clerk on the spot, else as the hall has it."""
        return self.clerk if self.instant else self.cast.person(self.cast.decides, self.matter.department)

    def _at_window(self, name: str, data: dict | None = None, by: User | None = None) -> None:
        perform(self.case, name, data, by=by or self.clerk, place=self.window)

    def _refused(self, name: str, data: dict | None = None, *, by: User) -> None:
        """An attempt the door refuses, and writes down."""
        with suppress(Refused):
            perform(self.case, name, data, by=by, place=self.window)
            raise RuntimeError(f"{self.where}：“{name}”本应被拒绝。")

    # --- At the counter ---------------------------------------------------------------------------------

    def receive(self) -> None:
        data = self.applicant | {
            "in_scope": "no" if self.told.get("reject", {}).get("apply_to") else "yes",
            "summary": self.told.get("summary", ""),
            "delivery_way": self.told.get("collect", ""),
        }
        if agent := self.told.get("agent"):
            data |= {f"agent_{name}": value for name, value in self.cast.applicants[agent].items()}
            data["authority_document"] = "授权委托书（示例）"
        for material in self.version.materials.all():
            if material.from_applicant:
                data |= self._finding(material)
        scope = {"hall": self.hall, "department": self.matter.department, "matter": self.matter}
        self.pk = perform(Case, "receive", data, by=self.clerk, place=self.window, **scope).pk

    def _finding(self, material) -> dict[str, str]:
        """What the clerk finds of one material: complete, unless the story says otherwise."""
        verdict = f"verdict_{material.pk}"
        if material.name in self.told.get("missing", ()):
            return {verdict: Verdict.MISSING}
        if fault := self.told.get("defective", {}).get(material.name):
            return {verdict: Verdict.DEFECTIVE, f"fault_{material.pk}": fault}
        return {verdict: Verdict.COMPLETE if material.required else Verdict.NOT_NEEDED}

    def accept(self) -> None:
        self._at_window("accept")

    def accept_tolerantly(self) -> None:
        data = {
            "until": self.days.calendar.add(legal_time.today(), self.told["fill_within"]),
            "how": "counter",
            "committed": "on",
            "late_handling": "逾期未补齐的，不予批准并说明理由",
        }
        self._at_window("accept_tolerantly", data)

    def accept_too_soon(self) -> None:
        self._refused("accept", by=self.clerk)

    def tell(self) -> None:
        within = self.told.get("correct_within")
        data = {"until": self.days.calendar.add(legal_time.today(), within)} if within else {}
        self._at_window("tell_corrections", data)

    def tell_again(self) -> None:
        self._at_window("tell_again", {"reason": "申请人遗失了一次性告知书"})

    def supply(self) -> None:
        self._supply("supply", self.case.checklist.told_and_open)

    def supply_one(self) -> None:
        """Only the first of what was told; the rest is as it was."""
        first, *rest = self.case.checklist.told_and_open
        self._supply("supply", [first], {f"verdict_{row.material.pk}": row.verdict for row in rest})

    def fill_gaps(self) -> None:
        self._supply("fill_gaps", self.case.checklist.defects)

    def _supply(self, name: str, rows: list, rest: dict[str, str] | None = None) -> None:
        complete = {f"verdict_{row.material.pk}": Verdict.COMPLETE for row in rows}
        self._at_window(name, complete | (rest or {}))

    def reject(self) -> None:
        self._at_window("reject", self.told["reject"])

    def serve(self) -> None:
        """The applicant signs for every paper that can be handed over."""
        for paper in self.case.dossier.papers.filter(served_at=None, voided_at=None).order_by("pk"):
            if not paper.waits_for_seal:
                data = {"paper": paper.pk, "received_by": self.applicant["name"], "relation": "self"}
                self._at_window("serve_paper", data)

    # --- In the back office -----------------------------------------------------------------------------

    def send(self) -> None:
        self.serve()
        self.handover = perform(Handover, "send", by=self.clerk, place=self.window, parent=self.case)

    def sign(self) -> None:
        perform(self.handover, "sign", by=self.reviewer)

    def give_back(self) -> None:
        perform(self.handover, "give_back", {"reason": "移交清单与实物不符，少一份材料"}, by=self.reviewer)

    def review(self) -> None:
        self.send()
        self.sign()

    def opine(self) -> None:
        data = {"opinion": "材料真实、齐全，符合条件。", "proposal": "grant"}
        perform(self.case, "opine", data, by=self.reviewer)

    def procedure(self) -> None:
        told = dict(self.told["procedure"])
        told["procedure"] = named(Procedure, told.pop("kind"))
        self.running = perform(SpecialProcedure, "start", told, by=self.reviewer, parent=self.case)

    def end_procedure(self) -> None:
        perform(self.running, "end", {"result": "合格，同意继续办理。"}, by=self.reviewer)

    def ask(self) -> None:
        """Every joint department at once."""
        self.opinions = [
            perform(Opinion, "ask", by=self.first, parent=self.case, department=joint.department)
            for joint in JointDepartment.objects.filter(version=self.version).order_by("pk")
        ]

    def give(self) -> None:
        """Every department answers, but the one the story calls silent."""
        for opinion in self.opinions:
            if not str(opinion.department).endswith(self.told.get("silent", "—")):
                signer = self.cast.person(Role.FIRST_REPRESENTATIVE, opinion.department)
                perform(opinion, "give", {"agrees": "yes", "text": "同意。"}, by=signer)

    # --- The decision and after -------------------------------------------------------------------------

    def decide_too_soon(self) -> None:
        self._refused("approve", {"decision": "准予"}, by=self.reviewer)

    def approve(self) -> None:
        data = {"decision": f"准予{self.matter.title}。"}
        if self.matter.is_licence:
            data["certificate_number"] = f"示例{self.hall.region_code}{self.pk:06d}"
        self._at_window("approve", data, by=self.decider)

    def refuse(self) -> None:
        self._at_window("refuse", self.told["refuse"], by=self.decider)

    def seal(self) -> None:
        self._at_window("seal", by=self.first)

    def bring(self) -> None:
        self._at_window("bring_to_window", by=self.first)

    def deliver(self) -> None:
        place = self.cast.places(Place.Kind.DELIVERY_WINDOW)[0]
        clerk = self.cast.people(Role.WINDOW_CLERK)[-1]
        deliver(self.case, self.applicant["name"], clerk, place)

    def withdraw(self) -> None:
        """The applicant changes their mind, in writing."""
        signed = {"signed_by": self.applicant["name"], "signed_on": legal_time.today(), "written": True}
        self._at_window("withdraw", signed)

    def terminate(self) -> None:
        self._at_window("terminate", self.told["terminate"], by=self.decider)

    def explain(self) -> None:
        perform(self.case, "explain_delay", {"reason": self.told["delay"]}, by=self.reviewer)

    def archive(self) -> None:
        self.serve()
        perform(self.case, "archive", by=self.clerk)
