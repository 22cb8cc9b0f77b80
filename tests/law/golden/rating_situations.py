"""The situations of a rating and of a file of ratings, under 兴安盟, whose text counts days for the bad ones."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.models import Rating, RatingImport
from hall.acts.door import perform
from tests.law.rated import TOLD, UNJUSTIFIED, VERIFIED, bad, invitations, rate

from .case_situations import PEOPLE, case_hall
from .world import Attempt, Workplace

GIVEN = {"grade": "5", "way": "qr", "said": "", "phone": ""}
HEAD = "评价编号,部门,满意度,评价时间"


def served(hall):
    return invitations(hall.reject(hall.receive()))[-1]


def rated(hall):
    invitation = served(hall)
    rate(invitation)
    return invitation


def explained(hall):
    return perform(bad(hall), "verify", UNJUSTIFIED, by=hall.office)


RATING = Workplace(
    Rating,
    "XA",
    case_hall,
    PEOPLE,
    {
        "served": served,
        "rated": rated,
        "given": lambda hall: rate(served(hall)),
        "bad": bad,
        "explained": explained,
        "correcting": lambda hall: perform(bad(hall), "verify", VERIFIED, by=hall.office),
        "settled": lambda hall: perform(
            explained(hall), "settle", TOLD | {"explanation": "依法不能免交"}, by=hall.office
        ),
    },
    lambda hall, invitation: Attempt(
        Rating, {"hall": hall.hall, "department": invitation.department, "invitation": invitation}
    ),
    {
        "give": lambda hall, invitation: GIVEN,
        "take_down": lambda hall, invitation: GIVEN | {"source": "书面评价表"},
        "take_over": lambda hall, invitation: GIVEN | {"external": "1", "given_at": "2026-03-09 09:00"},
        "verify": lambda hall, rating: VERIFIED,
        "settle": lambda hall, rating: TOLD | {"explanation": "依法不能免交"},
    },
    place=lambda hall: None,
)


def _file(grade: str = "满意") -> SimpleUploadedFile:
    unit = "某旗市场监督管理局"
    return SimpleUploadedFile("评价.csv", f"{HEAD}\n1,{unit},{grade},2026-03-08 09:00".encode())


def _examined(hall, grade: str) -> RatingImport:
    files = {"file": _file(grade)}
    return perform(RatingImport, "examine", {}, files=files, by=hall.office, hall=hall.hall)


def checked(hall):
    return _examined(hall, "满意")


IMPORT = Workplace(
    RatingImport,
    "XA",
    case_hall,
    PEOPLE,
    {
        "hall": lambda hall: hall.hall,
        "checked": checked,
        "faulty": lambda hall: _examined(hall, "很好"),
        "taken_over": lambda hall: perform(checked(hall), "take_over", by=hall.office),
    },
    lambda hall, found: Attempt(RatingImport, {"hall": found}),
    {"examine": lambda hall, found: {"files": {"file": _file()}}},
    place=lambda hall: None,
)
