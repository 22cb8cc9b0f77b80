"""What may happen between acceptance and decision."""

from typing import Annotated, NotRequired, TypedDict

from hall.papers.facts.common import CasePaper, Day, Material, Minute, Notice, Reason, Reference, Remedy
from hall.papers.facts.decision import HandOut


class SpecialProcedureFacts(Notice):
    """特别程序告知书 (行政许可法 45): the time needed, told in writing."""

    accepted_on: Annotated[Day, "受理日期"]
    acceptance_number: Annotated[str, "受理文号"]
    kind: Annotated[str, "程序种类"]
    body: Annotated[str, "实施单位"]
    starts_on: Annotated[Day, "起算日"]
    days: Annotated[int, "所需时间（工作日）"]
    ends_by: Annotated[Day, "预计结束日期"]
    due_before: Annotated[Day, "原届满日期"]
    due_after: Annotated[Day, "顺延后的届满日期"]


class ExtensionFacts(Notice):
    """延长办理期限通知书."""

    accepted_on: Annotated[Day, "受理日期"]
    acceptance_number: Annotated[str, "受理文号"]
    due_before: Annotated[Day, "原届满日期"]
    cause: Annotated[str, "延期原因"]
    reason: Annotated[str, "延期理由"]
    approver: Annotated[str, "批准人"]
    approved_on: Annotated[Day, "批准日期"]
    extended_by: Annotated[str, "延长的期限"]
    """In words: 10个工作日."""
    due_after: Annotated[Day, "新的届满日期"]


class ResultAboveFacts(Notice):
    """上级机关决定告知书: what the organ above decided on a matter first examined here."""

    accepted_on: Annotated[Day, "受理日期"]
    acceptance_number: Annotated[str, "受理文号"]
    sent_up_on: Annotated[Day, "上报日期"]
    superior: Annotated[str, "上级机关"]
    document: Annotated[str, "上级决定的文书名称和文号"]
    decided_on: Annotated[Day, "上级作出决定的日期"]
    outcome: Annotated[str, "决定结果"]
    text: Annotated[str, "决定内容"]
    hand_out: NotRequired[Annotated[HandOut | None, "颁发、送达"]]


class Unit(TypedDict):
    unit: Annotated[str, "参会单位"]
    person: Annotated[str, "参会人（缺席的写明）"]


class JointMinutesFacts(CasePaper):
    """会审会议纪要: who came of each department, what was said, what it came to."""

    held_at: Annotated[Minute, "会议时间"]
    where: Annotated[str, "会议地点"]
    topic: Annotated[str, "会审事由"]
    convener: Annotated[str, "召集单位"]
    co_organiser: Annotated[str, "牵头部门首席代表"]
    attendance: Annotated[list[Unit], "参会情况"]
    minutes: Annotated[list[str], "会议记录"]
    conclusion: Annotated[str, "会审结论"]


class DateChangeFacts(Notice):
    """期限变更通知书: a date once printed has moved."""

    original: Annotated[Reference, "原文书"]
    limit_name: Annotated[str, "期限名称"]
    due_before: Annotated[Day, "原届满日期"]
    due_after: Annotated[Day, "新的届满日期"]
    why: Annotated[str, "变更原因"]


class Slip(TypedDict):
    place: Annotated[str, "更正位置"]
    was: Annotated[str, "原文"]
    now: Annotated[str, "更正为"]


class ClericalCorrectionFacts(CasePaper):
    """更正通知书: a slip of the pen, not a change of the decision."""

    original: Annotated[Reference, "原文书"]
    slips: Annotated[list[Slip], "更正内容"]


class TerminationFacts(Notice):
    """终止办理通知书."""

    applied_on: Annotated[Day, "申请日期"]
    ground: Annotated[str, "终止事由"]
    ended_on: Annotated[Day, "终止日期"]
    returned: NotRequired[Annotated[list[Material], "退还材料清单"]]
    remedy: NotRequired[Annotated[Remedy | None, "救济途径"]]


class ReturnFacts(Notice):
    """退件通知书, where a regulation knows the return of an accepted case."""

    applied_on: Annotated[Day, "申请日期"]
    reasons: Annotated[list[Reason], "退件的理由"]
    returned: NotRequired[Annotated[list[Material], "退还材料清单"]]
    remedy: NotRequired[Annotated[Remedy | None, "救济途径"]]
