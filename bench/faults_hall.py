"""The hall of the fault run, handed from the process that built it to the clerks that work in it."""

from __future__ import annotations

import os
import pickle
from pathlib import Path


class Shelf:
    """One pickled :class:`tests.cases_factory.CaseHall` in the run's own folder."""

    @property
    def path(self) -> Path:
        return Path(os.environ["HALL_TEST_VAR"]) / "desk.pickle"

    def put(self, desk) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(pickle.dumps(desk))

    def read(self):
        return pickle.loads(self.path.read_bytes())  # noqa: S301 - our own file of a moment ago


SHELF = Shelf()
