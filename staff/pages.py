"""What the staff floor adds to the shell: the register of postings, and where people come, leave, are replaced."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from hall.people.roles import Role
from hall.places.department import Department
from hall.web import navigation, openings, pages, panels
from hall.web.names import Names
from hall.web.shell import working_hall
from staff import daily_pages  # noqa: F401 – registers daily life
from staff.postings import roster
from staff.postings.kinds import Power
from staff.postings.views import READERS

navigation.register("派驻登记", "postings", "人员", roles=READERS, order=10)


def _waiting(request: HttpRequest) -> dict[str, Any] | None:
    """How many are on their way in or out, so that who has to agree, train or enter data sees it at once."""
    authority, url = request.authority, reverse("postings")
    counts = [
        ("正在办理入岗", roster.visible_to(authority).filter(state__in=roster.UNDER_WAY).count()),
        ("正在办理离岗", roster.leaving(authority).count()),
        ("待部门调整", roster.letters(authority).count()),
    ]
    lines = [(title, n, url) for title, n in counts if n]
    return {"lines": lines} if lines else None


panels.register("人员派驻", "staff/todo.html", _waiting, roles=READERS, order=30)


def _own_departments(request: HttpRequest):
    """The departments a person may post people from, in the hall where they work."""
    hall = working_hall(request)
    speakers = (Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER, Role.HALL_OFFICE)
    own = {g.department_id for g in request.authority.grants if g.role in speakers and g.hall == hall}
    departments = Department.objects.filter(hall=hall, is_active=True).prefetch_related("names")
    return departments if None in own else departments.filter(pk__in=own)


class DepartmentChoice(forms.Form):
    """From which department; the centre posts pooled and hired people itself."""

    department = forms.ModelChoiceField(
        None, label="派驻部门", required=False, empty_label="中心（整合、购买服务人员）"
    )

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        self.fields["department"].queryset = _own_departments(request)


def _from_department(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """The department named in the address; else the only one the person speaks for."""
    departments, asked = _own_departments(request), request.GET.get("department", "")
    scope = {"hall": working_hall(request)}
    if asked.isdecimal():
        return scope | {"department": get_object_or_404(departments, pk=asked)}
    found = [] if request.authority.holds(Role.HALL_OFFICE) else list(departments[:2])
    return scope | {"department": found[0] if len(found) == 1 else None}


openings.register("staff.posting", "apply", _from_department, asks=DepartmentChoice, menu=True)
openings.register("staff.departure", "file", under="staff.posting")
openings.register("staff.replacement", "write", under="staff.posting")


def _posting_rows(posting, names: Names) -> list[tuple[str, Any]]:
    """Masked numbers, the powers in words, and what training was passed."""
    passed = [
        f"{one.subject}（{one.passed_on}{'，有材料证明' if one.proof else '，无材料证明'}）"
        for one in posting.trainings.order_by("pk")
    ]
    powers = [Power(one).label for one in posting.powers]
    told = {"身份证号": posting.masked_identity, "联系方式": posting.masked_phone}
    told |= {"授予的权力": "、".join(powers), "岗前培训": "；".join(passed)}
    return [(title, text) for title, text in told.items() if text]


def _departure_rows(departure, names: Names) -> list[tuple[str, Any]]:
    steps = departure.steps.select_related("done_by").order_by("pk")
    return [(str(one), f"{one.done_by}，{names.plain(one.done_at)}") for one in steps]


pages.register(
    "staff.posting",
    related=("person", "stands_in_for__person", "place"),
    leaves_out=frozenset({"powers"}),
    more=_posting_rows,
    usual=("endorse", "train", "agree", "enter_data", "start"),
)
pages.register(
    "staff.departure",
    related=("posting__person",),
    more=_departure_rows,
    usual=("sign", "endorse", "confirm", "hand_over_work", "allow"),
)
pages.register("staff.replacement", related=("posting__person",))
