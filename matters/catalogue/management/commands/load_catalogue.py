"""manage.py load_catalogue --hall CODE [--from DATE]: the shipped matters into one hall."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from hall import legal_time
from hall.models import Hall
from hall.places.remedies import RemedyUnknown
from matters.catalogue.loading import BadFixture, load_catalogue


class Command(BaseCommand):
    help = "把 fixtures 中的事项载入一个大厅；内容有变化的事项公布新版本，没有变化的不动。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--hall", required=True, metavar="CODE", help="大厅编码")
        parser.add_argument(
            "--from", dest="on", type=date.fromisoformat, metavar="DATE", help="施行日期，默认为今天"
        )

    def handle(self, *, hall: str, on: date | None, **options) -> None:
        found = Hall.objects.filter(code=hall).first()
        if found is None:
            raise CommandError(f"没有编码为“{hall}”的大厅，请核对 --hall。")
        try:
            loaded = load_catalogue(found, on or legal_time.today())
        except (BadFixture, RemedyUnknown) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{found}：新增事项 {loaded.entered} 个，公布新版本 {loaded.renewed} 个，未变化 {loaded.unchanged} 个。"
        )
        if loaded.not_offered:
            self.stdout.write(f"本大厅不设以下事项的类型，未载入：{'、'.join(loaded.not_offered)}。")
