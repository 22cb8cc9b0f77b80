"""The clocks of an online filing: the law's days to answer run from the platform, not from the counter."""

from __future__ import annotations

from hall.clocks.clock import Clock, Effect, declare

from .clocks import SERVICE, STATUTORY, acceptance_limits, correction_limits

FILING_CLOCKS = declare(
    "cases.filing",
    Clock(
        "acceptance",
        "预审期限",
        starts=("received",),
        ends=("passed", "corrections_told", "rejected", "withdrawn", "taken_in"),
        limits=acceptance_limits,
        effects=(Effect(STATUTORY, "fall_silent", "许可法32-1-4"),),
        clauses="许可法32-1-4",
        start_title="网上提交",
    ),
    Clock(
        "correction",
        "补正期限",
        starts=("corrections_told",),
        ends=("corrections_supplied", "passed", "lapsed", "withdrawn"),
        limits=correction_limits,
        effects=(Effect(SERVICE, "lapse_corrections"),),
        clauses="XA-16.2b",
        start_title="告知补正",
        optional=True,
    ),
)
