"""The main legal stages of a case. Procedures, hand-overs and opinions are child workflows of their own."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    RECEIVED = "received", "已收件"
    CORRECTING = "correcting", "待补正"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    LAPSED = "lapsed", "逾期未补正"
    WITHDRAWN = "withdrawn", "申请人已撤回"
    TERMINATED = "terminated", "已终止办理"
    ACCEPTED = "accepted", "已受理"
    REVIEWING = "reviewing", "审批中"
    SENT_UP = "sent_up", "已上报"
    RETURNED = "returned", "已退件"
    DECIDED = "decided", "已决定"
    SEALED = "sealed", "已用印"
    AT_WINDOW = "at_window", "待领取"
    DELIVERED = "delivered", "已送达"
    ARCHIVED = "archived", "已归档"


BEFORE_ACCEPTANCE = (State.RECEIVED, State.CORRECTING)
IN_HAND = (State.ACCEPTED, State.REVIEWING)
UNDECIDED = (*BEFORE_ACCEPTANCE, *IN_HAND, State.SENT_UP)
# Ended without a decision: what is left is to hand over the paper that says so, and to file away.
ENDED_EARLY = (State.NOT_ACCEPTED, State.LAPSED, State.WITHDRAWN, State.TERMINATED, State.RETURNED)


class FilingState(models.TextChoices):
    """An online filing, until it is taken in as a case."""

    FILED = "filed", "待预审"
    CORRECTING = "correcting", "待补正"
    PASSED = "passed", "预审通过，待收件"
    NOT_OURS = "not_ours", "不属于本机关"
    LAPSED = "lapsed", "逾期未补正"
    WITHDRAWN = "withdrawn", "申请人已撤回"
    RECEIVED = "received", "已收件"


class Channel(models.TextChoices):
    """How an application came in; acceptance.limit_channels says for which ones the hall's own limits hold."""

    COUNTER = "counter", "窗口申请"
    ONLINE = "online", "网上申请"


class Outcome(models.TextChoices):
    GRANTED = "granted", "准予"
    PARTLY = "partly", "部分准予"
    REFUSED = "refused", "不予"


class Method(models.TextChoices):
    """How a result was delivered (送达方式); the law of civil procedure by analogy."""

    DIRECT = "direct", "直接送达"
    AGENT = "agent", "代理人领取"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达（经同意）"
    LOCKER = "locker", "自助柜领取"
    LEFT = "left", "留置送达"
    ANNOUNCED = "announced", "公告送达"


GRANTED = (Outcome.GRANTED, Outcome.PARTLY)


class Conclusion(models.TextChoices):
    """What a joint review meeting came to."""

    GRANT = "grant", "同意准予"
    REFUSE = "refuse", "不予"
    AGAIN = "again", "未能一致，另行会审"

    @classmethod
    def of(cls, act: str) -> Conclusion | None:
        """The conclusion an act on the case carries out; None for any other act."""
        return {"approve": cls.GRANT, "approve_partly": cls.GRANT, "refuse": cls.REFUSE}.get(act)


class RejectionGround(models.TextChoices):
    """Why an application is not accepted (行政许可法 32, 78). Incomplete papers are none, but where a
    statute says so.
    """

    NOT_REQUIRED = "not_required", "依法不需要取得许可（办理）"
    OUT_OF_SCOPE = "out_of_scope", "不属于本机关职权范围"
    NOT_ELIGIBLE = "not_eligible", "依法不具备申请条件"
    INCOMPLETE = "incomplete", "材料不齐全或者不符合法定形式（仅限法律专门规定的事项）"
    BARRED = "barred", "依法在限制申请期内"
    FALSE_MATERIAL = "false_material", "隐瞒有关情况或者提供虚假材料"


# What an examination of the case proposes to whoever decides.
PROPOSALS = [("grant", "建议准予"), ("refuse", "建议不予")]

# Whose move it is, for the case page and for lists.
WHOSE_MOVE = {
    State.RECEIVED: "窗口：核对材料，作出受理、告知补正或者不予受理",
    State.CORRECTING: "申请人：补正材料",
    State.NOT_ACCEPTED: "窗口：交付文书后归档",
    State.LAPSED: "窗口：交付文书后归档",
    State.WITHDRAWN: "窗口：退还材料、交付文书后归档",
    State.TERMINATED: "窗口：退还材料、交付文书后归档",
    State.ACCEPTED: "窗口：交付受理文书并移交材料",
    State.REVIEWING: "审批部门：审查并作出决定",
    State.SENT_UP: "上级机关：作出决定；审批部门：收到结果后登记",
    State.RETURNED: "窗口：交付退件文书后归档",
    State.DECIDED: "首席代表：加盖审批专用章",
    State.SEALED: "审批部门：结果送出件窗口",
    State.AT_WINDOW: "出件窗口：通知申请人领取",
    State.DELIVERED: "窗口：归档",
    State.ARCHIVED: "已办结归档",
}
