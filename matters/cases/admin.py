"""Cases and what runs below them, in the admin: to be read, with a way to where they are worked on."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from hall.web.records import DossierRows, WorkflowAdmin

from .models import Case, Certificate, Filing, Handover, Licence, MaterialCheck, Opinion, SpecialProcedure


@admin.register(Case)
class CaseAdmin(WorkflowAdmin):
    """Without the query code: it is the applicant's."""

    list_display = (
        "number",
        "matter",
        "applicant",
        "department",
        "received_at",
        "completed_at",
        "state",
        "way",
    )
    list_filter = ("state", "outcome", "received_at")
    list_select_related = ("matter", "applicant", "dossier__department")
    search_fields = ("number",)
    exclude = ("query_code", "summary")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        return super().get_queryset(request).prefetch_related("dossier__department__names")

    @admin.display(description="部门")
    def department(self, case: Case):
        return case.dossier.department


@admin.register(Filing)
class FilingAdmin(WorkflowAdmin):
    list_display = ("number", "matter", "applicant", "received_at", "silent", "state", "way")
    list_filter = ("state", "received_at")
    list_select_related = ("matter", "applicant", "dossier")
    search_fields = ("number",)
    exclude = ("summary",)


class BelowCaseAdmin(WorkflowAdmin):
    list_display = ("__str__", "state", "way")
    list_filter = ("state",)
    list_select_related = ("case", "dossier")
    search_fields = ("case__number",)


@admin.register(Handover)
class HandoverAdmin(BelowCaseAdmin):
    list_display = ("__str__", "sent_by", "signed_by", "state", "way")
    list_select_related = ("case", "sent_by", "signed_by", "dossier")


@admin.register(SpecialProcedure)
class SpecialProcedureAdmin(BelowCaseAdmin):
    list_display = ("__str__", "body", "started_on", "ends_by", "state", "way")


@admin.register(Opinion)
class OpinionAdmin(BelowCaseAdmin):
    list_display = ("__str__", "agrees", "given_by", "state", "way")
    list_select_related = ("case", "given_by", "dossier", "department")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Opinion]:
        return super().get_queryset(request).prefetch_related("department__names")


@admin.register(MaterialCheck)
class MaterialCheckAdmin(DossierRows):
    list_display = ("dossier", "material", "verdict", "fault", "checked_at", "way")
    list_filter = ("verdict",)
    list_select_related = ("dossier", "material")


@admin.register(Licence)
class LicenceAdmin(WorkflowAdmin):
    list_display = ("number", "name", "matter", "holder", "valid_until", "state", "way")
    list_filter = ("state",)
    list_select_related = ("matter", "holder", "dossier")
    search_fields = ("number",)


@admin.register(Certificate)
class CertificateAdmin(DossierRows):
    """Without the facts: the holder's name stands in them."""

    dossier_path = "licence__dossier__"
    list_display = ("licence", "serial", "valid_from", "valid_until", "verify_code", "issued_at", "way")
    list_select_related = ("licence__dossier",)
    search_fields = ("licence__number", "verify_code")
    exclude = ("facts",)

    @admin.display(description="办理")
    def way(self, certificate):
        return super().way(certificate.licence.dossier)
