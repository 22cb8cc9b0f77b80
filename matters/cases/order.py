"""Where only so many licences can be given, they are given in the order of acceptance (行政许可法 57)."""

from __future__ import annotations

from django.db.models import Q

from hall.acts.guards import guard
from hall.people.roles import Role

from .states import State

SHOWN = 3  # numbers of earlier cases in one message


def accepted_before(case):
    """Undecided cases of the same matter that were accepted earlier than this one, the earliest first."""
    earlier = Q(accepted_at__lt=case.accepted_at) | Q(accepted_at=case.accepted_at, pk__lt=case.pk)
    waiting = type(case).objects.filter(
        earlier, matter=case.matter_id, state__in=(State.ACCEPTED, State.REVIEWING)
    )
    return waiting.order_by("accepted_at", "pk")


@guard("许可法57", waivable_by=Role.DEPARTMENT_LEADER)
def in_order_of_acceptance(case, do):
    """Another order only where a law or administrative regulation says so, or the number surely suffices for all."""
    if not case.version.quantity_limit:
        return None
    numbers = list(accepted_before(case).values_list("number", flat=True))
    if numbers:
        listed = "、".join(numbers[:SHOWN]) + (f"等{len(numbers)}件" if len(numbers) > SHOWN else "")
        return (
            f"“{case.matter}”有数量限制（{case.version.quantity_limit}），应当按受理的先后顺序决定："
            f"{listed}受理在先，尚未决定。"
        )
