"""What a bad rating brings about on this floor."""

from __future__ import annotations

from complaints.complaint.complaint import Complaint
from complaints.rectification.rectification import OPEN, Rectification
from hall.applicants.crypto import opened
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


@duty("WS06-2.5")
def complain(rating, do) -> None:
    """A bad rating is a complaint where the regulation says so: with its case, its window and its clerk."""
    if not do.rule("rating.bad_is_complaint"):
        return
    served = rating.invitation.dossier.label if rating.invitation else ""
    words = {
        "content": "\n".join(filter(None, [f"“{rating.get_grade_display()}”", served, opened(rating.said)])),
        "department": do.department and do.department.pk,
        "accused": rating.served_by_id,
        "target_text": str(rating.window or ""),
        "order_number": rating.external or f"评价{rating.dossier.pk}",
    }
    do.then(Complaint, "take_rating", words, hall=do.hall)


def put_right(rating) -> bool:
    """Whether the result of every correction that was ordered has been reported."""
    return not Rectification.objects.filter(dossier__parent=rating.pk, state__in=UNDONE).exists()
