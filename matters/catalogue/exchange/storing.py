"""Storing a list that was found without fault, in one transaction; and writing out what the hall has."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_create_with_history

from hall.models import Hall
from matters.catalogue.initials import initials
from matters.catalogue.matter import Matter
from matters.catalogue.version import MatterVersion

from .checking import Plan
from .columns import HEAD, MATTER, VERSION

REASON = "表格导入"


class Faulty(ValueError):
    """There are faults: nothing is stored."""


@transaction.atomic
def store(plan: Plan, by) -> None:
    """Everything or nothing. New matters go in together, all their checks being done; drafts one by one, as only a
    saved draft is a vetted one. Raises Faulty for a plan with faults.
    """
    if plan.faults:
        raise Faulty("有错误的表格不能导入。")
    for matter in plan.new:
        matter.initials = initials(matter.title)
    bulk_create_with_history(plan.new, Matter, batch_size=500, default_user=by, default_change_reason=REASON)
    for matter in plan.changed:
        matter._history_user, matter._change_reason = by, REASON
        matter.save()
    stored = {
        one.code: one
        for one in Matter.objects.filter(code__in=[one.matter.code for one in plan.drafts]).select_related(
            "hall"
        )
        if one.hall_id == plan.hall.pk
    }
    for draft in plan.drafts:
        draft.matter = stored[draft.matter.code]
        draft._history_user, draft._change_reason = by, REASON
        draft.save()


def rows_of(hall: Hall) -> list[list[str]]:
    """The whole list of a hall as a table: each matter with the head of its newest version, if it has one."""
    newest = MatterVersion.objects.filter(matter__hall=hall).values("matter").annotate(last=Max("number"))
    numbers = {row["matter"]: row["last"] for row in newest}
    versions = {
        one.matter_id: one
        for one in MatterVersion.objects.filter(matter__hall=hall)
        if numbers.get(one.matter_id) == one.number
    }
    matters = (
        Matter.objects.filter(hall=hall).select_related("department").prefetch_related("department__names")
    )
    return [HEAD, *(_row(one, versions.get(one.pk)) for one in matters.order_by("department", "code"))]


def _row(matter: Matter, version: MatterVersion | None) -> list[str]:
    head = [column.write(version) for column in VERSION] if version else [""] * len(VERSION)
    return [*(column.write(matter) for column in MATTER), *head]
