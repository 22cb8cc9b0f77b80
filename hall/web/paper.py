"""A paper's PDF, for whoever may read its dossier."""

from __future__ import annotations

import logging

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from hall.papers.paper import Paper
from hall.papers.pdf import PaperNotReady, pdf_of

from .entrance import staff_only
from .errors import error_page

log = logging.getLogger(__name__)


@staff_only
@require_safe
@xframe_options_sameorigin
@csp_replace(
    {"frame-ancestors": [SELF], "object-src": [SELF]}
)  # shown inside the page on which it was issued
def pdf(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The stored bytes, drawn now if they never were. A full disk loses nothing: the paper keeps its number."""
    papers = Paper.objects.filter(request.authority.readable("dossier__"))
    paper = get_object_or_404(papers, pk=paper_id)
    try:
        data = pdf_of(paper)
    except PaperNotReady as waiting:
        return error_page(request, 409, str(waiting))
    except OSError:
        log.exception("paper %s could not be stored or read", paper.pk)
        message = f"《{paper.title}》{paper.number}已经出具，文号和内容都在，只是存储空间不足或者不可用，暂时不能打印。"
        return error_page(request, 503, f"{message}请告诉系统管理员，恢复后重新打印即可。")
    name = f"{paper.title}_{paper.number}.pdf"
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=False, filename=name),
            "Cache-Control": "private, no-store",
        },
    )
