"""A hall with patrollers, and the short way to a patrol, a finding, an appeal."""

from __future__ import annotations

from hall.acts.door import perform
from hall.people.roles import Role
from supervision.models import Finding, Patrol
from tests.factories import make_user
from tests.law.ask import decide_for_itself
from tests.law.staff_hall import StaffHall

FINDING = {
    "problem": "idle",
    "source": "patrol",
    "floor": "1层",
    "zone": "front",
    "content": "上班时间看视频",
    "clause": "WS10-3.5",
    "level": "ordinary",
}


class PatrolHall(StaffHall):
    """The staff hall with a second leader of the office, people of another department, and the bureau."""

    def __init__(self, preset: str = "WS"):
        super().__init__(preset)
        decide_for_itself(self, "training.subjects", [])
        self.office2 = make_user("副管理", (Role.HALL_OFFICE, self.hall))
        self.bureau = make_user("政务局", (Role.BUREAU, self.hall))
        self.other_first = make_user("孙首代", (Role.FIRST_REPRESENTATIVE, self.hall, self.other_unit))
        self.other_clerk = make_user("周窗口", (Role.WINDOW_CLERK, self.hall, self.other_unit))

    def begin(self, *members, by=None, **changes) -> Patrol:
        people = members or (self.office,)
        data = {
            "kind": "daily",
            "methods": ["site"],
            "members": [one.pk for one in people],
            "floors": ["1层"],
            "zones": ["front", "public"],
        }
        return perform(Patrol, "begin", data | changes, by=by or people[0], hall=self.hall)

    def walked(self, *members, by=None, **changes) -> Patrol:
        """A patrol on which nothing was found."""
        patrol = self.begin(*members, by=by, **changes)
        return perform(patrol, "close", {"clean_walk": "on"}, by=by or (members or (self.office,))[0])

    def find(self, by=None, department="unit", patrol=None, files=None, **changes) -> Finding:
        unit = getattr(self, department) if department else None
        return perform(
            Finding,
            "note",
            FINDING | changes,
            files=files,
            by=by or self.office,
            hall=self.hall,
            department=unit,
            patrol=patrol,
        )

    def published(self, **changes) -> Finding:
        return perform(self.find(**changes), "publish", by=self.leader)

    def confirmed(self, **changes) -> Finding:
        return perform(self.published(**changes), "accept", by=self.first)

    def register(self, key: str, by=None, department=None, **facts):
        from hall.models import RegisterRecord

        return perform(
            RegisterRecord,
            "record",
            facts,
            by=by or self.office,
            register=f"supervision.{key}",
            hall=self.hall,
            department=department,
        )
