"""What the windows add to the shell: menu, start page, pages, and what is opened below a window or a department."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from hall.people.roles import READS_HALL, Role
from hall.places.department import Department
from hall.web import navigation, openings, pages, panels
from hall.web.shell import working_hall

from .facilities.fault import REPORTERS, faults_at
from .queue import pages as queue_pages  # noqa: F401 – registers the queue's own
from .worklists import lists_for

FIRST = Role.FIRST_REPRESENTATIVE
AT_WINDOWS = {*READS_HALL, FIRST, Role.DEPARTMENT_LEADER, Role.WINDOW_CLERK, Role.REVIEWER, Role.GUIDE}

navigation.register("窗口一览", "windows", "窗口", roles=AT_WINDOWS, order=10)
navigation.register("窗口待办", "windows-waiting", "窗口", roles=AT_WINDOWS, order=20)
navigation.register("印章", "seals", "窗口", roles={*READS_HALL, FIRST, Role.DEPARTMENT_LEADER}, order=25)
navigation.register(
    "窗口和公告",
    "board",
    "窗口",
    public=True,
    order=30,
    about="各窗口办什么事、有什么权限，哪些业务临时停办，哪些时段办事的人多",
)


navigation.register("制度和通知", "bulletins", "工作台", order=80)
navigation.register("功能区和设施", "house", "窗口", roles=AT_WINDOWS, order=50)
navigation.register("政策公开管理", "policies-kept", "监督", roles={*READS_HALL, FIRST}, order=40)


def _waiting(request: HttpRequest) -> dict[str, Any] | None:
    """How much waits in each list, with the way there."""
    lines = [
        (one.title, one.objects.count(), reverse("windows-waiting")) for one in lists_for(request.authority)
    ]
    lines = [line for line in lines if line[1]]
    return {"lines": lines} if lines else None


panels.register("窗口待办", "windows/panels/todo.html", _waiting, roles=AT_WINDOWS, order=7, wide=True)


def _own_departments(request: HttpRequest):
    """The departments for which a person speaks in the hall where they work."""
    hall = working_hall(request)
    grants = [g for g in request.authority.grants if g.role in (FIRST, Role.DEPARTMENT_LEADER)]
    own = {grant.department_id for grant in grants if grant.hall_id == hall.pk} if hall else set()
    departments = Department.objects.filter(hall=hall, is_active=True).prefetch_related("names")
    return departments if None in own else departments.filter(pk__in=own)


class DepartmentChoice(forms.Form):
    department = forms.ModelChoiceField(None, label="部门")

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        self.fields["department"].queryset = _own_departments(request)


def _for_department(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """The one department the person speaks for, or that named in the address."""
    departments, asked = _own_departments(request), request.GET.get("department", "")
    scope = {"hall": working_hall(request)}
    if asked.isdecimal():
        return scope | {"department": get_object_or_404(departments, pk=asked)}
    found = list(departments[:2])
    return scope | {"department": found[0] if len(found) == 1 else None}


def _at_window(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """What a department lays down for a window: its own, or one of the centre's."""
    if parent is None or parent.dossier.department_id:
        return {}
    return {"department": _for_department(request, parent)["department"]}


