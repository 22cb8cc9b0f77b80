"""The one PDF of a paper: drawn after the act, stored once, and handed out byte for byte ever after."""

from __future__ import annotations

import base64
import hashlib
from contextlib import suppress

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse

from hall.failures import LegalFailure
from hall.timeline.attention import overcome

from .electronic_seal import sealed_electronically, sign
from .failures import BadAsset
from .paper import Paper
from .render import SealMark, render

UNDRAWN = "文书未能生成："


class PaperNotReady(LegalFailure):
    """The paper waits for its seal, so there is nothing to print yet."""


class PaperDamaged(LegalFailure):
    """The stored bytes are not those that were issued."""


def pdf_of(paper: Paper) -> bytes:
    """The paper's PDF: the stored bytes, or – the first time – drawn and stored now.

    Raises PaperNotReady before the seal, PaperDamaged when the file is gone or no longer matches its digest, and
    OSError when the disk takes no more (nothing is then recorded, and the next call tries again).
    """
    if paper.pdf_sha256 is None:
        paper = store_first(paper.pk)
    try:
        with paper.pdf.open("rb") as file:
            data = file.read()
    except FileNotFoundError as error:
        raise PaperDamaged(
            f"《{paper.title}》{paper.number}的存档文件不见了，请系统管理员检查存储或者从备份恢复，并报告监督人员。"
        ) from error
    if hashlib.sha256(data).hexdigest() != paper.pdf_sha256:
        raise PaperDamaged(f"《{paper.title}》{paper.number}的存档文件与出具时不一致，请立即报告监督人员。")
    return data


def store_first(paper_id: int) -> Paper:
    """Draw and store a paper's PDF, unless another process was first.

    It is drawn before the lock is taken: everything that prints is frozen, and nobody waits for the typesetter.
    """
    paper = Paper.objects.select_related("dossier__hall").get(pk=paper_id)
    if paper.pdf_sha256 is not None:
        return paper
    if paper.waits_for_seal:
        raise PaperNotReady(f"《{paper.title}》尚未加盖印章，用印后方可打印。")
    data = _draw(paper)
    with transaction.atomic():
        paper = Paper.objects.select_for_update().get(pk=paper_id)
        if paper.pdf_sha256 is not None:
            return paper
        _keep(paper, data)
    overcome(paper.dossier_id, UNDRAWN)
    return paper


def _keep(paper: Paper, data: bytes) -> None:
    """Write the file, then record it. What a full disk or a killed process left half-written makes way first."""
    name = f"papers/{paper.issued_on:%Y/%m}/{paper.verify_code}.pdf"
    default_storage.delete(name)
    try:
        paper.pdf.name = default_storage.save(name, ContentFile(data))
        paper.pdf_sha256 = hashlib.sha256(data).hexdigest()
        paper.save(update_fields=["pdf", "pdf_sha256"])
    except BaseException:
        with suppress(OSError):
            default_storage.delete(name)
        raise


def _draw(paper: Paper) -> bytes:
    """The final bytes: the page, and the electronic seal where the stamp was one."""
    data = render(
        paper.template,
        paper.facts,
        letterhead=_letterhead(paper),
        seals=[_mark(paper.seal_mark)] if paper.seal_mark else (),
        qr_url=settings.PUBLIC_URL + reverse("verify", args=[paper.verify_code]),
    ).pdf
    return sign(paper, data) if sealed_electronically(paper) else data


def _letterhead(paper: Paper) -> bytes | None:
    image = paper.dossier.hall.letterhead
    if not image:
        return None
    try:
        with image.open("rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise BadAsset(paper.title, ["文头图片文件不存在"]) from error


def _mark(mark: dict) -> SealMark:
    image = base64.b64decode(mark["image"]) if mark.get("image") else None
    return SealMark(organ=mark["organ"], name=mark["name"], image=image)
