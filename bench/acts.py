"""One 受理 through the door, beside its own SQL written by hand; durable commits on both sides."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.by_hand import ByHand
from bench.county import county
from bench.measure import Row, in_turns
from hall.models import ClockLimit, Message, Outgoing, Paper
from matters.cases.models import Case
from windows.models import SealUse

ROUNDS = 80


def measures() -> Iterator[Row]:
    """Accept beside all its statements, and – for the record, without a budget – beside its writes alone."""
    desk = county()
    model = desk.accept(desk.receive())
    hand = ByHand(desk, model)
    sent = _statements(lambda case: desk.accept(case), desk.receive())
    by_hand = _compare(desk, hand, sent)

    cases = iter([desk.receive() for _ in range(3 * (ROUNDS + 1))])
    ours, whole, writes = in_turns(
        lambda: desk.accept(next(cases)),
        lambda: hand.accept(next(cases)),
        lambda: hand.accept(next(cases), looks=()),
        rounds=ROUNDS,
    )
    note = f"{sent} statements, {by_hand} by hand"
    yield Row("accept", "its own SQL by hand", ours, whole, budget=3.5, note=note)
    yield Row("accept", "lock, grant and writes by hand", ours, writes)


def _statements(work, case: Case) -> int:
    """How many an act sends, BEGIN and COMMIT apart."""
    with CaptureQueriesContext(connection) as queries:
        work(case)
    return sum(query["sql"] not in ("BEGIN", "COMMIT") for query in queries)


def _compare(desk, hand: ByHand, sent: int) -> int:
    """Both must leave the same behind with as many statements; else the comparison would mean nothing."""
    mine, copied = desk.receive(), desk.receive()
    desk.accept(mine)
    hand.accept(copied)
    if _left_by(mine) != _left_by(copied):
        raise AssertionError("Written by hand, another acceptance comes out.")
    if sent != hand.sent:
        raise AssertionError(f"The door sends {sent} statements, the hand {hand.sent}.")
    return hand.sent


def _left_by(case: Case) -> list:
    """What an acceptance leaves behind, as far as it must be alike on two cases."""
    case = Case.objects.get(pk=case.pk)
    limits = ClockLimit.objects.filter(run__dossier=case.pk).order_by("pk")
    return [
        case.state,
        case.accepted_by_id,
        case.dossier.version,
        case.dossier.head_seq,
        list(limits.values_list("run__clock", "kind", "due_on", "next_rung")),
        list(case.dossier.runs.order_by("pk").values_list("lines__kind", "clock")),
        list(Paper.objects.filter(dossier=case.pk).values_list("kind", "title")),
        SealUse.objects.filter(dossier=case.pk).count(),
        list(Message.objects.filter(dossier__parent=case.pk).values_list("what", "channel", "state")),
        Outgoing.objects.filter(message__dossier__parent=case.pk).count(),
    ]
