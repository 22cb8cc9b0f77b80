"""What must hold before money is asked for, taken and receipted; and before a result waits for it."""

from __future__ import annotations

from hall.acts.guards import guard
from hall.places.place import Place

from .below import has_below
from .states import State

# A charge is asked for once the application is accepted; what ended without a decision costs nothing more.
CHARGEABLE = (State.ACCEPTED, State.REVIEWING, State.SENT_UP, State.DECIDED, State.SEALED, State.AT_WINDOW)


@guard("AH-16.1 WS04-4.8-3")
def guide_names_a_fee(charge, do):
    """The form could offer nothing to choose (see ChargeForm); here it is said before anybody opens it."""
    if do.parent and not do.parent.version.fees.exists():
        return "办事指南没有公布收费项目，本事项不收费。"


@guard("AH-16.2")
def case_can_be_charged(charge, do):
    if do.parent and do.parent.state not in CHARGEABLE:
        return "只有已经受理、尚未办完的办件才能通知缴费。"


@guard("AH-16.2")
def at_the_designated_place(charge, do):
    """Where the hall's rule names the bank counter, money is taken nowhere else."""
    if do.rule("fee.payment_place") != "bank_counter":
        return None
    if do.place is None or do.place.kind != Place.Kind.BANK_COUNTER:
        return "依法收取的费用统一在大厅指定的银行收费窗口缴纳，请在该窗口登记收款。"


@guard("WS04-4.8-1", forbids=True)
def money_kept_apart(charge, do):
    """票款分离: neither who asked for the money nor who handles the case takes it."""
    case = charge.case
    handlers = {case.owner_id, case.received_by_id, case.accepted_by_id, case.decided_by_id, case.examiner_id}
    if do.by is not None and do.by.pk in handlers | {charge.slip_by_id}:
        return "票款分离：开具缴费通知或者办理本件的人员不得收款、开票。"


@guard("WS04-4.8-1", forbids=True)
def receipt_by_another(charge, do):
    if do.by is not None and do.by.pk == charge.slip_by_id:
        return "票款分离：缴费通知和票据不得由同一人开具。"


def _unpaid(case) -> list:
    due = case.charges.filter(state="to_pay").exclude(fee__withhold_basis="")
    return list(due.select_related("fee"))


@guard("AH-16.2")
def due_fee_paid(case, do):
    """A result waits for money only where a law says so and the guide names that law; else it is handed out."""
    if unpaid := has_below(case, do, "charge") and do.read(_unpaid, case):
        names = "；".join(f"{one.fee.name}（{one.fee.withhold_basis}）" for one in unpaid)
        return f"依法缴清后方可领取结果，尚未缴费：{names}。"


@guard("AH-16.2")
def parent_fee_paid(delivery, do):
    return do.parent and due_fee_paid.function(do.parent, do)
