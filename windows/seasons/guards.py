"""Standing conditions of a year's plan."""

from __future__ import annotations

from hall.acts.guards import guard


@guard("WS13-2.4-2")
def plan_names_a_window(plan, do):
    if not plan.rows.current().exists():
        return "计划中还没有窗口，请先逐个列入窗口、启用时段、业务内容和人员安排。"
    return None
