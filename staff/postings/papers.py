"""The forms and letters of a posting: exact cells, two copies, numbers and dates masked where they are personal."""

from __future__ import annotations

from hall.legal_time import local_date
from hall.papers.kinds import PaperKind

from .kinds import Power


def opinion(text: str, signer, at) -> dict:
    return {"text": text, "signer": str(signer), "signed_on": local_date(at).isoformat()}


def person_of(posting) -> dict:
    """The cells both forms begin with. The photograph is glued into the box without a label."""
    year, _, month = posting.born.partition("-")
    return {
        "name": posting.person.name,
        "sex": posting.sex,
        "ethnicity": posting.ethnicity,
        "born": f"{year}年{int(month)}月",
        "politics": posting.get_politics_display(),
        "education": posting.education,
        "phone": posting.masked_phone,
        "school": posting.school,
        "identity": posting.masked_identity,
        "status": posting.get_status_display(),
        "employer": posting.employer,
        "window_type": posting.get_window_type_display(),
        "services": posting.services,
    }


def _entry_form(posting, do) -> dict:
    return {
        "person": person_of(posting),
        "duties": posting.duties,
        "starts_on": posting.starts_on.isoformat(),
        "unit_opinion": opinion(posting.unit_opinion, posting.unit_signer, posting.unit_signed_at),
        "centre_opinion": opinion(do.data["opinion"], do.by, do.at),
    }


def _letter(posting, do) -> dict:
    return {
        "person": posting.person.name,
        "employer": posting.employer,
        "powers": [Power(one).label for one in posting.powers],
        "services": posting.services,
        "starts_on": posting.starts_on.isoformat(),
        "leader": do.data["leader"],
    }


def _notice(posting, do) -> dict:
    principal = posting.stands_in_for
    return {
        "centre": do.hall.name,
        "person": posting.person.name,
        "employer": posting.employer,
        "principal": principal.person.name,
        "as_what": "首席代表" if posting.is_first else principal.get_post_display(),
        "first_day": posting.starts_on.isoformat(),
        "last_day": posting.until_on.isoformat(),
        "duties": posting.duties,
    }


ENTRY_FORM = PaperKind("posting_in", _entry_form, clauses="WS13-3.1.1-2 WS13-F3")
LETTER = PaperKind("representative_letter", _letter, clauses="AH-27.2 EL-4.1e")
STAND_IN_NOTICE = PaperKind("stand_in_notice", _notice, clauses="AH-20.4 AH-27.5 WS13-3.1.4-4")
