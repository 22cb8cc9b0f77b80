"""Today's chains against what was anchored, and the anchors against themselves and what was written down outside."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from .anchor import Anchor, anchors_file, written_down
from .dossier import EMPTY_HEAD
from .entry import Entry
from .findings import Finding


def lost_heads(heads: QuerySet) -> Iterator[Finding]:
    """Every anchored line must still be there, with the digest it had."""
    now = Entry.objects.filter(dossier=OuterRef("dossier_id"), seq=OuterRef("seq")).values("hash")[:1]
    changed = heads.annotate(now=Subquery(now)).filter(Q(now=None) | ~Q(now=F("hash")))
    rows = changed.order_by("dossier_id", "seq").values_list("dossier_id", "seq", "anchor_id", "now")
    for dossier, seq, day, hash_now in rows:
        fate = "后来被删除" if hash_now is None else "与锚定时的摘要不符，整卷被改写"
        yield Finding(f"已于{day}锚定，{fate}", dossier, seq)


def broken_anchors() -> Iterator[Finding]:
    """The chain of anchors, each digest over its heads, and the digests written down outside the database."""
    outside, previous = written_down(anchors_file()), EMPTY_HEAD
    for anchor in Anchor.objects.order_by("day"):
        if anchor.previous != previous:
            yield Finding(f"{anchor.day}的锚定与前一次锚定不衔接，其前的锚定被改动或者删除")
        if anchor.expected_digest() != anchor.digest:
            yield Finding(f"{anchor.day}的锚定与所锚定的链首不符，锚定被改动")
        if outside.pop(anchor.day.isoformat(), anchor.digest) != anchor.digest:
            yield Finding(f"{anchor.day}的锚定与数据库外写下的摘要不符，锚定被整体改写")
        previous = anchor.digest
    for day in outside:
        yield Finding(f"{day}的锚定曾写在数据库外，现已不在数据库中，已被删除")
