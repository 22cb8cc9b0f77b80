"""Whom a finding reaches: the department it is about, the leaders where it is grave."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from hall.duty import duty
from hall.people.authority import Authority
from hall.people.roles import Role

from .finding import Finding, State


def _reach(authority: Authority, role: Role, *, whole_hall: bool) -> Q:
    found = Q(pk__in=[])
    for grant in authority.grants:
        if grant.role == role and (whole_hall or grant.department_id):
            here = Q(dossier__hall=grant.hall_id)
            found |= here if whole_hall else here & Q(dossier__department=grant.department_id)
    return found


@duty("WS10-4.2-2", off=lambda authority: Finding.objects.none())
def for_the_department(authority: Authority) -> QuerySet[Finding]:
    """What a first representative has been told of and has to answer: fed back, or published."""
    told = Q(state=State.NOTED, fed_back=True) | Q(state__in=[State.PUBLISHED, State.CONFIRMED])
    found = Finding.objects.filter(_reach(authority, Role.FIRST_REPRESENTATIVE, whole_hall=False), told)
    return found.order_by("-pk")


@duty("WS10-4.2-3", off=lambda authority: Finding.objects.none())
def for_leaders(authority: Authority) -> QuerySet[Finding]:
    """The repeated, typical and major problems that wait for the leaders."""
    found = Finding.objects.filter(_reach(authority, Role.HALL_LEADER, whole_hall=True), state=State.REPORTED)
    return found.order_by("-pk")
