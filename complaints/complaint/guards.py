"""Standing conditions of a complaint."""

from __future__ import annotations

from hall.acts.guards import guard
from hall.people.roles import Role

from .sight import HANDLES
from .states import Gravity


@guard("WS06-3.0 AH-44.2", forbids=True)
def not_kept_from(complaint, do):
    """Whom a complaint is about does nothing to it, nor does who only serves at a window."""
    if do.by is None or do.act.creates or do.role == Role.SYSTEM:
        return None
    if do.by == complaint.accused:
        return "投诉涉及本人，应当回避，请由其他人员办理。"
    if do.role and do.role not in (*HANDLES, Role.SUPERVISOR):
        return "投诉案卷由受理投诉的机构办理。"
    if complaint.for_discipline and not complaint.shared_at and do.role not in (Role.SUPERVISOR, ""):
        return "该投诉向纪检监察机构提出，由其办理。"
    return None


@guard("WS06-3.2-1")
def complainant_heard(complaint, do):
    if not complaint.complainant_heard:
        return "尚未询问投诉人：请记录询问情况；无法联系的，写明原因。"
    return None


@guard("WS06-3.2-2")
def accused_heard(complaint, do):
    if not complaint.accused_heard:
        return "尚未询问被投诉对象：请记录询问情况，或者请其提交情况说明。"
    return None


@guard("WS06-3.3.2-4")
def ordinary_only(complaint, do):
    if complaint.gravity == Gravity.SERIOUS and not complaint.for_discipline:
        return "情节较重、影响较大的投诉，处理意见须先报领导批准，请“报批处理意见”。"
    return None


@guard("WS06-3.3.2-4", forbids=True)
def another_leader(complaint, do):
    """Two leaders, two people."""
    if do.by is not None and do.by.pk in complaint.approved_by:
        return "您已经批准过，须由另一位领导批准。"
    return None


@guard("WS06-3.4-3")
def nothing_left_undone(complaint, do):
    """What was found to be so is filed when it has been put right."""
    from complaints.rectification.rectification import OPEN, Rectification

    if Rectification.objects.filter(dossier__parent=complaint.pk, state__in=OPEN).exists():
        return "责令的整改尚未验收，整改完毕后再归档。"
    return None


@guard("DL-3.7a")
def from_a_platform(complaint, do):
    return None if complaint.order_number else "不是平台转来的工单，不需要反馈。"


@guard("AH-44.2")
def was_to_discipline(complaint, do):
    if not complaint.for_discipline:
        return "该投诉由大厅管理室办理，不需要共享。"
    return "已经共享给大厅管理室。" if complaint.shared_at else None
