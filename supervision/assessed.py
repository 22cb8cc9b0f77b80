"""What supervision says in an assessment: findings that were confirmed. Registered with the staff floor's sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from hall.duty import duty
from hall.people.roles import Role
from staff.assessment.evidence import Evidence, source
from staff.at_work import grants_on
from supervision.accountability.kinds import HEAD_ANSWERS_TOO
from supervision.accountability.sanction import IN_FORCE, Sanction
from supervision.patrols.finding import Finding


@source
@duty("WS14-12-1 WS14-12-5", off=lambda hall, first, last: [])
def confirmed_findings(hall, first: dt.date, last: dt.date) -> Iterable[Evidence]:
    """Nothing counts before it is confirmed, and what does not hold never does."""
    found = Finding.objects.filter(
        dossier__hall=hall, on__gte=first, on__lte=last, confirmed_at__isnull=False
    ).exclude(state__in=[Finding.State.VOID, Finding.State.WITHDRAWN])
    for one in found.select_related("dossier"):
        yield Evidence("patrol", one.on, str(one), one.dossier.department_id, one.person_id, one.pk)


@source
@duty(
    "WS10-4R-3 WS12-3-1 WS13-4-1 WS16-4.2-2",
    off=lambda hall, first, last: [],
)
def decided_sanctions(hall, first: dt.date, last: dt.date) -> Iterable[Evidence]:
    """What somebody was held to account for; where the text says so, the first representative answers beside them."""
    found = Sanction.objects.filter(dossier__hall=hall, on__range=(first, last), state__in=IN_FORCE)
    for one in found.select_related("dossier__department"):
        unit = one.dossier.department
        yield Evidence("inspection", one.on, str(one), unit.pk if unit else None, one.person_id, one.pk)
        if one.ground in HEAD_ANSWERS_TOO and unit is not None:
            heads = grants_on(hall, one.on, one.on, [Role.FIRST_REPRESENTATIVE]).filter(department=unit)
            for user in heads.values_list("user", flat=True).distinct():
                if user != one.person_id:
                    yield Evidence("circular", one.on, str(one), None, user, one.pk)
