"""The calendar in the admin: look at a year, import a notice, correct one. Nothing is changed in place."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from hall import legal_time
from hall.calendar.arrangements import HolidayArrangement
from hall.calendar.current import calendar_for
from hall.calendar.forms import ArrangementForm
from hall.calendar.publishing import preview, publish
from hall.calendar.review import Preview
from hall.calendar.table import TableRefused
from hall.calendar.working_days import CalendarDoesNotReach
from hall.calendar.year_view import months_of, months_touched
from hall.people.authority import Authority
from hall.people.roles import Role
from hall.places.hall import Hall


@admin.register(HolidayArrangement)
class HolidayArrangementAdmin(admin.ModelAdmin):
    list_display = ["title", "number", "issued_on", "year", "scope", "area", "source", "standing"]
    list_filter = ["scope"]
    list_select_related = ["hall", "replaced_by"]
    search_fields = ["title", "number", "hall__name"]
    fields = [
        "title",
        "number",
        "issued_on",
        "year",
        "scope",
        "area",
        "source",
        "reason",
        "replaces",
        "days",
        "recorded_at",
        "recorded_by",
    ]

    @admin.display(description="日期表")
    def days(self, arrangement: HolidayArrangement) -> str:
        return format_html("<pre>{}</pre>", arrangement.table or "（没有日期：撤回所代替的文件）")

    @admin.display(description="适用范围")
    def area(self, arrangement: HolidayArrangement) -> str:
        return str(arrangement.hall or "全国")

    @admin.display(description="现行", boolean=True)
    def standing(self, arrangement: HolidayArrangement) -> bool:
        return not hasattr(arrangement, "replaced_by")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        year = path("year/", self.admin_site.admin_view(self.year_view), name="hall_holidayarrangement_year")
        return [year, *super().get_urls()]

    def year_view(self, request: HttpRequest) -> HttpResponse:
        """A year of the nation's calendar, or of a hall's, month by month."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = request.GET.get("hall", "")
        hall = get_object_or_404(Hall, pk=asked) if asked.isdecimal() else None
        context = {"title": "工作日历", "hall": hall, "halls": Hall.objects.filter(is_active=True)}
        try:
            calendar = calendar_for(hall)
        except CalendarDoesNotReach as nothing_yet:
            context["nothing_yet"] = str(nothing_yet)
        else:
            years = range(calendar.first.year, calendar.last.year + 2)
            year = request.GET.get("year") or str(min(legal_time.today().year, years[-1]))
            if not year.isdecimal() or int(year) not in years:
                raise Http404("工作日历没有这一年。")
            context |= {
                "calendar": calendar,
                "year": int(year),
                "years": years,
                "months": months_of(calendar, int(year)),
            }
        return self._page(request, "year", context)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Import in two steps: a preview of every day that would change, then the confirmation of just that."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        halls = _own_halls(request)
        form = ArrangementForm(
            request.POST or None,
            request.FILES or None,
            halls=halls,
            corrected=self._corrected(request, halls),
        )
        result: Preview | None = None
        if form.is_valid():
            try:
                if "confirm" in request.POST:
                    return self._publish(request, form)
                result = preview(form.instance, form.rows)
                form = form.shown_again(result.after.edition)
            except TableRefused as refused:
                form.add_error("table", refused.messages)
        context = {
            "title": "更正放假安排" if form.corrected else "导入放假安排",
            "form": form,
            "result": result,
        }
        if result is not None:
            context["pictures"] = months_touched(result.after, [c.date for c in result.visible_changes])
        return self._page(request, "import", context)

    def _publish(self, request: HttpRequest, form: ArrangementForm) -> HttpResponse:
        arrangement = form.instance
        arrangement.recorded_by = request.user
        result = publish(arrangement, form.rows, seen=form.cleaned_data["seen"])
        self.log_addition(request, arrangement, f"导入后日历版本 {result.after.edition}")
        messages.success(request, f"已导入“{arrangement.title}”，{len(result.visible_changes)}天有变动。")
        return redirect(reverse("admin:hall_holidayarrangement_year") + f"?year={arrangement.year}")

    def _corrected(self, request: HttpRequest, halls: set[int]) -> HolidayArrangement | None:
        asked = request.GET.get("replaces", "")
        if not asked:
            return None
        corrected = get_object_or_404(HolidayArrangement, pk=asked if asked.isdecimal() else 0)
        if hasattr(corrected, "replaced_by"):
            raise Http404("这份安排已被代替，请更正现行的那一份。")
        if corrected.hall_id is not None and corrected.hall_id not in halls:
            raise PermissionDenied("只能更正本大厅的地方节日。")
        return corrected

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/hall/holidayarrangement/{name}.html", context)


def _own_halls(request: HttpRequest) -> set[int]:
    """The halls for whose area the person may arrange: those whose office they are."""
    return {g.hall_id for g in Authority.of(request.user).grants if g.role == Role.HALL_OFFICE}
