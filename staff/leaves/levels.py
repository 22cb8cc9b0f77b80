"""Who approves a leave: the first level of the rulebook that reaches far enough (WS04-5.5-3)."""

from __future__ import annotations

from hall.duty import duty
from hall.failures import LegalFailure
from hall.people.authority import Authority
from hall.people.roles import Role


class NobodyApproves(LegalFailure, LookupError):
    """No level of the rulebook reaches a leave of this length."""


@duty("WS04-5.5-3", off=lambda leave, do: Role.FIRST_REPRESENTATIVE)
def approver_for(leave, do) -> Role:
    """The role that decides. Raises NobodyApproves.

    A level is passed over where the person who asks holds that role, or where there is none: the hall's own people
    have no first representative.
    """
    own = Authority(do.by, do.at).roles
    for level in do.rule("leave.approval_levels"):
        role = Role(level["approver"])
        nobody = role == Role.FIRST_REPRESENTATIVE and do.department is None
        if leave.days <= level["days"] and role not in own and not nobody:
            return role
    raise NobodyApproves(f"规则库的请假审批权限没有规定{leave.days}天的假由谁批准，请补充后再申请。")
