"""The forms a circular can take (WS15 五)."""

from __future__ import annotations

from django.db import models


class CircularKind(models.TextChoices):
    ORAL = "oral", "口头通报"
    INTERVIEW = "interview", "约谈通报"
    WRITTEN = "written", "书面通报"
    URGENT = "urgent", "紧急书面通报"


# Which answer of “circular.approvers” speaks for a kind: an urgent one is a written one.
APPROVED_AS = {kind: "written" if kind == CircularKind.URGENT else str(kind) for kind in CircularKind}
MONTHLY = (CircularKind.INTERVIEW, CircularKind.WRITTEN)
