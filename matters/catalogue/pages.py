"""What the catalogue adds to the shell: its desk, and where entries, delegations and changes of law are begun."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from hall.people.roles import Role
from hall.people.user import User
from hall.places.department import Department
from hall.web import navigation, openings, pages, panels
from hall.web.shell import working_hall

from .codes import Power
from .exchange.views import MAY_WRITE
from .matter import Matter
from .updating import ChangeNotice, GuideUpdate
from .views import READERS

DEPARTMENT = (Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER)

navigation.register("事项进驻情况", "catalogue-standing", "事项", roles=READERS, order=10)
navigation.register("指南更新", "catalogue-updates", "事项", roles=READERS, order=20)
navigation.register("目录导入导出", "exchange", "事项", roles=MAY_WRITE, order=40)
navigation.register("精简情况", "catalogue-simplification", "事项", roles=READERS, order=30)


def _own_departments(request: HttpRequest):
    """The departments a person speaks for in the hall where they work."""
    hall = working_hall(request)
    own = {g.department_id for g in request.authority.grants if g.role in DEPARTMENT and g.hall == hall}
    departments = Department.objects.filter(hall=hall, is_active=True).prefetch_related("names")
    return departments if None in own else departments.filter(pk__in=own)


class DepartmentChoice(forms.Form):
    """For which department; most speak for one only."""

    department = forms.ModelChoiceField(None, label="部门", empty_label=None)

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        self.fields["department"].queryset = _own_departments(request)


def _of_department(request: HttpRequest, parent: Any) -> dict[str, Any]:
    asked = request.GET.get("department", "")
    department = (
        get_object_or_404(_own_departments(request), pk=asked)
        if asked.isdecimal()
        else _own_departments(request).first()
    )
    return {"hall": working_hall(request), "department": department}


openings.register("catalogue.matterchange", "file", _of_department, asks=DepartmentChoice, menu=True)
openings.register("catalogue.delegation", "delegate", _of_department, asks=DepartmentChoice, menu=True)
openings.register("catalogue.guideupdate", "open", _of_department, menu=True)
openings.register("catalogue.lawchange", "announce", menu=True)


def _approvers(change, names) -> list[tuple[str, Any]]:
    people = User.objects.filter(pk__in=change.approvers).order_by("pk")
    return [("审批人员", "、".join(map(str, people)))] if change.approvers else []


def _matters(ids: list[int]) -> str:
    names = "、".join(str(one) for one in Matter.objects.filter(pk__in=ids))
    return names or "本部门全部进驻事项"


pages.register(
    "catalogue.matterchange",
    related=("matter__department", "version__matter", "reviewed_by", "target"),
    leaves_out=frozenset({"approvers"}),
    more=_approvers,
    usual=("review", "endorse", "put_in_force"),
)
pages.register(
    "catalogue.delegation",
    related=("person",),
    leaves_out=frozenset({"matters", "powers"}),
    more=lambda delegation, names: [
        ("事项", _matters(delegation.matters)),
        ("权限", "、".join(str(Power(one).label) for one in delegation.powers)),
    ],
)
pages.register(
    "catalogue.guideupdate",
    related=("matter__hall", "version__matter"),
    leaves_out=frozenset({"tasks"}),
    more=lambda update, names: [("待完成", "、".join(update.tasks_in_words()) or "无")],
)
pages.register("catalogue.lawchange", related=("statute",))
pages.register("catalogue.changenotice", related=("matter", "version__matter", "noted_by"))


def _waiting(request: HttpRequest) -> dict[str, Any] | None:
    """Guides out of date and notices not yet noted, for whoever has to do something about them."""
    readable, url = request.authority.readable("dossier__"), reverse("catalogue-updates")
    stale = GuideUpdate.objects.filter(readable, state=GuideUpdate.State.STALE)
    notices = ChangeNotice.objects.filter(readable, state=ChangeNotice.State.GIVEN)
    counted = [("待更新的办事指南", stale.count(), url), ("事项变化待知悉", notices.count(), url)]
    lines = [line for line in counted if line[1]]
    return {"lines": lines} if lines else None


panels.register("事项目录", "catalogue/todo.html", _waiting, roles=READERS, order=40)
