"""Tasks in the admin: to be read only; what happens to them happens through their acts."""

from __future__ import annotations

from django.contrib import admin

from hall.web.records import WorkflowAdmin
from staff.task import Task


@admin.register(Task)
class TaskAdmin(WorkflowAdmin):
    list_display = (
        "title",
        "receiver",
        "issued_by",
        "issued_at",
        "acknowledged_at",
        "due_on",
        "done_at",
        "state",
        "way",
    )
    list_filter = ("state",)
    list_select_related = ("receiver", "issued_by", "dossier")
    search_fields = ("title", "receiver__name")
