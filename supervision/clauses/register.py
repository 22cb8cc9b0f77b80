"""The register: every clause of the five texts, with the words of its article (``fixtures/clauses.jsonl``)."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass

from django.conf import settings

from hall.rulebook.presets import all_presets

KINDS = {
    "enforce": "强制",
    "clock": "期限",
    "permission": "权限",
    "record": "登记",
    "document": "文书",
    "publish": "公开",
    "report": "统计",
    "conduct": "行为规范",
    "organisation": "组织职责",
}
CONDUCT = "conduct"


@dataclass(frozen=True)
class Clause:
    """``text`` is an excerpt of the article, "" where it has none of its own; ``outside`` why no software keeps it."""

    id: str
    article: str
    text: str
    duty: str
    kind: str
    feature: str
    outside: str = ""

    @property
    def document(self) -> str:
        """The prefix that names its text."""
        return self.id.partition("-")[0]

    @property
    def title(self) -> str:
        return documents().get(self.document, self.document)

    @property
    def kind_title(self) -> str:
        return KINDS[self.kind]


@functools.cache
def clauses() -> dict[str, Clause]:
    """All of them in the order of the texts, read once per process."""
    lines = (settings.FIXTURES / "clauses.jsonl").read_text(encoding="utf-8").splitlines()
    found = (Clause(**json.loads(line)) for line in lines)
    return {one.id: one for one in found}


@functools.cache
def documents() -> dict[str, str]:
    """Prefix and title of every text."""
    return {prefix: title for preset in all_presets().values() for prefix, title in preset.documents.items()}
