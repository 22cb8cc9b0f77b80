"""Addresses of the staff floor."""

import datetime as dt

from django.urls import path, register_converter

from .postings import views as postings
from .views import assessment, attendance, people


class DayConverter:
    """A day in an address: 2026-03-09. What is no day is not found."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

urlpatterns = [
    path("staff/postings/", postings.register, name="postings"),
    path("staff/attendance/", attendance.attendance, name="attendance"),
    path("staff/attendance/<day:on>/", attendance.day, name="attendance-day"),
    path("staff/assessment/", assessment.report, name="assessment"),
    path("staff/assessment/unit/<int:pk>/", assessment.sheet, {"what": "unit"}, name="sheet-unit"),
    path("staff/assessment/person/<int:pk>/", assessment.sheet, {"what": "person"}, name="sheet-person"),
    path("staff/me/", people.person, name="my-file"),
    path("staff/people/<int:pk>/", people.person, name="person-file"),
    path("staff/training/", people.training, name="training"),
    path("staff/guides/", people.guides, name="guides"),
    path("staff/guides/handbook/<int:pk>/", people.handbook, name="handbook"),
    path("staff/guides/matters/<int:pk>/", people.told_at_once, name="told-at-once"),
    path("staff/board/", people.board, name="staff-board"),
]
