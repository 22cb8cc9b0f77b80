"""办理进度查询: for the applicant, with the two numbers of the receipt and no login."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods

from hall import legal_time
from hall.applicants.identity import normalise_number
from hall.duty import duty
from hall.rulebook import answer
from hall.web.clocks import clocks_of
from hall.web.errors import error_page
from hall.web.limits import too_often
from matters.cases.case import Case
from matters.cases.coordinating import passed
from matters.cases.filing import Filing

from .stages import stages_of

# Enough for a family with a stack of receipts, useless for trying out codes.
TIMES, SECONDS = 10, 300
NOWHERE = "-" * 8  # what a code is compared with where there is no such case, so that both take the same time


class ProgressForm(forms.Form):
    template_name = "hall/form.html"
    number = forms.CharField(
        label="办件编号", max_length=40, help_text="印在收件凭证上，共22位数字；网上申请的填申请编号。"
    )
    code = forms.CharField(label="查询码", max_length=20, help_text="印在收件凭证上，共8位。")

    def clean_number(self) -> str:
        return normalise_number(self.cleaned_data["number"])

    def clean_code(self) -> str:
        return normalise_number(self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        """One message for a wrong number and a wrong code: nobody learns which numbers exist."""
        given = super().clean()
        if not self.errors:
            number, code = given["number"], given["code"]
            self.found = _numbered(Case, number) or _numbered(Filing, number)
            expected = (self.found.query_code if self.found else "") or NOWHERE
            if not constant_time_compare(code, expected):
                raise forms.ValidationError("办件编号或者查询码不对，请对照收件凭证核对后再查。")
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """A printed address fills in the number, never the code."""
    if request.method != "POST":
        number = request.GET.get("number", "")
        form = ProgressForm(initial={"number": number})
        form.fields["code" if number else "number"].widget.attrs["autofocus"] = True
        return render(request, "cases/progress.html", {"form": form})
    if too_often(request, "progress", times=TIMES, seconds=SECONDS):
        return error_page(request, 429, "查询过于频繁，请五分钟后再试。")
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return render(request, "cases/progress.html", {"form": form}, status=400)
    response = _shown(request, form.found)
    add_never_cache_headers(response)
    return response


def _numbered(model: type, number: str) -> Any:
    return model.objects.filter(number=number).select_related("matter", "applicant", "version").first()


@duty("XA-25", off=lambda request, found: render(request, "cases/progress.html", {"form": ProgressForm()}))
def _shown(request: HttpRequest, found: Any) -> HttpResponse:
    """Where an application stands: the case, and before it is one, what was filed online."""
    if isinstance(found, Filing) and (case := getattr(found, "case", None)):
        found = case
    if isinstance(found, Case):
        return render(request, "cases/progress_shown.html", shown_to_applicant(found))
    return render(request, "cases/filing_shown.html", {"filing": found, "hall": found.dossier.hall})


@duty("WS16-3.3", off=lambda case: {})
def letters_shown(case: Case) -> dict[str, Any]:
    """The letters on the road with their numbers, and where to ask for them (WS16 三（三）)."""
    sent = case.mailings.exclude(tracking="").order_by("pk")
    if not sent:
        return {}
    hall, on = case.dossier.hall, legal_time.today()
    where = {key: answer(hall, f"mail.{key}", on).value for key in ("carrier", "phone", "url")}
    return {"sent": sent, **where}


def shown_to_applicant(case: Case) -> dict[str, Any]:
    """What the applicant learns: stage, dates in words, what they have to do, which papers there are."""
    return {
        "case": case,
        "hall": case.dossier.hall,
        "late": bool(passed(case, legal_time.now())),
        "stages": stages_of(case),
        "runs": [run for run in clocks_of(case) if run.run.ended_at is None],
        "wanted": case.checklist.told_and_open or (case.checklist.defects if case.has_gaps else []),
        "letters": letters_shown(case),
        "papers": case.dossier.papers.filter(voided_at=None).exclude(seal="approval", sealed_at=None),
    }
