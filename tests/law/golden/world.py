"""Halls and the objects in them, each situation built once through the door and tried again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.db import transaction

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.offers import offers
from hall.acts.refusals import Invalid, NotAllowed, Objected, Skip, WrongState
from hall.acts.workflow import Workflow
from hall.people.authority import Authority
from hall.people.roles import Role
from tests.factories import make_user

OUTCOMES = {NotAllowed: "person", Objected: "law", Invalid: "law", WrongState: "state"}


@dataclass(frozen=True)
class Attempt:
    """An act as it can be asked for in a situation: on an object, or on a class with the scope it is opened in."""

    target: Workflow | type[Workflow]
    scope: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Workplace:
    """What a workflow's table needs: how to make a hall, its situations, and the input of its acts.

    ``people`` names the hall's attribute for a column; ``situations`` give the object a situation is about;
    ``opens`` turns it into the attempt to create (for acts on NEW); ``inputs`` give what is typed. ``place`` is
    where people stand; ``apart`` gives each situation a hall of its own; ``halls`` names those that are made alike,
    and shared.
    """

    model: type[Workflow]
    home: str
    hall: Callable[[str], Any]
    people: dict[str, str]
    situations: dict[str, Callable]
    opens: Callable
    inputs: dict[str, Callable]
    place: Callable = attrgetter("window")
    apart: bool = False
    halls: str = "cases"


# Roles that no hall of the tests has people for.
OTHERS = {
    "rev": (Role.REVIEWER, "department"),
    "rev2": (Role.REVIEWER, "other"),
    "dpt": (Role.DEPARTMENT_LEADER, "department"),
    "gde": (Role.GUIDE,),
    "agt": (Role.AGENT,),
    "csh": (Role.CASHIER,),
    "bur": (Role.BUREAU,),
    "jus": (Role.JUSTICE_BUREAU,),
    "sup": (Role.SUPERVISOR,),
    "adm": (Role.SYSADMIN,),
}


class World:
    """The situations of one workflow. Nothing here is ever committed; each attempt is rolled back.

    ``made`` remembers halls, people and objects; worlds that share it build nothing twice.
    """

    def __init__(self, workplace: Workplace, made: dict):
        self.workplace, self.made = workplace, made

    def find(self, situation: str) -> tuple[Any, Any]:
        """The hall and the object of a situation ("lacking", or under another rulebook "lacking@XA")."""
        name, _, preset = situation.partition("@")
        preset = preset or self.workplace.home
        own = (self.workplace.hall, preset, self.workplace.model, name)
        key = own if self.workplace.apart else (self.workplace.halls, preset)
        hall = self._once(key, lambda: self.workplace.hall(preset))
        build = self.workplace.situations[name]
        return hall, self._once((build, preset), lambda: build(hall))

    def person(self, hall: Any, who: str) -> Any:
        """The user of a column; SYSTEM for ``sys``."""
        if who == "sys":
            return SYSTEM
        if name := self.workplace.people.get(who):
            return getattr(hall, name)
        role, *of = OTHERS[who]
        departments = [getattr(hall, name) for name in of]
        return self._once((hall, who), lambda: make_user(who, (role, hall.hall, *departments)))

    def _once(self, key: Any, build: Callable) -> Any:
        if key not in self.made:
            self.made[key] = build()
        return self.made[key]

    def outcome(self, act: str, situation: str, who: str, *, outside: bool = False) -> str:
        """What becomes of the attempt: yes, person (403), law (422) or state (409). Nothing of it stays."""
        hall, obj = self.find(situation)
        person = self.person(hall, who)
        attempt = self.attempt(act, hall, obj)
        data = self.workplace.inputs.get(act, lambda hall, obj: {})(hall, obj)
        place = None if outside or person is SYSTEM else self.workplace.place(hall)
        files = data.pop("files", None)
        before = transaction.savepoint()
        try:
            perform(attempt.target, act, data, by=person, place=place, files=files, **attempt.scope)
        except Skip:
            return "yes"  # theirs to do; there was only nothing left to be done
        except tuple(OUTCOMES) as refusal:
            return OUTCOMES[type(refusal)]
        finally:
            transaction.savepoint_rollback(before)
            transaction.set_rollback(False)
        return "yes"

    def attempt(self, act: str, hall: Any, obj: Any) -> Attempt:
        declared = self.workplace.model.acts().get(act)
        if declared is not None and declared.creates:
            return self.workplace.opens(hall, obj)
        return Attempt(type(obj).objects.get(pk=obj.pk))

    def offered(self, situation: str, who: str) -> dict[str, bool]:
        """The buttons of the object's page for a person: act -> whether it may be pressed."""
        hall, obj = self.find(situation)

        def look() -> dict[str, bool]:
            authority = Authority.of(self.person(hall, who))
            fresh = type(obj).objects.select_related("dossier").get(pk=obj.pk)
            return {
                offer.act.name: offer.available
                for offer in offers(fresh, authority, self.workplace.place(hall))
            }

        return self._once((hall, obj, who), look)
