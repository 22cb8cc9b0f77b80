"""manage.py summaries: bring the sums of the reports up to date, draw them anew, or compare them with the cases."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from supervision.reports import summing


class Command(BaseCommand):
    help = "更新统计汇总。--rebuild 全部重算；--check 与办件逐一核对，有出入时退出码为1。"

    def add_arguments(self, parser: CommandParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--rebuild", action="store_true", help="清空后按全部办件重算")
        only.add_argument("--check", action="store_true", help="只核对，不改动")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            found = summing.differences()
            for one in found:
                self.stderr.write(one)
            self.stdout.write(f"有{len(found)}处不符。" if found else "汇总与办件一致。")
            if found:
                sys.exit(1)
            return
        n = summing.rebuild() if options["rebuild"] else summing.update()
        self.stdout.write(f"已汇总{n}件办件。")
