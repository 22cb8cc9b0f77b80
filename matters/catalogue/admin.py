"""The catalogue in the admin: records and drafts are edited here; what is published can only be read."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from simple_history.admin import SimpleHistoryAdmin

from hall import legal_time
from hall.duty import duty
from hall.places.admin import OwnHall
from hall.places.hall import Hall
from matters.catalogue.bundle import Bundle, BundleMatter
from matters.catalogue.clock_rule import ClockRule
from matters.catalogue.entrustment import EntrustedMatter, Entrustment
from matters.catalogue.material import Material
from matters.catalogue.matter import Matter
from matters.catalogue.publishing import successor
from matters.catalogue.rows import Fee, JointDepartment, LegalBasis, SpecialProcedure
from matters.catalogue.standard import StandardItem
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


class VersionForm(forms.ModelForm):
    """A sample of the result is shown only after somebody said that nothing personal is left on it (XA-11.2)."""

    masked = forms.BooleanField(
        label="确认结果样本已遮盖不宜公开的信息", required=False, help_text="勾选后记录您的姓名和时间。"
    )


@admin.action(description="起草下一版（复制所选版本为草稿）", permissions=["add"])
def draft_next(modeladmin, request, queryset) -> None:
    """A guide revision begins here; it ends with an application (事项变更) and its approval."""
    versions = list(queryset)
    if not all(modeladmin.is_own(request, version) for version in versions):
        raise PermissionDenied("只能起草本大厅及其下级大厅事项的下一版。")
    for version in versions:
        draft = successor(version, legal_time.today() + dt.timedelta(days=1))
        messages.success(request, f"已起草{draft}，请修改后由部门提出事项变更申请。")


@admin.register(StandardItem)
class StandardItemAdmin(SimpleHistoryAdmin):
    list_display = ("code", "name", "kind", "repealed_on")
    list_filter = ("kind",)
    search_fields = ("code", "name")


@admin.register(MatterVersion)
class MatterVersionAdmin(OwnHall, SimpleHistoryAdmin):
    form = VersionForm
    actions = (draft_next,)
    readonly_fields = ("sample_masked_by", "sample_masked_at")
    list_display = ("matter", "number", "case_type", "effective_from", "published_at", "illustrative")
    list_filter = ("matter__hall", "case_type", "illustrative")
    search_fields = ("matter__name", "matter__code", "matter__initials")
    autocomplete_fields = ("matter",)
    date_hierarchy = "effective_from"
    inlines = [
        inline(row) for row in (LegalBasis, ClockRule, SpecialProcedure, Material, Fee, JointDepartment)
    ]

    def hall_of(self, record: MatterVersion) -> Hall:
        return record.matter.hall

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_draft)

    def save_model(self, request, obj, form, change) -> None:
        """Whose confirmation it is, and when; another sample needs another one."""
        confirmed = form.cleaned_data.get("masked") and obj.result_sample
        if confirmed or "result_sample" in form.changed_data:
            obj.sample_masked_by = request.user if confirmed else None
            obj.sample_masked_at = legal_time.now() if confirmed else None
        super().save_model(request, obj, form, change)


# Only an approved application lets a matter in, changes it or takes it out (WS08-01-4).
BY_APPLICATION_ONLY = ("entered_on", "withdrawn_on", "exception")


@admin.register(Matter)
class MatterAdmin(OwnHall, SimpleHistoryAdmin):
    list_display = ("code", "name", "sub_item", "kind", "department", "entered_on", "withdrawn_on")
    list_filter = ("hall", "kind", "department", "one_window")
    search_fields = ("code", "name", "sub_item", "initials")

    @duty("WS08-01-4", off=lambda self, request, obj=None: ())
    def get_readonly_fields(self, request, obj=None):
        """Whether a matter is in stands here to be read; there is no way round the application."""
        return BY_APPLICATION_ONLY


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
class EntrustmentAdmin(OwnHall, SimpleHistoryAdmin):
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
class BundleAdmin(OwnHall, SimpleHistoryAdmin):
    list_display = ("name", "hall", "lead", "since", "until")
    inlines = (BundleMatterInline,)
