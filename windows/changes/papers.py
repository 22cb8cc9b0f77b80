"""窗口变更登记备案表: as it is filed, and again complete with the opinions of the centre."""

from __future__ import annotations

from hall.legal_time import local_date
from hall.papers.kinds import PaperKind
from hall.people.roles import Role


def _facts(change, do) -> dict:
    names = [f"{place.code} {place}" for place in change.changed_places]
    kind = change.get_kind_display()
    return {
        "reason": f"{kind}：{change.reason}",
        "places": f"{kind}{'、'.join(names)}，共{len(names)}个",
        "begins": change.days,
        "business": [str(matter) for matter in change.business] or ["综合窗口受理的各项事项"],
        "equipment": change.equipment,
        "unit_opinion": _opinion("同意申请。", change.filed_by, change.filed_at),
        "office": f"{do.hall.name}{Role.HALL_OFFICE.label}",
        "office_opinion": _opinion(change.opinion, change.reviewed_by, change.reviewed_at),
        "centre": do.hall.name,
        "leader": _opinion(change.leader_opinion, change.signed_by, change.signed_at),
    }


def _opinion(text: str, signer, at) -> dict | None:
    if at is None:
        return None
    return {"text": text, "signer": signer.name, "signed_on": local_date(at).isoformat()}


FORM = PaperKind("window_change", _facts, clauses="WS13-F1 WS13-2.1.1-1")
