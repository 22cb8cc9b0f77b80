"""窗口临时关闭（重启）申请表, as the hall office closes its file: both opinions on it, one copy for each side."""

from __future__ import annotations

from hall.legal_time import local_date
from hall.papers.kinds import PaperKind
from hall.people.roles import Role


def facts_of(application, do, *, reason: str, kind: str, period: str) -> dict:
    """Cell by cell, for a closure as for a restart: the form is the same (WS13-F2)."""
    return {
        "reason": reason,
        "windows": [f"{application.window.place.code} {application.window}"],
        "period": {"kind": kind, "text": period},
        "safeguards": [
            f"联络人及联络电话：{application.contact}",
            f"业务咨询人员及咨询电话：{application.enquiry}",
            f"宣传告知：{application.publicity}",
            f"业务高峰应对措施：{application.surge_plan}",
        ],
        "unit_opinion": _opinion("同意申请。", application.filed_by.name, local_date(application.filed_at)),
        "office": f"{do.hall.name}{Role.HALL_OFFICE.label}",
        "office_opinion": _opinion(do.data["opinion"], do.by.name, do.on),
        "centre": do.hall.name,
        "leader": None,
    }


def _facts(closure, do) -> dict:
    reason = f"{closure.get_cause_display()}：{closure.details}"
    return facts_of(closure, do, reason=reason, kind="closure", period=closure.days)


def _opinion(text: str, signer: str, on) -> dict:
    return {"text": text, "signer": signer, "signed_on": on.isoformat()}


APPLICATION = PaperKind("window_closure", _facts, clauses="WS13-F2 WS13-2.2.2b")
