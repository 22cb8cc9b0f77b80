"""Uniform standard (同一事项同一标准): what must read the same wherever a matter is done (XA-3, XA-9.2, DL-18.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hall.duty import duty
from hall.rulebook import answer
from matters.catalogue.guide import LINES
from matters.catalogue.matter import Matter
from matters.catalogue.rules import GUIDE_ELEMENTS
from matters.catalogue.version import MatterVersion

OWN = {
    "name": lambda version: [version.matter.title],
    "materials": lambda version: [_material(one) for one in version.materials.order_by("order")],
}


def _material(one) -> str:
    needed = "必要" if one.required else one.condition
    return f"{one}（{one.get_kind_display()}{one.copies}份，{one.page_format}，{needed}）"


@dataclass(frozen=True)
class Difference:
    """One element that reads otherwise than above, both ways."""

    label: str
    ours: str
    theirs: str
    hall: str


def standard_of(version: MatterVersion, on: date) -> MatterVersion | None:
    """The guide of the same matter (国家基本编码) in the nearest hall above that has one in force; else None."""
    code = version.matter.national_code
    for hall in version.matter.hall.ancestors() if code else ():
        matter = Matter.objects.filter(
            hall=hall, national_code=code, sub_item=version.matter.sub_item
        ).first()
        published = matter and matter.versions.filter(published_at__isnull=False, effective_from__lte=on)
        if published and matter.withdrawn_on is None:
            return published.order_by("effective_from").last()
    return None


@duty("XA-9.2 XA-3 DL-18.4 XA-7.1", off=lambda version, on: [])
def differences(version: MatterVersion, on: date) -> list[Difference]:
    """The elements the rulebook wants alike and which differ from the guide above; none where there is none above."""
    standard = standard_of(version, on)
    if standard is None:
        return []
    hall, found = version.matter.hall, []
    for element in answer(hall, "guide.uniform_elements", on).value:
        ours, theirs = _says(version, element, on), _says(standard, element, on)
        if ours != theirs:
            found.append(Difference(GUIDE_ELEMENTS[element], ours, theirs, str(standard.matter.hall)))
    return found


def _says(version: MatterVersion, element: str, on: date) -> str:
    lines = OWN[element](version) if element in OWN else LINES[element](version, version.matter.hall, on)
    return "；".join(lines)
