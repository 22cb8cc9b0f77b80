"""送达回证 of the ways beside the counter; the counter's own stands in ``papers``."""

from __future__ import annotations

from hall.legal_time import local_date
from hall.papers.kinds import PaperKind

from .paper_parts import base, results
from .states import Method


def _record(delivery, do) -> dict:
    """Each way fills in its own cells; a signature that nobody can give stays empty."""
    names = [delivery.by.name, delivery.second]
    return {
        **base(delivery.case, do),
        "documents": results(delivery.case),
        "methods": [one.label for one in Method],
        "method": delivery.get_method_display(),
        "place": _place(delivery),
        "received_on": local_date(delivery.received_at).isoformat(),
        "deliverers": [name for name in names if name],
        "refusal": delivery.refusal or None,
        "witness": delivery.witness or None,
        "note": _note(delivery),
    }


def _place(delivery) -> str:
    return {
        Method.LOCKER: f"自助存取柜{delivery.locker}号",
        Method.ELECTRONIC: "电子文书接收系统",
        Method.ANNOUNCED: delivery.published_in,
    }.get(delivery.method, delivery.place)


def _note(delivery) -> str:
    if delivery.method == Method.ANNOUNCED:
        return f"{delivery.published_on:%Y年%-m月%-d日}发出公告，期满视为送达。{delivery.reason}"
    if delivery.method == Method.ELECTRONIC:
        return f"申请人同意电子送达（{delivery.consent}）。{delivery.evidence}"
    return delivery.evidence


RECORD = PaperKind("delivery_record", _record, clauses="XA-19")
