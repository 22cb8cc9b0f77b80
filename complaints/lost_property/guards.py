"""Standing conditions of lost property."""

from __future__ import annotations

from hall.acts.guards import guard


@guard("WS07-2.4")
def not_valuable(item, do):
    if item.valuable:
        return "贵重物品不入柜保管，应当交当地派出所。"
    return None


@guard("WS07-2.4")
def is_valuable(item, do):
    if not item.valuable:
        return "不是贵重物品，请检查入柜保管、公告招领。"
    return None


@guard("WS07-2.2")
def owner_was_tried(item, do):
    """What names its owner is announced to everybody only after the owner was looked for."""
    if item.owner_known and not item.contacted_at:
        return "物品内有失主信息，应先通知失主并登记通知情况。"
    return None


@guard("WS07-1.3-2")
def time_is_up(item, do):
    if not item.due_to_police:
        return "招领公告期限未满，失主还可以认领，不能移交公安机关。"
    return None


@guard("WS07-2.3-2")
def is_perishable(item, do):
    if not item.perishable:
        return "不是易变质的食品、药品，不能销毁；无人认领的，期满移交公安机关。"
    return None
