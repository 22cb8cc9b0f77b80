"""The papers of a hearing and of interested parties: each goes to one person, who is named on it."""

from __future__ import annotations

from hall.legal_time import local_date
from hall.papers.kinds import PaperKind
from matters.catalogue.codes import Stage
from matters.catalogue.national import national_limit

from .paper_parts import base, minute, notice
from .review_papers import study


def _addressee(case, person=None) -> dict:
    person = person or case.applicant
    return {"name": person.name, "is_person": person.is_natural}


def _right(hearing, do, to=None) -> dict:
    case = hearing.case
    return {
        **notice(case, do, "hearing_right"),
        "addressee": _addressee(case, to),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "request_days": national_limit(Stage.HEARING_REQUEST, do.on).span.n,
        "organise_days": national_limit(Stage.HEARING, do.on).span.n,
    }


def _notice(hearing, do, to=None) -> dict:
    case = hearing.case
    return {
        **notice(case, do, "hearing"),
        "addressee": _addressee(case, to),
        "meets_at": minute(hearing.meets_at),
        "place": hearing.place,
        "chair": hearing.chair.name,
        "manner": "公开举行" if hearing.is_public else "不公开举行",
    }


def _announcement(hearing, do) -> dict:
    case = hearing.case
    return {**notice(case, do, "announce"), "reason": hearing.reason}


def _record(hearing, do) -> dict:
    return {
        **base(hearing.case, do),
        "held_at": minute(hearing.meets_at),
        "place": hearing.place,
        "chair": hearing.chair.name,
        "attended": hearing.attended,
        "record": [line for line in hearing.record.splitlines() if line.strip()],
    }


def _opinion(hearing, do) -> dict:
    case = hearing.case
    return study(case, do, "听证", do.named.name, f"“{case.matter.title}”申请")


def _party(party, do) -> dict:
    case = party.case
    return {
        **notice(case, do, "party"),
        "addressee": _addressee(case, party.person),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "interest": party.interest,
    }


RIGHT = PaperKind("hearing_right", _right, seal="procedure", clauses="许可法47")
NOTICE = PaperKind("hearing_notice", _notice, seal="procedure", clauses="许可法48-1")
ANNOUNCEMENT = PaperKind("hearing_announcement", _announcement, seal="procedure", clauses="许可法46")
RECORD = PaperKind("hearing_record", _record, clauses="许可法48")
OPINION = PaperKind("study_opinion", _opinion, clauses="DL-13.3")
PARTY = PaperKind("party_notice", _party, seal="procedure", clauses="许可法36")
