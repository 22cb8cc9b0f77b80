"""The register sheet of one found item: which cells it has is the rulebook's question."""

from typing import Annotated, NotRequired, TypedDict

from hall.papers.facts.common import Paper


class SheetRow(TypedDict):
    label: Annotated[str, "栏目"]
    lines: Annotated[list[str] | None, "内容"]
    """None for a cell that is not known yet, or is written by hand."""


class LostPropertyFacts(Paper):
    """（市民）遗失物品登记表."""

    number: NotRequired[Annotated[str | None, "文号"]]
    serial: Annotated[str, "登记编号"]
    rows: Annotated[list[SheetRow], "登记栏目"]
    copies: Annotated[list[str], "各份的保存人"]
