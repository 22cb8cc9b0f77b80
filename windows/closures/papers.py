"""窗口临时关闭（重启）申请表, as the hall office closes its file: both opinions on it, one copy for each side."""

from __future__ import annotations

from hall.legal_time import local_date
from hall.papers.kinds import PaperKind
from hall.people.roles import Role


def _facts(closure, do) -> dict:
    return {
        "reason": f"{closure.get_cause_display()}：{closure.details}",
        "windows": [f"{closure.window.place.code} {closure.window}"],
        "period": {"kind": "closure", "text": closure.days},
        "safeguards": [
            f"联络人及联络电话：{closure.contact}",
            f"业务咨询人员及咨询电话：{closure.enquiry}",
            f"宣传告知：{closure.publicity}",
            f"业务高峰应对措施：{closure.surge_plan}",
        ],
        "unit_opinion": _opinion("同意申请。", closure.filed_by.name, local_date(closure.filed_at)),
        "office": f"{do.hall.name}{Role.HALL_OFFICE.label}",
        "office_opinion": _opinion(do.data["opinion"], do.by.name, do.on),
        "centre": do.hall.name,
        "leader": None,
    }


def _opinion(text: str, signer: str, on) -> dict:
    return {"text": text, "signer": signer, "signed_on": on.isoformat()}


APPLICATION = PaperKind("window_closure", _facts, clauses="WS13-F2 WS13-2.2.2b")
