"""The cells of a hall's own form: which there are, and in which order, is the rulebook's question."""

from __future__ import annotations

from hall.failures import LegalFailure


class UnknownCell(LegalFailure, LookupError):
    """The rulebook asks a form for a cell nobody fills in."""


def rows(do, code: str, contents: dict[str, list[str]]) -> list[dict]:
    """The form's rows in the rulebook's order; an empty cell is kept, with a stroke. Raises UnknownCell."""
    cells = do.rule(f"paper.{code}.cells")
    if unknown := [cell for cell in cells if cell not in contents]:
        raise UnknownCell(f"规则库要求的栏目没有对应内容：{'、'.join(unknown)}，请核对规则库。")
    return [{"label": cell, "lines": [line for line in contents[cell] if line] or ["—"]} for cell in cells]
