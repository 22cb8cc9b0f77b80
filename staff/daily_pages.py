"""What daily life of the staff adds to the shell: menu, start page, and what may be begun."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from hall.people.roles import Role
from hall.places.department import Department
from hall.web import navigation, openings, pages, panels
from hall.web.shell import working_hall

from .leaves.leave import ASKERS, Leave
from .training.attendee import Attendee
from .views.people import AT_THE_DESK
from .views.sight import MAY_READ

navigation.register("我的档案", "my-file", "人员", order=5)
navigation.register("月度考勤", "attendance", "人员", roles=MAY_READ, order=40)
navigation.register("培训", "training", "人员", roles=MAY_READ, order=50)
navigation.register("考核", "assessment", "人员", roles=MAY_READ, order=60)
navigation.register("导服台", "guides", "工作台", roles=AT_THE_DESK, order=50)
navigation.register(
    "工作人员", "staff-board", "人员", public=True, order=90, about="今天在岗的工作人员、各自的职责和联系方式"
)


def _leaves(request: HttpRequest) -> dict[str, Any] | None:
    """Leaves that wait for the person: to approve by their role, or, for the office, to know of."""
    mine = request.authority.readable("dossier__")
    asked = Leave.objects.filter(mine, state=Leave.State.ASKED).exclude(person=request.user)
    asked = asked.select_related("person").order_by("begins_on")
    known = [one for one in asked if one.chain[0] in request.authority.roles | {Role.HALL_OFFICE}]
    return {"leaves": known} if known else None


def _courses(request: HttpRequest) -> dict[str, Any] | None:
    """The person's lines at courses still to be held."""
    lines = Attendee.objects.filter(person=request.user).exclude(state=Attendee.State.STAYED)
    lines = [one for one in lines.select_related("dossier__parent")[:20] if one.course.state == "planned"]
    return {"lines": lines} if lines else None


panels.register(
    "请假待批",
    "staff/panels/leaves.html",
    _leaves,
    roles=[Role.FIRST_REPRESENTATIVE, Role.HALL_LEADER, Role.DEPARTMENT_LEADER, Role.HALL_OFFICE],
    order=8,
)
panels.register("我的培训", "staff/panels/courses.html", _courses, order=9)


def _own_unit(request: HttpRequest, roles) -> Department | None:
    """The department for which a person acts in one of the roles; None for the hall's own people."""
    hall = working_hall(request)
    grants = [one for one in request.authority.grants if one.hall_id == hall.pk and one.role in roles]
    if not grants or any(one.department_id is None for one in grants):
        return None
    return grants[0].department


def _as(*roles: Role):
    def scope(request: HttpRequest, parent: Any) -> dict[str, Any]:
        return {"hall": working_hall(request), "department": _own_unit(request, roles)}

    return scope


class UnitChoice(forms.Form):
    """Which unit is assessed, or whose people."""

    department = forms.ModelChoiceField(None, label="派驻单位", required=False, empty_label="中心")

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        departments = Department.objects.filter(hall=working_hall(request), is_active=True)
        self.fields["department"].queryset = departments.prefetch_related("names")


def _assessed(request: HttpRequest, parent: Any) -> dict[str, Any]:
    hall, asked = working_hall(request), request.GET.get("department", "")
    department = get_object_or_404(Department, pk=asked, hall=hall) if asked.isdecimal() else None
    return {"hall": hall, "department": department}


openings.register(
    "staff.course",
    "plan",
    _as(Role.HALL_OFFICE, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER),
    menu=True,
)
openings.register("staff.leave", "ask", _as(*ASKERS), menu=True)
openings.register("staff.appraisal", "draw_up", _assessed, asks=UnitChoice, menu=True)
for kind, act in (
    ("staff.clockimport", "read_in"),
    ("staff.handbook", "publish"),
    ("staff.leaderduty", "arrange"),
    ("staff.postleave", "ask"),
    ("staff.shortabsence", "step_out"),
):
    openings.register(kind, act, menu=True)

pages.register("staff.leave", leaves_out=frozenset({"chain", "chain_step"}), usual=("approve", "report_back"))
pages.register(
    "staff.appraisal",
    leaves_out=frozenset({"scores", "figures"}),
    more=lambda one, names: [*one.scores.items(), *one.figures.items()],
    usual=("send", "supervise", "receive"),
)
pages.register("staff.attendee", related=("person",), usual=("sign_in", "sign_out"))
