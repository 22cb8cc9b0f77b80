"""Unmasking: one sealed field of one person, once, for a reason that stays."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from hall.applicants.access import REVEALABLE, reveal

from .dossier import object_of, readable
from .entrance import staff_only
from .parties import MASKS, persons_of


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="查阅事由",
        max_length=200,
        help_text="事由、时间和您的姓名将记入查阅登记，监督人员可以看到。",
        widget=forms.TextInput(attrs={"autofocus": True}),
    )


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, dossier_id: int, of: str, field: str) -> HttpResponse:
    """Ask for the reason; then show the value on this one page, which no browser keeps."""
    obj = object_of(readable(request, dossier_id))
    person = persons_of(obj).get(of)
    if person is None or field not in REVEALABLE or not getattr(person, MASKS[field]):
        raise Http404("没有这项个人信息。")
    form = ReasonForm(request.POST or None)
    context = {
        "obj": obj,
        "dossier": obj.dossier,
        "form": form,
        "label": person._meta.get_field(field).verbose_name,
        "name": person.name,
        "masked": person.masked_name,
    }
    if request.method == "POST" and form.is_valid():
        context["value"] = reveal(
            person,
            field,
            hall=obj.dossier.hall,
            by=request.user,
            reason=form.cleaned_data["reason"],
            place=request.place,
        )
    template = "hall/parts/reveal.html" if request.htmx else "hall/reveal.html"
    response = render(request, template, context)
    add_never_cache_headers(response)
    return response
