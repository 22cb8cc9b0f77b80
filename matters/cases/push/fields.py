"""The fields of a record under the names of the national data tables (办件、过程、特别程序、结果、材料、证照)."""

from __future__ import annotations

from typing import Any

from hall.applicants.crypto import opened
from hall.legal_time import local_date
from hall.timeline.entry import Entry
from matters.cases.case import Case
from matters.cases.filing import Filing
from matters.cases.licences.licence import Licence
from matters.cases.procedure import SpecialProcedure

from .record import Kind

# 业务动作 of an act; whatever is not named here is a step of the examination.
EVENTS = {
    "receive": "申办",
    "apply": "申办",
    "file": "申办",
    "accept": "受理",
    "accept_tolerantly": "受理",
    "deem_accepted": "受理",
    "tell_corrections": "补交告知",
    "supply": "补交受理",
    "start": "特别程序申请",
    "end": "特别程序结果",
    "hand_out": "领取登记",
    "deliver": "领取登记",
}
ENDS = ("approve", "approve_partly", "refuse", "reject", "withdraw", "terminate", "lapse_corrections")
ACCEPTS = ("accept", "accept_tolerantly", "deem_accepted")


def kind_of(entry: Entry) -> Kind:
    """Which table a line of a timeline belongs to."""
    own = {
        "cases.filing": Kind.FILING,
        "cases.specialprocedure": Kind.SPECIAL,
        "cases.licence": Kind.CERTIFICATE,
    }
    if entry.dossier.kind in own:
        return own[entry.dossier.kind]
    if entry.act in ACCEPTS or entry.state_from == entry.state_to:
        return Kind.ACCEPT
    return Kind.RESULT if entry.act in ENDS else Kind.PROCESS


def fields_of(entry: Entry, obj: Any, kind: Kind) -> dict[str, Any]:
    """All that the platform is told of one line; dates and times in ISO 8601, an empty value left out."""
    said = head(obj) | process(entry)
    if kind in (Kind.FILING, Kind.ACCEPT):
        said |= acceptance(obj)
    if kind == Kind.RESULT:
        said |= result(obj)
    if kind == Kind.SPECIAL:
        said |= special(obj, entry)
    if kind == Kind.CERTIFICATE:
        said |= certificate(obj)
    return {name: value for name, value in said.items() if value not in ("", None, [])}


def project_of(obj: Any) -> Case | Filing:
    return obj.case if isinstance(obj, SpecialProcedure | Licence) else obj


def head(obj: Any) -> dict[str, Any]:
    project = project_of(obj)
    department = project.dossier.department
    filing = project.filing if isinstance(project, Case) else None
    return {
        "project_no": project.number,
        "external_project_no": filing.number if filing else "",
        "task_code": project.matter.code,
        "catalog_code": project.matter.national_code,
        "task_name": project.matter.title,
        "task_version": project.version.number,
        "org_code": department.code if department else "",
        "org_name": str(department) if department else "",
    }


def process(entry: Entry) -> dict[str, Any]:
    return {
        "process_name": entry.title,
        "event_name": EVENTS.get(entry.act, "办结" if entry.act in ENDS else "审批"),
        "event_start_time": entry.legal_at.isoformat(),
        "event_end_time": entry.legal_at.isoformat(),
        "handle_user_name": str(entry.by) if entry.by else "",
    }


def acceptance(obj: Case | Filing) -> dict[str, Any]:
    """Who applied for what, with which materials; the promised day as the acceptance told it."""
    person = obj.applicant
    said = {
        "project_name": obj.summary,
        "apply_date": local_date(obj.received_at).isoformat(),
        "apply_type": obj.get_terminal_display() if isinstance(obj, Filing) else obj.get_channel_display(),
        "applyer_name": person.name,
        "applyer_type": person.get_kind_display(),
        "applyer_page_type": person.get_identity_kind_display(),
        "applyer_page_code": opened(person.identity_number),
        "legal": person.legal_representative,
        "contact_mobile": opened(person.phone),
        "address": opened(person.address),
        "project_type": obj.version.get_case_type_display(),
        "materials": [
            {"material_name": row.material.name, "get_num": row.check.copies}
            for row in obj.checklist.received
        ],
    }
    if isinstance(obj, Case) and obj.accepted_at:
        limit = obj.dossier.runs.filter(clock="decision").last()
        promise = limit and limit.limits.filter(kind="promise").first()
        paper = obj.dossier.papers.filter(kind="acceptance", voided_at=None).last()
        said |= {
            "accept_date": local_date(obj.accepted_at).isoformat(),
            "accept_doc_no": paper.number if paper else "",
            "promise_date": promise.due_on.isoformat() if promise and promise.due_on else "",
            "owner_name": str(obj.owner),
        }
    return said


def result(obj: Case) -> dict[str, Any]:
    licence = getattr(obj, "granted_licence", None)
    return {
        "result_type": obj.get_outcome_display() or obj.get_state_display(),
        "result_date": local_date(obj.decided_at).isoformat() if obj.decided_at else "",
        "result_cetr_name": obj.version.result_name if obj.outcome else "",
        "result_cetr_no": licence.number if licence else "",
    }


def special(obj: SpecialProcedure, entry: Entry) -> dict[str, Any]:
    return {
        "special_type": obj.procedure,
        "special_name": obj.get_procedure_display(),
        "special_time": obj.started_on.isoformat(),
        "end_time": local_date(entry.legal_at).isoformat() if obj.state == obj.State.ENDED else "",
        "result": obj.result,
        "handler": obj.body,
    }


def certificate(obj: Licence) -> dict[str, Any]:
    """The entry of the certificate's directory (XA-27.2)."""
    return {
        "certificate_name": obj.name,
        "certificate_no": obj.number,
        "holder_name": obj.holder.name,
        "holder_code": opened(obj.holder.identity_number),
        "scope": obj.scope,
        "valid_from": obj.valid_from.isoformat(),
        "valid_until": obj.valid_until.isoformat() if obj.valid_until else "",
        "certificate_state": obj.get_state_display(),
    }
