"""The page of any workflow object: what it is, where it stands, whose move it is, what may be done and what not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hall.acts.act import SYSTEM
from hall.acts.offers import Offer, offers
from hall.acts.workflow import Workflow
from hall.timeline.dossier import Dossier
from hall.timeline.entry import Entry
from hall.timeline.verify import verify

from .clocks import clocks_of, worst
from .entrance import staff_only
from .names import Names
from .openings import Opening, below, offer_new
from .pages import Page, page_of
from .papers import papers_of
from .parties import parties_of
from .story import Story

PAGE = 50
LOG = "log."
# Fields that the page shows elsewhere or that mean nothing to people.
ELSEWHERE = {"dossier", "state", "chain", "chain_step"}


def readable(request: HttpRequest, dossier_id: int) -> Dossier:
    """The dossier, if the person may read it; anything else does not exist for them (404)."""
    dossiers = Dossier.objects.filter(request.authority.readable())
    dossiers = dossiers.select_related("hall", "department", "parent").prefetch_related("department__names")
    return get_object_or_404(dossiers, pk=dossier_id)


def object_of(dossier: Dossier) -> Workflow:
    """The workflow object of a dossier, with what its page needs fetched along."""
    related = page_of(dossier.kind).related
    obj = apps.get_model(dossier.kind)._base_manager.select_related(*related).get(pk=dossier.pk)
    obj.dossier = dossier
    return obj


@staff_only
@require_safe
def dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Show one dossier. ``done`` in the address names the line from which on the person has just written: the papers
    issued there stand on top, to print.
    """
    found = readable(request, dossier_id)
    if found.kind.startswith(LOG):
        context = timeline(request, found, None, Names())
        return render(request, "hall/log.html", {"dossier": found, **context})
    obj = object_of(found)
    page = page_of(found.kind)
    papers, names = papers_of(request, obj), Names()
    context = timeline(request, found, obj, names, [shown.paper for shown in papers])
    if request.htmx:
        return render(request, "hall/parts/timeline.html", {"dossier": found, **context})
    reads: dict = {}
    offered, runs = offers(obj, request.authority, request.place, reads), clocks_of(obj)
    children = [_child(request, one, obj, reads) for one in below(found.kind)]
    context |= {
        "dossier": found,
        "obj": obj,
        "title": obj._meta.verbose_name,
        "offers": sorted(offered, key=lambda one: (not one.available, page.place(one.act.name))),
        "children": [one for one in children if one["mine"]],
        "movers": movers(obj, offered, children),
        "runs": runs,
        "light": worst(runs),
        "facts": facts(obj, page, names),
        "parties": parties_of(request, obj),
        "papers": papers,
        "tree": tree(request, found),
        "done": _just_done(request, found, papers),
    }
    return render(request, page.template, context | page.context(request, obj))


