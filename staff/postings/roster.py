"""派驻登记: who sits where since when, and what a department or the hall still lacks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hall import legal_time
from hall.duty import duty
from hall.people.authority import Authority
from hall.people.grant import Grant
from hall.people.roles import Role
from hall.places.department import Department
from matters.catalogue.selectors import open_matters

from .departure import Departure
from .kinds import POSTED, Politics, Post
from .replacement import Replacement
from .standing import SERVING, postings

MEMBERSHIPS = {
    "party": ("党组织关系", (Politics.PARTY, Politics.PROBATIONARY)),
    "league": ("团组织关系", (Politics.LEAGUE,)),
}
UNDER_WAY = ("applied", "endorsed", "trained", "agreed", "entered")


@duty("AH-28.6b", off=lambda authority: postings())
def visible_to(authority: Authority) -> QuerySet:
    """The postings a person may read: a first representative those of the own department, the office all."""
    return (
        postings().filter(authority.readable("dossier__")).order_by("dossier__department", "-is_first", "pk")
    )


def serving(authority: Authority) -> QuerySet:
    return visible_to(authority).filter(state__in=SERVING).select_related("stands_in_for__person")


@duty("AH-21.3 DL-20.1", off=lambda found, membership: found.none())
def without_transfer(found: QuerySet, membership: str) -> QuerySet:
    """Members of the Party, or of the League, whose relation has not moved to the centre yet."""
    _, politics = MEMBERSHIPS[membership]
    return found.filter(politics__in=politics, membership_moved_on=None)


def leaving(authority: Authority) -> QuerySet:
    """The departures under way."""
    mine = Departure.objects.filter(authority.readable("dossier__"), state__in=Departure.RUNNING)
    return mine.select_related("posting__person", "dossier__department").order_by("leaves_on", "pk")


def letters(authority: Authority) -> QuerySet:
    """Open letters that ask for somebody else, the oldest first."""
    mine = Replacement.objects.filter(authority.readable("dossier__"), state="open")
    return mine.select_related("posting__person", "dossier__department").order_by("written_at")


@dataclass(frozen=True)
class Unit:
    """One department of the hall: whom it has there, and what is missing."""

    department: Department
    leader: str
    first: str
    others: int
    gaps: list[str]


def units(hall) -> list[Unit]:
    """Every department that has matters or people in the hall (AH-12.2, AH-18, AH-22, AH-26, EL-4.1d)."""
    at = legal_time.now()
    found = Grant.objects.in_force(at).filter(hall=hall, department__isnull=False).select_related("user")
    grants: dict[int, dict[str, list[str]]] = {}
    for grant in found:
        roles = grants.setdefault(grant.department_id, {})
        roles.setdefault(grant.role, []).append(grant.user.name)
    busy = set(open_matters(hall, legal_time.today()).values_list("department", flat=True))
    departments = Department.objects.filter(Q(pk__in=busy) | Q(pk__in=grants), hall=hall, is_active=True)
    return [
        _unit(one, grants.get(one.pk, {}), one.pk in busy)
        for one in departments.prefetch_related("names").order_by("pk")
    ]


def _unit(department: Department, roles: dict[str, list[str]], has_matters: bool) -> Unit:
    clerks = {*roles.get(Role.WINDOW_CLERK, []), *roles.get(Role.REVIEWER, [])}
    checks = (no_leader(roles), no_first_representative(roles), nobody_else(roles))
    gaps = [gap for gap in (*checks, no_back_office(roles) if has_matters else "") if gap]
    return Unit(
        department,
        "、".join(roles.get(Role.DEPARTMENT_LEADER, [])),
        "、".join(roles.get(Role.FIRST_REPRESENTATIVE, [])),
        len(clerks),
        gaps,
    )


@duty("AH-22", off=lambda roles: "")
def no_leader(roles) -> str:
    return "" if roles.get(Role.DEPARTMENT_LEADER) else "没有确定主管领导"


@duty("AH-12.2 AH-26", off=lambda roles: "")
def no_first_representative(roles) -> str:
    count = len(roles.get(Role.FIRST_REPRESENTATIVE, []))
    return {0: "没有首席代表", 1: ""}.get(count, f"有{count}名首席代表")


@duty("AH-12.2 AH-18", off=lambda roles: "")
def nobody_else(roles) -> str:
    there = roles.get(Role.WINDOW_CLERK) or roles.get(Role.REVIEWER)
    return "" if there else "没有其他派驻人员"


@duty("EL-4.1d", off=lambda roles: "")
def no_back_office(roles) -> str:
    """A department with matters sends people who examine them; the first representative alone is none."""
    return "" if roles.get(Role.REVIEWER) else "没有后台审批人员"


@duty("EL-4.2b", off=lambda hall: [])
def posts_without_people(hall) -> list[str]:
    """The posts of front, back and issue to which nobody in the hall is posted."""
    staffed = set(postings().filter(dossier__hall=hall, state="on_duty").values_list("post", flat=True))
    return [str(post.label) for post in Post if post not in staffed]


def without_posting(authority: Authority) -> QuerySet:
    """Roles at the windows that no posting gave: from before postings were recorded here."""
    mine = Grant.objects.in_force(legal_time.now()).filter(authority.readable("dossier__"), role__in=POSTED)
    mine = mine.exclude(dossier__parent__kind="staff.posting")
    return mine.select_related("user", "department").prefetch_related("department__names")
