"""manage.py import_filings --hall CODE FILE: online applications, as the provincial platform hands them over.

The document is a JSON list; each application has ``matter`` (its code), ``number``, ``received_at`` and the fields of
the applicant as the form 登记网上申请 names them. Each is taken over by itself: what is wrong with one is said, and the
others still come in; what has come in before is passed over.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Refused
from hall.management.lookup import one
from hall.models import Hall
from matters.cases.models import Filing
from matters.catalogue.models import Matter


class Command(BaseCommand):
    help = "接收一体化平台交来的网上申请（JSON），逐件登记待预审；已经登记过的跳过，有问题的逐件说明。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="JSON 文件：申请的列表")
        parser.add_argument("--hall", required=True, help="大厅编码")

    def handle(self, *args: Any, file: str, hall: str, **options: Any) -> None:
        found = one(Hall.objects, "大厅", code=hall)
        taken, known, wrong = 0, 0, []
        for n, data in enumerate(_listed(file), start=1):
            name = f"第{n}件"
            try:
                if Filing.objects.filter(number=data.get("number", "")).exists():
                    known += 1
                    continue
                _file(found, data)
                taken += 1
            except (Refused, CommandError) as refusal:
                wrong.append(f"{name}（{data.get('number', '没有编号')}）：{refusal}")
        self.stdout.write(f"登记{taken}件，已有{known}件，未登记{len(wrong)}件。")
        if wrong:
            raise CommandError("\n".join(wrong))


def _file(hall: Hall, data: dict[str, Any]) -> None:
    code = str(data.get("matter", ""))
    matter = one(Matter.objects.filter(hall=hall), "事项", code=code)
    rest = {name: value for name, value in data.items() if name != "matter"}
    perform(Filing, "file", rest, by=SYSTEM, hall=hall, department=matter.department, matter=matter)


def _listed(file: str) -> list[dict[str, Any]]:
    try:
        data = json.loads(Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"读不到文件“{file}”：{error.strerror}。") from error
    except ValueError as error:
        raise CommandError(f"“{file}”不是 UTF-8 编码的 JSON：{error}。") from error
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise CommandError(f"“{file}”应为一个 JSON 列表，每件申请是一个对象。")
    return data
