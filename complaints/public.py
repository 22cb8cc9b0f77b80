"""What anybody may file without login: a rating, a question. Held off from machines, and never lost half-way.

Spam meets a rate limit and a field no person fills in (told in words to whoever hears the page read out). What cannot
be stored comes back with every word that was typed.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Any

from django import forms
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from redis.exceptions import RedisError

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.deed import Deed
from hall.acts.door import perform
from hall.acts.refusals import Invalid, Refused
from hall.acts.workflow import Workflow
from hall.timeline.dossier import Dossier
from hall.web.limits import too_often

log = logging.getLogger(__name__)

TRAP = "homepage"
TIMES, SECONDS = 12, 600  # a family at one address, or the visitors at one kiosk; useless for a machine


class TrapForm(forms.Form):
    """A field hidden from the eye; whoever is read the page aloud hears that it stays empty."""

    homepage = forms.CharField(label="此栏请留空（用来识别自动填表程序）", required=False)


def filed(
    request: HttpRequest,
    model: type[Workflow],
    name: str,
    *,
    template: str,
    done: Callable[[Workflow], HttpResponse],
    given: dict[str, str] | None = None,
    context: dict[str, Any] | None = None,
    place: Any = None,
    times: int = TIMES,
    **scope: Any,
) -> HttpResponse:
    """The page of a creating act that the system does for whoever sends the form; ``done(obj)`` answers a success.

    ``given`` is what the page knows by itself and takes from nobody.
    """
    form_of = model.acts()[name].form
    deed = Deed(model.acts()[name], model(), legal_time.now(), hall=scope["hall"], place=place)

    def page(form: forms.Form, status: int = 200, message: str = "") -> HttpResponse:
        token = request.POST.get("token") or secrets.token_urlsafe(24)
        drawn = {"form": form, "trap": TrapForm(), "token": token, "message": message}
        response = render(request, template, drawn | (context or {}), status=status)
        add_never_cache_headers(response)
        return response

    if request.method != "POST":
        return page(form_of(do=deed, initial=given))
    data = request.POST.copy()
    for field, value in (given or {}).items():
        data[field] = value
    kept = form_of(data, do=deed)
    if request.POST.get(TRAP):
        return page(kept, 400, "最下面一栏请留空，然后重新提交。")
    if too_often(request, f"{model.__name__}.{name}", times=times, seconds=SECONDS):
        return page(kept, 429, "提交过于频繁，请十分钟后再试。填写的内容还在。")
    token = request.POST.get("token") or None
    try:
        return done(
            perform(model, name, data, files=request.FILES, by=SYSTEM, place=place, token=token, **scope)
        )
    except Invalid as refusal:
        return page(refusal.form, refusal.status, "填写的内容有误，请按提示改正后重新提交。")
    except Refused as refusal:
        twin = Dossier.objects.filter(token=token, kind=model.dossier_kind()).first() if token else None
        return done(twin.object()) if twin else page(kept, refusal.status, refusal.message)


def never_lost(view: Callable) -> Callable:
    """A view whose typed text comes back where database, disk or broker do not answer: on a page that asks them
    nothing.
    """

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (DatabaseError, RedisError, OSError):
            if request.method != "POST":
                raise
            hidden = {"csrfmiddlewaretoken", "token", TRAP}
            log.exception("not stored: %s", request.path)
            typed = [value for name, value in request.POST.items() if value and name not in hidden]
            return HttpResponse(render_to_string("complaints/kept.html", {"typed": typed}), status=503)

    return guarded
