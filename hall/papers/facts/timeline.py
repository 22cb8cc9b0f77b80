"""Sheets drawn from the timeline itself: the day's anchor, and the history of one object. Neither is a legal paper."""

from typing import Annotated, TypedDict

from hall.papers.facts.common import Minute, Paper


class AnchorSheetFacts(Paper):
    """锚定单: kept by somebody who does not run the machines."""

    anchored_at: Annotated[Minute, "锚定时间"]
    dossiers: Annotated[int, "锚定案卷数"]
    lines: Annotated[int, "锚定留痕行数"]
    groups: Annotated[list[str], "锚定摘要"]
    """The digest in eight groups of eight, as it is typed in."""
    findings: Annotated[list[str] | None, "核验发现"]


class TimelineRow(TypedDict):
    seq: Annotated[int, "序号"]
    at: Annotated[str, "时间"]
    who: Annotated[str, "经办人"]
    what: Annotated[str, "行为"]
    told: Annotated[list[str] | None, "内容"]


class TimelineFacts(Paper):
    """全程留痕摘录: the lines of one object as people read them, with the digest of the last."""

    object: Annotated[str, "事项"]
    shown: Annotated[str, "摘录范围"]
    rows: Annotated[list[TimelineRow] | None, "留痕"]
    head: Annotated[str, "链首摘要"]
    verdict: Annotated[str, "核验结果"]
