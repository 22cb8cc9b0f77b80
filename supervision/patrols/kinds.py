"""What a patrol and what it finds can be: the words of 巡查制度."""

from __future__ import annotations

from django.db import models


class PatrolKind(models.TextChoices):
    DAILY = "daily", "日常巡查"
    AREA = "area", "蓝马甲区域巡查"
    JOINT = "joint", "联合巡查"
    LEADER = "leader", "领导巡查"
    MERGED = "merged", "领导带队的联合巡查"


JOINT = (PatrolKind.JOINT, PatrolKind.MERGED)
LED = (PatrolKind.LEADER, PatrolKind.MERGED)


class Method(models.TextChoices):
    SITE = "site", "现场巡查"
    CAMERA = "camera", "监控查看"


class Zone(models.TextChoices):
    """WS10 三: 前台受理区、后台审批区和公共区域."""

    FRONT = "front", "前台受理区"
    BACK = "back", "后台审批区"
    PUBLIC = "public", "公共区域"


class Level(models.TextChoices):
    ORDINARY = "ordinary", "一般问题"
    REPEATED = "repeated", "重复出现"
    TYPICAL = "typical", "典型问题"
    MAJOR = "major", "重大问题"


class Problem(models.TextChoices):
    """The kinds of problem; the same kind found again in one person is a repeated one."""

    ATTITUDE = "attitude", "服务态度"
    SHUFFLING = "shuffling", "推诿拖延"
    DESERTED = "deserted", "空岗、串岗"
    LATE = "late", "迟到、早退"
    IDLE = "idle", "做与工作无关的事"
    APPEARANCE = "appearance", "着装仪表、标牌"
    ORDER = "order", "环境和物品摆放"
    BUSINESS = "business", "业务不熟悉"
    SYSTEMS = "systems", "首问、一次性告知、延时等制度未落实"
    INTAKE = "intake", "受理和出件"
    PROCEDURE = "procedure", "未履行程序"
    REFUSED = "refused", "弄虚作假、阻碍或者拒绝配合巡查"
    FACILITY = "facility", "设施设备、环境卫生、安全"
    OTHER = "other", "其他"


class Source(models.TextChoices):
    PATROL = "patrol", "巡查"
    CAMERA = "camera", "视频监控"
    CHECK = "check", "明察暗访"
    BOARD = "board", "电子监察"
    COMPLAINT = "complaint", "投诉、差评"
    DEPARTMENT = "department", "部门自查"
