"""业务临时停办登记备案表, as the department files it: one copy for each side."""

from __future__ import annotations

from hall.papers.kinds import PaperKind
from hall.people.roles import Role
from windows.causes import cause_of


def _facts(suspension, do) -> dict:
    people = "、".join(suspension.consultant_names)
    return {
        "reason": [
            f"{cause_of(suspension)}（{suspension.document_number}）",
            suspension.content,
            f"停办事项：{'、'.join(str(matter) for matter in suspension.suspended_matters)}",
        ],
        "windows": [f"{window.place.code} {window}" for window in suspension.affected_windows],
        "period": suspension.period,
        "safeguards": [
            f"负责停办业务咨询人员：{people or '无'}",
            f"咨询电话：{suspension.enquiry_phone}",
            f"宣传告知工作落实情况：{suspension.publicity}",
        ],
        "unit_opinion": {"text": "同意备案。", "signer": do.by.name, "signed_on": do.on.isoformat()},
        "office": f"{do.hall.name}{Role.HALL_OFFICE.label}",
        "office_opinion": None,
        "contact": suspension.contact,
        "remark": suspension.remark or None,
    }


FORM = PaperKind("business_suspension", _facts, clauses="WS12-F1 WS12-2.2.1-2")
