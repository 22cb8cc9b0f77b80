"""States of lines and tickets, and what a number may say about whoever holds it."""

from __future__ import annotations

from django.db import models


class LineState(models.TextChoices):
    OPEN = "open", "开放取号"
    STOPPED = "stopped", "暂停取号"


class State(models.TextChoices):
    WAITING = "waiting", "等候"
    CALLED = "called", "已叫号"
    SKIPPED = "skipped", "过号"
    SERVING = "serving", "办理中"
    ENDED = "ended", "已办结"
    TURNED_AWAY = "turned_away", "当日不能办理"
    LAPSED = "lapsed", "当日未办"


OPEN = (State.WAITING, State.CALLED, State.SKIPPED, State.SERVING)
AT_A_WINDOW = (State.CALLED, State.SERVING)


class Green(models.TextChoices):
    """Who goes first (WS04 四（五）), and who must not be sent home unserved (WS12 二（一）7)."""

    SOLDIER = "soldier", "军人"
    OLD = "old", "老年人"
    WEAK = "weak", "体弱"
    SICK = "sick", "病人"
    DISABLED = "disabled", "残疾人"
    PREGNANT = "pregnant", "孕妇"
    FAR = "far", "路程较远"


# Served first at any hour; whoever came from afar only once the hall closes.
AT_ONCE = (Green.SOLDIER, Green.OLD, Green.WEAK, Green.SICK, Green.DISABLED, Green.PREGNANT)


class Rank(models.IntegerChoices):
    """The lower is called first; within a rank the earlier."""

    GREEN = 0, "绿色通道"
    BOOKED = 1, "预约"
    ORDINARY = 2, "普通"


class Way(models.TextChoices):
    KIOSK = "kiosk", "自助取号"
    DESK = "desk", "服务台取号"
    BOOKED = "booked", "预约到号"
