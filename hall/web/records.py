"""What the admin shows of dossiers, timelines, clocks, papers and grants: to read, with a way to where it is done."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from hall.applicants.admin import ReadOnly
from hall.clocks.ledger import ClockLimit, ClockRun
from hall.papers.paper import Paper
from hall.people.grant import Grant
from hall.registers.register import RegisterRecord
from hall.timeline.dossier import Dossier
from hall.timeline.entry import Entry


class DossierRows(ReadOnly, admin.ModelAdmin):
    """Rows that belong to a dossier: only those the person may read, never edited here, done at ``/d/<id>/``."""

    show_full_result_count = False
    dossier_path = "dossier__"
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(request.authority.readable(self.dossier_path))

    @admin.display(description="办理")
    def way(self, row) -> str:
        dossier_id = row.pk if isinstance(row, Dossier) else row.dossier_id
        return format_html('<a href="{}">办理</a>', reverse("dossier", args=[dossier_id]))


class WorkflowAdmin(DossierRows):
    """Base for the workflow objects of every floor."""

    list_display = ("__str__", "state", "way")
    list_select_related = ("dossier",)


@admin.register(Dossier)
class DossierAdmin(DossierRows):
    dossier_path = ""
    list_display = ("__str__", "kind", "hall", "opened_at", "version", "attention", "way")
    list_filter = ("kind",)
    list_select_related = ("hall",)
    search_fields = ("label",)


@admin.register(Entry)
class EntryAdmin(DossierRows):
    list_display = ("dossier", "seq", "title", "kind", "by", "legal_at", "way")
    list_filter = ("kind", "legal_at")
    list_select_related = ("dossier", "by")


class ClockLimitInline(ReadOnly, admin.TabularInline):
    model = ClockLimit
    fields = ("kind", "length", "basis", "due_on", "provisional", "sentence", "closed_at")
    readonly_fields = ("length",)
    extra = 0

    @admin.display(description="期间")
    def length(self, limit: ClockLimit) -> str:
        return limit.length


@admin.register(ClockRun)
class ClockRunAdmin(DossierRows):
    list_display = ("title", "dossier", "started_at", "ended_at", "edition", "way")
    list_select_related = ("dossier",)
    inlines = (ClockLimitInline,)


@admin.register(Paper)
class PaperAdmin(DossierRows):
    """Without the facts: what stands on a paper is personal, and is read on the paper."""

    list_display = ("title", "number", "issued_on", "sealed_at", "served_at", "voided_at", "way")
    list_filter = ("kind", "issued_on")
    search_fields = ("number", "verify_code")
    exclude = ("facts", "served_facts", "seal_mark", "pdf")


@admin.register(Grant)
class GrantAdmin(WorkflowAdmin):
    list_display = ("user", "role", "hall", "department", "place", "since", "until", "state", "way")
    list_filter = ("role", "state")
    list_select_related = ("user", "hall", "department", "place")
    search_fields = ("user__name", "user__username")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("department__names")


@admin.register(RegisterRecord)
class RegisterRecordAdmin(WorkflowAdmin):
    list_display = ("dossier", "recorded_on", "state", "way")
    list_filter = ("register", "state")
