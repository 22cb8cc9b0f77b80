"""档案: the shelf to search, and the package – given out only to whoever says why; and what lies in the lockers."""

from __future__ import annotations

import hashlib

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from hall.acts.door import perform
from hall.acts.refusals import Invalid
from hall.people.roles import Role
from hall.web.entrance import staff_only
from matters.cases.archive import READERS, ArchiveFile
from matters.cases.delivery import Delivery
from matters.cases.forms.archive import ReadForm

ROWS = 50


def found(authority, text: str) -> QuerySet[ArchiveFile]:
    """The files a person may read, the latest first; by number of file or case, by the applicant's name or matter."""
    files = ArchiveFile.objects.filter(authority.readable("dossier__")).order_by("-deposited_at", "-pk")
    if text:
        named = Q(case__applicant__name__icontains=text) | Q(case__matter__name__icontains=text)
        files = files.filter(Q(number__icontains=text) | Q(case__number__icontains=text) | named)
    return files.select_related("case__matter", "case__applicant")


@staff_only
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    if not request.authority.holds(*READERS):
        raise PermissionDenied("档案由窗口、部门和管理、监督人员查阅。")
    asked = request.GET.get("q", "").strip()
    page = Paginator(found(request.authority, asked), ROWS).get_page(request.GET.get("page"))
    return render(request, "cases/archive.html", {"q": asked, "page": page})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def package(request: HttpRequest, file_id: int) -> HttpResponse:
    """Ask why; write the reading down; then give the bytes, if they are still those that were packed."""
    files = ArchiveFile.objects.filter(request.authority.readable("dossier__")).select_related(
        "dossier__hall"
    )
    file = get_object_or_404(files, pk=file_id)
    if not file.package:
        raise Http404("这一卷没有归档数据包：尚未组卷，或者已经销毁。")
    if request.method != "POST":
        return redirect(f"{reverse('dossier', args=[file.pk])}#package")
    try:
        perform(file, "read", request.POST, by=request.user, place=request.place)
    except Invalid as refusal:
        context = {"file": file, "form": refusal.form}
        return render(request, "cases/archive_package.html", context, status=refusal.status)
    with file.package.open("rb") as stored:
        data = stored.read()
    if hashlib.sha256(data).hexdigest() != file.package_sha256:
        return render(request, "cases/archive_package.html", {"file": file, "damaged": True}, status=500)
    name = content_disposition_header(as_attachment=True, filename=f"{file.number}.zip")
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(data, content_type="application/zip", headers=headers)


def file_context(request: HttpRequest, file: ArchiveFile) -> dict:
    """What the file's own page needs: its list, its readings, the form that gives the package out."""
    return {
        "form": ReadForm(do=None) if file.package else None,
        "readings": file.readings.select_related("entry__by").order_by("-pk")[:ROWS],
    }


@staff_only
@require_safe
def lockers(request: HttpRequest) -> HttpResponse:
    """What lies in the lockers of the person's hall, the longest waiting first. The codes are the applicants' alone."""
    if not request.authority.holds(Role.WINDOW_CLERK, Role.HALL_OFFICE):
        raise PermissionDenied("存取柜由窗口人员和大厅管理室查看。")
    lying = Delivery.objects.filter(request.authority.readable("dossier__"), state="deposited")
    context = {"deliveries": lying.select_related("case__matter", "case__applicant").order_by("began_at")}
    return render(request, "cases/lockers.html", context)
