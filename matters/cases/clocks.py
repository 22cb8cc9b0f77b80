"""The clocks of a case: what the law and the hall allow for each stage, and what follows when it passes."""

from __future__ import annotations

from hall.clocks.clock import ByRule, Clock, Effect, Limit, LimitKind, declare
from hall.span import Span, Unit
from matters.catalogue.codes import Anchor, DefaultEffect, Stage
from matters.catalogue.period import LimitMissing, Period

from .licences.clocks import RENEWAL
from .notifying import TELLING
from .rules import POST

STATUTORY, PROMISE, SERVICE = LimitKind.STATUTORY, LimitKind.PROMISE, LimitKind.SERVICE


def acceptance_limits(case, do) -> list[Limit]:
    """The statute's days to tell, and the hall's own – softer, often shorter – target (XA-16.b, AH-36.1)."""
    limits, own_limit = [], case.channel in do.rule("acceptance.limit_channels")
    if period := _statutory(case, Stage.ACCEPT):
        binding = period.default_effect == DefaultEffect.DEEMED_ACCEPTED
        limits.append(Limit(STATUTORY, period.span, period.basis, binding=binding))
    for key in ("acceptance.limit", "correction.notice_limit") if own_limit else ():
        own = do.answer(key)
        if own.value:
            limits.append(Limit(SERVICE, own.value, own.basis))
            break
    if not limits:  # no figure anywhere: what is not said is done on the day (WS03-05-3)
        limits.append(Limit(SERVICE, Span(0, Unit.SAME_DAY), "收件当日"))
    return limits


def correction_limits(case, do) -> list[Limit]:
    """The applicant's own time, as told in the notice; nothing runs out where none was told."""
    until = do.data.get("until")
    return [Limit(SERVICE, None, "告知书载明的补正期限", until=until)] if until else []


def _decision_limits(case, do) -> list[Limit]:
    """The matter's own statute, else the national one – and the promise, never longer (AH-34.1, AH-34.2)."""
    law, promise = case.version.statutory(case.deciding_stage), case.version.promise(Stage.DECIDE)
    return [
        _limit(STATUTORY, law, case, do),
        _limit(PROMISE, promise, case, do, extendable=do.rule("case.promise_extendable")),
    ]


def _step_limits(case, do) -> list[Limit]:
    """The approval step alone, judged at the decision (EL-3.2b, WS14-07-3)."""
    return [_limit(SERVICE, case.version.promise(Stage.DECIDE), case, do)]


def _handover_limits(case, do) -> list[Limit]:
    """How soon the papers reach the department, where the hall says so; no text has a figure (EL-4.2e)."""
    own = do.answer("case.handover")
    return [Limit(SERVICE, own.value, own.basis)] if own.value and not case.is_instant else []


def _review_limits(case, do) -> list[Limit]:
    own = do.answer("case.review")
    return [Limit(SERVICE, own.value, own.basis)] if own.value else []


def _delivery_limits(case, do) -> list[Limit]:
    """Ten days from the decision for a licence (行政许可法 44); others have none unless their statute does."""
    period = _statutory(case, Stage.DELIVER)
    return [Limit(STATUTORY, period.span, period.basis)] if period else []


def _collection_limits(case, do) -> list[Limit]:
    """When the applicant is reminded of a result at the window; the day is arranged, nobody is late on it."""
    after = do.answer("delivery.remind_after")
    if case.is_instant:  # handed out as it is stamped
        return []
    return [Limit(LimitKind.ARRANGED, after.value, after.basis)] if after.value else []


def _mailing_limits(case, do) -> list[Limit]:
    """How soon a result goes to the post that the applicant wants sent."""
    own = do.answer("mail.send_after")
    posted = case.delivery_way == POST and not case.is_instant
    return [Limit(SERVICE, own.value, own.basis)] if own.value and posted else []


def _return_limits(case, do) -> list[Limit]:
    """How soon the department brings the result back to the window (EL-4.1g)."""
    own = do.answer("case.result_return")
    return [Limit(SERVICE, own.value, own.basis)] if own.value and not case.is_instant else []


def _gap_limits(case, do) -> list[Limit]:
    return [Limit(SERVICE, None, "容缺受理告知的补齐期限", until=do.data["until"])]


