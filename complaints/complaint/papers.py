"""投诉登记表, 转办单, 落实情况报告, 答复书. None of them ever carries a name or a number in clear."""

from __future__ import annotations

from complaints.cells import rows
from hall.clocks.computation import long_date
from hall.clocks.engine import limits_of
from hall.duty import duty
from hall.legal_time import local_date
from hall.papers.kinds import PaperKind
from hall.people.roles import Role


@duty("WS06-4.1-2 WS06-4.4-3", off=lambda complaint: [complaint.contact_name.open()])
def complainant_on_paper(complaint) -> list[str]:
    """Masked on every paper; not even that where the complainant asked for secrecy."""
    if complaint.confidential:
        return ["（投诉人要求保密）"]
    return [complaint.masked_name]


def _form(complaint, do) -> dict:
    contents = {
        "编号": [complaint.number],
        "来源渠道": [str(complaint.get_channel_display())],
        "登记时间": [_day(complaint.received_at)],
        "投诉人": complainant_on_paper(complaint),
        "联系方式": ["（保密）" if complaint.confidential else complaint.masked_phone or "—"],
        "是否要求保密": ["是" if complaint.confidential else "否"],
        "被投诉对象": [complaint.about],
        "投诉事项": [complaint.matter],
        "原因": [complaint.reason],
        "解决要求": [complaint.wish],
        "调查情况": [complaint.facts, str(complaint.get_finding_display())],
        "处理意见": [complaint.opinion, complaint.result],
        "答复时间": [_day(complaint.answered_at)],
        "满意情况": [str(complaint.get_satisfaction_display()), complaint.visitor_opinion],
    }
    return {
        "rows": rows(do, "complaint_form", contents),
        "registrar": do.by.name if do.by else "系统",
    }


def _transfer(transfer, do) -> dict:
    limits = limits_of(do, transfer, "implementation")
    due = max((limit.due_on for limit in limits.values() if limit.due_on), default=None)
    contents = {
        "投诉编号": [transfer.complaint.number],
        "投诉事项": [transfer.matter],
        "处理意见": transfer.opinion.splitlines(),
        "承办部门": [do.named.name, f"并送{transfer.leader}" if transfer.leader else ""],
        "办理期限": [f"{long_date(due)}前" if due else "及时办理"],
        "出具人": [do.by.name if do.by else "系统"],
        "日期": [long_date(do.on)],
    }
    return {"rows": rows(do, "complaint_transfer", contents), "office": _office(do)}


def _report(transfer, do) -> dict:
    contents = {
        "投诉编号": [transfer.complaint.number],
        "落实情况": transfer.report.splitlines(),
        "分管领导签字": [transfer.signer],
        "盖章": ["见所附签字盖章件" if transfer.scan else ""],
        "日期": [long_date(do.on)],
    }
    return {"rows": rows(do, "complaint_report", contents)}


def _answer(complaint, do) -> dict:
    return {
        "complaint_no": complaint.number,
        "received_on": local_date(complaint.received_at).isoformat(),
        "about": complaint.matter,
        "found": complaint.facts or complaint.result,
        "finding": str(complaint.get_finding_display()),
        "result": complaint.result,
        "basis": complaint.result_basis or None,
        "answer": complaint.answer_text,
        "other_ways": [f"拨打{phone}" for phone in do.rule("complaint.phones")],
        "office": _office(do),
    }


def _office(do) -> str:
    return f"{do.hall.name}{Role.HALL_OFFICE.label}"


def _day(instant) -> str:
    return long_date(local_date(instant)) if instant else ""


FORM = PaperKind("complaint_form", _form, clauses="WS06-3.1-2")
TRANSFER = PaperKind("complaint_transfer", _transfer, clauses="WS06-3.3.2-1")
REPORT = PaperKind("complaint_report", _report, clauses="WS06-3.3.2-7")
ANSWER = PaperKind("complaint_answer", _answer, clauses="WS06-3.4-1")
