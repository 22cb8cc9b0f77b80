"""Issuing papers inside an act: facts frozen and checked, the number drawn last, rows stored beside the entry."""

from __future__ import annotations

import hashlib
import json

from django.db import transaction

from hall.acts.form import plain

from . import render, schema
from .kinds import PaperKind
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
    if papers:
        from .tasks import ring

        transaction.on_commit(ring, robust=True)


def _draw(deed, kind: PaperKind, extra: dict) -> Paper:
    """One paper; ``ready`` facts (a corrected paper's) are taken as they are, but number and date are its own."""
    ready, replaces = extra.pop("ready", None), extra.pop("replaces", None)
    number_rule, fields = f"paper.{kind.code}.number", deed.rule(f"paper.{kind.code}.fields") or []
    name = deed.department.name_on(deed.on)
    facts = {
        "title": deed.rule(kind.title),
        "number": "—",
        "organ": name.name,
        "hall_name": deed.hall.name,
        "issued_on": deed.on.isoformat(),
        **plain(ready or kind.facts(deed.obj, deed, **extra)),
    }
    schema.check(kind.template_name, facts)
    schema.require(kind.template_name, facts, fields)
    mark = kind.mark(deed.obj, deed) if kind.mark else None
    serial = draw_number(deed.department, kind.code, deed.on.year)
    facts["number"] = deed.rule(number_rule).format(short=name.short_name, year=deed.on.year, serial=serial)
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
        template=kind.template_name,
        template_version=render.template_version(kind.template_name),
        seal=kind.seal,
        seal_mark=mark,
        sealed_at=deed.at if mark else None,
        replaces=replaces,
    )
