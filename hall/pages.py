"""What the ground floor adds to its own shell: menu, start page, and the pages of its own workflow objects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from hall.people.roles import READS_HALL, RECORDS, Role
from hall.places.department import Department
from hall.registers.register import REGISTERS, RegisterRecord
from hall.timeline.entry import Entry
from hall.web import lists, navigation, openings, pages, panels, time_page
from hall.web.names import Names
from hall.web.shell import working_hall

LATEST = 8

navigation.register("首页", "home", "工作台", order=0, key="h")
navigation.register(
    "需要关注",
    "attention",
    "监督",
    roles=[Role.HALL_OFFICE, Role.HALL_LEADER, Role.SUPERVISOR, Role.BUREAU, Role.FIRST_REPRESENTATIVE],
)
navigation.register("台账", "registers", "监督", roles=READS_HALL, order=60)
navigation.register("留痕锚定", "anchors", "监督", roles=lists.WATCHERS, order=90)
navigation.register(
    "文书核验",
    "verification",
    "制度",
    public=True,
    order=10,
    about="扫码或者输入核验码，查验文书的真伪和效力",
)
navigation.register("规则库", "rulebook", "制度", public=True, order=20, about="本厅执行的制度，逐项列明依据")
navigation.register(
    "期限届满的后果", "effects", "制度", public=True, order=30, about="每个期限届满后系统做什么"
)
navigation.register("资料与设置", "admin:index", "系统", roles=RECORDS, order=10)
if settings.LEGAL_TIME_TRAVEL:
    navigation.register("演示时间", "legal-time", "系统", roles=time_page.MAY_TRAVEL, order=90)


def _beginnings(request: HttpRequest) -> dict[str, Any] | None:
    found = [
        (one.spec.title, one.model._meta.verbose_name, one.url()) for one in openings.beginnings(request)
    ]
    record = openings.opening("hall.registerrecord", "record")
    found += [
        (one.title, "台账登记", record.url(register=one.key))
        for one in REGISTERS.values()
        if request.authority.holds(*one.by)
    ]
    return {"beginnings": found} if found else None


def _attention(request: HttpRequest) -> dict[str, Any] | None:
    found = list(lists.needing_attention(request)[: LATEST + 1])
    return {"dossiers": found[:LATEST], "more": len(found) > LATEST}


def _my_latest(request: HttpRequest) -> dict[str, Any]:
    entries = Entry.objects.filter(
        request.authority.readable("dossier__"), by=request.user, kind=Entry.Kind.ACT
    )
    return {"entries": entries.select_related("dossier", "place").order_by("-pk")[:LATEST]}


def _my_grants(request: HttpRequest) -> dict[str, Any]:
    grants = request.authority.grants
    prefetch_related_objects([grant.department for grant in grants if grant.department], "names")
    return {"grants": grants}


panels.register("可以新办", "hall/panels/beginnings.html", _beginnings, order=10)
panels.register(
    "需要关注",
    "hall/panels/attention.html",
    _attention,
    roles=[Role.HALL_OFFICE, Role.HALL_LEADER, Role.SUPERVISOR, Role.BUREAU],
    order=20,
)
panels.register("我最近办理的", "hall/panels/latest.html", _my_latest, order=80)
panels.register("我的授权", "hall/panels/grants.html", _my_grants, order=90)


class DepartmentChoice(forms.Form):
    """Whether a grant reaches the whole hall or one department."""

    department = forms.ModelChoiceField(None, label="授权范围", required=False, empty_label="全厅各部门")

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        departments = Department.objects.filter(hall=working_hall(request), is_active=True)
        self.fields["department"].queryset = departments.prefetch_related("names")


def _grant_scope(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """A grant for the whole hall, or for the department named in the address."""
    hall, asked = working_hall(request), request.GET.get("department", "")
    department = get_object_or_404(Department, pk=asked, hall=hall) if asked.isdecimal() else None
    return {"hall": hall, "department": department}


def _register_scope(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """A line of the whole hall, or of the one department for which the person may record."""
    if request.GET.get("register") not in REGISTERS:
        raise Http404("没有这本台账，请从首页进入。")
    hall, key = working_hall(request), request.GET["register"]
    grants = [one for one in request.authority.grants if one.hall == hall and one.role in REGISTERS[key].by]
    everywhere = not grants or any(one.department is None for one in grants)
    return {"hall": hall, "department": None if everywhere else grants[0].department, "register": key}


openings.register("hall.grant", "give", _grant_scope, asks=DepartmentChoice, menu=True)
openings.register("hall.registerrecord", "record", _register_scope)


def _register_labels(record: RegisterRecord) -> dict[str, str]:
    return {name: str(field.label) for name, field in record.declaration.form.base_fields.items()}


def _register_rows(record: RegisterRecord, names: Names) -> list[tuple[str, Any]]:
    """What is recorded, but for what the register calls private."""
    form = record.declaration.form
    fields = ((name, field) for name, field in form.base_fields.items() if name not in form.private)
    told = [(str(field.label), names.typed(field, record.facts.get(name))) for name, field in fields]
    return [("台账", record.declaration.title), *told]


pages.register(
    "hall.registerrecord",
    labels=_register_labels,
    leaves_out=frozenset({"register"}),
    more=_register_rows,
)
