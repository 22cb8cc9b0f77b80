"""Questions about training: proofs, files, the year's plan, what departments do for integrated windows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hall.duty import duty
from hall.registers.register import RegisterRecord
from hall.rulebook import answer
from staff.postings.training import TrainingProof

from .attendee import Attendee
from .course import Course


@dataclass(frozen=True)
class Proof:
    """One subject passed: on which local day, and by whom it was taught, or which paper proves it."""

    subject: str
    on: dt.date
    trainer: str


@duty("WS13-3.1.2-1 AH-20.1", off=lambda user, hall: [])
def training_proofs(user, hall) -> list[Proof]:
    """What proves a person's pre-post training, each subject once: courses sat through to the end, and
    what the posting's own papers prove."""
    found: dict[str, Proof] = {}
    rows = TrainingProof.objects.filter(posting__person=user, posting__dossier__hall=hall)
    for row in rows.order_by("passed_on"):
        found.setdefault(row.subject, Proof(row.subject, row.passed_on, "入岗手续的培训证明"))
    for one in attended(user, hall).filter(state=Attendee.State.STAYED):
        course = one.course
        if course.state == Course.State.HELD:
            for subject in course.subjects:
                found.setdefault(subject, Proof(subject, course.on, course.trainer))
    return list(found.values())


def missing_subjects(user, hall, on: dt.date) -> list[str]:
    """The subjects of the hall's rules a person has no proof of; none where no training is asked for."""
    if not answer(hall, "training.required", on=on).value:
        return []
    proven = {proof.subject for proof in training_proofs(user, hall)}
    return [one for one in answer(hall, "training.subjects", on=on).value if one not in proven]


def attended(user, hall):
    """The person's lines of attendance, the latest first."""
    rows = Attendee.objects.filter(person=user, dossier__hall=hall)
    return rows.select_related("dossier__parent__hall", "person").order_by("-pk")


@duty("AH-4.2a DL-3.2c", off=lambda user, hall: [])
def training_file(user, hall) -> list[tuple[Course, Attendee]]:
    """The courses held that a person signed in to, as their file lists them: with day and hours."""
    rows = [(one.course, one) for one in attended(user, hall).exclude(state=Attendee.State.INVITED)]
    return [(course, one) for course, one in rows if course.state == Course.State.HELD]


@duty("DL-23.2", off=lambda user, on: [])
def invitations(user, on: dt.date) -> list[Course]:
    """The courses a person is called to from a day on."""
    rows = Attendee.objects.filter(person=user).select_related("dossier__parent")
    courses = Course.objects.filter(pk__in=rows.values("dossier__parent"), state=Course.State.PLANNED)
    return list(courses.filter(on__gte=on).order_by("on", "begins"))


@dataclass(frozen=True)
class Planned:
    """A course of the year's plan and how it stands on a day."""

    course: Course
    standing: str


@duty("DL-23.1", off=lambda hall, year, on: [])
def year_plan(hall, year: int, on: dt.date) -> list[Planned]:
    """The regular courses of a year: held, still to come, overdue (its day is past) or cancelled."""
    courses = Course.objects.filter(dossier__hall=hall, on__year=year, kind=Course.Kind.REGULAR)
    return [Planned(one, _standing(one, on)) for one in courses.order_by("on", "pk")]


def _standing(course: Course, on: dt.date) -> str:
    if course.state == Course.State.PLANNED and course.on < on:
        return "逾期未举办"
    return course.get_state_display()


@dataclass(frozen=True)
class Support:
    """What a department did for integrated windows in a quarter (EL-4.1h)."""

    trainings: int
    answers: int

    @property
    def flagged(self) -> bool:
        return self.trainings == 0


@duty("EL-4.1h", off=lambda department, year, quarter: Support(1, 0))
def support_by(department, year: int, quarter: int) -> Support:
    """The trainings a department held and the window questions it answered in a quarter."""
    months = range(quarter * 3 - 2, quarter * 3 + 1)
    courses = Course.objects.filter(
        dossier__department=department, state=Course.State.HELD, on__year=year, on__month__in=months
    )
    answers = RegisterRecord.objects.filter(
        register="staff.answers",
        state=RegisterRecord.State.RECORDED,
        dossier__department=department,
        recorded_on__year=year,
        recorded_on__month__in=months,
    )
    return Support(courses.count(), answers.count())
