"""法定时间: outside production the demo's date may be set or moved on; in earnest this page does not exist."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hall import legal_time
from hall.people.authority import Authority
from hall.people.roles import Role

from .entrance import staff_only

MAY_TRAVEL = (Role.HALL_OFFICE, Role.SYSADMIN)
STEPS = {
    "hour": ("一小时", dt.timedelta(hours=1)),
    "day": ("一天", dt.timedelta(days=1)),
    "week": ("一周", dt.timedelta(weeks=1)),
}


class InstantForm(forms.Form):
    instant = forms.DateTimeField(label="调到")
    freeze = forms.BooleanField(label="停在这一刻不走", required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_instant(self) -> dt.datetime:
        """Nobody travels to where their own grant does not reach: there would be no way back."""
        instant = self.cleaned_data["instant"]
        if not Authority.of(self.user, instant).holds(*MAY_TRAVEL):
            raise forms.ValidationError("您的授权在那个时间没有生效，调过去就调不回来；请另选时间。")
        return instant


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def legal_clock(request: HttpRequest) -> HttpResponse:
    if not settings.LEGAL_TIME_TRAVEL:
        raise Http404("正式运行环境不调整法定时间。")
    if not request.authority.holds(*MAY_TRAVEL):
        raise PermissionDenied("演示时间由大厅管理室或者系统管理员调整。")
    form = InstantForm(None, user=request.user, initial={"instant": legal_time.now()})
    if request.method == "POST":
        step = STEPS.get(request.POST.get("step", ""))
        if step:
            legal_time.advance(step[1])
        elif "back" in request.POST:
            legal_time.come_back()
        else:
            form = InstantForm(request.POST, user=request.user)
            if not form.is_valid():
                return render(request, "hall/time.html", {"form": form, "steps": STEPS}, status=400)
            legal_time.travel_to(form.cleaned_data["instant"], freeze=form.cleaned_data["freeze"])
        messages.success(request, legal_time.sentence())
        return redirect("legal-time")
    return render(
        request, "hall/time.html", {"form": form, "steps": STEPS, "sentence": legal_time.sentence()}
    )
