"""督查通报 as a paper: one series for all kinds, so that the numbers follow the time (WS15-06.2.4)."""

from __future__ import annotations

from hall.papers.kinds import PaperKind
from hall.places.department import Department

from .forms import people_named


def _facts(circular, do, record: str = "") -> dict:
    names = {
        one.pk: one.name_on(do.on).name
        for one in Department.objects.filter(hall=do.hall).prefetch_related("names")
    }
    people = people_named([line["person"] for line in circular.lines if line["person"]])

    def told(line: dict) -> dict:
        return {
            "department": names.get(line["department"], do.hall.name),
            "person": people.get(line["person"]),
            "text": line["text"],
            "source": f"第{line['dossier']}号记录" if line["dossier"] else None,
        }

    return {
        "kind": circular.get_kind_display(),
        "period": str(circular.period),
        "addressees": [names[unit] for unit in circular.addressed] or [do.hall.name],
        "sections": circular.sections or None,
        "criticised": [told(one) for one in circular.lines if not one["praise"]] or None,
        "praised": [told(one) for one in circular.lines if one["praise"]] or None,
        "record": record or None,
        "approved_by": str(circular.approved_by),
    }


CIRCULAR = PaperKind("circular", _facts, clauses="WS15-06.2.4")
