"""Standing conditions of ratings."""

from __future__ import annotations

from hall.acts.guards import guard
from windows.evaluator import takes_ratings
from windows.models import Window

from . import following


@guard("XA-38.2b WS14-09.4 AH-4.7b")
def not_rated_yet(rating, do):
    """The database keeps the same promise (one row of ``invitation``); here it is said in words."""
    if rating.invitation_id and type(rating).objects.filter(invitation=rating.invitation_id).exists():
        return "这次服务已经评价过，每次服务只评价一次。感谢您的评价。"
    return None


@guard("DL-25.3")
def of_a_service(rating, do):
    if not rating.invitation_id:
        return "请先填写办件编号：没有待评价的服务，或者已经评价过。"
    return None


@guard("WS04-6.3")
def evaluator_is_on(rating, do):
    """What comes from a window's device comes while somebody serves there."""
    if do.place is None:
        return None
    window = Window.objects.filter(place=do.place).exclude(state="retired").first()
    if window is not None and not takes_ratings(window):
        return "本窗口暂停服务，评价器不接收评价。"
    return None


@guard("DL-25.3 WS14-09.4", forbids=True)
def not_the_rated(rating, do):
    """Nobody takes down, looks into or settles a rating of themselves."""
    served_by = rating.invitation.served_by_id if rating.invitation_id else rating.served_by_id
    if do.by is not None and served_by == do.by.pk:
        return "该评价涉及本人的服务，须由他人办理。"
    return None


@guard("XA-38.3c")
def put_right(rating, do):
    """A justified complaint is settled once what was ordered has been done."""
    if rating.justified and not following.put_right(rating):
        return "整改结果还没有报告，不能反馈办结；请先完成整改。"
    return None
