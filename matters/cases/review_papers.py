"""The papers of a review: survey, doubt, argument, public notice."""

from __future__ import annotations

from hall.legal_time import local_date
from hall.papers.kinds import PaperKind

from .paper_parts import base, minute, notice


def _survey_notice(survey, do) -> dict:
    return {
        **notice(survey.case, do, "verify"),
        "meets_at": minute(survey.meets_at),
        "place": survey.place,
        "content": survey.content,
        "officers": survey.officers,
        "method": survey.method,
    }


def _survey_record(survey, do) -> dict:
    return {
        **base(survey.case, do),
        "surveyed_at": minute(survey.surveyed_at),
        "place": survey.place,
        "content": survey.content,
        "method": survey.method,
        "present": survey.present,
        "witness": survey.witness,
        "found": survey.found,
        "result": "与申报材料不符" if survey.differs else "与申报材料相符",
    }


def _explanation_notice(doubt, do) -> dict:
    case = doubt.case
    return {
        **notice(case, do, "truth"),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "question": doubt.question,
        "until": doubt.until.isoformat(),
    }


def study(case, do, kind: str, body: str, question: str) -> dict:
    """听证、论证、评审意见: who studied what, and what they say (DL-13.3)."""
    held_on = do.data.get("held_on") or do.on
    return {
        **base(case, do),
        "kind": kind,
        "body": body,
        "question": question,
        "held_on": held_on.isoformat(),
        "experts": do.data.get("experts") or do.data.get("attended"),
        "opinion": do.data.get("opinion") or do.data["result"],
    }


def _argument(argument, do) -> dict:
    return study(argument.case, do, "论证", argument.body, argument.question)


def _review(procedure, do) -> dict:
    return study(procedure.case, do, "评审", procedure.body, f"“{procedure.case.matter.title}”申请")


def _public_notice(announcement, do) -> dict:
    return {
        **base(announcement.case, do),
        "kind": announcement.get_kind_display(),
        "content": [line for line in announcement.content.splitlines() if line.strip()],
        "ways": announcement.ways,
        "since": announcement.since.isoformat(),
        "until": announcement.until.isoformat(),
    }


SURVEY_NOTICE = PaperKind("survey_notice", _survey_notice, seal="procedure", clauses="DL-9.3")
SURVEY_RECORD = PaperKind("survey_record", _survey_record, clauses="DL-13.2")
EXPLANATION_NOTICE = PaperKind("explanation_notice", _explanation_notice, seal="procedure", clauses="DL-11")
ARGUMENT_OPINION = PaperKind("study_opinion", _argument, clauses="DL-10.2 DL-13.3")
REVIEW_OPINION = PaperKind("study_opinion", _review, clauses="DL-13.3")
PUBLIC_NOTICE = PaperKind("public_notice", _public_notice, seal="procedure", clauses="DL-15")
