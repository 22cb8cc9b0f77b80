"""A whole guide (完整的办事指南): what speaks against showing a draft to the public, under the hall's rulebook.

``publishing.objections`` asks whether the draft is sound; here is asked whether it says everything it must.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hall.duty import duty
from hall.rulebook import answer
from matters.catalogue.codes import MaterialKind, Stage
from matters.catalogue.files import shows_an_identity
from matters.catalogue.guide import LINES
from matters.catalogue.period import LimitMissing
from matters.catalogue.rules import GUIDE_DOCUMENTS, GUIDE_ELEMENTS
from matters.catalogue.version import MatterVersion
from matters.catalogue.wording import vague_in_text


def _promised(version: MatterVersion) -> bool:
    try:
        return bool(version.promise(Stage.DECIDE))
    except LimitMissing:
        return False


# What an element needs of the draft. All others are looked up where the guide itself takes them (guide.LINES).
FILLED: dict[str, Callable[[MatterVersion], object]] = {
    "name": lambda version: version.matter.name,
    "body": lambda version: version.matter.department_id,
    "statutory_limit": lambda version: version.is_instant or version.has_statutory(Stage.DECIDE),
    "promised_limit": _promised,
    "fee_payment": lambda version: all(fee.payment for fee in version.fees.all()),
    "materials": lambda version: version.materials.exists(),
    "form_sample": lambda version: True,  # the sample of each form is asked for by itself
    "flow": lambda version: version.procedure.strip(),
}


def guide_objections(version: MatterVersion, hall, on: date) -> list[str]:
    """Everything the guide lacks for the public, in Chinese; empty when it is whole."""
    return [
        *elements_missing(version, hall, on),
        *fees_unclear(version),
        *forms_missing(version),
        *result_unshown(version, hall, on),
        *identity_shown(version),
        *documents_missing(version, hall, on),
        *vague(version, hall),
        *unmet_promise_of_one_certificate(version),
        *material_unspecified(version),
    ]


@duty(
    "XA-9.1 XA-8.1 AH-8.1 AH-10 AH-14.2 AH-14.4 DL-8.1 XA-7.3 WS02-03.3 WS04-4.3-1",
    off=lambda version, hall, on: [],
)
def elements_missing(version: MatterVersion, hall, on: date) -> list[str]:
    """Each element the hall requires or publishes and the draft leaves empty, in a message of its own."""
    required = {*answer(hall, "guide.required", on).value, *answer(hall, "guide.public_fields", on).value}
    return [
        f"办事指南缺少“{label}”，请补写后再公布。"
        for element, label in GUIDE_ELEMENTS.items()
        if element in required and not _filled(version, hall, on, element)
    ]


def _filled(version: MatterVersion, hall, on: date, element: str) -> bool:
    if element in FILLED:
        return bool(FILLED[element](version))
    return any(line.strip() for line in LINES[element](version, hall, on))


@duty("AH-14.3", off=lambda version: [])
def fees_unclear(version: MatterVersion) -> list[str]:
    """A charge without amount says by what it is counted; the standard is never a bare word."""
    return [
        f"收费项目“{fee.name}”没有写明收费标准和缴费方式，请补写。"
        for fee in version.fees.all()
        if not (fee.standard.strip() and fee.payment.strip())
    ]


@duty("AH-14.6 AH-33.1 XA-10.2 WS04-4.2-2 DL-18.1", off=lambda version: [])
def forms_missing(version: MatterVersion) -> list[str]:
    """What has to be filled in comes with the blank form and an example of it."""
    found = []
    for material in version.materials.filter(kind=MaterialKind.FORM):
        if not material.blank_form:
            found.append(f"“{material}”是表格，请上传空白表格。")
        if not material.filled_sample:
            found.append(f"“{material}”是表格，请上传示范文本（填写样表）。")
    return found


@duty("XA-11.1", off=lambda version, hall, on: [])
def result_unshown(version: MatterVersion, hall, on: date) -> list[str]:
    """The applicant sees beforehand what the result will look like, where the rulebook wants it."""
    if answer(hall, "guide.result_sample", on).value and not version.result_sample:
        return ["没有办理结果样本，请上传PDF或者图片格式的样本。"]
    return []


@duty("XA-11.2", off=lambda version: [])
def identity_shown(version: MatterVersion) -> list[str]:
    """A sample has been looked through by a named person, and shows nobody's identity number."""
    found = []
    if version.result_sample and version.sample_masked_at is None:
        found.append("结果样本没有确认已遮盖不宜公开的信息，请核对后勾选确认。")
    samples = [version.result_sample, *(one.filled_sample for one in version.materials.all())]
    if any(shows_an_identity(sample) for sample in samples if sample):
        found.append("样本中有18位身份证件号码，请遮盖或者改成虚构内容后重新上传。")
    return found


@duty("EL-4.1f DL-18.1", off=lambda version, hall, on: [])
def documents_missing(version: MatterVersion, hall, on: date) -> list[str]:
    """The documents without which a matter does not go to the integrated window."""
    there = {
        "guide": version.procedure.strip(),
        "review_rules": version.review_rules,
        "materials_list": version.materials.exists(),
        "samples": version.result_sample or version.materials.exclude(filled_sample="").exists(),
    }
    wanted = answer(hall, "guide.documents", on).value
    return [f"没有{GUIDE_DOCUMENTS[one]}，请备齐后再公布。" for one in wanted if not there[one]]


def vague(version: MatterVersion, hall) -> list[str]:
    """Vague wording in the guide's own sentences (DL-18.3)."""
    texts = {
        "受理条件": version.conditions,
        "办理流程": version.procedure,
        "数量限制": version.quantity_limit,
    }
    for material in version.materials.all():
        texts[f"{material}的受理标准"] = material.acceptance_standard
    found = [vague_in_text(hall, field, text) for field, text in texts.items()]
    return [one for one in found if one]


@duty("XA-20.2", off=lambda version: [])
def unmet_promise_of_one_certificate(version: MatterVersion) -> list[str]:
    """On one credential alone: nothing else is asked of the applicant."""
    asked = [one for one in version.materials.filter(required=True) if one.from_applicant]
    if version.one_certificate and len(asked) > 1:
        return [f"“一证办理”只能要求申请人提交一份证件，现有{len(asked)}份，请改为共享核验或者取消标记。"]
    return []


@duty("XA-10.a AH-14.5", off=lambda version: [])
def material_unspecified(version: MatterVersion) -> list[str]:
    """Name, kind, form, copies and size of each material (XA-10); what is only shared needs no copies."""
    return [
        f"“{one}”没有写明类型、形式、份数或者规格，请补写。"
        for one in version.materials.all()
        if not (one.name and one.kind and one.form and one.copies and one.page_format.strip())
    ]
