"""核验: walking the chains and finding whatever was edited, inserted, removed, re-ordered or moved elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.apps import apps
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from . import anchor_check
from .anchor import AnchoredHead
from .dossier import EMPTY_HEAD, Dossier
from .entry import SEALED, Entry, digest
from .findings import Finding


@dataclass
class Report:
    """What a verification walked and what it found; sound when it found nothing."""

    dossiers: int = 0
    lines: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.findings

    def __str__(self) -> str:
        walked = f"核验{self.dossiers}个案卷、{self.lines}行留痕"
        return (
            f"{walked}：完整，未发现改动。" if self.sound else f"{walked}：发现{len(self.findings)}处问题。"
        )


class Head(NamedTuple):
    """Where a walk should end, and the anchored line (0: none) after which it starts."""

    dossier: int
    seq: int
    hash: str
    version: int
    start: int = 0
    start_hash: str = EMPTY_HEAD


BATCH = 1000
# Walked as plain tuples: this is the one place where hundreds of thousands of rows pass.
HEAD = ("pk", "head_seq", "head_hash", "version")
LINE = ("hash", "prev_hash", *SEALED[:-2])
SEQ, KIND, WIDTH = LINE.index("seq"), LINE.index("kind"), len(LINE) + 2


def verify(dossier: Dossier) -> Report:
    """Verify one dossier: its chain against itself, its head, its anchored heads and its object's state."""
    report = Report()
    _walk(Dossier.objects.filter(pk=dossier.pk), report)
    report.findings += anchor_check.lost_heads(AnchoredHead.objects.filter(dossier=dossier))
    report.findings += _objects(Dossier.objects.filter(pk=dossier.pk))
    return report


def verify_all(*, since_anchor: bool = False) -> Report:
    """Verify everything: all chains, the objects beside them, the anchors.

    ``since_anchor`` walks only the lines after each dossier's last anchored head, for a quick look every day.
    """
    report = Report()
    if since_anchor:
        _walk_since_anchor(report)
    else:
        _walk(Dossier.objects.all(), report)
        report.findings += _orphans()
        report.findings += _objects(Dossier.objects.all())
    report.findings += anchor_check.lost_heads(AnchoredHead.objects.all())
    report.findings += anchor_check.broken_anchors()
    return report


def _walk(dossiers: QuerySet, report: Report) -> None:
    """Some dossiers at a time, heads and lines in one statement, that is at one instant: acts go on meanwhile."""
    keys = dossiers.order_by("pk").values_list("pk", flat=True)
    lines = [f"entries__{name}" for name in LINE]
    texts = [Cast(f"entries__{name}", TextField()) for name in SEALED[-2:]]
    done = 0
    while batch := list(keys.filter(pk__gt=done)[:BATCH]):
        some = dossiers.filter(pk__gt=done, pk__lte=batch[-1]).order_by("pk", "entries__seq")
        rows = some.values_list(*lines, *texts, *HEAD).iterator(chunk_size=5000)
        for head, chain in groupby(rows, key=itemgetter(slice(WIDTH, None))):
            _chain(Head(*head), chain, report)
        done = batch[-1]


def _walk_since_anchor(report: Report) -> None:
    """The dossiers whose head is not the anchored one, each from its last anchored line on."""
    anchored = AnchoredHead.objects.filter(dossier=OuterRef("pk"))
    moved = Dossier.objects.annotate(
        since=Subquery(anchored.order_by("-seq").values("seq")[:1]),
        since_hash=Subquery(anchored.order_by("-seq").values("hash")[:1]),
    ).filter(~Q(head_seq=F("since")) | Q(since=None), head_seq__gt=0)
    for *head, since, since_hash in moved.values_list(*HEAD, "since", "since_hash").iterator(chunk_size=5000):
        texts = [Cast(name, TextField()) for name in SEALED[-2:]]
        lines = Entry.objects.filter(dossier=head[0], seq__gt=since or 0, seq__lte=head[1])
        rows = lines.order_by("seq").values_list(*LINE, *texts)
        _chain(Head(*head, since or 0, since_hash or EMPTY_HEAD), rows, report)


def _chain(head: Head, rows: Iterable[tuple], report: Report) -> None:
    """Walk one chain; every finding names the dossier and the line."""
    seq, prev, acts = head.start, head.start_hash, 0

    def found(line: int, text: str) -> None:
        report.findings.append(Finding(text, head.dossier, line))

    for row in rows:
        line_hash, prev_hash, this = row[0], row[1], row[SEQ]
        if line_hash is None:  # a dossier without lines, joined to nothing
            break
        if this != seq + 1:
            found(seq + 1, _gap(seq + 1, this - 1))
        elif prev_hash != prev:
            found(this, "与前一行不衔接，其前的内容被改动、插入或者调换")
        if digest(*row[1:WIDTH]) != line_hash:
            found(this, "内容与摘要不符，本行被改动")
        seq, prev, acts = this, line_hash, acts + (row[KIND] == Entry.Kind.ACT)
        report.lines += 1
    report.dossiers += 1
    if seq < head.seq:
        found(seq + 1, _gap(seq + 1, head.seq))
    elif seq > head.seq:
        found(head.seq + 1, "未经链首确认，是绕过办理程序添加的")
    elif prev != head.hash:
        found(seq, "与案卷登记的链首不符，末行或者整卷被改写")
    if head.start == 0 and acts != head.version:
        text = f"共有办理行为{acts}项，案卷登记为{head.version}项"
        report.findings.append(Finding(text, head.dossier))


def _gap(first: int, last: int) -> str:
    return "缺失，已被删除" if last <= first else f"至第{last}行缺失，已被删除"


def _orphans() -> Iterator[Finding]:
    """Entries of no dossier: possible only with the database's own rules switched off."""
    orphans = Entry.objects.exclude(dossier_id__in=Dossier.objects.values("pk")).order_by("dossier_id", "seq")
    for dossier, seq in orphans.values_list("dossier_id", "seq"):
        yield Finding("所属案卷不存在，案卷被删除", dossier, seq)


def _objects(dossiers: QuerySet) -> Iterator[Finding]:
    """Objects whose state is not the one their last act left, and dossiers whose object is gone."""
    acts = Entry.objects.filter(dossier=OuterRef("pk"), kind=Entry.Kind.ACT)
    last = Subquery(acts.order_by("-seq").values("state_to")[:1])
    for kind in (
        dossiers.exclude(kind__startswith="log.").values_list("kind", flat=True).distinct().order_by()
    ):
        of_kind = dossiers.filter(kind=kind).order_by("pk")
        try:
            model = apps.get_model(kind)
        except LookupError:
            yield from (Finding(f"的类别“{kind}”不存在，案卷被改动", one.pk) for one in of_kind)
            continue
        for pk in of_kind.exclude(pk__in=model._base_manager.values("pk")).values_list("pk", flat=True):
            yield Finding(f"所记载的{model._meta.verbose_name}不存在，已被删除", pk)
        states = dict(model._meta.get_field("state").choices)
        objects = model._base_manager.filter(pk__in=of_kind.values("pk")).annotate(last=last)
        strays = objects.exclude(state=F("last")).order_by("pk").values_list("pk", "state", "last")
        for pk, state, left in strays:
            now, then = states.get(state, state), states.get(left, left)
            yield Finding(f"当前状态“{now}”不是末次办理留下的“{then}”，状态被直接改动", pk)
