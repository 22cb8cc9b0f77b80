"""Questions to the cases: what a person may see, what is late, who has to act."""

from __future__ import annotations

from .states import State


def responsible(case):
    """The person whose move it is, as far as one person took it over: who signed for the materials, else the clerk."""
    if case.state == State.REVIEWING:
        signed = case.handovers.filter(state="signed").select_related("signed_by").last()
        return signed.signed_by if signed else None
    return case.received_by
