"""manage.py demo: the furnished hall, for whoever wants to look around."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hall.legal_time import come_back
from hall.models import Hall
from supervision.demo.furnish import furnish
from supervision.demo.people import accounts


class Command(BaseCommand):
    help = "布置演示大厅：人员、事项和各个阶段的办件。只用于空的数据库。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LEGAL_TIME_TRAVEL:
            raise CommandError("正式运行环境不布置演示大厅。")
        if Hall.objects.exists():
            raise CommandError("已经有大厅，演示大厅只布置在空的数据库里：请先执行 make reset。")
        try:
            furnish(timezone.now(), self.stdout.write)
        finally:
            come_back()
        for account in accounts():
            words = (account[key] for key in ("username", "password", "name", "role", "hall"))
            self.stdout.write("\t".join(words))
