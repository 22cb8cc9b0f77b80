"""The papers of a case: which facts each freezes. Titles, numbers and seals' names are the rulebook's."""

from __future__ import annotations

from hall.clocks.computation import long_date
from hall.clocks.engine import limits_of
from hall.legal_time import local_date
from hall.papers.kinds import PaperKind
from hall.rulebook import answer
from matters.catalogue.codes import Procedure, Stage
from windows.seals import custody

from .materials import Verdict
from .paper_parts import base, hand_out, limits, materials, notice, remedy


def _receipt(case, do) -> dict:
    tell = limits_of(do, case, "acceptance").get("statutory")
    return {
        **base(case, do),
        "received_at": case.received_at.isoformat(timespec="minutes"),
        "materials": [
            {"name": f["material"].name, "form": f["material"].get_kind_display(), "copies": f["copies"]}
            for f in do.form.findings()
            if f["verdict"] in (Verdict.COMPLETE, Verdict.DEFECTIVE)
        ]
        or [{"name": "申请（口头或者未附材料）", "form": "—", "copies": 1}],
        "tell_limit": {"days": tell.n, "by": tell.due_on.isoformat()} if tell and tell.n else None,
        "deemed_if_silent": bool(tell and tell.effect),
        "query_code": case.query_code,
        "query_how": "凭办件编号和查询码在大厅网站或者扫描二维码查询办理进度",
    }


def _acceptance(case, do) -> dict:
    return {
        **notice(case, do, "accept"),
        "received_on": local_date(case.received_at).isoformat(),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "deemed": case.deemed,
        "corrected": case.supplied_at is not None,
        "materials": materials(case.checklist.received),
        "limits": limits(case, do),
        "printed": _printed(case, do),
        "special": _planned(case),
        "fee": fee_text(case),
        "delivery": dict(answer(do.hall, "delivery.ways", do.on).rule.type.options).get(
            case.delivery_way, "窗口领取"
        ),
        "query": f"办件编号{case.number}，查询码见收件凭证",
        "rights": [
            "申请人有权查询办理进度，陈述意见，对工作人员的行为投诉。",
            "申请人应当对申请材料实质内容的真实性负责。",
        ],
    }


def _printed(case, do) -> dict:
    found = limits_of(do, case, "decision")
    return {f"decision.{kind}": limit.due_on.isoformat() for kind, limit in found.items() if limit.due_on}


def _planned(case) -> list[dict]:
    """Special procedures the guide announces; their length is told when one starts (行政许可法 45)."""
    return [
        {"kind": row.get_kind_display(), "length": str(row.span)}
        for row in case.version.special_procedures.all()
    ]


def fee_text(case) -> str:
    """What the guide says of fees, with the basis; nothing is charged that is not there."""
    fees = list(case.version.fees.all())
    return "；".join(f"{fee.name}：{fee.standard}（{fee.basis}）" for fee in fees) if fees else "不收费"


def _defects(rows) -> list[dict]:
    return [
        {
            "name": row.material.name,
            "kind": Verdict(row.verdict).label,
            "fault": row.check.fault,
            "remedy": row.check.remedy,
            "basis": row.material.basis or "办事指南公布的申请材料目录",
        }
        for row in rows
    ]


def _correction(case, do, *, rows=None) -> dict:
    until = do.data.get("until")
    return {
        **notice(case, do, "tell"),
        "received_on": local_date(case.received_at).isoformat(),
        "items": _defects(rows if rows is not None else case.checklist.defects),
        "deadline": until.isoformat() if until else None,
        "lapse": "逾期未补正的，本次申请终止办理，申请人可以重新提出申请" if until else None,
        "restart": "补正材料交齐之日起受理，办理期限自次日起计算",
        "briefing": {
            "materials": [row.material.name for row in case.checklist.rows],
            "procedure": case.version.procedure.splitlines() or ["受理、审查、决定、送达"],
            "promise": str(case.version.promise(Stage.DECIDE)),
            "fee": fee_text(case),
            "special": _special_text(case),
            "next_step": "补正材料齐全、符合法定形式的，当场受理",
        },
    }


def _special_text(case) -> str:
    kinds = [row["kind"] for row in _planned(case)]
    return f"需要进行：{'、'.join(kinds)}" if kinds else "不需要现场勘查等特殊程序"


def _relist(case, do) -> dict:
    return _correction(case, do, rows=case.checklist.told_and_open)


def _rejection(case, do) -> dict:
    return {
        **notice(case, do, "reject"),
        "applied_on": local_date(case.received_at).isoformat(),
        "reasons": [{"text": do.data["reason"], "basis": do.data["basis"]}],
        "apply_to": do.data["apply_to"] or None,
        "remedy": remedy(case, do),
    }


def _tolerant(case, do) -> dict:
    breach, block = answer(do.hall, "tolerant.breach", do.on), answer(do.hall, "tolerant.block_at", do.on)
    how = dict(do.form.fields["how"].choices)[do.data["how"]]
    required = do.rule("tolerant.commitment_required")
    return {
        **notice(case, do, "tolerate"),
        "received_on": local_date(case.received_at).isoformat(),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "materials": materials(case.checklist.received),
        "gaps": [
            {"name": row.material.name, "how": how, "due": do.data["until"].isoformat()}
            for row in case.checklist.defects
        ],
        "limits": limits(case, do),
        "printed": _printed(case, do),
        "breach": breach.text,
        "block": block.text,
        "commitment_title": "容缺受理承诺书" if required else None,
    }


