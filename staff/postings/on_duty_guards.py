"""Conditions of the acts on a posting that has begun."""

from __future__ import annotations

from hall.acts.guards import guard
from hall.people.roles import Role

from .kinds import Politics

MEMBERS = (Politics.PARTY, Politics.PROBATIONARY, Politics.LEAGUE)


@guard("WS04-4.6-4")
def own_people(posting, do):
    """The first representative divides the work among the others; the own post is the department's to arrange."""
    if do.role == Role.FIRST_REPRESENTATIVE and posting.is_first:
        return "首席代表的岗位由大厅管理室调整。"
    return None


@guard()
def has_a_membership(posting, do):
    if posting.politics not in MEMBERS:
        return f"{posting.person}不是党员、团员，没有需要转入的组织关系。"
    return None


@guard("DL-5.3")
def only_a_stand_in(posting, do):
    """Who is posted for good leaves by the exit form."""
    if not posting.stands_in_for_id:
        return "正式派驻人员离岗，请填写离岗审批表。"
    return None