def _limit(kind: LimitKind, period: Period, case, do, *, extendable: bool = True) -> Limit:
    """A period of the catalogue as a limit; a statute may count from receipt instead of acceptance."""
    from_receipt = period.anchor == Anchor.RECEIVED or (
        kind != STATUTORY and do.rule("clock.start") == "received"
    )
    since = case.received_at if from_receipt else None
    return Limit(
        kind,
        period.span,
        period.basis,
        extendable=extendable,
        since=since,
        since_title="收到申请" if since else "",
    )


def _completion_rule(case) -> str:
    return case.completion_rule


def _statutory(case, stage) -> Period | None:
    try:
        return case.version.statutory(stage)
    except LimitMissing:
        return None


CASE_CLOCKS = declare(
    "cases.case",
    Clock(
        "acceptance",
        "受理期限",
        starts=("received",),
        ends=("accepted", "corrections_told", "rejected", "withdrawn", "terminated"),
        limits=acceptance_limits,
        effects=(Effect(STATUTORY, "deem_accepted", "许可法32-1-4"),),
        clauses="AH-36.1 AH-35.4 EL-3.1e EL-3.1g XA-16.b XA-16.2a WS03-05-3 许可法32-1-4",
        start_title="收件",
    ),
    Clock(
        "correction",
        "补正期限",
        starts=("corrections_told",),
        ends=("corrections_supplied", "accepted", "rejected", "lapsed", "withdrawn", "terminated"),
        limits=correction_limits,
        effects=(Effect(SERVICE, "lapse_corrections"),),
        clauses="XA-16.2b",
        start_title="告知补正",
        optional=True,
    ),
    Clock(
        "decision",
        "办理期限",
        starts=("accepted",),
        ends=ByRule(_completion_rule),
        also_ends=("withdrawn", "terminated"),
        limits=_decision_limits,
        pauses="procedure_started",
        resumes="procedure_ended",
        extends="extended",
        clauses="AH-35.3 AH-34.2 AH-13.2a AH-13.2b AH-13.5c XA-17.1 "
        "DL-14 WS01-05.1.2a-1 WS03-04-1 WS03-06-2 WS04-4.3-2 WS09-3-3",
        start_title="受理",
    ),
    Clock(
        "step",
        "审批环节",
        starts=("accepted",),
        ends=("decided", "sent_up", "withdrawn", "terminated"),
        limits=_step_limits,
        pauses="procedure_started",
        resumes="procedure_ended",
        extends="extended",
        clauses="EL-3.2b WS14-07-3",
        start_title="受理",
    ),
    Clock(
        "handover",
        "材料移交环节",
        starts=("accepted",),
        ends=("review_begun", "decided", "withdrawn", "terminated"),
        limits=_handover_limits,
        clauses="EL-4.2e",
        start_title="受理",
        optional=True,
    ),
    Clock(
        "review",
        "审查环节",
        starts=("review_begun",),
        ends=("reviewed", "decided", "withdrawn", "terminated"),
        limits=_review_limits,
        pauses="procedure_started",
        resumes="procedure_ended",
        clauses="EL-3.2a",
        start_title="部门签收材料",
        optional=True,
    ),
    Clock(
        "delivery",
        "送达期限",
        starts=("decided",),
        ends=("delivered",),
        limits=_delivery_limits,
        clauses="许可法44",
        start_title="作出决定",
        optional=True,
    ),
    Clock(
        "collection",
        "领取提醒",
        starts=("at_window",),
        ends=("delivered", "deposited", "answered"),
        limits=_collection_limits,
        effects=(Effect(LimitKind.ARRANGED, "remind_collection"),),
        clauses="EL-3.3c",
        start_title="结果到达出件窗口",
        optional=True,
    ),
    Clock(
        "mailing",
        "寄出期限",
        starts=("at_window",),
        ends=("mailed", "delivered", "answered"),
        limits=_mailing_limits,
        clauses="WS16-3.2-2",
        start_title="结果到达出件窗口",
        optional=True,
    ),
    Clock(
        "return",
        "结果送回窗口",
        starts=("decided",),
        ends=("at_window",),
        limits=_return_limits,
        clauses="EL-4.1g",
        start_title="作出决定",
        optional=True,
    ),
    Clock(
        "tolerance",
        "容缺补齐期限",
        starts=("tolerated",),
        ends=("gaps_filled", "decided", "withdrawn", "terminated"),
        limits=_gap_limits,
        effects=(Effect(SERVICE, "lapse_tolerance"),),
        clauses="XA-16.3b EL-5.3c",
        start_title="容缺受理",
    ),
    TELLING,
    RENEWAL,
)
