"""Tasks in the admin: to be read only; what happens to them happens through their acts."""

from __future__ import annotations

from django.contrib import admin

from hall.people.authority import Authority
from staff.selectors import visible_to
from staff.task import Task


@admin.register(Task)
class TaskAdmin(admin.ModelAdmin):
    list_display = (
        "title",
        "receiver",
        "state",
        "issued_by",
        "issued_at",
        "acknowledged_at",
        "due_on",
        "done_at",
    )
    list_filter = ("state",)
    search_fields = ("title", "receiver__name")
    date_hierarchy = "issued_at"

    def get_queryset(self, request):
        return visible_to(Authority.of(request.user))

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
