"""锚定单: one day's anchor on a sheet of paper, kept by somebody who does not run the machines.

Who can rewrite the database, its anchors and the files beside it still cannot rewrite a sheet in a supervisor's drawer.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Max
from django.utils import timezone

from hall.papers.render import render
from hall.places.hall import Hall

from .anchor import Anchor, AnchoredHead

log = logging.getLogger(__name__)


def sheet(anchor: Anchor) -> dict[str, Any]:
    """What stands on the sheet and in the file that goes with it: all a later verification needs besides a dump."""
    before = AnchoredHead.objects.filter(anchor__day__lte=anchor.day)
    heads = list(before.values("dossier").annotate(seq=Max("seq")).values_list("seq", flat=True))
    return {
        "day": anchor.day.isoformat(),
        "digest": anchor.digest,
        "anchored_at": anchor.anchored_at.isoformat(),
        "dossiers": len(heads),
        "lines": sum(heads),
        "findings": anchor.findings.splitlines(),
    }


def sheet_json(anchor: Anchor) -> str:
    """The sheet for the verifier (``outside``)."""
    return json.dumps(sheet(anchor), ensure_ascii=False, indent=1) + "\n"


def sheet_pdf(anchor: Anchor, hall: Hall | None = None) -> bytes:
    """The sheet for the drawer: the digest in groups that can be typed in, and as a code that can be scanned."""
    known = sheet(anchor)
    hall = hall or Hall.objects.filter(parent=None).order_by("pk").first()
    facts = {
        "title": "留痕锚定单",
        "organ": str(hall),
        "hall_name": str(hall),
        "issued_on": known["day"],
        "anchored_at": f"{timezone.localtime(anchor.anchored_at):%Y-%m-%dT%H:%M}",
        "groups": [anchor.digest[n : n + 8] for n in range(0, 64, 8)],
        "findings": known["findings"] or None,
        "dossiers": known["dossiers"],
        "lines": known["lines"],
    }
    return render("anchor_sheet", facts).pdf


def mail(anchor: Anchor) -> None:
    """Send the sheet to whoever ``ANCHOR_SHEET_TO`` names. A mail server that fails does not undo the anchor."""
    if not settings.ANCHOR_SHEET_TO:
        return
    text = f"{anchor.day}的留痕锚定摘要：\n{anchor.digest}\n请打印或者另存附件，不要只留在系统的服务器上。"
    message = EmailMessage(f"{anchor.day}留痕锚定单", text, to=settings.ANCHOR_SHEET_TO)
    message.attach(f"anchor-{anchor.day}.json", sheet_json(anchor), "application/json")
    message.attach(f"anchor-{anchor.day}.pdf", sheet_pdf(anchor), "application/pdf")
    try:
        message.send()
    except OSError:  # the mail server's own errors are among them
        log.exception("the anchor sheet of %s was not mailed", anchor.day)
