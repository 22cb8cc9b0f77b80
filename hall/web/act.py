"""Doing an act: through the door, and then to the object – or back to the same page with the reasons."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from hall.acts.door import perform
from hall.acts.offers import offer
from hall.acts.refusals import Refused, Stale
from hall.acts.workflow import Workflow
from hall.timeline.dossier import Dossier

from .act_page import ActPage
from .dossier import object_of, readable
from .entrance import asked_next, staff_only
from .openings import offer_new, opening, parent_of


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def do(request: HttpRequest, dossier_id: int, name: str) -> HttpResponse:
    """An act on an existing object; ``seen`` is the version of the page it was asked from."""
    page = _page(request, dossier_id, name)
    if request.method != "POST":
        return page.ask()
    seen = request.POST.get("seen", "")
    try:
        if not seen.isdecimal():
            raise Stale("页面不完整，刚才的操作没有执行。请核对后重新提交。")
        after = perform(page.obj, name, seen=int(seen), **_given(request))
    except Refused as refusal:
        return _page(request, dossier_id, name).refuse(refusal)
    return _done(request, after, page.act.title)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """An act that creates an object. The token makes a form count once, however often it is sent."""
    one = opening(kind, name)
    parent = parent_of(request, one)
    scope = one.scope(request, parent)
    offered = offer_new(request, one, parent, scope)
    token = request.POST.get("token") or secrets.token_urlsafe(24)
    page = ActPage(
        request,
        offered.do.obj,
        one.spec,
        back=reverse("dossier", args=[parent.pk]) if parent else reverse("home"),
        heading=_heading(parent) if parent else str(one.model._meta.verbose_name),
        hidden={"token": token},
        judge=lambda: offered,
        question=one.asks(request) if one.asks else None,
    )
    if request.method != "POST":
        return page.ask()
    try:
        made = perform(one.model, name, token=token, parent=parent, **scope, **_given(request))
    except Refused as refusal:
        twin = Dossier.objects.filter(request.authority.readable(), token=token).first()
        if twin is None:
            return page.refuse(refusal)
        messages.info(request, "该表单已经提交过，没有重复办理。")
        return _to(request, reverse("dossier", args=[twin.pk]))
    return _done(request, made, one.spec.title)


def _page(request: HttpRequest, dossier_id: int, name: str) -> ActPage:
    obj = object_of(readable(request, dossier_id))
    act = obj.acts().get(name)
    if act is None or act.creates:
        raise Http404("没有这项办理，请返回后重新选择。")
    return ActPage(
        request,
        obj,
        act,
        back=reverse("dossier", args=[obj.pk]),
        heading=_heading(obj),
        hidden={"seen": obj.dossier.version},
        judge=lambda: offer(obj, act, request.authority, request.place),
    )


def _given(request: HttpRequest) -> dict[str, Any]:
    return {"data": request.POST, "files": request.FILES, "by": request.user, "place": request.place}


def _heading(obj: Workflow) -> str:
    return f"{obj._meta.verbose_name} · {obj.dossier}"


def _done(request: HttpRequest, obj: Workflow, title: str) -> HttpResponse:
    """To the object, where the line just written and its papers stand on top; else to what stands above it. A list in
    which many are done one after the other asks to be shown again (``next``).
    """
    dossier = obj.dossier
    if back := asked_next(request):
        messages.success(request, f"已办理：{title}（{dossier}）。")
        return _to(request, back)
    mine = Dossier.objects.filter(request.authority.readable(), pk__in=[dossier.pk, dossier.parent_id or 0])
    seen = set(mine.values_list("pk", flat=True))
    if dossier.pk in seen:
        return _to(request, f"{reverse('dossier', args=[dossier.pk])}?done={dossier.head_seq}")
    messages.success(request, f"已办理：{title}。")
    return _to(request, reverse("dossier", args=[dossier.parent_id]) if seen else reverse("home"))


def _to(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
