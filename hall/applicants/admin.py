"""Applicants in the admin: found by number or phone, read masked, changed nowhere but at the counter."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from hall.applicants.agency import Agency
from hall.applicants.applicant import Applicant


class ReadOnly:
    """Applicants come and change with a case, through its acts."""

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False


class AgencyInline(ReadOnly, admin.TabularInline):
    model = Agency
    fk_name = "principal"
    extra = 0


@admin.register(Applicant)
class ApplicantAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("masked_name", "kind", "identity_kind", "masked_identity", "masked_phone")
    fields = ("masked_name", "kind", "identity_kind", "masked_identity", "masked_phone", "masked_address")
    search_fields = ("identity_index",)
    search_help_text = "输入完整的证件号码或者电话"
    inlines = (AgencyInline,)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Only whole numbers find anyone: what is sealed has no parts."""
        if not search_term.strip():
            return queryset, False
        return queryset.with_identity(search_term) | queryset.with_phone(search_term), False
