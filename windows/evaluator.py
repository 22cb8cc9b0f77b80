"""The two-sided evaluator of a window (双面评价器): what it shows is what the window does, never set by hand."""

from __future__ import annotations

from django.db import models

from hall.duty import duty

from .states import State


class Face(models.TextChoices):
    SERVING = "serving", "正在服务"
    STOPPED = "stopped", "停止服务"


@duty("WS04-6.3", off=lambda window: "serving")
def face_of(window) -> str:
    """What the evaluator of a window shows now: 停止服务 from the moment the pause sign stands."""
    return Face.SERVING if window.state == State.OPEN else Face.STOPPED


@duty("WS04-6.3", off=lambda window: True)
def takes_ratings(window) -> bool:
    """Whether a rating may be sent from the window's evaluator; nobody serves while it shows 停止服务."""
    return face_of(window) == Face.SERVING
