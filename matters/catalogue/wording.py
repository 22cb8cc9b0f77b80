"""Vague wording (模糊用语): words by which a guide could demand anything (DL-18.3, XA-10.1b)."""

from __future__ import annotations

import re

from hall import legal_time
from hall.duty import duty
from hall.rulebook import answer

QUOTED = re.compile(r"《[^》]*》")


@duty("DL-18.3 XA-10.1b", off=lambda hall, name: "")
def vague_in_name(hall, name: str) -> str:
    """Why a material may not be called so in a hall; empty when it may."""
    found = _found(hall, "guide.vague_words", name)
    return f"材料名称含有模糊用语“{found}”，请写明具体材料。" if found else ""


@duty("DL-18.3", off=lambda hall, field, text: "")
def vague_in_text(hall, field: str, text: str) -> str:
    """Why a field of a guide may not say so; the quoted title of a law is no wording of the guide's own."""
    found = _found(hall, "guide.vague_text", QUOTED.sub("", text))
    return f"“{field}”含有模糊用语“{found}”，请写明具体内容。" if found else ""


def _found(hall, rule: str, text: str) -> str:
    words = answer(hall, rule, legal_time.today()).value or ()
    return next((word for word in words if word in text), "")
