"""Every address × every class of people, compared with a reviewed table; an address without a line there fails.

``golden/urls.tsv`` says what GET and POST (empty) answer: "200/405". It was read line by line against what each class
has to do with the page: anonymous people reach public pages only (302 leads to the login), people of another hall find
nothing of this one (404), the system administrator no case. A number or word nobody has stands in gaps for which the
set-up furnishes nothing; then whoever may look at all gets 404.
"""

from __future__ import annotations

import copy
import csv
import itertools
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import RequestFactory

from matters.catalogue.models import Bundle, Entrustment

from .addresses import Address, addresses

GOLDEN = Path(__file__).parent / "golden"
CLASSES = (
    "anonymous",
    "other_clerk",
    "clerk",
    "reviewer",
    "office",
    "supervisor",
    "sysadmin",
    "stranger",
)
ADMIN_CLASSES = ("clerk", "reviewer", "office", "supervisor", "sysadmin")


def golden(name: str) -> dict[str, dict[str, str]]:
    """The first column -> the others by their heading."""
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row[rows.fieldnames[0]]: row for row in rows}


def answer(browser, path: str, method: str, number: int) -> str:
    """The status; nothing stays changed, and each asks from an address of its own, so that no limit is reached."""
    before, cookies = transaction.savepoint(), copy.deepcopy(browser.cookies)
    where = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
    response = getattr(browser, method)(path, REMOTE_ADDR=where)
    transaction.savepoint_rollback(before)
    browser.cookies = cookies  # one of the addresses is the way out
    return str(response.status_code)


def answers(house, who: str, chosen: list[Address], methods: tuple[str, ...]) -> dict[str, str]:
    browser, number = house.browser(who), itertools.count(1)
    return {
        one.route: "/".join(answer(browser, one.path(house.gaps), method, next(number)) for method in methods)
        for one in chosen
    }


def test_every_address_has_its_line():
    known, reviewed = {one.route for one in addresses() if not one.of_admin}, golden("urls.tsv").keys()
    assert (known - reviewed, reviewed - known) == (set(), set())


@pytest.mark.parametrize("who", CLASSES)
def test_every_address_answers_as_reviewed(house, who):
    reviewed = {route: row[who] for route, row in golden("urls.tsv").items() if row[who] != "="}
    chosen = [one for one in addresses() if one.route in reviewed]
    assert answers(house, who, chosen, ("get", "post")) == reviewed


def test_what_people_of_another_hall_never_see_is_what_this_hall_has(house):
    """The gaps name what is really there: who belongs to it finds it, so that a 404 elsewhere means something."""
    table = golden("urls.tsv")
    found = {
        route for route, row in table.items() if row["office"][:3] == "200" and row["stranger"][:3] == "404"
    }
    assert {"d/<int:dossier_id>/", "papers/<int:paper_id>/pdf", "staff/people/<int:pk>/"} <= found


def test_the_admin_opens_to_nobody_unknown(house):
    browser = house.browser("anonymous")
    for one in addresses():
        if one.of_admin and one.route != "admin/logout/":
            response = browser.get(one.path(house.gaps))
            assert (response.status_code, response.url[:7]) == (302, "/login/"), one.route


def test_what_each_class_may_do_with_each_record_of_the_admin(house):
    """v view, a add, c change, d delete; asked of the very methods by which every page of the admin lets people in."""
    found = {}
    for model, model_admin in sorted(site._registry.items(), key=lambda each: each[0]._meta.label_lower):
        found[model._meta.label_lower] = {
            who: _verbs(model_admin, house.people[who]) for who in ADMIN_CLASSES
        }
    assert found == {
        label: {who: row[who] for who in ADMIN_CLASSES} for label, row in golden("admin.tsv").items()
    }


def _verbs(model_admin, user) -> str:
    request = RequestFactory().get("/")
    request.user = user
    verbs = ("view", "add", "change", "delete")
    return "".join(v[0] for v in verbs if getattr(model_admin, f"has_{v}_permission")(request)) or "-"


def test_another_hall_s_records_are_changed_by_nobody_here(house):
    """Matters, departments and places are public, so another hall may see them; it changes and adds none."""
    request, inside = RequestFactory().post("/"), house.inside
    nothing = SimpleNamespace(cleaned_data={}, changed_data=[])
    request.user = house.people["stranger"]
    records = [inside.hall, inside.department, inside.window, inside.licence, inside.licence_version]
    for record in [*records, Entrustment.objects.first(), Bundle(hall=inside.hall)]:
        model_admin = site._registry[type(record)]
        assert not model_admin.has_change_permission(request, record), record
        with pytest.raises(PermissionDenied, match="本大厅"):
            model_admin.save_model(request, record, nothing, change=False)
