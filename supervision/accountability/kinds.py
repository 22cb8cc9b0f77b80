"""Grounds and measures of accountability."""

from __future__ import annotations

from django.db import models


class Ground(models.TextChoices):
    """Each counted by itself in the year's figures (WS09-5, WS11, WS10 四, WS12 三, WS13 四, WS16 四)."""

    INACTION = "inaction", "不作为"
    SLOW = "slow", "慢作为"
    ABUSE = "abuse", "滥用职权"
    PROMISE = "promise", "违反服务承诺"
    ENFORCEMENT = "enforcement", "执法过错"
    STAFF_RULES = "staff_rules", "违反人员管理制度"
    PROCESS_RULES = "process_rules", "违反全过程监督制度"
    PERFUNCTORY = "perfunctory", "敷衍塞责"
    SHIFTING = "shifting", "推诿扯皮"
    INEFFICIENT = "inefficient", "效率低下"
    REFUSED = "refused", "弄虚作假、阻碍或者拒绝配合巡查"
    WEAK = "weak", "整改不力、拒不整改"
    PEAK = "peak", "业务高峰、临时停办应对不力"
    PROCEDURE = "procedure", "未履行程序"
    MAILING = "mailing", "邮件不属于免费邮寄范围"
    COMPLAINT = "complaint", "投诉查实"
    OUTSIDE = "outside", "进驻事项在厅外受理"
    DUTY = "duty", "不履行或者不正确履行审批职责"


class Cause(models.TextChoices):
    """Why a peak or a suspension got out of hand (WS12 三)."""

    ESTIMATE = "estimate", "预估不足"
    WORK = "work", "工作不到位"
    MEASURES = "measures", "措施不力"
    NOTICE = "notice", "未提前告知"


# For these the first representative answers beside the department.
HEAD_ANSWERS_TOO = (Ground.WEAK, Ground.PEAK, Ground.PROCEDURE)

# Measures with an effect of their own; what a hall may choose from are the rulebook's answers.
DATED, CANCELS, MOVES = "限期整改", "取消评优", "调离岗位"
WARNS, ORDERS, CRITICISES = "行政效能告诫", "责令纠正", "通报批评"
