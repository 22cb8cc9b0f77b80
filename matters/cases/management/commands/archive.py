"""manage.py archive: take an archive package out of the hall, and check one – also one that came from elsewhere."""

import hashlib
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hall.management.lookup import one
from hall.models import User
from matters.cases.archive_check import NotAPackage, against_the_record, findings, read_package
from matters.cases.models import ArchiveFile


class Command(BaseCommand):
    help = "归档数据包：export 导出（记入查阅登记），check 再导入并核验。发现问题时退出码为1。"

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True)
        export = does.add_parser("export", help="导出一卷")
        export.add_argument("number", help="档号")
        export.add_argument("folder", type=Path, help="放到哪个文件夹")
        export.add_argument("--by", required=True, help="谁导出（登录名）")
        export.add_argument("--purpose", required=True, help="导出事由")
        check = does.add_parser("check", help="核验一个数据包")
        check.add_argument("file", type=Path)
        check.add_argument("--here", action="store_true", help="并与本厅的留痕比对")

    def handle(self, *args: Any, **options: Any) -> None:
        {"export": self._export, "check": self._check}[options["does"]](options)

    def _export(self, options: dict[str, Any]) -> None:
        from hall.acts.door import perform
        from hall.acts.refusals import Refused

        file = one(ArchiveFile.objects, "档案", number=options["number"])
        by = one(User.objects, "人员", username=options["by"])
        if not file.package:
            raise CommandError("这一卷没有归档数据包：尚未组卷，或者已经销毁。")
        try:
            perform(file, "read", {"purpose": options["purpose"]}, by=by)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        with file.package.open("rb") as package:
            data = package.read()
        if hashlib.sha256(data).hexdigest() != file.package_sha256:
            raise CommandError("存档的数据包与归档时的摘要不符，没有导出，请立即报告监督人员。")
        target = options["folder"] / f"{file.number}.zip"
        target.write_bytes(data)
        self.stdout.write(f"已导出：{target}（{len(data)}字节）")

    def _check(self, options: dict[str, Any]) -> None:
        try:
            package = read_package(options["file"].read_bytes())
        except (OSError, NotAPackage) as error:
            raise CommandError(f"{options['file']}：{error}") from error
        found = findings(package) + (against_the_record(package) if options["here"] else [])
        for text in found:
            self.stderr.write(text)
        facts = package.metadata
        self.stdout.write(
            f"{facts['档号']}　{facts['办件编号']}　{len(package.content)}个文件，{len(found)}处问题"
        )
        if found:
            sys.exit(1)
