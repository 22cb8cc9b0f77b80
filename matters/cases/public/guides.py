"""A guide to take along: the printable sheet, its forms and samples, its earlier editions – all from the one source."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.duty import duty
from hall.papers.render import render as draw
from hall.rulebook import answer
from hall.web.errors import error_page
from hall.web.limits import too_often
from matters.catalogue.guide import guide_facts
from matters.catalogue.material import Material
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import NoVersionInForce, version_on
from matters.catalogue.simplifying import Step, history_of
from matters.catalogue.version import MatterVersion

from .kept import edition

# A sheet costs a second of a processor; whoever prints more than this is not reading.
SHEETS, SECONDS = 20, 60
HOUR = 3600


def in_force(matter_id: int) -> MatterVersion:
    """The guide of a matter that holds today. Raises Http404."""
    matter = get_object_or_404(Matter.objects.select_related("hall", "department"), pk=matter_id)
    try:
        return version_on(matter, legal_time.today())
    except NoVersionInForce as gone:
        raise Http404("该事项没有现行的办事指南，或者已经停止办理。") from gone


@duty("AH-14.a", off=lambda version: {})
def sheet_facts(version: MatterVersion) -> dict[str, Any]:
    """一次性告知单 for nobody in particular: the guide of today with everything the paper wants."""
    matter, today = version.matter, legal_time.today()
    hall, department = matter.hall, matter.department
    return {
        "title": answer(hall, "paper.guide.title", today).value,
        "organ": department.name_on(today).name,
        "hall_name": hall.name,
        "issued_on": today.isoformat(),
        "matter": {"name": matter.title, "code": matter.code, "is_licence": matter.is_licence},
        "phones": {
            "enquiry": department.phone or hall.enquiry_phone,
            "supervision": hall.supervision_phone,
        },
    } | guide_facts(version, hall, today)


@require_safe
def sheet(request: HttpRequest, matter_id: int) -> HttpResponse:
    """The guide as a PDF to print, drawn once for each edition and day."""
    version = in_force(matter_id)
    key = f"guide-sheet:{edition()}:{version.pk}:{legal_time.today()}"
    pdf = cache.get(key)
    if pdf is None:
        if too_often(request, "guide-sheet", times=SHEETS, seconds=SECONDS):
            return error_page(request, 429, "打印过于频繁，请稍候再试，或者到窗口领取。")
        address = request.build_absolute_uri(reverse("public-guide", args=[matter_id]))
        pdf = draw("guide", sheet_facts(version), qr_url=address).pdf
        cache.set(key, pdf, HOUR)
    name = f"{version.matter.title}一次性告知单.pdf"
    return FileResponse(iter([pdf]), filename=name, content_type="application/pdf")


@require_safe
@duty("AH-14.6 AH-33.2 XA-10.2 WS04-4.2-2", off=lambda request, material_id, which: HttpResponse(status=404))
def form(request: HttpRequest, material_id: int, which: str) -> FileResponse:
    """A blank form or its filled sample, free and without login, as long as its guide is in force."""
    material = get_object_or_404(Material.objects.select_related("version__matter"), pk=material_id)
    if in_force(material.version.matter_id).pk != material.version_id:
        raise Http404("这份表格已被新版代替，请到办事指南下载现行的。")
    title = {"blank_form": "空白表格", "filled_sample": "示范文本"}[which]
    return _download(getattr(material, which), f"{material.name}（{title}）")


@require_safe
def result_sample(request: HttpRequest, matter_id: int) -> FileResponse:
    """What the result will look like."""
    version = in_force(matter_id)
    return _download(version.result_sample, f"{version.result_name}（样本）")


def _download(file: FieldFile, title: str) -> FileResponse:
    if not file:
        raise Http404("没有这份文件。")
    suffix = file.name.rpartition(".")[2]
    return FileResponse(file.open("rb"), as_attachment=True, filename=f"{title}.{suffix}")


@require_safe
def history(request: HttpRequest, matter_id: int) -> HttpResponse:
    """修订记录: every published edition, from when it held, and what each got shorter by."""
    matter = get_object_or_404(Matter.objects.select_related("hall", "department"), pk=matter_id)
    rows = [
        {"version": one.version, "lines": one.lines()}
        if isinstance(one, Step)
        else {"version": one, "lines": []}
        for one in history_of(matter)
    ]
    if not rows:
        raise Http404("该事项还没有公布过办事指南。")
    reasons = {
        change.version_id: change for change in matter.changes.filter(state="in_force", version__isnull=False)
    }
    for row in rows:
        row["change"] = reasons.get(row["version"].pk)
    context = {"matter": matter, "hall": matter.hall, "rows": rows, "today": legal_time.today()}
    return render(request, "public/history.html", context)
