"""What the queue adds to the shell: menu, pages, and what is begun from the start page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest

from hall.people.roles import READS_HALL, Role
from hall.places.department import Department
from hall.web import navigation, openings, pages
from hall.web.shell import working_hall

from .appointment import ATTENDANTS
from .line import Line

CLERK, FIRST, OFFICE = Role.WINDOW_CLERK, Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE

navigation.register("叫号", "queue-bench", "工作台", roles=[CLERK, FIRST, Role.CASHIER], order=15, key="j")
navigation.register("预约", "queue-bookings", "窗口", roles={*ATTENDANTS, *READS_HALL}, order=40)
navigation.register("排队情况", "queue-figures", "窗口", roles={*READS_HALL, FIRST, Role.GUIDE}, order=50)
navigation.register(
    "取号和预约",
    "queue-halls",
    "窗口",
    public=True,
    order=35,
    about="取号、看叫到几号、预约时段；公休日有紧急、特殊需要的也可以预约",
)


class LineChoice(forms.Form):
    line = forms.ModelChoiceField(None, label="业务")

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        self.fields["line"].queryset = Line.objects.of(working_hall(request))


def _in_a_line(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """The line named in the address; the first one where none is named."""
    hall, asked = working_hall(request), request.GET.get("line", "")
    lines = Line.objects.of(hall).select_related("dossier__department")
    line = (lines.filter(pk=asked) if asked.isdecimal() and len(asked) < 19 else lines).first()
    if line is None:
        raise Http404("本大厅还没有取号业务，请先由大厅管理室设立。")
    return {"hall": hall, "department": line.dossier.department, "line": line}


class OwnerChoice(forms.Form):
    department = forms.ModelChoiceField(None, label="部门", required=False, empty_label="中心")

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        self.fields["department"].queryset = _departments(request)


def _departments(request: HttpRequest):
    return Department.objects.filter(hall=working_hall(request), is_active=True).prefetch_related("names")


def _of_an_owner(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """A line of the centre, or of the department named in the address."""
    asked = request.GET.get("department", "")
    owner = _departments(request).filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
    return {"hall": working_hall(request), "department": owner}


openings.register("windows.line", "set_up", _of_an_owner, asks=OwnerChoice, menu=True)
openings.register("windows.ticket", "draw", _in_a_line, asks=LineChoice, menu=True)
openings.register("windows.appointment", "book", _in_a_line, asks=LineChoice, menu=True)
openings.register("windows.restdayservice", "ask", menu=True)

pages.register(
    "windows.line",
    leaves_out=frozenset({"windows"}),
    more=lambda line, names: [("窗口", "、".join(str(one) for one in line.called_at))],
    usual=("change", "set_limit"),
)
pages.register(
    "windows.ticket",
    related=("series", "line", "window__place"),
    leaves_out=frozenset({"booking", "dossiers"}),
    usual=("begin", "end", "recall", "skip", "call"),
)
pages.register(
    "windows.appointment",
    related=("line",),
    more=lambda one, names: [("预约人", one.masked)],
    usual=("check_in", "cancel"),
)
pages.register(
    "windows.restdayservice",
    leaves_out=frozenset({"departments", "people"}),
    more=lambda one, names: [("预约人", one.masked), ("原因", one.reason), *one.arranged],
    usual=("confirm", "assign", "check_in"),
)
