"""The rulebook in the admin: read every answer, answer one anew, adopt an edition. Nothing is changed in place."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from hall import legal_time
from hall.people.authority import Authority
from hall.people.roles import Role
from hall.places.hall import Hall

from .adoption import adopt, pending
from .errors import RuleMissing
from .forms import AdoptionForm, RuleRowForm
from .lookup import answer
from .preview import preview
from .rows import PresetAdoption, RuleRow
from .rule import RULES, rule
from .summary import all_answers, rulebook_summary


class Kept(admin.ModelAdmin):
    """Rows are added and read, never changed or deleted."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/hall/rulerow/{name}.html", context)

    def own_hall(self, request: HttpRequest) -> Hall:
        """The hall named in the address. Refused unless the person is its office (AH-4.b)."""
        hall = _hall(request.GET.get("hall", ""))
        if not self.has_add_permission(request) or hall.pk not in _office_of(request):
            raise PermissionDenied("只有本大厅的管理室可以变更本大厅的规则。")
        return hall


@admin.register(RuleRow)
class RuleRowAdmin(Kept):
    list_display = ["title", "hall", "shown", "basis", "effective_from", "reason", "made_by"]
    list_filter = ["hall", "effective_from"]
    list_select_related = ["hall", "made_by"]
    search_fields = ["key", "reason", "clause"]
    fields = ["hall", "title", "key", "shown", "basis", "effective_from", "reason", "made_by", "made_at"]

    @admin.display(description="规则", ordering="key")
    def title(self, row: RuleRow) -> str:
        return RULES[row.key].title if row.key in RULES else row.key

    @admin.display(description="取值")
    def shown(self, row: RuleRow) -> str:
        return "恢复沿用" if row.inherits else row.rule.describe(row.answer)

    @admin.display(description="依据")
    def basis(self, row: RuleRow) -> str:
        return "" if row.inherits else row.basis

    def get_urls(self) -> list[URLPattern]:
        book = path("answers/", self.admin_site.admin_view(self.answers), name="hall_rulerow_answers")
        return [book, *super().get_urls()]

    def answers(self, request: HttpRequest) -> HttpResponse:
        """Every answer in force for a hall on a day, what it rests on, and who says so."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        hall, day = _hall(request.GET.get("hall", "")), _day(request.GET.get("on", ""))
        context = {
            "title": f"{hall}的规则",
            "hall": hall,
            "halls": Hall.objects.filter(is_active=True),
            "on": day,
        }
        try:
            context |= {"summary": rulebook_summary(hall, day), "answers": all_answers(hall, day)}
        except RuleMissing as missing:
            context["missing"] = str(missing)
        context["pending"] = pending(hall)
        context["may_change"] = self.has_add_permission(request) and hall.pk in _office_of(request)
        return self.page(request, "answers", context)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Answer one question in two steps: see what it changes, then confirm."""
        if "key" not in request.GET:
            return redirect("admin:hall_rulerow_answers")
        hall, question = self.own_hall(request), _question(request.GET["key"])
        try:
            present = answer(hall, question.key, legal_time.today())
        except RuleMissing:
            present = None
        form = RuleRowForm(request.POST or None, hall=hall, rule=question, present=present, by=request.user)
        context = {"title": f"变更规则：{question.title}", "rule": question, "present": present, "form": form}
        if form.is_valid():
            row = form.row
            row.full_clean()
            if "confirm" in request.POST:
                row.save()
                self.log_addition(request, row, str(row))
                messages.success(
                    request, f"“{question.title}”已变更，自 {row.effective_from:%Y-%m-%d} 起适用。"
                )
                return redirect(reverse("admin:hall_rulerow_answers") + f"?hall={hall.pk}")
            context["preview"] = preview(row)
        return self.page(request, "change", context)


@admin.register(PresetAdoption)
class PresetAdoptionAdmin(Kept):
    list_display = ["hall", "preset", "fingerprint", "effective_from", "reason", "made_by", "made_at"]
    list_filter = ["hall", "preset"]
    list_select_related = ["hall", "made_by"]
    fields = list_display

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Show what the shipped edition says differently, and adopt it from a date on."""
        if "hall" not in request.GET:
            return redirect("admin:hall_rulerow_answers")
        hall = self.own_hall(request)
        changes = pending(hall)
        form = AdoptionForm(request.POST or None)
        if changes and form.is_valid():
            made = adopt(hall, by=request.user, **form.cleaned_data)
            self.log_addition(request, made, f"采用 {made.preset} {made.fingerprint}")
            messages.success(
                request, f"已采用，{len(changes)} 项规则自 {made.effective_from:%Y-%m-%d} 起变更。"
            )
            return redirect(reverse("admin:hall_rulerow_answers") + f"?hall={hall.pk}")
        context = {"title": f"{hall}：采用新的制度内容", "changes": changes, "form": form}
        return self.page(request, "adopt", context)


def _hall(asked: str) -> Hall:
    if asked:
        return get_object_or_404(Hall, pk=asked if asked.isdecimal() else 0)
    hall = Hall.objects.filter(is_active=True).first()
    if hall is None:
        raise Http404("还没有大厅，请先建立大厅。")
    return hall


def _day(asked: str) -> dt.date:
    try:
        return dt.date.fromisoformat(asked) if asked else legal_time.today()
    except ValueError as error:
        raise Http404("日期应写成 2026-11-20 的格式。") from error


def _question(key: str) -> Any:
    try:
        question = rule(key)
    except RuleMissing as error:
        raise Http404(str(error)) from error
    if question.by_statute:
        raise PermissionDenied(f"“{question.title}”由国家规定，大厅不得另定。")
    return question


def _office_of(request: HttpRequest) -> set[int]:
    """The halls whose office the person is."""
    return {g.hall_id for g in Authority.of(request.user).grants if g.role == Role.HALL_OFFICE}
