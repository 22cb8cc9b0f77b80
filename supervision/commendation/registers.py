"""表彰: outstanding windows and persons, and where the month's circular and the public read of them."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from hall.acts.form import rule_of_form
from hall.duty import duty
from hall.people.roles import Role
from hall.people.user import User
from hall.places.department import Department
from hall.registers.register import Register
from staff.attendance.book import recorded
from staff.registers import DayForm, stationed
from supervision.accountability.eligibility import barred
from supervision.circulars.drafting import AWARDS, section
from supervision.circulars.period import Period

from .contest import Contest, Nomination


class CommendationForm(DayForm):
    """A window (department) or a person, for a period, on a ground."""

    unit = forms.ModelChoiceField(None, label="窗口（部门）", required=False)
    person = forms.ModelChoiceField(None, label="人员", required=False)
    period = forms.CharField(label="期间", max_length=60)
    ground = forms.CharField(label="突出成绩", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Department.objects.filter(hall=self.do.hall)
        self.fields["unit"].queryset = units.prefetch_related("names")
        self.fields["person"].queryset = stationed(self.do.hall)

    @rule_of_form("WS14-08-3")
    def check_eligible(self, cleaned):
        on, person, unit = cleaned.get("on"), cleaned.get("person"), cleaned.get("unit")
        if not (person or unit):
            self.add_error("person", "请选择受表彰的窗口或者人员。")
        elif on and (reason := barred(self.do.hall, on.year, person=person, department=unit)):
            self.add_error("person" if person else "unit", reason)


COMMENDATION = Register(
    "supervision.commendation", "表彰台账", (Role.HALL_LEADER,), CommendationForm, "WS14-08-3"
)


@section(AWARDS)
@duty("WS15-04.4 WS14-08-3", off=lambda hall, period: [])
def awards(hall, period: Period) -> Iterable[str]:
    """The commendations of the period, each with its window or name."""
    lines = list(recorded(COMMENDATION.key, hall, period.first, period.last))
    people = User.objects.in_bulk({one["id"] for line in lines if (one := line.facts["person"])})
    units = Department.objects.prefetch_related("names").in_bulk(
        {one["id"] for line in lines if (one := line.facts["unit"])}
    )
    for line in lines:
        person, unit = line.facts["person"], line.facts["unit"]
        who = people[person["id"]] if person else units[unit["id"]]
        yield f"表彰{who}：{line.facts['ground']}"


@duty("DL-25.1", off=lambda hall: [])
def winners(hall) -> list[tuple[Contest, list[Nomination]]]:
    """The decided contests whose results are public, the newest first, each with who won."""
    rounds = Contest.objects.filter(dossier__hall=hall, state=Contest.State.CLOSED, public=True).order_by(
        "-closed_on", "-pk"
    )[:10]
    found = Nomination.objects.filter(
        dossier__parent__in=[one.pk for one in rounds], state=Nomination.State.AWARDED
    ).select_related("person", "dossier__department")
    found = list(found.prefetch_related("dossier__department__names"))
    return [(one, [n for n in found if n.dossier.parent_id == one.pk]) for one in rounds]
