"""The archive package (归档数据包), in the manner of DA/T 85: one ZIP that explains itself and can be checked anywhere.

metadata.json, metadata.xml   what the file is: number, case, matter, applicant, dates, how long it is kept
timeline.json                 every line of the case and of all that stood below it, with its digests
papers/  materials/           first bytes of the papers; files that were uploaded
manifest-sha256.txt           the SHA-256 of each of these
"""

from __future__ import annotations

import hashlib
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from hall.papers.paper import Paper
from hall.papers.pdf import pdf_of
from hall.timeline.dossier import Dossier
from hall.timeline.entry import SEALED

METADATA, DESCRIPTION, TIMELINE = "metadata.json", "metadata.xml", "timeline.json"
MANIFEST = "manifest-sha256.txt"
FORMAT = "DA/T 85-2019"
MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP can say: the same content is the same package


def dossiers_of(case) -> list[Dossier]:
    """The case and all that stands below it, but for the archive file itself."""
    found = Dossier.objects.filter(Q(pk=case.pk) | Q(root=case.pk)).exclude(kind="cases.archivefile")
    return list(found.order_by("pk"))


def papers_of(case) -> list[Paper]:
    """Every paper that was valid, or replaced by another, in the order of issue; none that never bore its seal."""
    papers = Paper.objects.filter(dossier__in=[one.pk for one in dossiers_of(case)]).order_by("pk")
    return [paper for paper in papers if not paper.waits_for_seal]


def build(file, do) -> tuple[bytes, str]:
    """The package and its SHA-256. Raises PaperDamaged where a stored paper is not what was issued."""
    case = file.case
    content = dict(_papers(case)) | dict(_uploads(case))
    content[TIMELINE] = _json(timeline(case))
    facts = described(file, do, content)
    content[METADATA], content[DESCRIPTION] = _json(facts), _xml(facts)
    content[MANIFEST] = manifest(content)
    data = zipped(content)
    return data, hashlib.sha256(data).hexdigest()


def manifest(content: dict[str, bytes]) -> bytes:
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(content.items())]
    return "".join(lines).encode()


def zipped(content: dict[str, bytes]) -> bytes:
    """The content in one ZIP, always the same bytes for the same content."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in sorted(content.items()):
            package.writestr(zipfile.ZipInfo(name, MOMENT), part, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def described(file, do, content: dict[str, bytes]) -> dict[str, Any]:
    """The description of the file (案卷级元数据) with the list of what it holds."""
    case = file.case
    return {
        "规范": FORMAT,
        "档号": file.number,
        "保管期限": file.retention,
        "归档时间": file.deposited_at.isoformat(),
        "全宗单位": do.hall.name,
        "行政区划": do.hall.region_code,
        "责任部门": str(case.matter.department.name_on(do.on).name),
        "办件编号": case.number,
        "事项名称": case.matter.title,
        "事项编码": case.matter.code,
        "申请人": case.applicant.name,
        "申请人证件": case.applicant.masked_identity,
        "收件时间": case.received_at.isoformat(),
        "受理时间": _instant(case.accepted_at),
        "决定时间": _instant(case.decided_at),
        "决定": case.get_outcome_display(),
        "办结时间": _instant(case.completed_at),
        "送达时间": _instant(case.delivered_at),
        "文书": [
            {
                "名称": paper.title,
                "文号": paper.number,
                "日期": paper.issued_on.isoformat(),
                "作废": paper.voided_at is not None,
                "文件": _paper_name(number, paper),
                "摘要": paper.pdf_sha256,
            }
            for number, paper in enumerate(papers_of(case), start=1)
        ],
        "材料": [name for name in sorted(content) if name.startswith("materials/")],
    }


def timeline(case) -> list[dict[str, Any]]:
    """Every line of every dossier, with exactly what its digest seals, so that the chain can be walked elsewhere."""
    return [
        {
            "dossier": dossier.pk,
            "kind": dossier.kind,
            "label": dossier.label,
            "lines": [
                {name: _plain(getattr(entry, name)) for name in SEALED}
                | {
                    "prev_hash": entry.prev_hash,
                    "hash": entry.hash,
                    "by": entry.by.name if entry.by else "系统",
                }
                for entry in dossier.entries.select_related("by").order_by("seq")
            ],
        }
        for dossier in dossiers_of(case)
    ]


def _papers(case) -> Iterator[tuple[str, bytes]]:
    for number, paper in enumerate(papers_of(case), start=1):
        yield _paper_name(number, paper), pdf_of(paper)


def _paper_name(number: int, paper: Paper) -> str:
    return f"papers/{number:03d}-{paper.kind}-{paper.verify_code}.pdf"


def _uploads(case) -> Iterator[tuple[str, bytes]]:
    """Every file that was uploaded to the case or to what stands below it: of the objects, and of rows beside them."""
    dossiers = [one.pk for one in dossiers_of(case)]
    for model in apps.get_models():
        files = [field.name for field in model._meta.concrete_fields if isinstance(field, models.FileField)]
        names = {field.name for field in model._meta.concrete_fields}
        if not files or "dossier" not in names or model in (Paper, apps.get_model("cases.ArchiveFile")):
            continue
        for row in model._base_manager.filter(dossier__in=dossiers).order_by("pk"):
            for field in files:
                if stored := getattr(row, field):
                    with stored.open("rb") as file:
                        suffix = stored.name.rpartition(".")[2]
                        yield f"materials/{model._meta.model_name}-{row.pk}-{field}.{suffix}", file.read()


def _instant(value) -> str:
    return value.isoformat() if value else ""


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _xml(facts: dict[str, Any]) -> bytes:
    root = ET.Element("案卷")
    _fill(root, facts)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _fill(element: ET.Element, value: Any) -> None:
    if isinstance(value, dict):
        for name, part in value.items():
            _fill(ET.SubElement(element, name), part)
    elif isinstance(value, list):
        for part in value:
            _fill(ET.SubElement(element, "项"), part)
    else:
        element.text = str(value)
