"""Standing conditions of a line's acts."""

from __future__ import annotations

from hall.acts.guards import guard
from windows.window import Window


@guard("WS13-2.2.1b-2")
def no_limit_while_a_window_is_closed(line, do):
    """关闭时段进驻单位所有窗口不得限号: whatever closes one window must not be paid for by those who come."""
    if line.dossier.department_id is None:
        return None
    own = Window.objects.of_department(line.dossier.department_id)
    if closed := own.filter(closures__state="closed").select_related("place").first():
        return f"“{closed}”正在临时关闭，关闭期间本部门所有窗口不得限号。"
    return None


@guard()
def is_limited(line, do):
    return None if line.limit else "本业务没有限号，无须取消。"
