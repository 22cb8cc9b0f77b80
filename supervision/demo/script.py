"""One hall's stories, read from its file."""

from __future__ import annotations

import datetime as dt

from hall.models import Hall
from hall.people.roles import Role
from matters.catalogue.codes import named
from matters.catalogue.loading.table import Table

from .case_story import CaseStory
from .cast import Cast
from .clockwork import Days
from .data import FOLDER
from .office_story import ChangeStory, ClosureStory, TaskStory
from .staff_story import PostingStory, SealStory
from .story import Story
from .visit_story import BookingStory, VisitStory

KINDS: dict[str, type[Story]] = {
    "case": CaseStory,
    "task": TaskStory,
    "closure": ClosureStory,
    "change": ChangeStory,
    "posting": PostingStory,
    "seal": SealStory,
    "visit": VisitStory,
    "booking": BookingStory,
}


def stories(hall: Hall, today: dt.date) -> list[Story]:
    """Everything that happened in a hall up to the day before ``today``. Raises BadFixture."""
    with Table.of_file(FOLDER / f"story-{hall.code}.toml") as file:
        decides = Role(named(Role, file.take("decides")))
        applicants = {one["name"]: one for one in file.take("applicant")}
        cast, days = Cast(hall, decides, applicants), Days(hall, today)
        found = []
        for key, kind in KINDS.items():
            for number, table in enumerate(file.tables(key)):
                table.where = f"{file.where} 第{number + 1}个 {key}"
                found.append(kind(cast, days, table, number))
        return found
