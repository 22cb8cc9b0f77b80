"""One version's draft, read from a matter's ``guide`` table."""

from __future__ import annotations

from datetime import date

from hall.places.place import Place
from hall.span import Span
from matters.catalogue.clock_rule import ClockRule
from matters.catalogue.codes import (
    Anchor,
    Approver,
    CaseType,
    CertificateForm,
    Channel,
    DefaultEffect,
    JointMode,
    JointRole,
    LimitSource,
    MaterialForm,
    MaterialKind,
    MaterialSource,
    Procedure,
    Stage,
)
from matters.catalogue.loading.departments import Departments
from matters.catalogue.loading.table import Table, cited
from matters.catalogue.material import Material
from matters.catalogue.matter import Matter
from matters.catalogue.rows import Fee, JointDepartment, LegalBasis, SpecialProcedure
from matters.catalogue.version import MatterVersion


def draft(matter: Matter, table: Table, digest: str, on: date, departments: Departments) -> MatterVersion:
    """The saved draft with all its rows. Raises BadFixture."""
    with table:
        version = _head(matter, table, digest, on)
        for basis in table.take("bases"):
            LegalBasis(version=version, **cited(basis)).save()
        for row in table.tables("limits"):
            with row:
                _limit(version, row).save()
        for row in table.tables("special"):
            with row:
                _special(version, row).save()
        for order, row in enumerate(table.tables("materials"), start=1):
            with row:
                _material(version, order, row).save()
        for row in table.tables("fees"):
            with row:
                _fee(version, row).save()
        for row in table.tables("joint"):
            with row:
                department = departments[row.take("department")]
                JointDepartment(
                    version=version, department=department, role=row.code("role", JointRole)
                ).save()
    return version


def _head(matter: Matter, table: Table, digest: str, on: date) -> MatterVersion:
    n, unit = _columns(table.span("validity"))
    version = MatterVersion(
        matter=matter,
        effective_from=on,
        source_digest=digest,
        illustrative=table.take("illustrative", False),
        case_type=table.code("case_type", CaseType),
        joint_mode=table.code("joint_mode", JointMode, JointMode.SINGLE),
        conditions=table.lines("conditions"),
        procedure=table.lines("procedure"),
        channels=table.codes("channels", Channel),
        single_channel_reason=table.take("single_channel_reason", ""),
        visits=table.take("visits"),
        window_kinds=table.codes("windows", Place.Kind),
        result_name=table.take("result"),
        validity_n=n,
        validity_unit=unit,
        certificate_forms=table.codes("certificate_forms", CertificateForm, CertificateForm.labels),
        quantity_limit=table.take("quantity_limit", ""),
        remedy_note=table.take("remedy_note", ""),
    )
    version.save()
    return version


def _limit(version: MatterVersion, row: Table) -> ClockRule:
    """The source follows from what is given: an article, a reference, or neither (then 行政许可法 itself)."""
    cite, reference = row.cite(), row.take("reference", "")
    source = LimitSource.STATUTE if cite else LimitSource.ANALOGY if reference else LimitSource.NATIONAL
    n, unit = _columns(row.span("law"))
    extension_n, extension_unit = _columns(row.span("extension"))
    promise_n, promise_unit = _columns(row.span("promise"))
    return ClockRule(
        version=version,
        stage=row.code("stage", Stage),
        source=source,
        anchor=row.code("from", Anchor, ""),
        n=n,
        unit=unit,
        extension_n=extension_n,
        extension_unit=extension_unit,
        extension_approver=row.code("extension_by", Approver, ""),
        excludable=row.codes("excludes", Procedure, []),
        default_effect=row.code("silence", DefaultEffect, DefaultEffect.NONE),
        incomplete_refusable=row.take("incomplete_refusable", False),
        reference=reference,
        promise_n=promise_n,
        promise_unit=promise_unit,
        **cite,
    )


def _special(version: MatterVersion, row: Table) -> SpecialProcedure:
    n, unit = _columns(row.span("takes"))
    kind = row.code("kind", Procedure)
    return SpecialProcedure(
        version=version, kind=kind, n=n, unit=unit, note=row.take("note", ""), **row.cite()
    )


def _material(version: MatterVersion, order: int, row: Table) -> Material:
    condition = row.take("when", "")
    return Material(
        version=version,
        order=order,
        name=row.take("name"),
        kind=row.code("kind", MaterialKind),
        form=row.code("form", MaterialForm, MaterialForm.EITHER),
        copies=row.take("copies", 1),
        required=not condition,
        condition=condition,
        tolerable=row.take("tolerable", False),
        source=row.code("source", MaterialSource, MaterialSource.APPLICANT),
        source_note=row.take("source_note", ""),
        acceptance_standard=row.take("standard", ""),
        illustrative=row.take("illustrative", False),
        **row.cite(),
    )


def _fee(version: MatterVersion, row: Table) -> Fee:
    return Fee(
        version=version,
        name=row.take("name"),
        amount=row.take("amount", None),
        standard=row.take("standard"),
        standard_document=row.take("standard_document", ""),
        reducible=row.take("reducible", False),
        reduction_note=row.take("reduction_note", ""),
        payment=row.take("payment", ""),
        withhold_basis=row.take("withhold_basis", ""),
        **row.cite(),
    )


def _columns(span: Span | None) -> tuple[int | None, str]:
    """A span as its two columns."""
    return (span.n, span.unit.value) if span else (None, "")
