"""What the checklist form found becomes rows beside the act's entry."""

from __future__ import annotations

from .materials import MaterialCheck


def keep_findings(case, do) -> None:
    """Write down what the counter found of each material; the earlier looks stay."""
    for found in do.form.findings():
        do.add(
            lambda entry, found=found: MaterialCheck(
                dossier=case.dossier, checked_at=do.at, entry=entry, **found
            )
        )
