"""The papers of a seal itself: entered in the register, handed from one keeper to the next, taken out of use."""

from __future__ import annotations

from hall.papers.filters import day, minute
from hall.papers.kinds import PaperKind


def _row(label: str, text: str) -> dict:
    return {"label": label, "text": text or "—"}


def _registration(seal, do) -> dict:
    return {
        "seal": seal.name,
        "rows": [
            _row("类别", seal.get_kind_display()),
            _row("持有部门", str(do.department)),
            _row("用章部门", "、".join(map(str, do.form.owners()))),
            _row("单位责任领导", seal.responsible_leader),
            _row("备案（刻制）文件文号", seal.document),
            _row("启用日期", day(seal.valid_from.isoformat())),
            _row("停用日期", day(seal.valid_until.isoformat()) if seal.valid_until else "长期"),
            _row("登记人", do.by.name),
        ],
    }


def _hand_over(seal, do) -> dict:
    """Both names with their times: drawn as the receiver takes it."""
    return {
        "seal": seal.name,
        "rows": [
            _row("持有部门", str(do.department)),
            _row("移交人", seal.giver.name),
            _row("移交时间", minute(seal.given_at.isoformat())),
            _row("接收人", do.by.name),
            _row("接收时间", minute(do.at.isoformat())),
            _row("授权委托书文号", seal.letter),
        ],
    }


def _out_of_use(seal, do) -> dict:
    """Suspended, lost or destroyed: what, why, by whom, and who kept it last."""
    data = do.data
    why = data.get("reason") or data.get("circumstances") or data["document"]
    lost = [_row("遗失日期", day(data["lost_on"].isoformat()))] if "lost_on" in data else []
    return {
        "seal": seal.name,
        "what": do.act.title,
        "rows": [
            _row("持有部门", str(do.department)),
            _row("单位责任领导", seal.responsible_leader),
            *lost,
            _row("原因、经过、批准文号", why),
            _row("此前保管人", seal.last_keeper.name if seal.last_keeper else "大厅管理室"),
            _row("登记时间", minute(do.at.isoformat())),
            _row("登记人", do.by.name),
        ],
    }


REGISTRATION = PaperKind("seal_registration", _registration, clauses="AH-29.1 AH-32.2")
HAND_OVER = PaperKind("seal_handover", _hand_over, clauses="AH-28.8 AH-32.3")
OUT_OF_USE = PaperKind("seal_out_of_use", _out_of_use, clauses="AH-29.1 AH-28.8")
