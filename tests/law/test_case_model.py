"""A case driven through lawful and unlawful acts, held against a layman's slip of paper after every step."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from hall.acts.door import perform
from hall.acts.refusals import Refused
from hall.clocks.sweep import sweep
from hall.models import ClockRun, Entry, Paper
from hall.people.roles import Role
from hall.timeline.verify import verify_all
from matters.cases.models import Case, Extension, Handover, SpecialProcedure
from tests.cases_factory import CaseHall, limits
from tests.factories import make_user, travel
from tests.law.case_model import PAPERS, Slip

MONDAY, HORIZON = dt.date(2026, 3, 9), dt.date(2026, 12, 18)
STEPS, EXAMPLES = 25, 16
PROCEDURE = {"procedure": "inspection", "body": "检验所", "days": 3, "reason": "需要检验"}
DELAY = {"cause": "现场分散", "reason": "不能按期核查完毕", "n": 10}
REFUSAL = {"found": "场所不符", "reason": "距离不足", "basis": "某条例第九条"}
REJECTION = {"ground": "not_eligible", "reason": "不具备条件", "basis": "某条例第五条"}
END = {"cause": "died", "proof": "死亡证明", "basis": "某条例第二十二条"}
RESULT = {"method": "direct", "received_by": "王小明", "identity_checked": "on"}

# Act -> whose object it is on, what it is called there, who does it, what is typed.
ACTS = {
    "accept": (Case, "accept", "clerk", {}),
    "tell_corrections": (Case, "tell_corrections", "clerk", {}),
    "supply": (Case, "supply", "clerk", None),
    "reject": (Case, "reject", "clerk", REJECTION),
    "withdraw": (Case, "withdraw", "clerk", None),
    "terminate": (Case, "terminate", "first", END),
    "send": (Handover, "send", "clerk", {}),
    "sign": (Handover, "sign", "reviewer", {}),
    "give_back": (Handover, "give_back", "reviewer", {"reason": "清单不符"}),
    "start": (SpecialProcedure, "start", "reviewer", PROCEDURE),
    "end": (SpecialProcedure, "end", "reviewer", {"result": "合格"}),
    "ask": (Extension, "ask", "reviewer", DELAY),
    "grant": (Extension, "approve", "head", {}),
    "decline": (Extension, "decline", "head", {"reason": "可以按期办结"}),
    "approve": (Case, "approve", "first", {"decision": "准予经营"}),
    "refuse": (Case, "refuse", "first", REFUSAL),
    "seal": (Case, "seal", "first", {}),
    "bring_to_window": (Case, "bring_to_window", "reviewer", {}),
    "hand_out": (Case, "hand_out", "clerk2", RESULT),
    "explain_delay": (Case, "explain_delay", "reviewer", {"reason": "检验未完成"}),
    "archive": (Case, "archive", "clerk", {}),
}
OPEN = {Handover: "sent", SpecialProcedure: "running", Extension: "asked"}
BEGINS = {"send", "start", "ask"}
ROAD = (
    "accept",
    "tell_corrections",
    "supply",
    "send",
    "sign",
    "approve",
    "seal",
    "bring_to_window",
    "hand_out",
)
ENDS = {"withdraw", "terminate", "reject"}
NEAR = {
    "approve": {"reviewing", "accepted"},
    "refuse": {"reviewing"},
    "start": {"reviewing"},
    "ask": {"accepted", "reviewing", "decided"},
    "grant": {"reviewing", "decided"},
    "accept": {"received", "correcting"},
    "tell_corrections": {"received", "correcting"},
    "reject": {"correcting"},
    "supply": {"correcting"},
    "send": {"accepted"},
    "archive": {"delivered", "not_accepted", "withdrawn", "terminated"},
    "explain_delay": {"reviewing", "sealed", "delivered"},
}
ANY_ACT = st.sampled_from(sorted(ACTS))


class CaseMachine(RuleBasedStateMachine):
    """One case under 敖汉's rulebook. Each example begins from the same hall and is rolled back."""

    hall: CaseHall
    seen: Counter

    def __init__(self):
        super().__init__()
        self.before = transaction.savepoint()
        self.travel(MONDAY)

    def teardown(self):
        try:
            assert verify_all().sound
        finally:
            transaction.savepoint_rollback(self.before)

    @initialize(lacking=st.booleans(), far=st.sampled_from((3, 5, 0, 4, 8, 9)))
    def receive(self, lacking, far):
        """Taken in, and gone on the straight road for some steps: what is interesting is not all at the counter."""
        case = self.hall.receive(m2="missing") if lacking else self.hall.receive()
        self.pk, self.slip, self.filed = case.pk, Slip(MONDAY, lacking), None
        for _ in range(far):
            self.hand_over_papers()
            self.attempt(next((act for act in ROAD if self.slip.may(act)), "archive"))

    @rule(data=st.data())
    def do_what_is_lawful(self, data):
        possible = [act for act in sorted(ACTS) if self.slip.may(act)]
        if possible:
            self.attempt(data.draw(st.sampled_from(possible)))

    @precondition(lambda self: self.slip.state == "reviewing")
    @rule(act=st.sampled_from(("start", "end", "ask", "grant")))
    def examine(self, act):
        """What moves the days, and the decision over its head."""
        self.attempt(act)
        if self.slip.examining or self.slip.asking:
            self.attempt("approve")

    @rule(data=st.data())
    def go_on(self, data):
        possible = [act for act in sorted(ACTS) if self.slip.may(act) and act not in ENDS]
        if possible:
            self.attempt(data.draw(st.sampled_from(possible)))

    @rule(data=st.data())
    def try_what_a_condition_forbids(self, data):
        """The state is right, and something else stands against it."""
        near = [act for act, states in NEAR.items() if self.slip.state in states and not self.slip.may(act)]
        if near:
            self.attempt(data.draw(st.sampled_from(near)))

    @rule(act=ANY_ACT)
    def try_anything(self, act):
        self.attempt(act)

    @rule(act=ANY_ACT)
    def a_stranger_tries(self, act):
        """Another department's reviewer has no business here, whatever the state."""
        assert not self.perform(act, self.hall.other_reviewer)

    @precondition(lambda self: self.slip.to_serve)
    @rule()
    def hand_over_papers(self):
        self.hall.serve(self.case)
        self.slip.serve()

    @precondition(lambda self: self.slip.today < HORIZON - dt.timedelta(9))
    @rule(days=st.integers(1, 9))
    def time_passes(self, days):
        self.slip.wait(days)
        self.travel(self.slip.today)
        sweep()

    # --- What must hold -------------------------------------------------------------------------------------------

    @invariant()
    def the_state_is_the_slips(self):
        assert self.case.state == self.slip.state

    @invariant()
    def no_act_without_its_paper(self):
        """By hand from the law: what each act puts into the applicant's hands."""
        issued = Paper.objects.filter(dossier__in=self.tree).values_list("entry", "kind")
        kinds = dict(issued)
        for entry in self.done().filter(act__in=PAPERS):
            wanted = PAPERS[entry.act]
            if entry.act == "approve" and entry.dossier.kind == Extension.dossier_kind():
                wanted = PAPERS["grant"]
            assert kinds.get(entry.pk) == wanted, entry

    @invariant()
    def one_decision_clock_and_its_days_are_those_of_the_walk(self):
        runs = ClockRun.objects.filter(dossier=self.pk, clock="decision")
        assert runs.filter(ended_at=None).count() == self.slip.clock_runs
        if self.slip.accepted:
            assert limits(self.case, "decision") == self.slip.dues

    @invariant()
    def nothing_after_the_archive(self):
        acts = self.done().filter(dossier=self.pk).count()
        if self.slip.state == "archived":
            self.filed = self.filed or acts
            assert acts == self.filed

    # --- How it is done -------------------------------------------------------------------------------------------

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.pk)

    @property
    def tree(self) -> list[int]:
        below = [model.objects.filter(case=self.pk).values_list("pk", flat=True) for model in OPEN]
        return [self.pk, *(pk for keys in below for pk in keys)]

    def done(self):
        return Entry.objects.filter(dossier__in=self.tree, kind=Entry.Kind.ACT).select_related("dossier")

    def travel(self, day: dt.date) -> None:
        travel(day.isoformat())

    def attempt(self, act: str) -> None:
        """Done exactly when the slip allows it; a refusal leaves everything as it was."""
        allowed = self.slip.may(act)
        assert self.perform(act, getattr(self.hall, ACTS[act][2])) == allowed, act
        self.seen[act, allowed] += 1
        if allowed:
            self.slip.did(act)

    def perform(self, act: str, person) -> bool:
        model, name, _, data = ACTS[act]
        target, scope = (model, {"parent": self.case}) if act in BEGINS else (self.target(model), {})
        if target is None:
            return False  # there is nothing it could be done on
        before = self.done().count()
        try:
            perform(target, name, self.typed(act, data), by=person, place=self.hall.window, **scope)
        except Refused:
            assert self.done().count() == before
            return False
        return True

    def target(self, model):
        if model is Case:
            return self.case
        return model.objects.filter(case=self.pk, state=OPEN[model]).last()

    def typed(self, act: str, data: dict | None) -> dict:
        if data is not None:
            return dict(data)
        checklist = self.case.checklist
        if act == "supply":
            return {f"verdict_{row.material.pk}": "complete" for row in checklist.told_and_open}
        signed = {"signed_by": "王小明", "signed_on": self.slip.today.isoformat(), "written": "on"}
        return signed | {"returned": [row.material.pk for row in checklist.received]}


@pytest.mark.clause("AH-3.2", "AH-35.3", "许可法42-1", "行政许可法45", "许可法32-1-4")
def test_a_case_does_what_the_law_says_whatever_is_tried(hall_of):
    hall = hall_of("AH")
    hall.head = make_user("郑局长", (Role.DEPARTMENT_LEADER, hall.hall, hall.department))
    machine = type("Machine", (CaseMachine,), {"hall": hall, "seen": Counter()})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    done = {act for act, allowed in machine.seen if allowed}
    refused = {act for act, allowed in machine.seen if not allowed}
    assert done >= {"approve", "start"}
    assert len(done) > len(ACTS) // 2
    assert len(refused) > len(ACTS) // 3
