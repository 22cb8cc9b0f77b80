"""The papers of an object as its page shows them: what became of each, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from hall.acts.act import Act
from hall.acts.workflow import Workflow
from hall.papers.paper import Paper

# The acts every workflow has for its papers, and on which papers each makes sense.
ACTS = {
    "seal_paper": lambda paper: (
        paper.is_valid and paper.waits_for_seal and paper.seal == Paper.Seal.PROCEDURE
    ),
    "serve_paper": lambda paper: paper.is_valid and not paper.waits_for_seal and paper.served_at is None,
    "correct_paper": lambda paper: paper.is_valid and not paper.waits_for_seal,
    "void_paper": lambda paper: paper.is_valid,
}


@dataclass(frozen=True)
class PaperShown:
    paper: Paper
    acts: list[tuple[Act, str]]

    @property
    def standing(self) -> str:
        """One word for what it is now: waiting, valid, served, void, replaced."""
        if hasattr(self.paper, "replaced_by"):
            return "replaced"
        if self.paper.voided_at:
            return "void"
        if self.paper.waits_for_seal:
            return "waiting"
        return "served" if self.paper.served_at else "valid"


def papers_of(request: HttpRequest, obj: Workflow) -> list[PaperShown]:
    """Newest first; one query."""
    papers = obj.dossier.papers.select_related("replaced_by").order_by("-pk")
    mine = [act for name in ACTS if (act := _mine(request, obj, name))]
    return [
        PaperShown(paper, [(act, _url(obj, act, paper)) for act in mine if ACTS[act.name](paper)])
        for paper in papers
    ]


def _mine(request: HttpRequest, obj: Workflow, name: str) -> Act | None:
    """The act, if the person's grants give it for this object."""
    act, dossier = obj.acts()[name], obj.dossier
    grant = request.authority.grant_for(
        obj.roles_for(act), hall_id=dossier.hall_id, department_id=dossier.department_id, place=request.place
    )
    return act if grant else None


def _url(obj: Workflow, act: Act, paper: Paper) -> str:
    return reverse("act", args=[obj.pk, act.name]) + f"?paper={paper.pk}"