@staff_only
@require_safe
def verification(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Walk the dossier's hash chain and say whether anything was altered."""
    found = readable(request, dossier_id)
    template = "hall/parts/verification.html" if request.htmx else "hall/verification.html"
    return render(request, template, {"dossier": found, "report": verify(found)})


def timeline(
    request: HttpRequest, found: Dossier, obj: Workflow | None, names: Names, papers: list = ()
) -> dict[str, Any]:
    """One page of lines, newest first; ``before`` in the address asks for older ones, ``only`` for one sort."""
    entries = found.entries.select_related("by", "place").order_by("-seq")
    only, before = request.GET.get("only", ""), request.GET.get("before", "")
    if only in Entry.Kind.values:
        entries = entries.filter(kind=only)
    if before.isdecimal():
        entries = entries.filter(seq__lt=int(before))
    shown = list(entries[: PAGE + 1])
    story = Story(obj, found.hall, page_of(found.kind), names, papers)
    lines = [story.line(entry) for entry in shown[:PAGE]]
    return {"lines": lines, "older": shown[PAGE - 1].seq if len(shown) > PAGE else None, "only": only}


def movers(obj: Workflow, offered: list[Offer], children: list[dict[str, Any]]) -> list[str]:
    """Whose move it is: who may take the object to its next state, or open what it waits for, with nothing against it.

    Where everything stands still, everybody who could move it.
    """
    forward = [one for one in offered if one.act.targets] + [one["offer"] for one in children]
    free = [one for one in forward if not one.objections] or forward
    roles = [role for one in free for role in one.do.obj.roles_for(one.act) if role != SYSTEM]
    return list(dict.fromkeys(str(role.label) for role in roles))


def facts(obj: Workflow, page: Page, names: Names) -> list[tuple[str, Any]]:
    """The object's own fields in Chinese, without personal data and without empty ones."""
    found, hidden = [], ELSEWHERE | obj.private_fields | page.leaves_out
    for field in obj._meta.concrete_fields:
        value = obj.__dict__.get(field.attname)
        if field.name in hidden or value in (None, "", [], {}):
            continue
        if isinstance(value, dict):
            continue
        text = page.codes.get(field.name, {}).get(str(value)) or names.stored(field, value)
        found.append((str(field.verbose_name), text))
    return [*page.more(obj, names), *found]


@dataclass(frozen=True)
class Branch:
    """One dossier of the tree, as deep as it stands."""

    dossier: Dossier
    title: str
    state: str
    depth: int
    here: bool


def tree(request: HttpRequest, found: Dossier) -> list[Branch]:
    """The whole tree the dossier belongs to, as far as the person may read it; nothing for a lonely one."""
    root = found.lock_id
    dossiers = Dossier.objects.filter(Q(pk=root) | Q(root=root), request.authority.readable()).order_by("pk")
    dossiers = {one.pk: one for one in dossiers}
    if len(dossiers) < 2:
        return []
    states = _states(dossiers.values())
    children: dict[int | None, list[Dossier]] = {}
    for one in dossiers.values():
        children.setdefault(one.parent_id if one.parent_id in dossiers else None, []).append(one)

    def walk(above: int | None, depth: int):
        for one in children.get(above, ()):
            title = str(apps.get_model(one.kind)._meta.verbose_name)
            yield Branch(one, title, states[one.pk], depth, one.pk == found.pk)
            yield from walk(one.pk, depth + 1)

    return list(walk(None, 0))


def _states(dossiers) -> dict[int, str]:
    """The state of each object in Chinese; one query for each kind."""
    kinds: dict[str, list[int]] = {}
    for one in dossiers:
        kinds.setdefault(one.kind, []).append(one.pk)
    found = {}
    for kind, pks in kinds.items():
        model = apps.get_model(kind)
        names = dict(model._meta.get_field("state").choices)
        rows = model._base_manager.filter(pk__in=pks).values_list("pk", "state")
        found |= {pk: names.get(state, state) for pk, state in rows}
    return found


def _child(request: HttpRequest, one: Opening, obj: Workflow, reads: dict) -> dict[str, Any]:
    """A child that may be opened here, with its offer; ``mine``: whether this person's roles ever could."""
    offered = offer_new(request, one, obj, one.scope(request, obj), reads)
    mine = request.authority.roles.intersection(offered.do.obj.roles_for(one.spec))
    return {"offer": offered, "url": one.url(parent=obj.pk), "mine": bool(mine)}


def _just_done(request: HttpRequest, found: Dossier, papers: list) -> dict[str, Any] | None:
    seq = request.GET.get("done", "")
    if not seq.isdecimal():
        return None
    written = found.entries.filter(seq__gte=seq, by=request.user, kind=Entry.Kind.ACT).exclude(role=SYSTEM)
    entries = {entry.pk: entry for entry in written.order_by("seq")}
    if not entries:
        return None
    issued = [one for one in papers if one.paper.entry_id in entries]
    return {"entries": list(entries.values()), "papers": issued[::-1]}
