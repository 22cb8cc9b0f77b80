"""An account of one workflow object as plain data: where it stands, its clocks, its papers, its timeline.

Only what the timeline itself may hold: no applicant, no facts of papers.
"""

from __future__ import annotations

from typing import Any

from hall import legal_time

from .entry import Entry


def account(obj) -> dict[str, Any]:
    """Everything a person needs to judge where an object stands; instants are aware, lights are those of now."""
    dossier = obj.dossier
    return {
        "kind": dossier.kind,
        "title": obj._meta.verbose_name,
        "id": obj.pk,
        "label": dossier.label,
        "hall": dossier.hall.name,
        "department": str(dossier.department) if dossier.department else "",
        "state": {"code": obj.state, "title": obj.get_state_display()},
        "version": dossier.version,
        "attention": dossier.attention,
        "clocks": [_run(run) for run in dossier.runs.order_by("pk").prefetch_related("limits")],
        "papers": [_paper(paper) for paper in dossier.papers.all()],
        "timeline": [line(entry) for entry in dossier.entries.select_related("by", "place")],
    }


def _run(run) -> dict[str, Any]:
    now = legal_time.now()
    return {
        "clock": run.clock,
        "title": run.title,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "limits": [
            {
                "kind": limit.kind,
                "title": limit.get_kind_display(),
                "light": {"code": limit.light(now), "title": limit.light(now).label},
                "due_on": limit.due_on,
                "provisional": limit.provisional,
                "basis": limit.basis,
                "sentence": limit.sentence,
            }
            for limit in sorted(run.limits.all(), key=lambda limit: limit.pk)
        ],
    }


def _paper(paper) -> dict[str, Any]:
    return {
        "kind": paper.kind,
        "title": paper.title,
        "number": paper.number,
        "issued_on": paper.issued_on,
        "waits_for_seal": paper.waits_for_seal,
        "sealed_at": paper.sealed_at,
        "served_at": paper.served_at,
        "voided_at": paper.voided_at,
    }


def line(entry: Entry) -> dict[str, Any]:
    """One line of the timeline."""
    return {
        "seq": entry.seq,
        "kind": {"code": entry.kind, "title": entry.get_kind_display()},
        "act": entry.act,
        "title": entry.title,
        "by": entry.by.name if entry.by else "系统",
        "role": entry.role,
        "place": str(entry.place) if entry.place else "",
        "legal_at": entry.legal_at,
        "recorded_at": entry.recorded_at,
        "state_from": entry.state_from,
        "state_to": entry.state_to,
        "clauses": entry.clauses,
        "facts": entry.facts,
        "hash": entry.hash,
    }
