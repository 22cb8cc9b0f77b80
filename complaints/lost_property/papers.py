"""（市民）遗失物品登记表: one item, cell by cell as the rulebook lists them (WS07 一（二）).

What is written by hand is left open.
"""

from __future__ import annotations

from complaints.cells import rows
from hall.applicants.crypto import opened
from hall.clocks.computation import long_date
from hall.legal_time import local_date
from hall.papers.kinds import PaperKind

from .states import State


def _facts(item, do) -> dict:
    shown = item.get_document_display()
    contents = {
        "物品名称": [item.item],
        "数量": [item.quantity],
        "特征": [item.features],
        "拾获时间": [_day(item.found_at)],
        "拾获地点": [item.found_place],
        "交件人": [item.handed_in_by],
        "接收人": [f"{item.received_by.name}（{_day(item.received_at)}）"],
        "物品状况": [item.get_condition_display(), item.condition_note],
        "存放位置": [item.cabinet],
        "公告日期": [long_date(item.announced_on) if item.announced_on else ""],
        "处置方式": [_disposal(item)],
        "销毁登记": [_destroyed(item)],
        "认领人": [opened(item.claimant), f"代领人：{opened(item.agent)}" if item.agent else ""],
        "认领人有效身份证件": [f"{shown}，后四位{opened(item.digits)}" if shown else ""],
        "认领人签字": [],
        "注销记录": [],
    }
    cells = rows(do, "lost_property", contents)
    return {"serial": str(item.number), "rows": [cell | {"lines": cell["lines"] or None} for cell in cells]}


def _day(instant) -> str:
    return long_date(local_date(instant))


def _disposal(item) -> str:
    if item.handed_on:
        return f"移交{item.handed_to}（{item.handed_officer}），{long_date(item.handed_on)}"
    if item.state == State.CLAIMED or item.way:
        return item.get_way_display()
    return "销毁" if item.destroyed_on else ""


def _destroyed(item) -> str:
    if not item.destroyed_on:
        return ""
    return f"{item.destroy_method}，{long_date(item.destroyed_on)}，处理人{item.destroyer}"


REGISTER = PaperKind("lost_property", _facts, clauses="WS07-1.2")
