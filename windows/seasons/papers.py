"""年度窗口使用计划, as the department files it."""

from __future__ import annotations

from hall.papers.kinds import PaperKind


def _facts(plan, do) -> dict:
    return {
        "year": f"{plan.year}年" if plan.version == 1 else f"{plan.year}年（第{plan.version}次修订）",
        "rows": [
            {
                "window": f"{row.window.place.code} {row.window}",
                "opens_on": row.opens_on.isoformat(),
                "closes_on": row.closes_on.isoformat(),
                "business": row.business,
                "staff": row.staff,
            }
            for row in plan.rows.current().select_related("window__place")
        ],
        "filed_on": do.on.isoformat(),
    }


PLAN = PaperKind("seasonal_plan", _facts, clauses="WS13-2.4-2")
