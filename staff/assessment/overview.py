"""Who has been assessed for a period and who has not; what a guide's month comes to."""

from __future__ import annotations

from dataclasses import dataclass

from hall.duty import duty
from hall.places.department import Department
from hall.registers.register import RegisterRecord
from hall.timeline.entry import Entry
from staff.at_work import AT_THE_WINDOWS, bounds, grants_on, people_on

from .appraisal import Appraisal
from .sheets import Period, Sheets, attendance

# Of a guide's attendance these have a figure of their own; 旷工 and 脱岗 are findings as well.
TIMES = ("late", "early")


@dataclass(frozen=True)
class Standing:
    """A unit or a person of a period, with its appraisal or without one."""

    subject: object
    appraisal: Appraisal | None

    @property
    def missing(self) -> bool:
        return self.appraisal is None


@duty("AH-4.2b AH-23.1 DL-3.2d", off=lambda hall, period: [])
def overview(hall, period: Period) -> list[Standing]:
    """Every unit with people in the hall, and every person at its windows: assessed, or shown as missing."""
    made = Appraisal.objects.filter(dossier__hall=hall, year=period.year, month=period.month)
    made = list(made.select_related("dossier"))
    of_person = {one.person_id: one for one in made if one.person_id}
    of_unit = {one.dossier.department_id: one for one in made if not one.person_id}
    units = [Standing(unit, of_unit.get(unit.pk)) for unit in units_of(hall, period)]
    people = people_on(hall, period.first, period.last)
    return units + [Standing(person, of_person.get(person.pk)) for person in people]


def units_of(hall, period: Period) -> list[Department]:
    """The departments with people at the hall's windows in a period, by their code."""
    grants = grants_on(hall, period.first, period.last, AT_THE_WINDOWS).exclude(department=None)
    found = Department.objects.filter(pk__in=grants.values("department"))
    return list(found.prefetch_related("names").order_by("code"))


@dataclass(frozen=True)
class GuideMonth:
    """A guide's month in four figures (WS05-7.7)."""

    attendance: str
    findings: int
    helped: int
    praise: int


@duty("WS05-7.7", off=lambda sheets, guide: GuideMonth("", 0, 0, 0))
def guide_month(sheets: Sheets, guide) -> GuideMonth:
    """Attendance, findings, people helped (the guide's own lines of 咨询引导台账) and praise."""
    sheet, period = sheets.of_person(guide), sheets.period
    since, until = bounds(period.first, period.last)
    mine = Entry.objects.filter(by=guide, act="record", legal_at__gte=since, legal_at__lt=until)
    helped = RegisterRecord.objects.filter(
        register="staff.enquiries",
        state=RegisterRecord.State.RECORDED,
        dossier__in=mine.values("dossier"),
    )
    findings = sum(line.count for line in sheet.lines if line.ground not in (*TIMES, "praise"))
    come = "，".join(one.text for one in attendance(sheet.lines))
    return GuideMonth(come, findings, helped.count(), sheet.line("praise").count)
