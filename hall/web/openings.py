"""How a page opens what does not exist yet: where a new object belongs, and the fields it is opened with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from hall.acts.act import Act
from hall.acts.locking import Scope
from hall.acts.offers import Offer, offer
from hall.acts.workflow import Workflow
from hall.timeline.dossier import Dossier

from .shell import working_hall


@dataclass(frozen=True)
class Opening:
    """One creating act that a page offers.

    ``scope(request, parent)`` gives hall, department and opening fields; it may raise Http404. ``under`` names the
    kind whose page offers it as a child – unless that page draws it itself (``listed`` False); ``menu`` puts it among
    what can be begun from the start page. ``asks(request)`` is a form over the address, for what must be known before
    the act's own form can be drawn.
    """

    kind: str
    act: str
    scope: Callable[[HttpRequest, Workflow | None], dict[str, Any]]
    under: str = ""
    menu: bool = False
    listed: bool = True
    asks: Callable[[HttpRequest], Form] | None = None

    @property
    def model(self) -> type[Workflow]:
        return apps.get_model(self.kind)

    @property
    def spec(self) -> Act:
        return self.model.acts()[self.act]

    def url(self, **query: Any) -> str:
        address = reverse("new", args=[self.kind, self.act])
        return f"{address}?{urlencode(query)}" if query else address


_openings: dict[tuple[str, str], Opening] = {}


def here(request: HttpRequest, parent: Workflow | None) -> dict[str, Any]:
    """The usual scope: below the parent, else in the hall where the person works."""
    return {} if parent else {"hall": working_hall(request)}


def register(kind: str, act: str, scope: Callable = here, **how: Any) -> None:
    """Let a creating act be opened from ``/new/<kind>/<act>/``. What is not registered cannot be."""
    _openings[kind, act] = Opening(kind, act, scope, **how)


def opening(kind: str, act: str) -> Opening:
    """The registered opening. Raises Http404."""
    try:
        return _openings[kind, act]
    except KeyError as error:
        raise Http404("没有这种可以新办的事，请从首页进入。") from error


def below(kind: str) -> list[Opening]:
    """What can be opened below an object of a kind."""
    return [one for one in _openings.values() if one.under == kind and one.listed]


def beginnings(request: HttpRequest) -> list[Opening]:
    """What the person may begin from the start page."""
    own = request.authority.roles
    return [one for one in _openings.values() if one.menu and own.intersection(one.spec.by)]


def parent_of(request: HttpRequest, one: Opening) -> Workflow | None:
    """The parent named in the address, if the person may read it and it is of the right kind."""
    asked = request.GET.get("parent", "")
    if not one.under:
        return None
    dossiers = Dossier.objects.filter(request.authority.readable(), kind=one.under)
    return get_object_or_404(dossiers, pk=asked if asked.isdecimal() else 0).object()


def offer_new(
    request: HttpRequest,
    one: Opening,
    parent: Workflow | None,
    scope: dict[str, Any],
    reads: dict | None = None,
) -> Offer:
    """What stands against creating the object now, judged on an object that is not stored."""
    above = parent.dossier if parent else None
    hall = scope.get("hall") or (above.hall if above else None)
    if hall is None:
        raise PermissionDenied("您没有任何大厅的授权，不能新办。")
    rest = {key: value for key, value in scope.items() if key not in ("hall", "department")}
    obj = Scope(**rest).open(one.model)
    obj.dossier = Dossier(
        kind=one.kind,
        hall=hall,
        department=scope.get("department") or (above.department if above else None),
        parent=above,
    )
    return offer(obj, one.spec, request.authority, request.place, parent, reads)
