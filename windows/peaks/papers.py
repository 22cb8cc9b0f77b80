"""业务高峰工作预案: its cells are those the hall's rules name, in their order."""

from __future__ import annotations

from hall.clocks.computation import long_date
from hall.failures import LegalFailure
from hall.papers.kinds import PaperKind
from windows.causes import cause_of

from .forms import Check, rows_of


class UnknownCell(LegalFailure, LookupError):
    """The rulebook asks the form for a cell nobody fills in."""


def _contents(plan, do) -> dict[str, list[str]]:
    return {
        "部门": [do.named.name],
        "成因": [cause_of(plan)],
        "预计时段": [plan.days],
        "职责分工": _lines(plan.duties),
        "增援人员": [f"已于{long_date(plan.reported_on)}报派驻部门（单位）", plan.reinforcements],
        "宣传引导措施": [
            plan.publicity,
            f"所需资料：{plan.needed}",
            f"办理流程：{plan.flow}",
            f"网上、手机办理：{plan.online}",
        ],
        "设备检查": [
            f"检查、备齐项目：{'、'.join(str(one.label) for one in Check)}",
            f"值守技术人员：{plan.technician}",
        ],
        "风险防范": [
            *_lines(plan.risks),
            f"秩序维护：{plan.order_staff}；人员疏导：{plan.crowd_staff}；咨询答复：{plan.enquiry_staff}",
        ],
        "每日最多可办理业务数量": [f"{plan.daily_max}件"],
        "延时服务安排": [plan.extended],
    }


def _lines(text: str) -> list[str]:
    return ["；".join(row) for row in rows_of(text)]


def _facts(plan, do) -> dict:
    contents = _contents(plan, do)
    if unknown := [cell for cell in do.rule("paper.peak_plan.cells") if cell not in contents]:
        raise UnknownCell(f"规则库要求的预案栏目没有对应内容：{'、'.join(unknown)}。")
    return {
        "rows": [{"label": cell, "lines": contents[cell]} for cell in do.rule("paper.peak_plan.cells")],
        "signer": do.by.name,
    }


PLAN = PaperKind("peak_plan", _facts, clauses="WS12-2.1.1-1")
