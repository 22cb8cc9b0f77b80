"""The two decisions."""

from typing import Annotated, NotRequired, TypedDict

from hall.papers.facts.common import Day, Notice, Reason, Remedy


class Certificate(TypedDict):
    name: Annotated[str, "证件名称"]
    number: Annotated[str, "证件编号"]
    scope: Annotated[str, "许可范围"]
    valid: Annotated[str, "有效期"]
    """In words: 自2026年11月20日至2031年11月19日, 长期."""


class HandOut(TypedDict):
    days: Annotated[int, "颁发送达期限（工作日）"]
    by: Annotated[Day, "颁发送达的最后日期"]
    way: Annotated[str, "领取方式"]


class ApprovalFacts(Notice):
    """准予行政许可决定书; other matters are granted, not licensed."""

    accepted_on: Annotated[Day, "受理日期"]
    acceptance_number: Annotated[str, "受理文号"]
    decision: Annotated[str, "决定内容"]
    certificate: NotRequired[Annotated[Certificate | None, "证件"]]
    hand_out: NotRequired[Annotated[HandOut | None, "颁发、送达"]]
    """Left out where no law sets a time for handing out the result."""
    publicity: NotRequired[Annotated[str | None, "公开提示"]]
    renewal_days: NotRequired[Annotated[int | None, "申请延续的提前天数（日）"]]
    remedy: NotRequired[Annotated[Remedy | None, "救济途径"]]


class RefusalFacts(Notice):
    """不予行政许可决定书 (行政许可法 38: reasons and remedies)."""

    accepted_on: Annotated[Day, "受理日期"]
    acceptance_number: Annotated[str, "受理文号"]
    found: Annotated[list[str], "审查认定的事实"]
    reasons: Annotated[list[Reason], "不予许可的理由"]
    remedy: Annotated[Remedy, "救济途径"]


class PartialFacts(ApprovalFacts):
    """部分准予行政许可决定书: both sides in one decision; remedies always, for it is also a refusal."""

    not_granted: Annotated[str, "不予准予的内容"]
    found: Annotated[list[str], "审查认定的事实"]
    reasons: Annotated[list[Reason], "不予准予的理由"]
    remedy: Annotated[Remedy, "救济途径"]


class LicenceEndFacts(Notice):
    """撤销、撤回、注销决定书 (行政许可法 8, 69, 70): ground, reasons, what the holder said, remedies."""

    certificate: Annotated[Certificate, "证件"]
    granted_on: Annotated[Day, "准予日期"]
    ground: Annotated[str, "事由"]
    found: Annotated[list[str], "查明的事实"]
    reasons: Annotated[list[Reason], "理由"]
    heard: NotRequired[Annotated[str | None, "陈述、申辩及采纳情况"]]
    public_interest: NotRequired[Annotated[str | None, "公共利益的需要"]]
    compensation: NotRequired[Annotated[str | None, "赔偿或者补偿"]]
    no_protection: NotRequired[Annotated[bool, "取得的利益不受保护"]]
    remedy: Annotated[Remedy, "救济途径"]


class RenewalDeemedFacts(Notice):
    """视为准予延续通知书: nobody decided until the licence ended (行政许可法 50)."""

    applied_on: Annotated[Day, "申请日期"]
    ended_on: Annotated[Day, "原有效期届满日期"]
    certificate: Annotated[Certificate, "延续后的证件"]
    hand_out: NotRequired[Annotated[HandOut | None, "颁发、送达"]]
