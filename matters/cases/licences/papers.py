"""The papers that end a licence, and the one that tells of a renewal by silence."""

from __future__ import annotations

from hall.legal_time import local_date
from hall.papers.kinds import PaperKind
from matters.cases.paper_parts import base, hand_out, remedy

from .grounds import GROUNDS, LAW, Revocation, article
from .terms import in_words, term_of


def _licence(licence, do) -> dict:
    """The shared facts of a paper on a licence: its case's, addressed to whoever holds it."""
    shared, holder = base(licence.case, do), licence.holder
    who = {
        "name": holder.name,
        "id_kind": holder.get_identity_kind_display(),
        "id_masked": holder.masked_identity,
        "is_person": holder.is_natural,
    }
    return shared | {"applicant": who, "agent": None, "certificate": certificate(licence)}


def certificate(licence) -> dict:
    return {
        "name": licence.name,
        "number": licence.number,
        "scope": licence.scope,
        "valid": in_words(licence.valid_from, licence.valid_until),
    }


def _ending(licence, do) -> dict:
    ground, data = do.data["ground"], do.data
    extra = f"、{data['basis']}" if data["basis"] else ""
    return {
        **_licence(licence, do),
        "clauses": [article(ground)],
        "granted_on": licence.granted_on.isoformat(),
        "ground": dict(GROUNDS)[ground],
        "found": [line for line in data["found"].splitlines() if line.strip()],
        "reasons": [{"text": data["reason"], "basis": f"{article(ground)}{extra}"}],
        "heard": data.get("heard"),
        "public_interest": data.get("public_interest"),
        "compensation": data.get("compensation") or None,
        "no_protection": ground == Revocation.FRAUD,
        "remedy": remedy(licence.case, do),
    }


def _deemed(case, do) -> dict:
    first, last = term_of(case)
    licence = case.licence
    return {
        **base(case, do),
        "clauses": [f"{LAW}第五十条第二款"]
        if case.matter.is_licence
        else [do.answer("renewal.silence_grants").basis],
        "applied_on": local_date(case.received_at).isoformat(),
        "ended_on": licence.valid_until.isoformat(),
        "certificate": certificate(licence) | {"valid": in_words(first, last)},
        "hand_out": hand_out(case, do),
    }


REVOCATION = PaperKind("licence_revocation", _ending, seal="approval", clauses="许可法69-1")
WITHDRAWAL = PaperKind("licence_withdrawal", _ending, seal="approval", clauses="许可法8-2")
CANCELLATION = PaperKind("licence_cancellation", _ending, seal="approval", clauses="许可法70")
DEEMED = PaperKind("renewal_deemed", _deemed, seal="approval", clauses="XA-17.4b 许可法50-2")
