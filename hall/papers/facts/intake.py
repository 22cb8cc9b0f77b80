"""The papers at the counter: receipt, acceptance, correction, refusal to accept, tolerant acceptance."""

from typing import Annotated, NotRequired, TypedDict

from hall.papers.facts.common import (
    CasePaper,
    Day,
    Limit,
    Material,
    Minute,
    Notice,
    Reason,
    Reference,
    Remedy,
)


class TellLimit(TypedDict):
    days: Annotated[int, "告知补正的期限（工作日）"]
    by: Annotated[Day, "告知补正的最后日期"]


class ReceiptFacts(CasePaper):
    """收件凭证. It proves the hand-over only, not acceptance."""

    received_at: Annotated[Minute, "收件时间"]
    materials: Annotated[list[Material], "材料清单"]
    tell_limit: NotRequired[Annotated[TellLimit | None, "告知补正的期限"]]
    """Left out where the hall tells on the spot."""
    deemed_if_silent: NotRequired[Annotated[bool, "逾期不告知是否视为受理"]]
    query_code: Annotated[str, "查询码"]
    query_how: Annotated[str, "查询方式"]


class AcceptanceLimits(TypedDict):
    statutory: Annotated[Limit, "法定办结时限"]
    promise: Annotated[Limit, "承诺办结时限"]


class PlannedProcedure(TypedDict):
    kind: Annotated[str, "特别程序"]
    length: Annotated[str, "特别程序所需时间"]


class AcceptanceFacts(Notice):
    """受理通知书 (行政许可法 32: written, sealed, dated)."""

    received_on: Annotated[Day, "收件日期"]
    accepted_on: Annotated[Day, "受理日期"]
    deemed: NotRequired[Annotated[bool, "是否视为受理"]]
    corrected: NotRequired[Annotated[bool, "是否经过补正"]]
    materials: Annotated[list[Material], "材料清单"]
    limits: Annotated[AcceptanceLimits, "办结时限"]
    special: NotRequired[Annotated[list[PlannedProcedure], "特别程序及所需时间"]]
    fee: Annotated[str, "收费"]
    """The standard with its basis, or 不收费."""
    delivery: Annotated[str, "领取方式"]
    query: Annotated[str, "查询方式"]
    rights: NotRequired[Annotated[list[str], "权利义务"]]


class Defect(TypedDict):
    name: Annotated[str, "材料或者手续名称"]
    kind: Annotated[str, "问题类别"]
    """缺少 or 不符合法定形式."""
    fault: Annotated[str, "缺少或者不符之处"]
    remedy: Annotated[str, "补正要求"]
    basis: Annotated[str, "补正依据"]


class Briefing(TypedDict):
    """The sections a one-time notice must carry where the regulation lists them."""

    materials: Annotated[list[str], "申报材料"]
    procedure: Annotated[list[str], "办理程序"]
    promise: Annotated[str, "承诺时限"]
    fee: Annotated[str, "收费标准"]
    special: NotRequired[Annotated[str | None, "是否需要现场勘查等特殊程序"]]
    next_step: NotRequired[Annotated[str | None, "下一步程序"]]


class CorrectionFacts(Notice):
    """一次性告知（补正）通知书: everything at once."""

    received_on: Annotated[Day, "收件日期"]
    items: Annotated[list[Defect], "需要补正的内容"]
    deadline: NotRequired[Annotated[Day | None, "补正期限"]]
    lapse: NotRequired[Annotated[str | None, "逾期处理"]]
    restart: NotRequired[Annotated[str | None, "补正后办理期限的计算"]]
    briefing: NotRequired[Annotated[Briefing | None, "办理须知"]]


class RejectionFacts(Notice):
    """不予受理决定书 or 通知书."""

    applied_on: Annotated[Day, "申请日期"]
    reasons: Annotated[list[Reason], "不予受理的理由"]
    apply_to: NotRequired[Annotated[str | None, "应当申请的机关"]]
    remedy: Annotated[Remedy, "救济途径"]


class TransferFacts(Notice):
    """移送告知书: what is another organ's business goes there, and the applicant is told."""

    applied_on: Annotated[Day, "申请日期"]
    refused: Annotated[Reference, "不予受理的文书"]
    organ_to: Annotated[str, "受移送机关"]
    phone_to: NotRequired[Annotated[str | None, "受移送机关电话"]]
    transferred_on: Annotated[Day, "移送日期"]
    materials: Annotated[list[Material], "移送材料清单"]


class Gap(TypedDict):
    name: Annotated[str, "容缺材料名称"]
    how: Annotated[str, "补齐形式"]
    due: Annotated[Day, "补齐期限"]


class TolerantFacts(Notice):
    """容缺受理通知书, with the applicant's 承诺书 where the rulebook asks for one."""

    received_on: Annotated[Day, "收件日期"]
    accepted_on: Annotated[Day, "受理日期"]
    materials: Annotated[list[Material], "已收材料清单"]
    gaps: Annotated[list[Gap], "容缺材料"]
    limits: Annotated[AcceptanceLimits, "办结时限"]
    breach: Annotated[str, "逾期未补齐的处理"]
    block: Annotated[str, "补齐前的限制"]
    """What may not happen before the gap is filled: the decision, or the hand-out of the result."""
    commitment_title: NotRequired[Annotated[str | None, "承诺书标题"]]
    """The title of the commitment on the second page; left out where none is asked for."""
