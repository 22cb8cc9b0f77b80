"""Pre-review (预审): what was filed online is looked at, and whoever filed it is told once what lacks."""

from __future__ import annotations

from hall.acts.act import SYSTEM, act
from hall.people.roles import Role

from . import filing_guards, filing_papers, guards, papers
from .bars import not_barred
from .findings import keep_findings
from .forms.checking import FirstCheckForm
from .forms.correction import CorrectionForm, SupplyForm
from .forms.filing import NotOursForm
from .materials import ToldDefect
from .states import FilingState

CLERK = Role.WINDOW_CLERK


class PreReviewActs:
    """The acts of a filing between the platform and the counter."""

    @act(
        "预审核对材料",
        FilingState.FILED,
        None,
        by=CLERK,
        at_window=True,
        form=FirstCheckForm,
        guards=[guards.clerk_is_entrusted],
        clauses="DL-9.1",
    )
    def look_through(self, do):
        self.in_scope = do.data["in_scope"]
        self.window, self.received_by = do.place, do.by
        keep_findings(self, do)

    @act(
        "预审通过",
        [FilingState.FILED, FilingState.CORRECTING],
        FilingState.PASSED,
        by=CLERK,
        at_window=True,
        guards=[
            guards.clerk_is_entrusted,
            guards.in_scope,
            not_barred,
            guards.materials_ticked,
            guards.materials_complete,
        ],
        events=["passed"],
        clauses="许可法33",
    )
    def pass_review(self, do):
        """Originals are wanted only of what the guide itself asks for on paper (XA-8.2)."""
        self.wants_originals = filing_guards.on_paper_only(self)

    @act(
        "一次性告知补正",
        FilingState.FILED,
        FilingState.CORRECTING,
        by=CLERK,
        at_window=True,
        form=CorrectionForm,
        guards=[
            guards.clerk_is_entrusted,
            guards.in_scope,
            not_barred,
            filing_guards.not_silent,
            guards.materials_ticked,
            guards.something_to_correct,
        ],
        papers=[papers.CORRECTION],
        events=["corrections_told"],
        clauses="许可法32-1-4",
    )
    def tell_corrections(self, do):
        for row in self.checklist.defects:
            do.add(lambda entry, m=row.material: ToldDefect(dossier=self.dossier, material=m, entry=entry))

    @act(
        "收取补正材料",
        FilingState.CORRECTING,
        None,
        by=CLERK,
        at_window=True,
        form=SupplyForm,
        guards=[guards.clerk_is_entrusted, guards.told_items_still_open],
        clauses="WS02-08-2",
    )
    def supply(self, do):
        keep_findings(self, do)
        if do.form.all_supplied():
            self.supplied_at = do.at
            do.happened("corrections_supplied")

    @act(
        "逾期未补正",
        FilingState.CORRECTING,
        FilingState.LAPSED,
        by=SYSTEM,
        guards=[guards.not_all_supplied, guards.told_in_time],
        papers=[papers.LAPSE],
        events=["lapsed"],
        clauses="XA-16.2b",
    )
    def lapse_corrections(self, do):
        """As at the counter; the applicant may file anew."""

    @act(
        "不属于本机关",
        FilingState.FILED,
        FilingState.NOT_OURS,
        by=CLERK,
        at_window=True,
        form=NotOursForm,
        guards=[guards.clerk_is_entrusted],
        papers=[filing_papers.NOT_OURS],
        events=["rejected"],
        clauses="许可法32-1-2",
    )
    def not_ours(self, do):
        """Refused at once, with the organ to apply to; whatever else stands against it is refused as a case."""
        self.in_scope = False

    @act(
        "逾期未预审",
        FilingState.FILED,
        None,
        by=SYSTEM,
        hidden=True,
        guards=[guards.in_scope],
        clauses="许可法32-1-4",
    )
    def fall_silent(self, do):
        """The law's days have passed without a word: what is taken in now is accepted since it was filed."""
        self.silent = True
        self.dossier.attention = "法定期限内没有预审，也没有告知补正：自网上提交之日起即为受理，请立即收件。"
