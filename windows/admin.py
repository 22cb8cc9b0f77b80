"""Windows, seats, seals and closures in the admin: to be read, with a way to where they are worked on."""

from __future__ import annotations

from django.contrib import admin

from hall.applicants.admin import ReadOnly
from hall.web.records import WorkflowAdmin

from .changes.change import WindowChange
from .closures.closure import Closure
from .mandate import Mandate
from .peaks.plan import PeakPlan
from .queue.appointment import Appointment
from .queue.line import Line
from .queue.rest_day import RestDayService
from .queue.ticket import Ticket
from .restarts.restart import Restart
from .seals.seal import Seal
from .seals.use import SealOwner, SealUse
from .seasons.plan import SeasonalPlan
from .seat import Seat
from .served import ServedMatter
from .suspensions.briefing import Briefing
from .suspensions.suspension import Suspension
from .window import Window


class ServedMatterInline(ReadOnly, admin.TabularInline):
    model = ServedMatter
    fields = ("matter", "ground", "added", "ended")
    extra = 0


@admin.register(Window)
class WindowAdmin(WorkflowAdmin):
    list_display = ("place", "department", "seats", "state", "way")
    list_filter = ("state", "place__kind")
    list_select_related = ("place", "dossier__department")
    search_fields = ("place__code", "place__name")
    inlines = (ServedMatterInline,)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("dossier__department__names")

    @admin.display(description="所属部门")
    def department(self, window: Window):
        return window.dossier.department or "中心"


@admin.register(Seat)
class SeatAdmin(WorkflowAdmin):
    list_display = ("window", "user", "seated_at", "left_at", "state", "way")
    list_filter = ("state",)
    list_select_related = ("window__place", "user", "dossier")


@admin.register(Closure)
class ClosureAdmin(WorkflowAdmin):
    list_display = ("window", "begins_on", "ends_on", "filed_by", "filed_at", "state", "way")
    list_filter = ("state", "begins_on")
    list_select_related = ("window__place", "filed_by", "dossier")
    exclude = ("proof", "scan", "contact", "enquiry")


@admin.register(Restart, WindowChange, Suspension, PeakPlan, SeasonalPlan, Mandate, Briefing)
class FilingAdmin(WorkflowAdmin):
    """What departments apply for, file and lay down about their windows."""

    list_display = ("__str__", "department", "state", "way")
    list_filter = ("state",)
    list_select_related = ("dossier__department",)
    exclude = ("proof", "scan", "contact", "enquiry", "technician")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("dossier__department__names")

    @admin.display(description="所属部门")
    def department(self, one):
        return one.dossier.department or "中心"


class SealOwnerInline(ReadOnly, admin.TabularInline):
    model = SealOwner
    fields = ("department", "entry")
    extra = 0


@admin.register(Seal)
class SealAdmin(WorkflowAdmin):
    list_display = ("name", "kind", "custodian", "valid_from", "valid_until", "state", "way")
    list_filter = ("kind", "state")
    list_select_related = ("custodian", "dossier")
    search_fields = ("name",)
    exclude = ("image",)
    inlines = (SealOwnerInline,)


@admin.register(SealUse)
class SealUseAdmin(ReadOnly, admin.ModelAdmin):
    """用印登记: which seal, on which paper, where and when."""

    list_display = ("seal", "number", "used_by", "place", "at")
    list_filter = ("at",)
    list_select_related = ("seal", "used_by", "place")
    search_fields = ("number",)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(request.authority.readable("seal__dossier__"))


@admin.register(Line)
class LineAdmin(WorkflowAdmin):
    list_display = ("letter", "name", "limit", "per_slot", "state", "way")
    list_filter = ("state",)


@admin.register(Ticket)
class TicketAdmin(WorkflowAdmin):
    list_display = ("__str__", "line", "day", "green", "window", "clerk", "state", "way")
    list_filter = ("state", "green", "day")
    list_select_related = ("series", "line", "window__place", "clerk", "dossier")


@admin.register(Appointment, RestDayService)
class BookingAdmin(WorkflowAdmin):
    list_display = ("__str__", "channel", "on", "state", "way")
    list_filter = ("state", "channel", "on")
    exclude = ("visitor", "phone", "code", "reason")
