"""The catalogue in the admin: records and drafts are edited here; what is published can only be read."""

from __future__ import annotations

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from matters.catalogue.bundle import Bundle, BundleMatter
from matters.catalogue.clock_rule import ClockRule
from matters.catalogue.entrustment import EntrustedMatter, Entrustment
from matters.catalogue.material import Material
from matters.catalogue.matter import Matter
from matters.catalogue.rows import Fee, JointDepartment, LegalBasis, SpecialProcedure
from matters.catalogue.statute import Statute
from matters.catalogue.version import MatterVersion


class RowInline(admin.StackedInline):
    """Rows of a version: editable with their draft, read-only once it is published."""

    extra = 0

    def has_add_permission(self, request, obj=None) -> bool:
        return super().has_add_permission(request, obj) and (obj is None or obj.is_draft)

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_draft)


def inline(row: type) -> type[RowInline]:
    return type(f"{row.__name__}Inline", (RowInline,), {"model": row})


@admin.register(MatterVersion)
class MatterVersionAdmin(SimpleHistoryAdmin):
    list_display = ("matter", "number", "case_type", "effective_from", "published_at", "illustrative")
    list_filter = ("matter__hall", "case_type", "illustrative")
    search_fields = ("matter__name", "matter__code", "matter__initials")
    autocomplete_fields = ("matter",)
    date_hierarchy = "effective_from"
    inlines = [
        inline(row) for row in (LegalBasis, ClockRule, SpecialProcedure, Material, Fee, JointDepartment)
    ]

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_draft)


@admin.register(Matter)
class MatterAdmin(SimpleHistoryAdmin):
    list_display = ("code", "name", "sub_item", "kind", "department", "entered_on", "withdrawn_on")
    list_filter = ("hall", "kind", "department", "one_window")
    search_fields = ("code", "name", "sub_item", "initials")


@admin.register(Statute)
class StatuteAdmin(SimpleHistoryAdmin):
    list_display = ("title", "rank", "number", "edition")
    list_filter = ("rank",)
    search_fields = ("title", "number", "key")


class EntrustedMatterInline(admin.TabularInline):
    model = EntrustedMatter
    extra = 0
    autocomplete_fields = ("matter",)


@admin.register(Entrustment)
class EntrustmentAdmin(SimpleHistoryAdmin):
    list_display = (
        "department",
        "hall",
        "document_number",
        "all_matters",
        "effective_from",
        "effective_until",
    )
    list_filter = ("hall", "instrument")
    inlines = [EntrustedMatterInline]


class BundleMatterInline(admin.TabularInline):
    model = BundleMatter
    extra = 1
    autocomplete_fields = ("matter",)


@admin.register(Bundle)
class BundleAdmin(SimpleHistoryAdmin):
    list_display = ("name", "hall", "lead", "since", "until")
    inlines = (BundleMatterInline,)
