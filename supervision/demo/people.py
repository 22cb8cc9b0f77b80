"""Who works in the demo: the people of the login page, then two of every department."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from django.contrib.auth.hashers import make_password

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.models import Department, Grant, Hall, User
from hall.people.roles import WATCHES_THE_OFFICE, Role
from matters.catalogue.codes import named
from matters.catalogue.loading.table import Table
from staff.postings.kinds import POSTED

from .data import FOLDER, rows
from .halls import is_county, of_key

BY_DEPARTMENT = {"first": Role.FIRST_REPRESENTATIVE, "reviewer": Role.REVIEWER}

# One computation for everybody: the demo's passwords are on the login page, and a real one costs half a second.
password_hash = cache(make_password)


def names() -> Iterator[str]:
    """Family and given names joined in turn, so that nobody is called like a neighbour."""
    with Table.of_file(FOLDER / "people.toml") as file:
        surnames, given = file.take("surnames"), file.take("given")
    for n in range(len(surnames) * len(given)):
        yield surnames[n % len(surnames)] + given[n % len(given)]


class Posting:
    """Gives roles in one hall for a year from the day the demo begins; who was there before is no posting yet."""

    def __init__(self, hall: Hall, since: dt.date):
        self.hall = hall
        self.since, self.until = (f"{day} 00:00" for day in (since, since + dt.timedelta(days=365)))
        self.office = SYSTEM  # until there is one

    def post(self, user: User, role: Role, department: Department | None = None) -> None:
        data = {"user": user.pk, "role": role, "since": self.since, "until": self.until}
        by = SYSTEM if role in WATCHES_THE_OFFICE | POSTED else self.office
        perform(Grant, "give", data, by=by, hall=self.hall, department=department)
        if role == Role.HALL_OFFICE:
            self.office = user


def enlist(hall: Hall, since: dt.date, names: Iterator[str]) -> None:
    """Accounts and grants of one hall: the hall office first, who posts the others."""
    posting = Posting(hall, since)
    mine = [account for account in accounts() if account["hall"] == hall.name]
    password = next(accounts())["password"]
    for account in sorted(mine, key=lambda one: named(Role, one["role"]) != Role.HALL_OFFICE):
        department = of_key(hall, account["department"]) if "department" in account else None
        user = _user(account["username"], account["name"], account["password"])
        posting.post(user, Role(named(Role, account["role"])), department)
    if is_county(hall):
        for department in hall.departments.order_by("pk"):
            _staff(department, posting, names, password)


def accounts() -> Iterator[dict[str, str]]:
    """The table of the login page."""
    return (table.data for table in rows("accounts.toml", "account"))


def _staff(department: Department, posting: Posting, names: Iterator[str], password: str) -> None:
    """Whoever of the department is not on the login page."""
    key = department.code.partition("-")[2]
    for suffix, role in BY_DEPARTMENT.items():
        if not Grant.objects.filter(department=department, role=role).exists():
            username = f"{posting.hall.code.lower()}-{key}-{suffix}"
            posting.post(_user(username, next(names), password), role, department)


def user_of(username: str, name: str) -> User:
    """An account with the demo's password, as yet without any role."""
    return _user(username, name, next(accounts())["password"])


def _user(username: str, name: str, password: str) -> User:
    user = User(username=username, name=name, password=password_hash(password))
    user.full_clean()
    user.save()
    return user
