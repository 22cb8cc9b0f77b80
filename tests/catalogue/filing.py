"""A hall under one regulation with a published matter, the draft of its successor, and who must agree."""

from __future__ import annotations

import datetime as dt

from hall.acts.door import perform
from hall.models import Hall
from hall.people.roles import Role
from matters.catalogue.models import Delegation, MatterChange, StandardItem
from matters.catalogue.publishing import publish
from tests.catalogue.builders import by_nation, make_draft, make_matter
from tests.catalogue.whole import whole_draft
from tests.factories import make_department, make_hall, make_user

FROM = dt.date(2026, 5, 6)
CODE = "000131016000"


class Filing:
    def __init__(self, preset: str = "", hall: Hall | None = None):
        self.hall = hall or make_hall(preset)
        self.department = make_department(self.hall)
        self.first = make_user("钱首代", (Role.FIRST_REPRESENTATIVE, self.hall, self.department))
        self.leader = make_user("局长", (Role.DEPARTMENT_LEADER, self.hall, self.department))
        self.people = {
            role: make_user(str(role.label), (role, self.hall))
            for role in (Role.HALL_OFFICE, Role.BUREAU, Role.JUSTICE_BUREAU)
        }
        self.matter = make_matter(self.department)
        version = make_draft(self.matter, dt.date(2026, 3, 2))
        by_nation(version, 10).save()
        publish(version)
        self.draft = whole_draft(self.matter, FROM)

    def scope(self) -> dict:
        return {"hall": self.hall, "department": self.department}

    def file(self, kind: str = "change", **changes) -> MatterChange:
        data = {
            "kind": kind,
            "matter": self.matter.pk,
            "version": self.draft.pk if kind == "change" else "",
            "ground": "调整" if self.hall.preset == "DL" else "其他情形",
            "reason": "条例修订",
            "effective_from": FROM.isoformat(),
        }
        return perform(MatterChange, "file", data | changes, by=self.first, **self.scope())

    def newcomer(self, **fields):
        """A matter on the standard list that has not entered, with a whole guide."""
        code = fields.pop("national_code", CODE)
        name = fields.pop("name", "新进驻事项")
        StandardItem.objects.get_or_create(code=code, defaults={"name": name, "kind": "01"})
        matter = make_matter(self.department, name=name, national_code=code, entered_on=None, **fields)
        return matter, whole_draft(matter, FROM)

    def entry(self, **changes):
        """A new matter with somebody who may decide it; its application."""
        matter, draft = self.newcomer()
        self.delegate()
        given = {"matter": matter.pk, "version": draft.pk, "approvers": [self.first.pk]}
        return matter, self.file("enter", **given | changes)

    def delegate(self, *powers: str, **changes) -> Delegation:
        data = {
            "person": self.first.pk,
            "powers": powers or ("accept", "approve"),
            "document": "授权〔2026〕1号",
            "since": "2026-04-01",
        }
        return perform(Delegation, "delegate", data | changes, by=self.leader, **self.scope())

    def review(self, change: MatterChange) -> MatterChange:
        by = self.people[Role(change.first_reviewer)]
        return perform(change, "review", {"opinion": "建议进驻"}, by=by)

    def agree(self, change: MatterChange, *roles: Role) -> MatterChange:
        for role in roles:
            change = perform(change, "endorse", by=self.people[role])
        return change

    def agree_to_the_end(self, change: MatterChange) -> MatterChange:
        """The first opinion, where one is needed, then everybody of the chain."""
        if change.state == "filed":
            change = self.review(change)
        return self.agree(change, *map(Role, change.chain))

    def effect(self, change: MatterChange, day: str) -> MatterChange:
        return perform(change, "put_in_force", {"effective_from": day}, by=self.people[Role.HALL_OFFICE])
