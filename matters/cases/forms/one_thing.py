"""一件事一次办: one application over several matters; what several of them want is handed in once."""

from __future__ import annotations

from hall.outbox.message import NoticeWay
from matters.cases.materials import Checklist, Row
from matters.catalogue.selectors import version_on

from .checking import PER_MATERIAL, CheckingForm
from .person import APPLICANT, PersonForm


class OneThingForm(PersonForm, CheckingForm):
    """The applicant once; each material once, under whichever matters ask for it by the same name and kind."""

    def __init__(self, *args, do, **kwargs):
        bundle = do.obj.bundle if do.obj.bundle_id else None
        matters = bundle.matters_in_order() if bundle else []
        self.by_matter = {
            matter: Checklist(list(version_on(matter, do.on).materials.order_by("order"))).rows
            for matter in matters
        }
        super().__init__(*args, do=do, **kwargs)

    def rows_to_check(self) -> list[Row]:
        """One row for all alike; where one matter needs it without condition, that one's."""
        chosen: dict[tuple, Row] = {}
        for rows in self.by_matter.values():
            for row in rows:
                known = chosen.get(_alike(row))
                if known is None or (row.material.required and not known.material.required):
                    chosen[_alike(row)] = row
        self.chosen = chosen
        return list(chosen.values())

    def guide_rows(self) -> list[Row]:
        return [row for rows in self.by_matter.values() for row in rows]

    def holder_number(self, cleaned) -> str:
        return cleaned.get("identity_number", "")

    def intake_of(self, matter) -> dict:
        """What the counter would have typed for this matter alone."""
        given = self.cleaned_data
        data = {name: given[name] for name in APPLICANT} | {"in_scope": "yes", "notice_way": NoticeWay.SMS}
        for row in self.by_matter[matter]:
            shared = self.chosen[_alike(row)].material.pk
            for name in PER_MATERIAL:
                if (value := given.get(f"{name}{shared}")) not in (None, ""):
                    data[f"{name}{row.material.pk}"] = value
        return data


def _alike(row: Row) -> tuple[str, str]:
    return row.material.name.strip(), row.material.kind
