"""manage.py clock: read and, outside production, set the legal time of the whole hall."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hall import legal_time


class Command(BaseCommand):
    help = "显示或者（仅在演示、培训和测试中）调整法定时间。网页、后台任务与定时任务同时生效。"

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="show|set|advance|back")
        what.add_parser("show", help="显示法定时间")
        to = what.add_parser("set", help="拨到某一时刻")
        to.add_argument("instant", help='如 "2026-09-18 10:00"')
        to.add_argument("--freeze", action="store_true", help="停在该时刻，不再走时")
        on = what.add_parser("advance", help="向前拨一段时长")
        on.add_argument("span", help="如 3d、2h、30m、1w、1d12h")
        what.add_parser("back", help="回到机器时钟")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        try:
            match what:
                case "set":
                    legal_time.travel_to(
                        legal_time.read_instant(options["instant"]), freeze=options["freeze"]
                    )
                case "advance":
                    legal_time.advance(legal_time.read_span(options["span"]))
                case "back":
                    legal_time.come_back()
        except (ValueError, PermissionDenied) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(legal_time.sentence())
