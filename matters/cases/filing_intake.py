"""From filing to case: what was typed online and found in the pre-review, as the intake form wants it."""

from __future__ import annotations

from hall.applicants.crypto import opened

from .forms.intake import AGENT, APPLICANT
from .mail_address import mail_address_of
from .rules import POST


def intake_of(filing) -> dict[str, str | int | list[str]]:
    """The fields of 收件, in the clear: they go straight back to the records they came from, never to a page."""
    data = {name: opened(getattr(filing.applicant, name)) for name in APPLICANT}
    data |= {name: getattr(filing, name) for name in ("summary", "delivery_way", "notice_way")}
    data |= {"business": filing.business, "certificate_forms": filing.certificate_forms}
    if filing.licence_id:
        data["licence_number"] = filing.licence.number
    data["in_scope"] = "yes" if filing.in_scope else "no"
    if filing.agency_id:
        agent = filing.agency.agent
        data |= {name: opened(getattr(agent, name.removeprefix("agent_"))) for name in AGENT}
        data["authority_document"] = filing.agency.authority_document
    if filing.delivery_way == POST:
        data |= {f"mail_{name}": value for name, value in mail_address_of(filing).items()}
    for row in filing.checklist.rows:
        found = {"verdict": row.verdict, "copies": row.check.copies}
        found |= {"fault": row.check.fault, "remedy": row.check.remedy}
        data |= {f"{name}_{row.material.pk}": value for name, value in found.items()}
    return data
