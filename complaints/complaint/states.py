"""The words of a complaint: where it stands, how it came, what it is about, how it ended."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    RECEIVED = "received", "待审核"
    WANTING = "wanting", "待补书面材料"
    SUGGESTION = "suggestion", "意见建议待答复"
    PETITION = "petition", "信访举报办理中"
    INVALID = "invalid", "无效投诉"
    ELSEWHERE = "elsewhere", "不属受理范围"
    ACCEPTED = "accepted", "已受理，调查中"
    INVESTIGATED = "investigated", "调查完毕，待处理"
    APPROVING = "approving", "处理意见待批准"
    APPROVED = "approved", "处理意见已批准"
    TRANSFERRED = "transferred", "已转办"
    HANDLED = "handled", "处理完毕，待答复"
    ANSWERED = "answered", "已答复，待回访"
    REDO = "redo", "不满意，待再次处理"
    FOLLOWED = "followed", "已回访"
    CONCLUDED = "concluded", "已答复办结"
    WITHDRAWN = "withdrawn", "已撤诉"
    TERMINATED = "terminated", "已终止"
    REFERRED = "referred", "已移交"
    ARCHIVED = "archived", "已归档"


SORTING = (State.RECEIVED, State.SUGGESTION, State.PETITION)
UNDER_WAY = (
    State.ACCEPTED,
    State.INVESTIGATED,
    State.APPROVING,
    State.APPROVED,
    State.TRANSFERRED,
    State.REDO,
)
LIVE = (*SORTING, State.WANTING, *UNDER_WAY, State.HANDLED, State.ANSWERED)
CLOSED = (State.ELSEWHERE, State.FOLLOWED, State.CONCLUDED, State.WITHDRAWN, State.TERMINATED)


class Kind(models.TextChoices):
    COMPLAINT = "complaint", "投诉"
    SUGGESTION = "suggestion", "意见建议"
    REPORT = "report", "信访举报"
    RATING = "rating", "差评"


class Channel(models.TextChoices):
    """The labels are those of the rule ``complaint.channels``; two more exist everywhere."""

    BOX = "box", "意见箱"
    BOOK = "book", "登记本"
    POINT = "point", "办不成事"
    OFFICE = "office", "大厅管理室"
    WINDOW = "window", "窗口"
    DESK = "desk", "现场"
    PHONE = "phone", "电话"
    HOTLINE = "hotline", "12345"
    WEB = "web", "网络"
    LETTER = "letter", "信函"
    RATING = "rating", "好差评"


EVERYWHERE = {Channel.DESK, Channel.HOTLINE}
OF_THE_OFFICE = {Channel.OFFICE, Channel.BOX, Channel.HOTLINE, Channel.LETTER}


class Subject(models.TextChoices):
    ATTITUDE = "attitude", "服务态度"
    QUALITY = "quality", "服务质量"
    EFFICIENCY = "efficiency", "服务效能"
    INTEGRITY = "integrity", "廉洁自律"


class Target(models.TextChoices):
    HALL = "hall", "政务服务大厅"
    UNIT = "unit", "部门（单位）"
    PERSON = "person", "工作人员"


class Gravity(models.TextChoices):
    ORDINARY = "ordinary", "一般"
    SERIOUS = "serious", "情节较重、影响较大"


class Path(models.TextChoices):
    SPOT = "spot", "现场协调"
    TRANSFER = "transfer", "转交办理"
    JOINT = "joint", "协同办理"


class Finding(models.TextChoices):
    UPHELD = "upheld", "属实"
    PARTLY = "partly", "部分属实"
    NOT_UPHELD = "not_upheld", "不属实"
    UNCLEAR = "unclear", "无法查实"


SUBSTANTIATED = (Finding.UPHELD, Finding.PARTLY)


class InvalidGround(models.TextChoices):
    TROUBLE = "trouble", "无理取闹"
    NOTHING_SAID = "nothing_said", "不提供被投诉对象、投诉事项等有效信息"


class EndGround(models.TextChoices):
    ARBITRATION = "arbitration", "已申请仲裁"
    REVIEW = "review", "已申请行政复议"
    COURT = "court", "已提起诉讼"
    GIVEN_UP = "given_up", "投诉人自愿放弃"
    ABSENT = "absent", "投诉人无正当理由不到场、拒绝联系"
    OTHER = "other", "其他应当终止的情形"


class Satisfaction(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    FAIRLY = "fairly", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
    UNREACHED = "unreached", "无法联系、匿名无法回访"


DISCIPLINE = ("discipline_window", "discipline_office")
# What the office files with a closed complaint (WS06 三(五)).
DOCUMENTS = {
    "book": "投诉登记本",
    "ledger": "投诉台账",
    "form": "投诉登记表",
    "hotline": "12345工单",
    "rating": "好差评工单",
}
