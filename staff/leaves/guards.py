"""Standing conditions of leave."""

from __future__ import annotations

from hall.acts.guards import guard
from hall.people.roles import Role


@guard("WS04-5.5-3", forbids=True)
def not_for_oneself(leave, do):
    if do.by == leave.person:
        return "不能批准自己的请假，请由有审批权限的他人办理。"
    return None


@guard("DL-22.2")
def approved_before_it_begins(leave, do):
    """Only what was reported afterwards may be approved afterwards."""
    if leave.begins_on < do.on and not leave.after_the_fact:
        return "请假的首日已经过去，不能再批准；请退回由本人重新申请，缺勤的日期按考勤处理。"
    return None


@guard(forbids=True)
def is_the_asker(leave, do):
    if do.by != leave.person:
        return f"须由请假人{leave.person}本人办理。"
    return None


@guard(forbids=True)
def is_the_asker_or_the_office(leave, do):
    if do.by != leave.person and do.role != Role.HALL_OFFICE:
        return f"须由请假人{leave.person}本人或者大厅管理室办理。"
    return None
