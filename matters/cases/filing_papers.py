"""What the papers of an online filing say, where they differ from those of a case."""

from __future__ import annotations

from hall.legal_time import local_date
from hall.papers.kinds import PaperKind

from .paper_parts import notice, remedy


def not_ours(filing, do) -> dict:
    """不予受理: another organ's business, refused at once and with the organ named."""
    return {
        **notice(filing, do, "reject"),
        "applied_on": local_date(filing.received_at).isoformat(),
        "reasons": [{"text": do.data["reason"], "basis": do.data["basis"]}],
        "apply_to": do.data["apply_to"],
        "remedy": remedy(filing, do),
    }


NOT_OURS = PaperKind("rejection", not_ours, seal="procedure", clauses="许可法32-1-2")
