"""What the papers of an application say that ends without a decision: taken back, ended, or passed on."""

from __future__ import annotations

from hall.clocks.computation import long_date
from hall.legal_time import local_date
from hall.papers.kinds import PaperKind

from .paper_parts import base, handed_in, materials, notice, remedy


def _ended(case, do) -> dict:
    returned = set(do.data["returned"].values_list("pk", flat=True))
    rows = [row for row in case.checklist.received if row.material.pk in returned]
    return {
        "applied_on": local_date(case.received_at).isoformat(),
        "ended_on": do.on.isoformat(),
        "returned": materials(rows),
    }


def withdrawal(case, do) -> dict:
    """终止办理, at the applicant's own wish: nothing is refused, so there is nothing to contest."""
    who = "委托代理人" if do.data["by_agent"] else ""
    signed = long_date(do.data["signed_on"])
    return {
        **notice(case, do, "withdraw"),
        **_ended(case, do),
        "ground": f"申请人于{signed}{who}书面撤回申请",
    }


def termination(case, do) -> dict:
    """终止办理, by the organ: it ends the procedure, so it says where to contest it (最高法行政许可规定 3)."""
    return {
        **base(case, do),
        **_ended(case, do),
        "clauses": [do.data["basis"]],
        "ground": dict(do.form.CAUSES)[do.data["cause"]],
        "remedy": remedy(case, do),
    }


def transfer(case, do) -> dict:
    """移送告知: where the application lies from now on, and which paper said that it was not this organ's."""
    refused = case.dossier.papers.filter(kind="rejection", voided_at=None).latest("pk")
    return {
        **notice(case, do, "transfer"),
        "applied_on": local_date(case.received_at).isoformat(),
        "refused": {
            "title": refused.title,
            "number": refused.number,
            "issued_on": refused.issued_on.isoformat(),
        },
        "organ_to": do.data["organ"],
        "phone_to": do.data["phone"] or None,
        "transferred_on": do.on.isoformat(),
        "materials": handed_in(case),
    }


TRANSFER = PaperKind("transfer", transfer, seal="procedure", clauses="许可法32-1-2")
WITHDRAWAL = PaperKind("termination", withdrawal, seal="procedure", clauses="许可法29")
TERMINATION = PaperKind("termination", termination, seal="procedure")
