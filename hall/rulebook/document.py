"""docs/rulebook.md: every question with the national answer and what each regulation says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from .presets import NATIONAL, Entry, all_presets
from .rule import RULES, Rule

HEAD = """# 规则库

由 `manage.py rulebook --doc` 生成，不要手改。规则在各应用的 `rules.py` 中声明，答案在 `fixtures/rulebooks/`：
`national` 回答全部规则；各地制度只写自己的规定，未写的沿用国家规定和通用设定。
取值后的括号是条款；“自定”表示没有法定依据，由大厅自定。大厅还可以在后台自定规则，自生效之日起优先。
"""


def document() -> str:
    """The whole page as Markdown."""
    return "\n".join([HEAD, *_presets(), *_tables()]) + "\n"


def _presets() -> Iterator[str]:
    yield "| 代码 | 制度 | 文号 | 施行 | 解释机关 |\n| --- | --- | --- | --- | --- |"
    for preset in all_presets().values():
        start = preset.effective
        since = start.date or f"{start.event}之日{f'起{start.days_after}日后' if start.days_after else '起'}"
        yield f"| {preset.code} | {preset.title} | {preset.document} | {since} | {preset.interpreted_by} |"


def _tables() -> Iterator[str]:
    for space, keys in groupby(sorted(RULES), key=lambda key: key.partition(".")[0]):
        yield f"\n## {space}\n"
        yield "| 键 | 规则 | 国家规定或者通用设定 | 各地规定 |\n| --- | --- | --- | --- |"
        yield from map(_row, keys)


def _row(key: str) -> str:
    question, presets = RULES[key], all_presets()
    others = [
        f"{preset.code}：{_told(question, preset.entries[key][-1])}"
        for preset in presets.values()
        if preset.code != NATIONAL and key in preset.entries
    ]
    national = _told(question, presets[NATIONAL].entries[key][-1])
    cells = [f"`{key}`", f"{question.title}。{question.meaning}", national, "<br>".join(others)]
    return f"| {' | '.join(cell.replace('|', '／') for cell in cells)} |"


def _told(question: Rule, entry: Entry) -> str:
    note = f"，{entry.note}" if entry.note else ""
    return f"{question.describe(question.parse(entry.raw))}（{entry.clause or '自定'}{note}）"
