"""A clerk who never rests: takes in, accepts, sends and signs, as a web process does, until killed."""

from __future__ import annotations

import contextlib
import random
import sys
import time

import django

django.setup()

from django.db import DatabaseError, InterfaceError, connection  # noqa: E402

from bench.faults_hall import SHELF  # noqa: E402
from hall.acts.refusals import Refused  # noqa: E402
from matters.cases.models import Case  # noqa: E402


def main() -> None:
    desk = SHELF.read()
    while True:
        try:
            case = desk.receive()
            if random.random() < 0.7:
                case = desk.accept(case)
            if random.random() < 0.5 and case.state == "accepted":
                desk.signed_for(case)
        except (DatabaseError, InterfaceError):
            with contextlib.suppress(Exception):
                connection.close()
            time.sleep(0.05)
        except (Refused, Case.DoesNotExist):
            continue  # busy, or the sweep was quicker


if __name__ == "__main__":
    sys.exit(main())
