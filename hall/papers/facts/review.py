"""What an examination of the case puts on paper: survey, doubt, argument, public notice, hearing."""

from typing import Annotated, NotRequired, TypedDict

from hall.papers.facts.common import CasePaper, Day, Minute, Notice


class Addressee(TypedDict):
    """Whom the paper is for: the applicant, or an interested party."""

    name: Annotated[str, "受告知人"]
    is_person: NotRequired[Annotated[bool, "是否自然人"]]


class SurveyNoticeFacts(Notice):
    """现场踏勘通知书: time, place, content, people, method."""

    meets_at: Annotated[Minute, "踏勘时间"]
    place: Annotated[str, "踏勘地点"]
    content: Annotated[str, "踏勘内容"]
    officers: Annotated[list[str], "踏勘人员"]
    method: Annotated[str, "踏勘方式"]


class SurveyRecordFacts(CasePaper):
    """现场踏勘笔录, signed by those who were there."""

    surveyed_at: Annotated[Minute, "踏勘时间"]
    place: Annotated[str, "踏勘地点"]
    content: Annotated[str, "踏勘内容"]
    method: Annotated[str, "踏勘方式"]
    present: Annotated[list[str], "到场踏勘人员"]
    witness: Annotated[str, "申请人一方在场人"]
    found: Annotated[str, "踏勘情况"]
    result: Annotated[str, "踏勘结果"]


class ExplanationNoticeFacts(Notice):
    """说明情况通知书."""

    accepted_on: Annotated[Day, "受理日期"]
    question: Annotated[str, "需要说明的问题"]
    until: Annotated[Day, "说明期限"]


class StudyOpinionFacts(CasePaper):
    """听证、论证或者评审意见书."""

    kind: Annotated[str, "种类"]
    body: Annotated[str, "组织单位"]
    question: Annotated[str, "听证、论证、评审的问题"]
    held_on: Annotated[Day, "举行日期"]
    experts: Annotated[list[str], "参加人员"]
    opinion: Annotated[str, "意见"]


class PublicNoticeFacts(CasePaper):
    """公示（公告）."""

    kind: Annotated[str, "种类"]
    content: Annotated[list[str], "公示内容"]
    ways: Annotated[str, "公示方式"]
    since: Annotated[Day, "开始日期"]
    until: Annotated[Day, "最后一日"]


class HearingRightFacts(Notice):
    """听证权利告知书 (行政许可法 47)."""

    addressee: Annotated[Addressee, "受告知人"]
    accepted_on: Annotated[Day, "受理日期"]
    request_days: Annotated[int, "申请听证的期限（日）"]
    organise_days: Annotated[int, "组织听证的期限（工作日）"]


class HearingNoticeFacts(Notice):
    """听证通知书 (行政许可法 48)."""

    addressee: Annotated[Addressee, "受通知人"]
    meets_at: Annotated[Minute, "听证时间"]
    place: Annotated[str, "听证地点"]
    chair: Annotated[str, "听证主持人"]
    manner: Annotated[str, "举行方式"]


class HearingAnnouncementFacts(Notice):
    """听证公告 (行政许可法 46)."""

    reason: Annotated[str, "举行听证的理由"]


class HearingRecordFacts(CasePaper):
    """听证笔录 (行政许可法 48)."""

    held_at: Annotated[Minute, "听证时间"]
    place: Annotated[str, "听证地点"]
    chair: Annotated[str, "听证主持人"]
    attended: Annotated[list[str], "参加人"]
    record: Annotated[list[str], "听证记录"]


class PartyNoticeFacts(Notice):
    """利害关系人告知书 (行政许可法 36)."""

    addressee: Annotated[Addressee, "受告知人"]
    accepted_on: Annotated[Day, "受理日期"]
    interest: Annotated[str, "重大利益关系"]
