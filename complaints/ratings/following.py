"""What a bad rating brings about on this floor."""

from __future__ import annotations

from complaints.rectification.rectification import OPEN, Rectification
from hall.duty import duty

UNDONE = tuple(state for state in OPEN if state != Rectification.State.REPORTED)


@duty("XA-38.3a XA-38.3c")
def order_correction(rating, do) -> None:
    """What was justified is ordered to be put right within the days of a bad rating, where the service was given."""
    due = do.answer("rating.follow_up")
    order = {
        "problem": do.data["finding"],
        "basis": due.basis if due.value else do.answer("rating.bad_grades").basis,
        "due_on": do.data["due_on"],
    }
    do.then(Rectification, "order", order, parent=rating)


def put_right(rating) -> bool:
    """Whether the result of every correction that was ordered has been reported."""
    return not Rectification.objects.filter(dossier__parent=rating.pk, state__in=UNDONE).exists()
