"""The read API for other systems – guides and progress – and the door through which vertical systems send cases.

Its description is OpenAPI, served by ourselves: a JSON file and a plain page, nothing from anywhere else.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Schema, Status
from ninja.errors import HttpError

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Refused
from hall.models import Hall
from hall.web.limits import too_often
from matters.cases.case import Case
from matters.cases.filing import Filing
from matters.cases.public.finding import find
from matters.cases.push.platform import is_signed
from matters.cases.views.stages import stages_of
from matters.catalogue.guide import guide_facts
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import NoVersionInForce, version_on

TIMES, SECONDS = (
    120,
    60,
)  # a neighbour's web site asks twice a second; nobody copies the catalogue at full speed
TRIES, SPAN = 10, 300  # of codes, as on the public page
PAGE = 50

api = NinjaAPI(
    title="政务服务大厅接口",
    version="1",
    docs_url=None,
    urls_namespace="hall-api",
    description="办事指南和办理进度的查询；上级专业系统推送办件（须签名）。",
)


class MatterOut(Schema):
    task_code: str
    catalog_code: str
    task_name: str
    task_type: str
    dept_name: str


class GuideOut(MatterOut):
    task_version: int
    plan_effective_date: dt.date
    result_name: str
    elements: list[dict[str, Any]]
    materials: list[dict[str, Any]]


class Numbers(Schema):
    number: str
    code: str


class StepOut(Schema):
    process_name: str
    event_time: dt.datetime | None
    reached: bool


class ProgressOut(Schema):
    project_no: str
    task_name: str
    state: str
    steps: list[StepOut]


class FilingIn(Schema):
    """A case of a vertical system. Names and numbers of people stay sealed here as everywhere."""

    hall: str
    task_code: str
    project_no: str
    apply_time: dt.datetime
    applyer_kind: str = "natural"
    applyer_name: str
    applyer_page_type: str = "resident_id"
    applyer_page_code: str
    contact_mobile: str
    address: str = ""
    legal: str = ""
    project_name: str = ""


class FilingOut(Schema):
    project_no: str
    state: str


def _may_ask(request: HttpRequest, what: str = "api", times: int = TIMES, seconds: int = SECONDS) -> None:
    if too_often(request, what, times=times, seconds=seconds):
        raise HttpError(429, "查询过于频繁，请稍后再试。")


def _hall(code: str) -> Hall:
    return get_object_or_404(Hall, code=code, is_active=True)


def _told(matter: Matter) -> dict[str, Any]:
    return {
        "task_code": matter.code,
        "catalog_code": matter.national_code,
        "task_name": matter.title,
        "task_type": matter.get_kind_display(),
        "dept_name": str(matter.department),
    }


@api.get("/halls/{hall}/matters", response=list[MatterOut], summary="查找事项", operation_id="matters")
def matters(request: HttpRequest, hall: str, q: str = "", page: int = 1) -> list[dict[str, Any]]:
    """按名称、编码、拼音首字母或者部门查找，每页50项。"""
    _may_ask(request)
    first = (min(max(page, 1), 1000) - 1) * PAGE
    found = find(_hall(hall), legal_time.today(), {"q": q[:60]})[first : first + PAGE]
    return [_told(one) for one in found]


@api.get("/halls/{hall}/matters/{code}", response=GuideOut, summary="办事指南", operation_id="guide")
def guide(request: HttpRequest, hall: str, code: str) -> dict[str, Any]:
    """现行版本的全部要素和申请材料，与窗口、网页同一来源。"""
    _may_ask(request)
    matter = get_object_or_404(
        Matter.objects.select_related("hall", "department"), hall=_hall(hall), code=code
    )
    try:
        version = version_on(matter, legal_time.today())
    except NoVersionInForce as gone:
        raise Http404 from gone
    facts = guide_facts(version, matter.hall, legal_time.today())
    return _told(matter) | {
        "task_version": version.number,
        "plan_effective_date": version.effective_from,
        "result_name": version.result_name,
        "elements": facts["rows"],
        "materials": facts["materials"],
    }


@api.post("/progress", response=ProgressOut, summary="办理进度", operation_id="progress")
def progress(request: HttpRequest, asked: Numbers) -> dict[str, Any]:
    """凭办件编号和查询码；编号不对和查询码不对的回答相同。"""
    _may_ask(request, "progress", TRIES, SPAN)
    case = Case.objects.filter(number=asked.number[:40]).select_related("matter", "version").first()
    if not constant_time_compare(asked.code, case.query_code if case else "-" * 8):
        raise HttpError(404, "办件编号或者查询码不对，请核对后再查。")
    steps = [
        {"process_name": one.title, "event_time": one.at, "reached": one.reached} for one in stages_of(case)
    ]
    state = case.get_state_display()
    return {"project_no": case.number, "task_name": case.matter.title, "state": state, "steps": steps}


@api.post(
    "/filings",
    response={200: FilingOut, 201: FilingOut},
    summary="推送办件",
    operation_id="file",
    openapi_extra={
        "parameters": [
            {"in": "header", "name": name, "required": True, "schema": {"type": "string"}}
            for name in ("X-Hall-Time", "X-Hall-Signature")
        ]
    },
)
def file(request: HttpRequest, sent: FilingIn) -> Status:
    """X-Hall-Signature 为 HMAC-SHA256（X-Hall-Time、换行、正文）。同一编号只登记一次，再送返回已登记的那一件。"""
    moment, given = request.headers.get("X-Hall-Time", ""), request.headers.get("X-Hall-Signature", "")
    if not is_signed(moment, given, request.body):
        raise HttpError(403, "签名不对或者已过期。")
    hall = _hall(sent.hall)
    if known := Filing.objects.filter(number=sent.project_no, dossier__hall=hall).first():
        return Status(200, _filed(known))
    matter = get_object_or_404(Matter.objects.select_related("department"), hall=hall, code=sent.task_code)
    data = {
        "number": sent.project_no,
        "received_at": sent.apply_time.isoformat(),
        "kind": sent.applyer_kind,
        "name": sent.applyer_name,
        "identity_kind": sent.applyer_page_type,
        "identity_number": sent.applyer_page_code,
        "phone": sent.contact_mobile,
        "address": sent.address,
        "legal_representative": sent.legal,
        "summary": sent.project_name,
    }
    scope = {"hall": hall, "department": matter.department, "matter": matter}
    try:
        return Status(201, _filed(perform(Filing, "file", data, by=SYSTEM, **scope)))
    except Refused as refusal:
        raise HttpError(refusal.status, refusal.message) from refusal


def _filed(filing: Filing) -> dict[str, str]:
    return {"project_no": filing.number, "state": filing.get_state_display()}


@require_safe
def described(request: HttpRequest) -> HttpResponse:
    """The description for people: every address with what goes in and what comes out."""
    schema = json.loads(json.dumps(api.get_openapi_schema(), ensure_ascii=False, default=str))
    rows = [
        (method.upper(), path, one.get("summary", ""), one.get("description", ""))
        for path, methods in schema["paths"].items()
        for method, one in methods.items()
    ]
    return render(request, "public/api.html", {"rows": rows})
