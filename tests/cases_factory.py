"""A hall ready to take cases, and the steps of a case – every one of them through the door."""

from __future__ import annotations

import datetime as dt

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.applicants.identity import id_check_character
from hall.models import Department, DepartmentRemedy, Grant, Hall, User
from hall.people.roles import Role
from hall.rulebook import answer
from matters.cases.models import Case, Filing, Handover, Opinion, SpecialProcedure
from matters.catalogue.models import ClockRule, Entrustment, JointDepartment, Material, Matter, MatterVersion
from matters.catalogue.models import SpecialProcedure as PlannedProcedure
from matters.catalogue.publishing import publish
from tests.catalogue.builders import make_draft, make_matter, make_statute
from tests.factories import NAMED_SINCE, make_department, make_hall, make_place, make_user
from tests.remembered import remembered
from windows.models import Seal, Window

IN_FORCE_SINCE = dt.date(2020, 1, 1)  # after the licence law

PERSON = {
    "kind": "natural",
    "name": "王小明",
    "identity_kind": "resident_id",
    "identity_number": "15043019800101001" + id_check_character("15043019800101001"),
    "phone": "13800000001",
    "address": "某旗某镇一号",
}


@remembered
class CaseHall:
    """A county hall under one rulebook with people for every role, three matters, seals and windows.

    ``licence`` is a committed 行政许可 with four materials (the last tolerable), statutory 20 and promise 5 working
    days, inspection excludable; ``instant`` a public service done on the spot; ``joint`` needs a second department.
    """

    def __init__(self, preset: str = "", promise: int = 5):
        self.hall: Hall = make_hall(preset)
        self.government = make_department(self.hall, "某旗人民政府", "政", kind=Department.Kind.GOVERNMENT)
        self.department = make_department(self.hall, phone="0470-7654321")
        self.other = make_department(self.hall, "某旗公安局", "公")
        for department in (self.department, self.other):
            DepartmentRemedy.objects.create(
                department=department, court="某旗人民法院", basis="行政诉讼法18", effective_from=NAMED_SINCE
            )
        self.window = make_place(self.hall, "A01")
        self._people()
        self._matters(promise)
        self._entrust()
        self._windows_and_seals()

    def _people(self) -> None:
        hall, department = self.hall, self.department
        self.office = make_user("大厅管理", (Role.HALL_OFFICE, hall))
        self.leader = make_user("中心领导", (Role.HALL_LEADER, hall))
        self.clerk = make_user("张窗口", (Role.WINDOW_CLERK, hall))
        self.clerk2 = make_user("李窗口", (Role.WINDOW_CLERK, hall))
        self.reviewer = make_user("赵审批", (Role.REVIEWER, hall, department))
        self.first = make_user("钱首代", (Role.FIRST_REPRESENTATIVE, hall, department))
        self.other_reviewer = make_user("孙审批", (Role.REVIEWER, hall, self.other))
        self.other_first = make_user("周首代", (Role.FIRST_REPRESENTATIVE, hall, self.other))
        self.helper = make_user("何导服", (Role.GUIDE, hall))
        self.supervisor = make_user("吴监督", (Role.SUPERVISOR, hall))

    def _matters(self, promise: int) -> None:
        self.licence = make_matter(self.department, name="食品经营许可", entered_on=NAMED_SINCE)
        self.licence_version = self._version(self.licence, promise)
        self.instant = make_matter(self.department, kind="20", name="证明开具", entered_on=NAMED_SINCE)
        self.instant_version = self._version(self.instant, 0, case_type="instant")
        self.joint = self.joint_with(self.other, promise=promise)
        self.joint_version = self.joint.versions.get()

    def joint_with(self, *others: Department, promise: int = 5, role: str = "decides") -> Matter:
        """A licence of the department on which the others have their say."""
        matter = make_matter(self.department, name="占道许可", entered_on=NAMED_SINCE)
        self._version(matter, promise, joint=others, joint_role=role)
        return matter

    def upward(self, promise: int = 5) -> Matter:
        """A licence examined here and decided above."""
        matter = make_matter(self.department, name="农药生产许可", entered_on=NAMED_SINCE)
        self._version(matter, promise, case_type="upward")
        return matter

    def _version(
        self,
        matter: Matter,
        promise: int,
        *,
        joint: tuple[Department, ...] = (),
        joint_role: str = "decides",
        **fields,
    ) -> MatterVersion:
        version = make_draft(matter, IN_FORCE_SINCE, procedure="申请\n受理\n审查\n决定\n送达", **fields)
        if promise:
            ClockRule(
                version=version,
                stage="decide",
                source="national",
                promise_n=promise,
                promise_unit="working_day",
            ).save()
        else:
            ClockRule(
                version=version,
                stage="decide",
                source="analogy",
                anchor="accepted",
                n=0,
                reference="同类即办事项",
            ).save()
        for order, name in enumerate(("申请书", "身份证明", "场地平面图", "管理制度"), start=1):
            Material(
                version=version,
                order=order,
                name=name,
                kind="form" if order == 1 else "copy",
                tolerable=order == 4,
                statute=make_statute(),
                article="第六条",
            ).save()
        if joint:
            version.joint_mode = "joint"
            version.save()
            for department in joint:
                JointDepartment(version=version, department=department, role=joint_role).save()
        elif promise:
            PlannedProcedure(version=version, kind="inspection", n=5).save()
        publish(version)
        return version

    def _entrust(self) -> None:
        instrument = answer(self.hall, "catalogue.entrust_instrument", legal_time.today()).value
        Entrustment(
            hall=self.hall,
            department=self.department,
            all_matters=True,
            powers=["receive", "accept", "approve", "deliver"],
            instrument=instrument or "letter",
            document_number="授权〔2020〕1号",
            effective_from=NAMED_SINCE,
        ).save()

    def _windows_and_seals(self) -> None:
        perform(Window, "register", {"place": self.window.pk, "seats": 2}, by=self.office, hall=self.hall)
        self.seal = self.make_seal("approval", "行政审批专用章")
        self.procedure_seal = self.make_seal("procedure", "行政许可专用章")

    def make_seal(self, kind: str, name: str) -> Seal:
        """A registered seal: an approval seal in the first representative's custody, a procedure seal lodged."""
        data = {
            "name": name,
            "kind": kind,
            "others": [self.other.pk],
            "responsible_leader": "郑局长",
            "document": "刻章备案1号",
            "valid_from": NAMED_SINCE.isoformat(),
        }
        seal = perform(Seal, "register", data, by=self.office, hall=self.hall, department=self.department)
        letter = {"document": "授权〔2020〕1号"}
        if kind == "procedure":
            return perform(seal, "lodge", letter, by=self.office)
        seal = perform(seal, "hand_over", letter | {"receiver": self.first.pk}, by=self.office)
        return perform(seal, "take_over", by=self.first)

    # --- The steps of a case ----------------------------------------------------------------------------

    def findings(self, version: MatterVersion | None = None, **verdicts: str) -> dict:
        """First check: within the organ's power, everything complete, but ``m2="missing"`` for the second material."""
        version = version or self.licence_version
        data = {"in_scope": "yes"}
        for material in version.materials.exclude(source="shared"):
            verdict = verdicts.get(f"m{material.order}", "complete")
            data[f"verdict_{material.pk}"] = verdict
            if verdict == "defective":
                data[f"fault_{material.pk}"] = "没有签字"
        return data

    def receive(self, matter: Matter | None = None, *, by: User | None = None, **changes) -> Case:
        """收件. ``m2="missing"`` sets verdicts; other names are form fields."""
        matter = matter or self.licence
        verdicts = {k: changes.pop(k) for k in list(changes) if k.startswith("m") and k[1:].isdigit()}
        data = PERSON | self.findings(matter.versions.get(), **verdicts) | changes
        return perform(
            Case,
            "receive",
            data,
            by=by or self.clerk,
            place=self.window,
            hall=self.hall,
            department=matter.department,
            matter=matter,
        )

    def file(self, matter: Matter | None = None, *, by: User | None = None, **changes) -> Filing:
        """网上申请, filed on the evening before the tests' Monday."""
        matter = matter or self.licence
        data = (
            PERSON
            | {"number": "ZWFW-1", "received_at": "2026-03-08 20:15", "summary": "开一家小店"}
            | changes
        )
        scope = {"hall": self.hall, "department": matter.department, "matter": matter}
        place = None if by is SYSTEM else self.window
        return perform(Filing, "file", data, by=by or self.clerk, place=place, **scope)

    def look_through(self, filing: Filing, **verdicts: str) -> Filing:
        data = self.findings(filing.version, **verdicts)
        return perform(filing, "look_through", data, by=self.clerk, place=self.window)

    def pass_review(self, filing: Filing) -> Filing:
        return perform(filing, "pass_review", by=self.clerk, place=self.window)

    def take_in(self, filing: Filing) -> Filing:
        return perform(filing, "take_in", by=self.clerk, place=self.window)

    def accept(self, case: Case, *, by: User | None = None) -> Case:
        return perform(case, "accept", by=by or self.clerk, place=self.window)

    def tell(self, case: Case, **data) -> Case:
        return perform(case, "tell_corrections", data, by=self.clerk, place=self.window)

    def tolerate(self, case: Case, **changes) -> Case:
        """容缺受理 until a Friday, with the commitment and the words a rulebook may ask for."""
        data = {"until": "2026-03-20", "how": "counter", "committed": "on", "late_handling": "逾期不予批准"}
        return perform(case, "accept_tolerantly", data | changes, by=self.clerk, place=self.window)

    def supply(self, case: Case, **verdicts: str) -> Case:
        """Everything told comes in, complete unless said otherwise."""
        data = {f"verdict_{row.material.pk}": "complete" for row in case.checklist.told_and_open}
        return perform(case, "supply", data | verdicts, by=self.clerk, place=self.window)

    def reject(self, case: Case, **changes) -> Case:
        data = {"ground": "not_eligible", "reason": "不具备申请条件", "basis": "某条例第五条"} | changes
        return perform(case, "reject", data, by=self.clerk, place=self.window)

    def withdraw(self, case: Case, **changes) -> Case:
        """The applicant takes the application back in writing; everything handed in goes back."""
        returned = [row.material.pk for row in case.checklist.received]
        data = {"signed_by": "王小明", "signed_on": "2026-03-09", "written": "on", "returned": returned}
        return perform(case, "withdraw", data | changes, by=self.clerk, place=self.window)

    def terminate(self, case: Case, **changes) -> Case:
        data = {"cause": "died", "proof": "死亡医学证明", "basis": "某条例第二十二条"} | changes
        return perform(case, "terminate", data, by=self.first)

    def serve(self, case: Case, kind: str | None = None) -> Case:
        """The applicant signs for every paper not yet served (or one kind)."""
        papers = case.dossier.papers.filter(served_at=None, voided_at=None)
        for paper in papers.filter(kind=kind) if kind else papers:
            if not paper.waits_for_seal:
                data = {"paper": paper.pk, "received_by": "王小明", "relation": "self"}
                case = perform(case, "serve_paper", data, by=self.clerk, place=self.window)
        return case

    def send(self, case: Case) -> Handover:
        return perform(Handover, "send", by=self.clerk, place=self.window, parent=case)

    def into_review(self, case: Case) -> Case:
        """Served, handed over and signed for, and examined where the rulebook wants an opinion before the decision."""
        case = self.signed_for(case)
        if not answer(self.hall, "case.opinion_required", legal_time.today()).value:
            return case
        return perform(case, "opine", {"opinion": "符合条件", "proposal": "grant"}, by=self.reviewer)

    def signed_for(self, case: Case) -> Case:
        """Served, handed over and signed for; nobody has examined it."""
        perform(self.send(self.serve(case)), "sign", by=self.reviewer)
        return Case.objects.get(pk=case.pk)

    def start_procedure(self, case: Case, kind: str = "inspection", days: int = 5) -> SpecialProcedure:
        data = {"procedure": kind, "body": "某旗检验所", "days": days, "reason": "需要检验"}
        return perform(SpecialProcedure, "start", data, by=self.reviewer, parent=case)

    def ask_opinion(self, case: Case) -> Opinion:
        return perform(Opinion, "ask", by=self.first, parent=case, department=self.other)

    def approve(self, case: Case, *, by: User | None = None) -> Case:
        return perform(case, "approve", {"decision": "准予经营"}, by=by or self.first, place=self.window)

    def refuse(self, case: Case, *, by: User | None = None) -> Case:
        data = {"found": "场所不符合条件", "reason": "距污染源不足二十五米", "basis": "某条例第九条"}
        return perform(case, "refuse", data, by=by or self.first, place=self.window)

    def stamp(self, case: Case) -> Case:
        return perform(case, "seal", by=self.first, place=self.window)

    def bring(self, case: Case) -> Case:
        return perform(case, "bring_to_window", by=self.first, place=self.window)

    def hand_out(self, case: Case) -> Case:
        data = {"method": "direct", "received_by": "王小明", "identity_checked": "on"}
        return perform(case, "hand_out", data, by=self.clerk2, place=self.window)

    def archive(self, case: Case) -> Case:
        return perform(self.serve(case), "archive", by=self.clerk)

    def case_in(self, state: str, matter: Matter | None = None) -> Case:
        """An ordinary case brought to a state on the straight road."""
        case = self.receive(matter)
        road = [
            ("received", lambda c: c),
            ("accepted", self.accept),
            ("reviewing", self.into_review),
            ("decided", self.approve),
            ("sealed", self.stamp),
            ("at_window", self.bring),
            ("delivered", self.hand_out),
            ("archived", self.archive),
        ]
        for name, step in road:
            case = step(case)
            if name == state:
                return case
        raise ValueError(state)


def revoke_all(user: User) -> None:
    """Take back every grant a person holds."""
    for held in Grant.objects.filter(user=user, state="given"):
        perform(held, "revoke", by=SYSTEM)


def limits(case: Case, clock: str) -> dict[str, dt.date]:
    """Due dates of the latest run of a clock, by kind."""
    run = case.dossier.runs.filter(clock=clock).order_by("-pk").first()
    return {limit.kind: limit.due_on for limit in run.limits.all()}
