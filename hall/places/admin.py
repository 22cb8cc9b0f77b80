"""The records of the hall tree in the admin: halls, departments with their names and remedies, places."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from hall.places.department import Department, DepartmentName
from hall.places.hall import Hall
from hall.places.place import Place
from hall.places.remedies import DepartmentRemedy


class LastingCode(SimpleHistoryAdmin):
    """A code is what papers, grants and other systems know a record by: given once, never changed or deleted."""

    lasting: tuple[str, ...] = ("code",)

    def get_readonly_fields(self, request: HttpRequest, obj: object | None = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(self.lasting if obj else ()))

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False


@admin.register(Hall)
class HallAdmin(LastingCode):
    list_display = ("name", "level", "kind", "parent", "region_code", "preset", "is_active")
    list_filter = ("level", "kind", "is_active")
    list_select_related = ("parent",)
    search_fields = ("name", "code", "region_code")
    autocomplete_fields = ("parent", "department")
    fieldsets = (
        (None, {"fields": ("code", "name", "level", "region_code", "is_active")}),
        ("层级关系", {"fields": ("kind", "parent", "department", "approval_reference", "is_administering")}),
        ("制度", {"fields": ("preset", "rules_date")}),
        (
            "对外信息",
            {"fields": ("address", "opening_hours", "enquiry_phone", "supervision_phone", "letterhead")},
        ),
    )


class DepartmentNameInline(admin.TabularInline):
    model = DepartmentName
    extra = 0
    min_num = 1  # a department without a name can sign nothing


class DepartmentRemedyInline(admin.TabularInline):
    model = DepartmentRemedy
    extra = 0


@admin.register(Department)
class DepartmentAdmin(LastingCode):
    list_display = ("__str__", "code", "kind", "hall", "parent", "is_active")
    list_filter = ("kind", "is_active", "hall")
    list_select_related = ("hall",)
    search_fields = ("code", "names__name")
    autocomplete_fields = ("hall", "parent")
    inlines = (DepartmentNameInline, DepartmentRemedyInline)

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).prefetch_related("names", "parent__names")


@admin.register(Place)
class PlaceAdmin(LastingCode):
    lasting = ("hall", "code")
    list_display = ("name", "code", "kind", "zone", "hall", "is_active")
    list_filter = ("kind", "is_active", "hall")
    list_select_related = ("hall",)
    search_fields = ("name", "code")
    autocomplete_fields = ("hall",)
