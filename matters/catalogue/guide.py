"""The guide (办事指南) of a version in lines, as a paper, a page or a screen shows it: one source for all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Q

from hall.duty import duty
from hall.people.grant import Grant
from hall.people.roles import Role
from hall.prepared import Prepared
from hall.rulebook import answer
from matters.catalogue.codes import ApplicantKind, Channel, MaterialForm, Stage
from matters.catalogue.rows import Fee, SpecialProcedure
from matters.catalogue.rules import GUIDE_ELEMENTS
from matters.catalogue.version import MatterVersion

NO_BASIS = "办事指南公布的申请材料目录"
FEES = Prepared(lambda version: Fee.objects.filter(version=version).order_by("pk"))
PROCEDURES = Prepared(lambda version: SpecialProcedure.objects.filter(version=version).order_by("pk"))


def fee_lines(version: MatterVersion) -> list[str]:
    """Each charge with its basis; nothing is charged that is not there."""
    return [f"{fee.name}：{fee.standard}（{fee.basis}）" for fee in FEES(version.pk)] or ["不收费"]


@duty("AH-34.3", off=lambda version: [])
def special_lines(version: MatterVersion) -> list[str]:
    """The procedures the decision may need, and how long each takes (AH-34.3, 行政许可法 45)."""
    return [str(row) for row in PROCEDURES(version.pk)] or ["不需要现场勘查等特殊程序"]


def steps(version: MatterVersion) -> list[str]:
    return version.procedure.splitlines() or ["受理", "审查", "决定", "送达"]


def staff(version: MatterVersion, hall, on: date) -> list[str]:
    """Who acts for the department in the hall, by name (DL-8.1)."""
    grants = Grant.objects.filter(
        hall=hall,
        department_id=version.matter.department_id,
        role__in=(Role.FIRST_REPRESENTATIVE, Role.REVIEWER, Role.WINDOW_CLERK),
        state=Grant.State.GIVEN,
        since__date__lte=on,
    ).filter(Q(until__isnull=True) | Q(until__date__gte=on))
    names = grants.order_by("user_id").values_list("user__name", flat=True)
    return ["、".join(dict.fromkeys(names))]


def samples(version: MatterVersion) -> list[str]:
    """The forms with a filled-in example; they can be fetched on the guide's page."""
    return [f"{one}（有示范文本）" for one in version.materials.exclude(filled_sample="").order_by("order")]


# What each element says, for (version, hall, day). Name, body and materials have their own place on every form of it.
LINES: dict[str, Callable] = {
    "sub_item": lambda v, hall, on: [v.matter.sub_item or "无"],
    "type": lambda v, hall, on: [v.matter.get_kind_display()],
    "basis": lambda v, hall, on: [row.basis for row in v.bases.all()],
    "conditions": lambda v, hall, on: v.conditions.splitlines(),
    "quantity": lambda v, hall, on: [v.quantity_limit or "没有数量限制"],
    "service_object": lambda v, hall, on: [_named(ApplicantKind, v.matter.applicant_kinds)],
    "statutory_limit": lambda v, hall, on: [str(v.statutory(Stage.DECIDE))],
    "promised_limit": lambda v, hall, on: [str(v.promise(Stage.DECIDE))],
    "fee": lambda v, hall, on: fee_lines(v),
    "fee_payment": lambda v, hall, on: [fee.payment for fee in v.fees.all() if fee.payment],
    "flow": lambda v, hall, on: [" → ".join(steps(v))],
    "form": lambda v, hall, on: [_named(Channel, v.channels)],
    "form_sample": lambda v, hall, on: samples(v),
    "staff": staff,
    "place": lambda v, hall, on: [f"{hall.name}{hall.address}"],
    "hours": lambda v, hall, on: hall.opening_hours.splitlines() or [_hours(hall, on)],
    "result": lambda v, hall, on: [v.result_name],
    "consult": lambda v, hall, on: [v.matter.department.phone or hall.enquiry_phone],
    "complaint": lambda v, hall, on: [hall.supervision_phone],
    "office_phone": lambda v, hall, on: [v.matter.department.phone],
}


def guide_facts(version: MatterVersion, hall, on: date) -> dict:
    """``rows`` and ``materials`` of the printed guide: every element the hall requires or publishes, and the special
    procedures (WS02-02, WS02-03.1).
    """
    wanted = {*answer(hall, "guide.required", on).value, *answer(hall, "guide.public_fields", on).value}
    shown = [element for element in GUIDE_ELEMENTS if element in wanted & LINES.keys()]
    said = {element: [line for line in LINES[element](version, hall, on) if line] for element in shown}
    rows = [{"label": GUIDE_ELEMENTS[element], "lines": lines} for element, lines in said.items() if lines]
    rows.append({"label": "特别程序及所需时间", "lines": special_lines(version)})
    return {
        "edition": edition_of(version),
        "rows": rows,
        "materials": [_material(one) for one in version.materials.order_by("order")],
    }


@duty("DL-18.2 XA-11.4", off=lambda version: "")
def edition_of(version: MatterVersion) -> str:
    """The line by which two copies of a guide are known to be the same, on every channel."""
    return f"第{version.number}版，自{version.effective_from:%Y年%-m月%-d日}起施行"


def _material(material) -> dict:
    return {
        "name": material.name,
        "form": material.get_kind_display(),
        "copies": material.copies,
        "size": material.page_format or None,
        "source": material.get_source_display(),
        "basis": material.basis or NO_BASIS,
        "electronic": material.form != MaterialForm.PAPER,
        "required": material.required,
        "blank_form": material.pk if material.blank_form else None,
        "filled_sample": material.pk if material.filled_sample else None,
    }


def _named(choices, codes) -> str:
    return "、".join(str(choices(code).label) for code in codes)


def _hours(hall, on: date) -> str:
    first, last = (answer(hall, f"hall.{end}_time", on).value for end in ("opening", "closing"))
    return f"{first:%H:%M}至{last:%H:%M}"
