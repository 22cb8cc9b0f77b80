"""整改方案: the plan as it was agreed to, with the four things a plan has to say (WS14 十二)."""

from __future__ import annotations

from complaints.cells import rows
from hall.clocks.computation import long_date
from hall.papers.kinds import PaperKind


def _facts(order, do) -> dict:
    contents = {
        "整改内容": [order.content],
        "整改措施": order.measures.splitlines(),
        "完成时限": [long_date(order.planned_on)],
        "责任人": [order.responsible],
    }
    return {
        "problem": order.problem,
        "basis": order.basis,
        "rows": rows(do, "rectification_plan", contents),
        "agreed_by": do.by.name,
    }


PLAN = PaperKind("rectification_plan", _facts, clauses="WS14-12-2")
