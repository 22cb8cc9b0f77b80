"""A guide that says everything any of the regulations asks for, so that a test can take one thing away."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from hall import legal_time
from hall.models import Grant
from hall.people.roles import Role
from matters.catalogue.models import Material, MatterVersion
from tests.catalogue.builders import by_nation, make_draft, make_statute
from tests.factories import make_user

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def a_file(name: str = "空表.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def whole_draft(matter, effective_from, *, promise: int = 5, **fields) -> MatterVersion:
    """A draft that may be published under every one of the five regulations; its hall gets an address."""
    hall = matter.hall
    hall.address, hall.opening_hours = hall.address or "某路1号", hall.opening_hours or "8:30至17:30"
    hall.save(update_fields=["address", "opening_hours"])
    department = matter.department
    department.phone = department.phone or "0470-7654321"
    department.save(update_fields=["phone"])
    if not Grant.objects.filter(hall=hall, department=department).exists():
        make_user("某首代", (Role.FIRST_REPRESENTATIVE, hall, department))
    given = {
        "conditions": "有固定的场所",
        "procedure": "申请\n受理\n审查\n决定\n送达",
        "result_sample": a_file("样本.pdf"),
        "review_rules": a_file("细则.pdf"),
        "sample_masked_at": legal_time.now(),
    }
    version = make_draft(matter, effective_from, **given | fields)
    by_nation(version, promise).save()
    for order, (name, kind) in enumerate((("申请书", "form"), ("身份证明", "copy")), start=1):
        form = {"blank_form": a_file(), "filled_sample": a_file("样表.pdf")} if kind == "form" else {}
        Material(
            version=version,
            order=order,
            name=name,
            kind=kind,
            statute=make_statute(),
            article="第六条",
            **form,
        ).save()
    return version