def _lapse(case, do) -> dict:
    return {
        **notice(case, do, "lapse"),
        "applied_on": local_date(case.received_at).isoformat(),
        "ground": "申请人没有在一次性告知书载明的期限内补正材料",
        "ended_on": do.on.isoformat(),
        "remedy": remedy(case, do),
    }


def _approval(case, do) -> dict:
    validity = case.version.validity
    number = do.data.get("certificate_number")
    return {
        **notice(case, do, "grant"),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "acceptance_number": acceptance_number(case),
        "decision": do.data.get("decision") or f"准予{case.matter.title}",
        "certificate": {
            "name": case.version.result_name,
            "number": number,
            "scope": do.data.get("scope") or case.matter.title,
            "valid": f"自{long_date(do.on)}起{validity}" if validity else "长期",
        }
        if number
        else None,
        "hand_out": hand_out(case, do),
        "publicity": "本决定依法公开，公众有权查阅" if case.matter.is_licence else None,
        "remedy": remedy(case, do),
    }


def _refusal(case, do) -> dict:
    return {
        **notice(case, do, "refuse"),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "acceptance_number": acceptance_number(case),
        "found": [line for line in do.data["found"].splitlines() if line.strip()],
        "reasons": [{"text": do.data["reason"], "basis": do.data["basis"]}],
        "remedy": remedy(case, do),
    }


def acceptance_number(case) -> str:
    """The number of the paper by which the case was accepted."""
    papers = case.dossier.papers.filter(kind__in=("acceptance", "tolerant"), voided_at=None)
    return papers.values_list("number", flat=True).last() or "—"


def _delivery_record(case, do) -> dict:
    method = dict(do.form.fields["method"].choices)
    results = case.dossier.papers.filter(kind__in=("approval", "refusal"), voided_at=None)
    return {
        **base(case, do),
        "documents": [{"title": p.title, "number": p.number, "copies": 1} for p in results],
        "methods": list(method.values()),
        "method": method[do.data["method"]],
        "place": do.place.name,
        "received_on": do.on.isoformat(),
        "deliverers": [do.by.name],
    }


def _special(procedure, do) -> dict:
    case = procedure.case
    before = case.dossier.runs.get(clock="decision").limits.get(kind="statutory").due_on
    return {
        **notice(case, do, "procedure"),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "acceptance_number": acceptance_number(case),
        "kind": Procedure(procedure.procedure).label,
        "body": procedure.body,
        "starts_on": do.on.isoformat(),
        "days": procedure.days,
        "ends_by": procedure.ends_by.isoformat(),
        "due_before": before.isoformat(),
        "due_after": procedure.expected_due(before).isoformat(),
    }


def _handover(handover, do) -> dict:
    case = handover.case
    return {
        **base(case, do),
        "materials": materials(case.checklist.received) or [{"name": "申请书", "form": "—", "copies": 1}],
        "giver": {"organ": do.hall.name, "person": do.by.name},
        "taker": {"organ": case.matter.department.name_on(do.on).name, "person": None},
        "handed_at": do.at.isoformat(timespec="minutes"),
    }


RECEIPT = PaperKind("receipt", _receipt, clauses="DL-9.1")
ACCEPTANCE = PaperKind(
    "acceptance",
    _acceptance,
    seal="procedure",
    dues="decision",
    clauses="AH-35.2 DL-9.2 XA-16.1 EL-3.1b WS01-05.1.2a-2",
)
CORRECTION = PaperKind(
    "correction",
    _correction,
    seal="procedure",
    clauses="AH-36.3 XA-16.2a EL-3.1e WS01-05.1.2b-1 WS02-07-1 WS03-06-1 WS04-1.3-2 WS04-4.2-1",
)
RELIST = PaperKind("correction", _relist, seal="procedure", clauses="AH-13.5e")
REJECTION = PaperKind(
    "rejection",
    _rejection,
    seal="procedure",
    clauses="AH-37.1 AH-37.2 WS01-05.1.2c-2 WS03-08-2",
)
TOLERANT = PaperKind("tolerant", _tolerant, seal="procedure", dues="decision")
LAPSE = PaperKind("termination", _lapse, seal="procedure")
APPROVAL = PaperKind("approval", _approval, seal="approval")
REFUSAL = PaperKind("refusal", _refusal, seal="approval")
DELIVERY_RECORD = PaperKind("delivery_record", _delivery_record)
SPECIAL = PaperKind("special_procedure", _special, seal="procedure", dues="decision")
HANDOVER = PaperKind("handover", _handover)


def stamp_waiting(case, do) -> None:
    """Put the approval seal on every paper that waits for it; each use is on the seal's own timeline (AH-30)."""
    seal = custody.approval_seal(do.department)
    organ = do.department.name_on(do.on).name
    for paper in case.dossier.papers.filter(seal="approval", sealed_at=None, voided_at=None):
        custody.stamp(do, seal, paper, organ)


def serve_result(case, do) -> None:
    """Handing out the result serves its papers: decision and certificate (行政许可法 44)."""
    for paper in case.dossier.papers.filter(kind__in=("approval", "refusal"), served_at=None, voided_at=None):
        paper.served_at = do.at
        paper.served_facts = {
            "by": do.data["received_by"],
            "method": do.data["method"],
            "handed_over_by": do.by.pk,
        }
        do.add(lambda entry, paper=paper: paper)
