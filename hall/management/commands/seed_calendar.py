"""manage.py seed_calendar: bring in the national arrangements that come with the release. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hall.calendar.seeding import seed_calendar
from hall.calendar.table import TableRefused


class Command(BaseCommand):
    help = "导入随附的历年全国放假安排；已有的年度不改动。"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for line in seed_calendar():
                self.stdout.write(line)
        except TableRefused as refused:
            raise CommandError(str(refused)) from refused
