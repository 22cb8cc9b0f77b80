"""核验: anybody may ask whether a paper in hand is real, and whether the file in hand is the one that was issued."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hall.applicants.masking import mask_name
from hall.papers.electronic_seal import sealed_electronically, signature_of
from hall.papers.paper import Paper
from hall.uploads import UploadField

from .errors import error_page
from .limits import too_often

# What else bears a code: ``look(code)`` gives a template with its context, or None. Higher floors add theirs.
LOOKS: list[Callable[[str], tuple[str, dict[str, Any]] | None]] = []

# Generous for a person with a stack of papers, useless for trying out codes.
TIMES, SECONDS = 30, 300


class CodeForm(forms.Form):
    code = forms.CharField(label="核验码", max_length=20, help_text="印在文书二维码旁，共12位。")

    def clean_code(self) -> str:
        return "".join(c for c in self.cleaned_data["code"].upper() if c.isalnum())


class FileForm(forms.Form):
    file = UploadField(label="电子文书（PDF）", kinds=("pdf",))


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Where the code is typed."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid() and form.cleaned_data["code"]:
        return redirect("verify", code=form.cleaned_data["code"])
    return render(request, "hall/verify_ask.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What a code belongs to; with a PDF uploaded, whether it is byte for byte the paper that was issued."""
    if too_often(request, "verify", times=TIMES, seconds=SECONDS):
        return error_page(request, 429, "核验过于频繁，请五分钟后再试。")
    paper = (
        Paper.objects.select_related("dossier__hall", "replaces", "replaced_by")
        .filter(verify_code=code)
        .first()
    )
    if paper is None and (found := next(filter(None, (look(code) for look in LOOKS)), None)):
        return render(request, *found)
    if paper is None or paper.waits_for_seal:
        form = CodeForm({"code": code})
        return render(request, "hall/verify_unknown.html", {"code": code, "form": form}, status=404)
    form = FileForm(request.POST or None, request.FILES or None)
    electronic = sealed_electronically(paper)
    context: dict[str, Any] = {
        "paper": paper,
        "form": form,
        "applicant": masked_applicant(paper),
        "electronic": electronic,
    }
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        digest = _digest(file)
        same = digest == paper.pdf_sha256
        context |= {"digest": digest, "same": same}
        if same and electronic:  # a stranger's file is compared, never read further
            file.seek(0)
            context["signature"] = signature_of(paper, file.read())
    return render(request, "hall/verify.html", context)


def masked_applicant(paper: Paper) -> str:
    """The applicant as a stranger may see it: a person's name masked, a body's in full; "" where there is none."""
    applicant = paper.facts.get("applicant") or {}
    name = applicant.get("name", "")
    return name if applicant.get("is_person") is False else mask_name(name)


def _digest(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
