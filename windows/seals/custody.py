"""Which seal stands for a department, its mark on a paper, and what a sealing act must lock."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from hall.people import open_work
from hall.prepared import Prepared
from staff.postings.standing import next_to_represent

from .kinds import Kind
from .seal import Seal


def seals_for(department, kind: str) -> QuerySet[Seal]:
    """The live seals of a kind for a department's papers: one or none."""
    return Seal.objects.live().filter(kind=kind, owners__department=department)


LIVE = Prepared(seals_for)


def kept_by(user, hall) -> QuerySet[Seal]:
    """The seals a person answers for in a hall: nobody leaves with one (AH-28.8).

    One handed to the representative whose return waits for this very person's going is no longer theirs.
    """
    returning = next_to_represent(hall).filter(state="away").values("person")
    handed = Q(state=Seal.State.HANDING_OVER, receiver__in=returning)
    return Seal.objects.live().filter(~handed, custodian=user, dossier__hall=hall)


open_work.register("保管的印章", kept_by)


def approval_seal(department) -> Seal | None:
    """The seal with its dossier, for whoever locks it or acts on it."""
    return seals_for(department, Kind.APPROVAL).select_related("dossier").first()


def locks_seal(case, do) -> list:
    """What an act that stamps shares: the department's seal, and whoever may lose that power at the same time."""
    seal = approval_seal(do.department)
    return [row for row in (seal, do.by) if row]


def mark_of(seal: Seal, organ: str) -> dict:
    """What ``Paper.seal_mark`` freezes. Without an image the printed mark is a placeholder (样章)."""
    return {"organ": organ, "name": seal.name, "image": seal.image or None, "seal": seal.pk}


def _electronic(do, kind: str) -> dict:
    """Whether this stamp is also an electronic seal; frozen with the mark, whatever the rulebook says later."""
    return {"electronic": kind in (do.rule("seal.electronic") or [])}


def procedure_mark(department, organ: str, on: date) -> dict | None:
    """The mark of the procedural seal a department has lodged in the hall, on a local date; None without."""
    seal = next(iter(LIVE(department.pk, Kind.PROCEDURE)), None)
    if seal is None or seal.state != Seal.State.LODGED or not seal.valid_on(on):
        return None
    return mark_of(seal, organ)


def put_on_at_issue(do) -> dict | None:
    """The lodged seal of the department in whose name an act issues its papers (行政许可法 32¶2)."""
    mark = procedure_mark(do.department, do.named.name, do.on) if do.department else None
    return mark | _electronic(do, Kind.PROCEDURE) if mark else None


def stamp(do, seal: Seal, paper, organ: str) -> None:
    """Put a seal on a paper inside an act: the mark and its time on the paper, a line on the seal's own timeline."""
    paper.seal_mark, paper.sealed_at = mark_of(seal, organ) | _electronic(do, seal.kind), do.at
    do.add(lambda entry: paper)
    do.then(seal, "use", {"paper": paper.number, "paper_hash": paper.facts_hash, "case": paper.dossier_id})
