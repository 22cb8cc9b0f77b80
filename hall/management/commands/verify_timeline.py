"""manage.py verify_timeline: walk the chains, compare them with the anchors; exit status 1 when anything is found."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hall.management.lookup import one
from hall.models import Dossier
from hall.timeline.installing import missing
from hall.timeline.verify import verify, verify_all


class Command(BaseCommand):
    help = "核验全程留痕：逐行核对摘要与链首，并与每日锚定比对。发现问题时退出码为1。"

    def add_arguments(self, parser: CommandParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--dossier", help="只核验一个案卷（案卷号）")
        only.add_argument("--since-anchor", action="store_true", help="只核验各案卷上次锚定之后的留痕")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dossier"]:
            report = verify(one(Dossier.objects, "案卷", pk=options["dossier"]))
        else:
            report = verify_all(since_anchor=options["since_anchor"])
        unguarded = [f"表 {t.table} 的触发器 {t.name} 缺失、停用或者被改动。" for t in missing()]
        for finding in [*report.findings, *unguarded]:
            self.stderr.write(str(finding))
        self.stdout.write(str(report))
        if report.findings or unguarded:
            sys.exit(1)
