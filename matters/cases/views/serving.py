"""The applicant signs once for all that lies on the counter; every paper is served by an act of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from hall.acts.door import perform
from hall.acts.offers import offer
from hall.acts.refusals import Refused
from hall.models import Paper
from hall.papers.acts import ServeForm
from hall.people.roles import Role
from hall.web.entrance import staff_only
from matters.cases.case import Case


class SignatureForm(forms.Form):
    """Who signs, as the act asks it of a single paper."""

    received_by = ServeForm.base_fields["received_by"]
    relation = ServeForm.base_fields["relation"]


def to_sign_for(request: HttpRequest, case: Case) -> dict[str, Any] | None:
    """The papers waiting for the applicant's signature, for a clerk at a window; None where there is nothing to do."""
    papers = [paper for paper in _unserved(case) if not paper.waits_for_seal]
    offered = offer(case, case.acts()["serve_paper"], request.authority, request.place)
    if not papers or not offered.available or offered.do.role != Role.WINDOW_CLERK or request.place is None:
        return None
    relation = "agent" if case.agency_id else "self"
    form = SignatureForm(initial={"received_by": case.signer, "relation": relation}, auto_id="sign_%s")
    return {"papers": papers, "form": form}


@staff_only
@require_POST
def serve(request: HttpRequest, case_id: int) -> HttpResponse:
    """One signature for every paper shown; where one cannot be served, those before it are."""
    cases = Case.objects.filter(request.authority.readable("dossier__")).select_related("dossier")
    case = get_object_or_404(cases, pk=case_id)
    seen = request.POST.get("seen", "")
    version, served = int(seen) if seen.isdecimal() else -1, []
    try:
        for paper in _unserved(case).filter(pk__in=_chosen(request)):
            data = {"paper": paper.pk} | {
                name: request.POST.get(name, "") for name in SignatureForm.base_fields
            }
            done = perform(case, "serve_paper", data, by=request.user, place=request.place, seen=version)
            version = done.dossier.version
            served.append(f"《{paper.title}》{paper.number}")
    except Refused as refusal:
        messages.error(request, refusal.message)
    if served:
        messages.success(request, f"已登记签收：{'、'.join(served)}。")
    return redirect("dossier", case.pk)


def _unserved(case: Case) -> QuerySet[Paper]:
    """The record of delivery is signed with the result itself."""
    papers = case.dossier.papers.filter(served_at=None, voided_at=None).exclude(kind="delivery_record")
    return papers.order_by("pk")


def _chosen(request: HttpRequest) -> list[int]:
    return [int(pk) for pk in request.POST.getlist("papers") if pk.isdecimal()]
