"""What the papers at the counter say: receipt, guide, acceptance, the notices to correct, refusal, tolerance, lapse."""

from __future__ import annotations

import datetime as dt

from hall.clocks.engine import limits_of
from hall.legal_time import local_date
from hall.rulebook import answer
from matters.catalogue.codes import Stage
from matters.catalogue.guide import NO_BASIS, PROCEDURES, fee_lines, guide_facts, special_lines, steps

from .materials import Row, Verdict
from .paper_parts import base, handed_in, limits, notice, or_bare, remedy
from .states import RejectionGround


def receipt(case, do) -> dict:
    """收件凭证: what was handed in, and by when the applicant is to be told."""
    tell = limits_of(do, case, "acceptance").get("statutory")
    return {
        **base(case, do),
        "received_at": case.received_at.isoformat(timespec="minutes"),
        "materials": or_bare(
            [
                {"name": f["material"].name, "form": f["material"].get_kind_display(), "copies": f["copies"]}
                for f in do.form.findings()
                if f["verdict"] in (Verdict.COMPLETE, Verdict.DEFECTIVE)
            ],
            checked=case.in_scope,
        ),
        "tell_limit": {"days": tell.n, "by": tell.due_on.isoformat()} if tell and tell.n else None,
        "deemed_if_silent": bool(tell and tell.effect),
        "query_code": case.query_code,
        "query_how": "凭办件编号和查询码在大厅网站或者扫描二维码查询办理进度",
    }


def guide(case, do) -> dict:
    """服务指南: the complete guide, handed out in answer to an application (WS02-03.1)."""
    shared = base(case, do)
    return guide_facts(case.version, do.hall, do.on) | {
        "matter": shared["matter"],
        "phones": shared["phones"],
    }


def acceptance(case, do) -> dict:
    return {
        **notice(case, do, "deem" if case.deemed else "accept"),
        "received_on": local_date(case.received_at).isoformat(),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "deemed": case.deemed,
        "corrected": case.supplied_at is not None,
        "materials": handed_in(case),
        "limits": limits(case, do),
        "printed": _printed(case, do),
        "special": [
            {"kind": row.get_kind_display(), "length": str(row.span)} for row in PROCEDURES(case.version_id)
        ],
        "fee": "；".join(fee_lines(case.version)),
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


def correction(case, do) -> dict:
    """一次性告知: every defect of the checklist, by when, and all else the applicant should know (WS02-02)."""
    return _to_correct(case, do, _defects(case.checklist.defects), do.data["until"])


def relist(case, do) -> dict:
    """What was told and is still lacking, by the day that was told."""
    deadline = limits_of(do, case, "correction").get("service")
    return _to_correct(case, do, _defects(do.form.rows()), deadline and deadline.until)


def _to_correct(case, do, items: list[dict], until: dt.date | None) -> dict:
    return {
        **notice(case, do, "tell"),
        "received_on": local_date(case.received_at).isoformat(),
        "items": items,
        "deadline": until.isoformat() if until else None,
        "lapse": "逾期未补正的，本次申请终止办理，申请人可以重新提出申请" if until else None,
        "restart": "补正材料交齐之日起受理，办理期限自次日起计算",
        "briefing": {
            "materials": [row.material.name for row in case.checklist.rows],
            "procedure": steps(case.version),
            "promise": str(case.version.promise(Stage.DECIDE)),
            "fee": "；".join(fee_lines(case.version)),
            "special": "；".join(special_lines(case.version)),
            "next_step": "补正材料齐全、符合法定形式的，当场受理",
        },
    }


def _defects(rows: list[Row]) -> list[dict]:
    return [
        {
            "name": row.material.name,
            "kind": Verdict(row.verdict).label,
            "fault": row.check.fault,
            "remedy": row.check.remedy,
            "basis": row.material.basis or NO_BASIS,
        }
        for row in rows
    ]


def rejection(case, do) -> dict:
    return {
        **notice(case, do, "reject"),
        "applied_on": local_date(case.received_at).isoformat(),
        "reasons": [{"text": do.data["reason"], "basis": do.data["basis"]}, *_what_lacks(case, do)],
        "apply_to": do.data["apply_to"] or None,
        "remedy": remedy(case, do),
    }


def _what_lacks(case, do) -> list[dict]:
    """Where a statute refuses incomplete papers, the refusal itself tells all that must be supplied (不动产登记)."""
    if do.data["ground"] != RejectionGround.INCOMPLETE:
        return []
    return [
        {"text": f"{one['name']}{one['kind']}：{one['fault']}，应当{one['remedy']}", "basis": one["basis"]}
        for one in _defects(case.checklist.defects)
    ]


def tolerant(case, do) -> dict:
    """容缺受理: what may follow, by when, and what becomes of the case otherwise (EL-5.3b)."""
    how = dict(do.form.fields["how"].choices)[do.data["how"]]
    required = do.rule("tolerant.commitment_required")
    return {
        **notice(case, do, "tolerate"),
        "received_on": local_date(case.received_at).isoformat(),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "materials": handed_in(case),
        "gaps": [
            {"name": row.material.name, "how": how, "due": do.data["until"].isoformat()}
            for row in case.checklist.defects
        ],
        "limits": limits(case, do),
        "printed": _printed(case, do),
        "breach": do.form.handling,
        "block": do.answer("tolerant.block_at").text,
        "commitment_title": "容缺受理承诺书" if required else None,
    }


def lapse(case, do) -> dict:
    return {
        **notice(case, do, "lapse"),
        "applied_on": local_date(case.received_at).isoformat(),
        "ground": "申请人没有在一次性告知书载明的期限内补正材料",
        "ended_on": do.on.isoformat(),
        "remedy": remedy(case, do),
    }
