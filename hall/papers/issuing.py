"""Issuing papers inside an act: facts frozen and checked, the number drawn last, rows stored beside the entry."""

from __future__ import annotations

import hashlib
import json

from django.db import transaction

from hall.acts.form import plain
from hall.duty import duty
from hall.rulebook import RULES

from . import layout, schema
from .kinds import PaperKind, ledger_lines, mark_at_issue
from .notices import change_notices
from .paper import Paper, draw_number


def draw(deed) -> list[Paper]:
    """The papers of a deed, unsaved: those its act declares, those its body added, and change notices.

    Raises FactsIncomplete naming what is missing; then nothing of the act is done.
    """
    wanted = [(kind, {}) for kind in deed.act.papers] + list(deed.papers)
    wanted += change_notices(deed, {kind.dues for kind, _ in wanted if kind.dues})
    return [_draw(deed, kind, extra) for kind, extra in wanted]


def store(deed, papers: list[Paper], entry) -> None:
    """Save the drawn papers, and ring for their PDFs once the act is committed."""
    for paper in papers:
        paper.entry = entry
        paper.save()
        for line in ledger_lines(paper, deed, entry):
            line.save()
    if papers:
        from .tasks import ring

        transaction.on_commit(ring, robust=True)


def _draw(deed, kind: PaperKind, extra: dict) -> Paper:
    """One paper; ``ready`` facts (a corrected paper's) are taken as they are, but number and date are its own."""
    ready, replaces = extra.pop("ready", None), extra.pop("replaces", None)
    name = deed.named
    facts = plain(ready or kind.facts(deed.obj, deed, **extra))
    facts |= {
        "title": deed.rule(_title_rule(kind, facts)),
        "number": "—",
        "organ": issuer_of(deed),
        "hall_name": deed.hall.name,
        "issued_on": deed.on.isoformat(),
        "copies": list(deed.rule(f"paper.{kind.code}.copies") or []),
        "seal_name": deed.rule(f"paper.{kind.code}.seal"),
    }
    schema.check(kind.code, facts)
    if (fields := f"paper.{kind.code}.fields") in RULES:
        schema.require(kind.code, facts, deed.rule(fields) or [])
    mark = mark_at_issue(deed, kind.seal)
    serial = draw_number(_issuer(deed), kind.code, deed.on.year)
    facts["number"] = _number(deed, kind, name, serial)
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Paper(
        dossier=deed.obj.dossier,
        department=deed.department,
        kind=kind.code,
        title=facts["title"],
        number=facts["number"],
        serial=serial,
        issued_on=deed.on,
        facts=facts,
        facts_hash=hashlib.sha256(text.encode()).hexdigest(),
        template=kind.code,
        template_version=layout.template_version(kind.code),
        seal=kind.seal,
        seal_mark=mark,
        sealed_at=deed.at if mark else None,
        replaces=replaces,
    )


@duty("AH-11.1 DL-4.2", off=lambda deed: deed.hall.name)
def issuer_of(deed) -> str:
    """The organ in whose name a paper speaks: the competent department, whoever sat at the window (AH-11.1).

    Coming into the hall changes neither who decides nor who can be sued (DL-4.2); only a paper that is the hall's own
    bears the hall's name.
    """
    return deed.named.name if deed.named else deed.hall.name


def _title_rule(kind: PaperKind, facts: dict) -> str:
    """A decision on a matter that is no licence may not call itself one."""
    other = f"paper.{kind.code}.title_other"
    licence = facts.get("matter", {}).get("is_licence", True)
    return f"paper.{kind.code}.title" if licence or other not in RULES else other


def _number(deed, kind: PaperKind, name, serial: int) -> str:
    """The number as the rulebook writes it; a paper without one (a receipt, say) bears its plain serial."""
    pattern = deed.rule(f"paper.{kind.code}.number")
    short = name.short_name if name else ""
    return (
        pattern.format(short=short, year=deed.on.year, serial=serial)
        if pattern
        else f"{deed.on.year}-{serial}"
    )


def _issuer(deed) -> str:
    """The department numbers its own papers; a paper of the hall itself is numbered by the hall."""
    return f"department:{deed.department.pk}" if deed.department else f"hall:{deed.hall.pk}"
