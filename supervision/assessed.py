"""What supervision says in an assessment: findings that were confirmed. Registered with the staff floor's sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from hall.duty import duty
from staff.assessment.evidence import Evidence, source
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
