"""Parts that the papers of a case share."""

from __future__ import annotations

from django.utils import timezone

from hall.clocks.engine import limits_of
from hall.rulebook import answer

# The articles each kind of notice stands on (行政许可法); a matter that is no licence stands on its own bases.
ARTICLES = {
    "accept": "第三十二条第一款第（五）项、第二款",
    "deem": "第三十二条第一款第（四）项、第二款",
    "tell": "第三十二条第一款第（四）项、第二款",
    "reject": "第三十二条第一款、第二款",
    "transfer": "第三十二条第一款第（二）项",
    "tolerate": "第三十二条",
    "lapse": "第三十二条",
    "withdraw": "第二十九条",  # there is a procedure only as long as there is an application
    "grant": "第三十八条第一款",
    "refuse": "第三十八条第二款",
    "procedure": "第四十五条",
    "above": "第三十五条",
    "extend": "第四十二条第一款",
    "extend_joint": "第四十二条第二款",
    "verify": "第三十四条第三款",
    "truth": "第三十一条",
    "party": "第三十六条",
    "announce": "第四十六条",
    "hearing_right": "第四十七条",
    "hearing": "第四十八条",
}

# The papers that say how the case ended, and that a delivery hands over.
RESULTS = ("approval", "partial", "refusal", "result_above", "renewal_deemed")


def base(case, do) -> dict:
    """Who, what, where: the facts every paper of a case bears. Numbers and phones are masked."""
    applicant, agency = case.applicant, case.agency
    return {
        "applicant": {
            "name": applicant.name,
            "id_kind": applicant.get_identity_kind_display(),
            "id_masked": applicant.masked_identity,
            "is_person": applicant.is_natural,
        },
        "agent": {"name": agency.agent.name, "phone_masked": agency.agent.masked_phone} if agency else None,
        "case_no": case.number,
        "matter": {"name": case.matter.title, "code": case.matter.code, "is_licence": case.matter.is_licence},
        "window": do.place.name if do.place else case.window.name,
        "handler": do.by.name if do.by else case.received_by.name,
        "phones": {
            "enquiry": case.dossier.department.phone or do.hall.enquiry_phone,
            "supervision": do.hall.supervision_phone,
        },
    }


def minute(instant) -> str:
    """An instant as papers keep it: local time, to the minute."""
    return timezone.localtime(instant).isoformat(timespec="minutes")


def notice(case, do, kind: str) -> dict:
    """A paper that applies law: the shared facts with its articles."""
    if case.matter.is_licence:
        clauses = [f"《中华人民共和国行政许可法》{ARTICLES[kind]}"]
    else:
        clauses = [row.basis for row in case.version.bases.all()] or ["办事指南公布的设定依据"]
    return {**base(case, do), "clauses": clauses}


def or_bare(listed: list[dict], *, checked: bool) -> list[dict]:
    """What lies at the counter, even where the list is empty: some bring nothing but their application, and the papers
    of what is outside the organ's power are not looked through.
    """
    name = "申请（口头或者未附材料）" if checked else "申请材料（未经核对）"
    return listed or [{"name": name, "form": "—", "copies": 1}]


def handed_in(case) -> list[dict]:
    """The materials that came in so far."""
    return or_bare(materials(case.checklist.received), checked=not case.checklist.unticked)


def materials(rows) -> list[dict]:
    return [
        {"name": row.material.name, "form": row.material.get_kind_display(), "copies": row.check.copies}
        for row in rows
    ]


def limits(case, do) -> dict:
    """Both limits of the decision clock with their dates, as the acceptance prints them."""
    found = limits_of(do, case, "decision")
    return {
        kind: {
            "length": found[kind].length,
            "due": found[kind].due_on and found[kind].due_on.isoformat(),
            "provisional": found[kind].provisional,
        }
        for kind in ("statutory", "promise")
    }


def remedy(case, do) -> dict:
    """Review and court by the department's kind or its stored answer; raises RemedyUnknown (行政复议法 20)."""
    found = case.matter.department.remedies_on(do.on)
    return {
        "review_body": found.review_organ,
        "review_days": answer(do.hall, "statute.review", do.on).value.n,
        "court": found.court,
        "court_months": answer(do.hall, "statute.lawsuit", do.on).value.n,
    }


def hand_out(case, do) -> dict | None:
    """By when a licence reaches the applicant (行政许可法 44); nothing is promised where no law sets a time."""
    limit = limits_of(do, case, "delivery").get("statutory")
    if limit is None:
        return None
    ways = answer(do.hall, "delivery.ways", do.on).rule.type.options
    way = ways.get(case.delivery_way, "窗口领取")
    return {"days": limit.n, "by": limit.due_on.isoformat(), "way": way}


def results(case) -> list[dict]:
    """The papers a delivery hands over: what was decided."""
    found = case.dossier.papers.filter(kind__in=RESULTS, voided_at=None)
    return [{"title": paper.title, "number": paper.number, "copies": 1} for paper in found]
