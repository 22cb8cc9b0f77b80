"""核验: a certificate's code tells anybody whether it is in force, and nothing they may not know."""

from __future__ import annotations

from hall.applicants.masking import mask_name

from .certificate import Certificate


def look_up(code: str) -> tuple[str, dict] | None:
    """The page of the certificate with this code; None for a code that is none of a certificate."""
    certificate = (
        Certificate.objects.select_related("licence__dossier__hall").filter(verify_code=code).first()
    )
    if certificate is None:
        return None
    facts = certificate.facts
    holder = mask_name(facts["holder"]) if facts["holder_is_person"] else facts["holder"]
    return "cases/verify_certificate.html", {"certificate": certificate, "facts": facts, "holder": holder}
