"""Standing conditions of online filings."""

from __future__ import annotations

from hall.acts.guards import guard
from hall.duty import duty
from matters.catalogue.codes import MaterialForm

from .states import FilingState


@duty("XA-8.2", off=lambda filing: True)
def on_paper_only(filing) -> bool:
    """Whether the guide itself wants something on paper; all else is as good online (令716 8–12, XA-8.2)."""
    return any(row.material.form == MaterialForm.PAPER for row in filing.checklist.rows)


@guard("许可法32-1-4")
def not_silent(filing, do):
    if filing.silent:
        return "法定告知期限已过，逾期不告知的自网上提交之日起即为受理，不得再要求补正；请收件。"


@guard("WS16-3.1-2")
def mail_at_the_window(filing, do):
    """What the post brought is looked at together with the rest, not after the window has taken the case in."""
    if filing.letters.filter(state="arrived").exists():
        return "寄来的材料已经到件，尚未转交：请先由窗口签收，再收件。"


@guard("许可法32-1-4")
def passed_or_silent(filing, do):
    if filing.state == FilingState.FILED and not filing.silent:
        return "还没有预审：请先核对材料，预审通过后收件，材料不齐的一次性告知。"