def _of_reporter(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """A fault is reported in the name of the department for which the person works, or of the hall."""
    hall = working_hall(request)
    mine = [g for g in request.authority.grants if g.hall == hall and g.role in REPORTERS]
    everywhere = not mine or any(g.department is None for g in mine)
    return {"hall": hall, "department": None if everywhere else mine[0].department}


class WritingDepartment(DepartmentChoice):
    """Whose rule it is: a department's, or the centre's."""

    def __init__(self, request: HttpRequest):
        super().__init__(request)
        self.fields["department"].required = False
        self.fields["department"].empty_label = "中心"
        if request.authority.holds(Role.HALL_OFFICE):
            active = Department.objects.filter(hall=working_hall(request), is_active=True)
            self.fields["department"].queryset = active.prefetch_related("names")


def _of_writer(request: HttpRequest, parent: Any) -> dict[str, Any]:
    hall, asked = working_hall(request), request.GET.get("department", "")
    if asked.isdecimal():
        return {"hall": hall, "department": get_object_or_404(Department, pk=asked, hall=hall)}
    if request.authority.holds(Role.HALL_OFFICE):
        return {"hall": hall}
    return _for_department(request, parent)


openings.register("windows.fault", "report", _of_reporter, menu=True)
openings.register("windows.bulletin", "publish", _of_writer, asks=WritingDepartment, menu=True)
openings.register("hall.policy", "register", _of_writer, asks=WritingDepartment, menu=True)
pages.register("windows.bulletin", leaves_out=frozenset({"units"}))
pages.register("windows.fault", related=("spot",))
for kind, act in (
    ("windows.windowchange", "draft"),
    ("windows.suspension", "draft"),
    ("windows.peakplan", "draft"),
    ("windows.seasonalplan", "draft"),
):
    openings.register(kind, act, _for_department, asks=DepartmentChoice, menu=True)
openings.register("windows.closure", "draft", under="windows.window")
openings.register("windows.restart", "draft", under="windows.window")
openings.register("windows.mandate", "issue", _at_window, under="windows.window")


def _window_rows(window, names) -> list[tuple[str, Any]]:
    return [("待修复的设备故障", f"{faults_at(window)}处")] if faults_at(window) else []


pages.register("windows.window", related=("place",), usual=("resume", "pause"), more=_window_rows)
pages.register("windows.closure", related=("window__place",), usual=("approve", "submit"))
pages.register("windows.restart", related=("window__place",), usual=("approve", "submit"))
pages.register(
    "windows.mandate",
    related=("window__place",),
    leaves_out=frozenset({"rows"}),
    more=lambda mandate, names: mandate.lines(),
)


def _change_rows(change, names) -> list[tuple[str, Any]]:
    done = [str(change.Entered(one).label) for one in change.entered]
    wanting = [str(one.label) for one in change.Entered if one not in change.entered]
    return [
        ("窗口位置", "、".join(str(place) for place in change.changed_places)),
        ("业务内容", "、".join(str(matter) for matter in change.business) or "—"),
        ("已录入、调整", "、".join(done) or "—"),
        ("尚待录入、调整", "、".join(wanting) or "—"),
    ]


def _suspension_rows(one, names) -> list[tuple[str, Any]]:
    told = [f"{one.Telling(way).label} {on}" for way, on in one.told.items()]
    return [
        ("停办事项", "、".join(str(matter) for matter in one.suspended_matters)),
        ("窗口", "、".join(str(window) for window in one.affected_windows)),
        ("留守咨询解释人员", "、".join(one.consultant_names) or "—"),
        ("大厅已告知", "、".join(told) or "—"),
        ("尚未张贴通知的自助服务机", "、".join(str(place) for place in one.unposted) or "—"),
    ]


def _plan_rows(plan, names) -> list[tuple[str, Any]]:
    rows = plan.rows.current().select_related("window__place")
    return [(str(row), f"{row.business}；{row.staff}") for row in rows]


def _peak_rows(plan, names) -> list[tuple[str, Any]]:
    return [
        ("宣传", "已宣传" if plan.published_at else "未宣传"),
        ("尚未检查、备齐", "、".join(plan.unchecked) or "—"),
    ]


pages.register(
    "windows.windowchange", leaves_out=frozenset({"places", "matters", "entered"}), more=_change_rows
)
pages.register(
    "windows.suspension",
    leaves_out=frozenset({"matters", "windows", "consultants", "machines", "told"}),
    more=_suspension_rows,
    usual=("file", "publish", "tell"),
)
pages.register("windows.seasonalplan", more=_plan_rows, usual=("add_window", "file"))
pages.register(
    "windows.peakplan",
    leaves_out=frozenset({"matters", "checks"}),
    more=_peak_rows,
    usual=("file", "publish", "inspect"),
)
