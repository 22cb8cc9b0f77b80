"""The archived complaint as one file: its papers, its evidence and its timeline (WS06 三(五))."""

from __future__ import annotations

import io
import json
import zipfile

from hall.duty import duty
from hall.papers.pdf import pdf_of

from .complaint import Complaint
from .states import DOCUMENTS


@duty("WS06-3.5", off=lambda complaint: b"")
def bundle_of(complaint: Complaint) -> bytes:
    """A ZIP: papers as PDF, files as handed in, the list of documents and the chain of entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for paper in complaint.dossier.papers.order_by("pk"):
            archive.writestr(f"文书/{paper.pk}_{paper.title}.pdf", pdf_of(paper))
        for one in complaint.evidence.order_by("pk"):
            with one.file.open("rb") as file:
                archive.writestr(f"证据/{one.pk}_{one.name}", file.read())
        listed = {title: complaint.documents.get(key) for key, title in DOCUMENTS.items()}
        archive.writestr("卷内文件.json", _json(listed))
        entries = complaint.dossier.entries.order_by("seq")
        archive.writestr(
            "全程留痕.json",
            _json([{"act": one.title, "at": one.legal_at.isoformat(), "hash": one.hash} for one in entries]),
        )
    return out.getvalue()


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
