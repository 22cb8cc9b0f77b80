"""The clock of a licence, its last day; and that of a case which renews one."""

from __future__ import annotations

from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare

from .terms import Business, came_in, renewal_period, silence_renews

WATCH = "renewal.watch_before"


def _validity(licence, do) -> list[Limit]:
    until = licence.valid_until
    return [Limit(LimitKind.ARRANGED, None, "证件载明的有效期", until=until)] if until else []


def _renewal(case, do) -> list[Limit]:
    """Decided before the licence ends; what came in, or was completed, after its end cannot be decided in time."""
    if case.business != Business.RENEWAL or came_in(case) > case.licence.valid_until:
        return []
    period = renewal_period(case.version)
    basis = period.basis if period else do.answer("renewal.silence_grants").basis
    return [
        Limit(
            LimitKind.STATUTORY,
            None,
            f"{basis}：有效期届满前决定",
            until=case.licence.valid_until,
            binding=silence_renews(case, do),
        )
    ]


LICENCE_CLOCKS = declare(
    "cases.licence",
    Clock(
        "validity",
        "证件有效期",
        starts=("licence_holds",),
        ends=("licence_over",),
        limits=_validity,
        effects=(Effect(LimitKind.ARRANGED, "expire"),),
        clauses="许可法50",
        start_title="有效期开始",
        near=WATCH,
        optional=True,
    ),
)

# While the applicant corrects, nobody can decide: the clock rests then, and runs again once everything has come in.
RENEWAL = Clock(
    "renewal",
    "延续决定期限",
    starts=("received", "corrections_supplied"),
    ends=("corrections_told", "decided", "rejected", "lapsed", "withdrawn", "terminated"),
    limits=_renewal,
    effects=(Effect(LimitKind.STATUTORY, "deem_renewed", "XA-17.4b 许可法50-2"),),
    clauses="XA-17.4a 许可法50-2",
    start_title="收到延续申请",
    near=WATCH,
    optional=True,
)
