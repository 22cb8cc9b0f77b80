"""Inspection sheet (督查表): a department on the nine points of the notice (EL 五(五))."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from hall.duty import duty
from hall.people.roles import Role
from hall.places.department import Department
from hall.registers.register import Register
from staff.attendance.book import recorded
from staff.registers import DayForm
from supervision.circulars.drafting import DAILY, section
from supervision.circulars.period import Period

POINTS = {
    "staffing": "人员到位",
    "rules": "制度落实",
    "updates": "事项更新",
    "standards": "事项标准化建设",
    "advice": "业务咨询",
    "knowledge": "知识库建立维护",
    "process": "业务办理流程和效率",
    "satisfaction": "群众满意度",
    "innovation": "服务创新和便民措施落实",
}
RESULTS = [("good", "好"), ("fair", "一般"), ("poor", "差")]


class InspectionForm(DayForm):
    """One field for each of the nine points; none may be left out."""

    unit = forms.ModelChoiceField(None, label="被督查部门")
    note = forms.CharField(label="情况", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    staffing, rules, updates, standards, advice, knowledge, process, satisfaction, innovation = (
        forms.ChoiceField(label=title, choices=RESULTS) for title in POINTS.values()
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Department.objects.filter(hall=self.do.hall, is_active=True)
        self.fields["unit"].queryset = units.prefetch_related("names")


INSPECTION = Register(
    "supervision.inspection", "部门督查台账", (Role.BUREAU, Role.HALL_OFFICE), InspectionForm, "EL-5.5"
)


@section(DAILY)
@duty("EL-5.5", off=lambda hall, period: [])
def inspected(hall, period: Period) -> Iterable[str]:
    """A sentence for each inspection of the period: the department and its points."""
    lines = list(recorded(INSPECTION.key, hall, period.first, period.last))
    units = Department.objects.prefetch_related("names").in_bulk({line.facts["unit"]["id"] for line in lines})
    words = dict(RESULTS)
    for line in lines:
        told = "，".join(f"{title}{words[line.facts[code]]}" for code, title in POINTS.items())
        yield f"督查{units[line.facts['unit']['id']]}：{told}。"
