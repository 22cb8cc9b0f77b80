"""manage.py simulate: a year of a hall with invented people, checked throughout by an independent model."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hall.legal_time import come_back
from hall.models import Hall
from supervision.simulation.report import write
from supervision.simulation.year import Year

WIDTH = 40


class Command(BaseCommand):
    help = "模拟大厅一年的运行，用独立的逐日模型核对每一个结果。只用于空的数据库。"

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--cases", type=int, default=6000, help="办件数，默认6000，可到60000")
        parser.add_argument("--seed", type=int, default=1, help="随机种子：同一种子得到同一年")
        parser.add_argument("--faults", type=int, default=20, help="每一千步中出错的步数")
        parser.add_argument("--report", default=str(settings.VAR / "simulation.html"), help="报告写到哪里")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LEGAL_TIME_TRAVEL:
            raise CommandError("正式运行环境不作模拟运行。")
        if Hall.objects.exists():
            raise CommandError("已经有大厅，模拟运行只用空的数据库：请先执行 make reset。")
        if options["cases"] < 1:
            raise CommandError("办件数至少为1。")
        began = time.monotonic()
        year = Year(options["cases"], options["seed"], options["faults"])
        try:
            year.furnish()
            year.run(self._progress(options["cases"]))
        finally:
            come_back()
        seconds = time.monotonic() - began
        path = Path(options["report"])
        write(year, seconds, path)
        self.stdout.write(
            f"办件{len(year.citizens)}件，核对期限{year.compared}次，"
            f"出错{sum(year.counts.values()) - year.counts['全面核对']}次，未走完{len(year.stuck)}件，"
            f"不符{len(year.findings)}处，用时{seconds:.0f}秒，报告{path}"
        )
        if year.findings:
            raise CommandError("\n".join(["与独立模型不符：", *year.findings[:20]]))

    def _progress(self, cases: int) -> Any:
        shown = [-1]

        def tell(done: int) -> None:
            part = done * WIDTH // cases
            if part != shown[0]:
                shown[0] = part
                self.stderr.write(
                    f"[{'■' * part}{'·' * (WIDTH - part)}] {done}/{cases}",
                    ending="\r" if done < cases else "\n",
                )

        return tell
