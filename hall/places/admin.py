"""The records of the hall tree in the admin: halls, departments with their names and remedies, places."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from hall.duty import duty
from hall.people.authority import Authority
from hall.people.roles import Role
from hall.places.department import Department, DepartmentName
from hall.places.hall import Hall
from hall.places.place import Place
from hall.places.remedies import DepartmentRemedy


class OwnHall:
    """Records of a hall: its office changes those of its own hall and of the halls below it, not another's (AH-4.b)."""

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or self.is_own(request, obj))

    def save_model(self, request: HttpRequest, obj: object, form: forms.ModelForm, change: bool) -> None:
        """A new record names its hall itself; so the hall named is asked about once more."""
        if not self.is_own(request, obj):
            raise PermissionDenied("只能登记和修改本大厅及其下级大厅的资料。")
        super().save_model(request, obj, form, change)

    def hall_of(self, record: object) -> Hall:
        return record.hall

    def is_own(self, request: HttpRequest, record: object) -> bool:
        """Whether the person is the office of the record's hall, or of one above it."""
        grants, hall = Authority.of(request.user).grants, self.hall_of(record)
        own = {grant.hall_id for grant in grants if grant.role == Role.HALL_OFFICE}
        return any(one.pk in own for one in (hall, *hall.ancestors()))


class LastingCode(OwnHall, SimpleHistoryAdmin):
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

    def hall_of(self, record: Hall) -> Hall:
        return record


class DepartmentNameInline(admin.TabularInline):
    model = DepartmentName
    extra = 0
    min_num = 1  # a department without a name can sign nothing


class DepartmentRemedyInline(admin.TabularInline):
    model = DepartmentRemedy
    extra = 0


class DepartmentForm(forms.ModelForm):
    class Meta:
        model = Department
        fields = ("hall", "code", "kind", "parent", "phone", "own_window", "is_active")

    def clean(self):
        cleaned = super().clean()
        if reason := phone_wanting(cleaned):
            self.add_error("phone", reason)
        return cleaned


@duty("WS01-05.2.1-1", off=lambda cleaned: "")
def phone_wanting(cleaned: dict) -> str:
    """Whoever serves the public can be rung up: no active department without a telephone."""
    wanting = cleaned.get("is_active") and not (cleaned.get("phone") or "").strip()
    return "启用的部门须填写对外公布的服务电话。" if wanting else ""


@admin.register(Department)
class DepartmentAdmin(LastingCode):
    form = DepartmentForm
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
