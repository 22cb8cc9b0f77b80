"""用印登记 to read: every impression, what bears a seal without a line, and who tried what was refused."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from hall.acts.workflow import Workflow
from hall.duty import duty
from hall.papers.paper import Paper
from hall.people.authority import Authority
from hall.timeline.entry import Entry

from .guards import seal_is_in_custody
from .seal import Seal
from .use import SealUse


@duty("WS04-4.6-3", off=lambda authority: SealUse.objects.none())
def uses_visible_to(authority: Authority) -> QuerySet[SealUse]:
    """The ledger as far as a person may read it: date, document number, user, place."""
    readable = authority.readable("seal__dossier__")
    return SealUse.objects.filter(readable).select_related("seal", "used_by", "place", "paper", "dossier")


@duty("WS04-4.7-1", off=lambda authority: Paper.objects.none())
def sealed_without_a_line(authority: Authority) -> QuerySet[Paper]:
    """Papers that bear a seal and stand in no ledger: there must be none."""
    noted = Exists(SealUse.objects.filter(paper=OuterRef("pk")))
    sealed = Paper.objects.filter(~noted, authority.readable("dossier__"), sealed_at__isnull=False)
    return sealed.select_related("dossier")


@duty("AH-30.1 AH-28.8", off=lambda authority: Entry.objects.none())
def attempts_visible_to(authority: Authority) -> QuerySet[Entry]:
    """Every refused attempt to stamp, or to do anything with a seal; shown to those who watch over its use."""
    about = [Q(dossier__kind=kind, act__in=names) for kind, names in _stamping_acts().items()]
    refused = Entry.objects.filter(reduce(or_, about), kind=Entry.Kind.REFUSED)
    return refused.filter(authority.readable("dossier__")).select_related("dossier", "by", "place")


def _stamping_acts() -> dict[str, list[str]]:
    """By kind of dossier: the acts that put an approval seal on, and all acts on a seal itself."""
    found = {}
    for model in apps.get_models():
        if issubclass(model, Workflow) and not model._meta.abstract:
            own = model is Seal
            names = [a.name for a in model.acts().values() if own or seal_is_in_custody in a.guards]
            if names:
                found[model.dossier_kind()] = names
    return found
