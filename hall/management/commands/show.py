"""manage.py show KIND ID: where one object stands, its clocks with lights and sentences, papers and timeline."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from hall.management.lookup import one, workflow
from hall.timeline.account import account


class Command(BaseCommand):
    help = "显示一件事的状态、期限、文书和全程留痕（不含个人信息）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", help="类别，如 hall.grant")
        parser.add_argument("id", help="案卷号")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, kind: str, id: str, **options: Any) -> None:
        model = workflow(kind)
        found = account(one(model._base_manager.select_related("dossier"), model._meta.verbose_name, pk=id))
        if options["json"]:
            text = json.dumps(found, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
        else:
            text = "\n".join(lines(found))
        self.stdout.write(text)


def lines(found: dict[str, Any]) -> Iterator[str]:
    """The account for a person's eyes."""
    yield f"{found['title']} {found['id']} {found['label']}".rstrip()
    yield f"状态：{found['state']['title']}（已办{found['version']}项） {found['hall']} {found['department']}".rstrip()
    if found["attention"]:
        yield f"需要关注：{found['attention']}"
    yield "期限："
    for run in found["clocks"]:
        end = f"，{_minute(run['ended_at'])}终止" if run["ended_at"] else ""
        yield f"  {run['title']}：{_minute(run['started_at'])}起算{end}"
        for limit in run["limits"]:
            yield f"    {limit['title']}〔{limit['light']['title']}〕{limit['sentence']}（{limit['basis']}）"
    yield "文书："
    for paper in found["papers"]:
        yield f"  {paper['issued_on']} 《{paper['title']}》{paper['number']} {_fate(paper)}".rstrip()
    yield "留痕："
    for entry in found["timeline"]:
        who = " ".join(filter(None, (entry["by"], entry["place"])))
        clauses = f" 〔{' '.join(entry['clauses'])}〕" if entry["clauses"] else ""
        refused = f"（{entry['kind']['title']}）" if entry["kind"]["code"] != "act" else ""
        yield f"  {entry['seq']}. {_minute(entry['legal_at'])} {entry['title']}{refused} {who}{clauses}"
        for reason in entry["facts"].get("reasons", ()):
            yield f"     {reason}"


def _minute(instant: datetime) -> str:
    return f"{timezone.localtime(instant):%Y-%m-%d %H:%M}"


def _fate(paper: dict[str, Any]) -> str:
    if paper["voided_at"]:
        return "已作废"
    if paper["served_at"]:
        return f"{_minute(paper['served_at'])}送达"
    return "待用印" if paper["waits_for_seal"] else ""
