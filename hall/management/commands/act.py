"""manage.py act: any act through the same door as the screens – same refusals, same timeline.

For training, scripts and the take-over of old cases.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Refused, Skip
from hall.acts.workflow import Workflow
from hall.management.lookup import one, workflow
from hall.models import Department, Dossier, Hall, Place, User


class Command(BaseCommand):
    help = "办理一项法定行为，与窗口办理走同一道门：同样的条件，同样留痕。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", help="类别，如 hall.grant")
        parser.add_argument("id", help="案卷号；新建填 new")
        parser.add_argument("act", help="行为代码，如 revoke")
        parser.add_argument("--by", required=True, help="经办人用户名；由系统办理填 SYSTEM")
        parser.add_argument("--hall", help="大厅编码（新建时）")
        parser.add_argument("--department", help="机构编码（新建时）")
        parser.add_argument("--parent", help="上级案卷号（新建时）")
        parser.add_argument(
            "--set", action="append", default=[], metavar="名=值", help="新建时随类别填写的项目"
        )
        parser.add_argument("--place", help="办理地点在该大厅的编号")
        parser.add_argument("--data", help="表单内容的 JSON 文件；- 为标准输入")
        parser.add_argument("--file", action="append", default=[], metavar="名=路径", help="随表单上传的文件")
        parser.add_argument("--seen", type=int, help="所依据的已办行为数，其后另有办理的即拒绝")

    def handle(self, *args: Any, kind: str, act: str, **options: Any) -> None:
        model = workflow(kind)
        if options["id"] == "new":
            target, scope = model, _scope(model, options)
        else:
            target, scope = one(model._base_manager.all(), model._meta.verbose_name, pk=options["id"]), {}
        by = SYSTEM if options["by"] == "SYSTEM" else one(User.objects, "用户", username=options["by"])
        try:
            obj = perform(
                target,
                act,
                _data(options["data"]),
                by=by,
                place=_place(options["place"], target, scope),
                seen=options["seen"],
                files=_files(options["file"]),
                **scope,
            )
        except Refused as refusal:
            raise CommandError("\n".join(_reasons(refusal))) from refusal
        except Skip as skip:
            raise CommandError("没有需要办理的内容，未作任何改动。") from skip
        title = model.acts()[act].title
        self.stdout.write(f"已办理“{title}”：案卷{obj.pk}，{obj.get_state_display()}。")


def _scope(model: type[Workflow], options: dict[str, Any]) -> dict[str, Any]:
    """Where a new object belongs, and the fields it is opened with."""
    scope = {}
    if options["hall"]:
        scope["hall"] = one(Hall.objects, "大厅", code=options["hall"])
    if options["department"]:
        scope["department"] = one(Department.objects, "部门", code=options["department"])
    if options["parent"]:
        scope["parent"] = one(Dossier.objects, "上级案卷", pk=options["parent"]).object()
    for name, value in _pairs(options["set"]):
        if name not in model.opening_fields:
            known = "、".join(sorted(model.opening_fields)) or "无"
            raise CommandError(f"新建{model._meta.verbose_name}不能填写“{name}”，可填写的有：{known}。")
        field = model._meta.get_field(name)
        related = field.remote_field
        scope[name] = one(related.model._base_manager, field.verbose_name, pk=value) if related else value
    needed = {name for name in model.opening_fields if not model._meta.get_field(name).blank}
    if lacking := sorted(needed - scope.keys()):
        raise CommandError(f"新建{model._meta.verbose_name}须用 --set 名=值 填写：{'、'.join(lacking)}。")
    return scope


def _place(code: str | None, target: Any, scope: dict[str, Any]) -> Place | None:
    if code is None:
        return None
    if isinstance(target, Workflow):
        hall = target.dossier.hall
    elif "parent" in scope:
        hall = scope["parent"].dossier.hall
    else:
        hall = scope.get("hall")
    if hall is None:
        raise CommandError("请用 --hall 说明大厅，地点编号才有所指。")
    return one(hall.places.all(), "地点", code=code)


def _data(source: str | None) -> dict[str, Any]:
    if source is None:
        return {}
    try:
        data = json.loads(sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"读不到文件“{source}”：{error.strerror}。") from error
    except ValueError as error:
        raise CommandError(f"“{source}”不是 UTF-8 编码的 JSON：{error}。") from error
    if not isinstance(data, dict):
        raise CommandError(f"“{source}”应为一个 JSON 对象：表单项目名对应内容。")
    return data


def _files(pairs: list[str]) -> dict[str, SimpleUploadedFile]:
    try:
        return {
            name: SimpleUploadedFile(Path(path).name, Path(path).read_bytes()) for name, path in _pairs(pairs)
        }
    except OSError as error:
        raise CommandError(f"读不到文件“{error.filename}”：{error.strerror}。") from error


def _pairs(texts: list[str]) -> list[tuple[str, str]]:
    pairs = [text.partition("=") for text in texts]
    for name, equals, _ in pairs:
        if not equals:
            raise CommandError(f"“{name}”应写成 名=值。")
    return [(name, value) for name, _, value in pairs]


def _reasons(refusal: Refused) -> list[str]:
    """Each objection on its line, with who might waive it."""
    if not refusal.objections:
        return [str(refusal)]
    return [
        one.reason + (f"（{one.waivable_by.label}可批准例外）" if one.waivable_by else "")
        for one in refusal.objections
    ]
