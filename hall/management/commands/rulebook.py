"""manage.py rulebook: the answers in force, their overrides, what is not yet adopted, the page for docs/."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hall import legal_time
from hall.places.hall import Hall
from hall.rulebook import RuleMissing, rulebook_summary
from hall.rulebook.adoption import pending
from hall.rulebook.document import document
from hall.rulebook.summary import all_answers


class Command(BaseCommand):
    help = "列出大厅在某日的全部规则及其依据。"
    requires_system_checks = ["rulebook"]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--hall", metavar="CODE", help="大厅编码；只有一个大厅时可以不填")
        parser.add_argument("--on", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="日期，默认今天")
        parser.add_argument("--diff", action="store_true", help="只列尚未采用的制度内容")
        parser.add_argument("--doc", action="store_true", help="输出 docs/rulebook.md 的内容")

    def handle(self, *args, **options) -> None:
        if options["doc"]:
            self.stdout.write(document(), ending="")
            return
        try:
            if options["diff"]:
                self._diff(options["hall"])
            else:
                self._answers(_hall(options["hall"]), options["on"] or legal_time.today())
        except RuleMissing as error:
            raise CommandError(str(error)) from error

    def _answers(self, hall: Hall, on: dt.date) -> None:
        summary = rulebook_summary(hall, on)
        self.stdout.write(f"{hall} {on}：{summary.title}（{summary.document}），{summary.version}，")
        self.stdout.write(f"自 {summary.effective_from} 起施行，由{summary.interpreted_by}解释。")
        for one in summary.overrides:
            self.stdout.write(f"自定  {one.row}（原 {one.inherited.text}）：{one.row.reason}")
        for one in all_answers(hall, on):
            self.stdout.write(f"{one.rule.key}  {one.rule.title}：{one.text}  {one.basis}")

    def _diff(self, code: str | None) -> None:
        halls = [_hall(code)] if code else Hall.objects.all()
        for hall in halls:
            changes = pending(hall)
            self.stdout.write(f"{hall}：{len(changes)} 项尚未采用" if changes else f"{hall}：已全部采用")
            for change in changes:
                self.stdout.write(f"  {change}")


def _hall(code: str | None) -> Hall:
    halls = list(Hall.objects.filter(code=code) if code else Hall.objects.all()[:2])
    if len(halls) != 1:
        known = "、".join(Hall.objects.values_list("code", flat=True)) or "无"
        raise CommandError(f"请用 --hall 指明大厅编码，现有：{known}。")
    return halls[0]
