"""送达回证 of a letter: the post's receipt stands for the signature."""

from __future__ import annotations

from hall.legal_time import local_date
from hall.papers.kinds import PaperKind

from .paper_parts import base, results
from .states import Method


def _mailed(mailing, do) -> dict:
    return {
        **base(mailing.case, do),
        "documents": results(mailing.case),
        "methods": [one.label for one in Method],
        "method": Method.POST.label,
        "place": "申请人提供的收件地址",
        "received_on": local_date(mailing.received_at).isoformat(),
        "deliverers": [mailing.by.name],
        "note": f"快递单号{mailing.tracking}，{local_date(mailing.began_at):%Y年%-m月%-d日}寄出。{mailing.evidence}",
    }


RECORD = PaperKind("delivery_record", _mailed, clauses="XA-19")
