"""Reading an archive package back (再导入) and finding whatever is no longer as it was packed."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

from hall.timeline.canonical import canonical
from hall.timeline.dossier import EMPTY_HEAD
from hall.timeline.entry import SEALED, Entry, digest

from .archive_package import MANIFEST, METADATA, TIMELINE

BROKEN = "不是归档数据包，或者压缩文件已经损坏。"


class NotAPackage(ValueError):
    """What was given is no archive package at all."""


@dataclass(frozen=True)
class Package:
    """An archive package as read: its parts by name, its description, its timeline."""

    content: dict[str, bytes]

    @property
    def metadata(self) -> dict[str, Any]:
        return json.loads(self.content[METADATA])

    @property
    def timeline(self) -> list[dict[str, Any]]:
        return json.loads(self.content[TIMELINE])


def read_package(data: bytes) -> Package:
    """Open a package. Raises NotAPackage."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            content = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise NotAPackage(BROKEN) from error
    if not {MANIFEST, METADATA, TIMELINE} <= content.keys():
        raise NotAPackage(BROKEN)
    return Package(content)


def findings(package: Package) -> list[str]:
    """What is not as it was packed: a changed, missing or added part, a paper that is not the issued one, a broken
    chain. Empty where all is well. Needs no database.
    """
    return [*_parts(package), *_papers(package), *_chains(package)]


def against_the_record(package: Package) -> list[str]:
    """What differs between the package and this hall's own timeline, as far as it still has it."""
    found = []
    for dossier in package.timeline:
        stored = dict(Entry.objects.filter(dossier=dossier["dossier"]).values_list("seq", "hash"))
        for line in dossier["lines"]:
            if stored.get(line["seq"]) != line["hash"]:
                found.append(f"案卷{dossier['dossier']}第{line['seq']}行与本厅留痕不一致。")
    return found


def _parts(package: Package) -> list[str]:
    listed = {}
    for line in package.content[MANIFEST].decode(errors="replace").splitlines():
        sha256, _, name = line.partition("  ")
        listed[name] = sha256
    there = package.content.keys() - {MANIFEST}
    return [
        *(f"{name}：清单上有，包里没有。" for name in sorted(listed.keys() - there)),
        *(f"{name}：清单上没有，是后来放进去的。" for name in sorted(there - listed.keys())),
        *(
            f"{name}：内容与清单上的摘要不符。"
            for name in sorted(there & listed.keys())
            if hashlib.sha256(package.content[name]).hexdigest() != listed[name]
        ),
    ]


def _papers(package: Package) -> list[str]:
    found = []
    for paper in package.metadata["文书"]:
        data = package.content.get(paper["文件"])
        if data is None or hashlib.sha256(data).hexdigest() != paper["摘要"]:
            found.append(f"《{paper['名称']}》{paper['文号']}不是出具时的文件。")
    return found


def _chains(package: Package) -> list[str]:
    found = []
    for dossier in package.timeline:
        last = EMPTY_HEAD
        for line in dossier["lines"]:
            if line["prev_hash"] != last or _digest(line) != line["hash"]:
                found.append(f"案卷{dossier['dossier']}第{line['seq']}行：留痕被改动或者不衔接。")
            last = line["hash"]
    return found


def _digest(line: dict[str, Any]) -> str:
    fields = [line[name] for name in SEALED]
    instants = [dt.datetime.fromisoformat(fields[0]), dt.datetime.fromisoformat(fields[1])]
    return digest(line["prev_hash"], *instants, *fields[2:-2], canonical(fields[-2]), canonical(fields[-1]))
