"""The states of a window."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    OPEN = "open", "开放"
    PAUSED = "paused", "暂停服务"
    CLOSED = "closed", "临时关闭"
    OFF_SEASON = "off_season", "季节性停用"
    SPARE = "spare", "备用"
    RETIRED = "retired", "已撤销"


IN_USE = (State.OPEN, State.PAUSED, State.CLOSED, State.OFF_SEASON)
