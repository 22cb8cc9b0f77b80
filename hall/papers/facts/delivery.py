"""Papers that travel with things: hand-over, collection, proof of delivery."""

from typing import Annotated, NotRequired, TypedDict

from hall.papers.facts.common import CasePaper, Day, Material, Minute


class CollectionFacts(CasePaper):
    """结果领取通知书."""

    results: Annotated[list[Material], "结果物料"]
    where: Annotated[str, "领取地点"]
    bring: Annotated[list[str], "领取时应当携带的证件"]
    until: NotRequired[Annotated[Day | None, "领取期限"]]


class Delivered(TypedDict):
    title: Annotated[str, "文书名称"]
    number: Annotated[str, "文书文号"]
    copies: Annotated[int, "文书份数"]


class DeliveryRecordFacts(CasePaper):
    """送达回证. What is not known at printing stays an empty cell to be filled in by hand."""

    documents: Annotated[list[Delivered], "送达文书"]
    methods: Annotated[list[str], "可选送达方式"]
    method: NotRequired[Annotated[str | None, "送达方式"]]
    place: NotRequired[Annotated[str | None, "送达地点"]]
    received_on: NotRequired[Annotated[Day | None, "收到日期"]]
    substitute: NotRequired[Annotated[str | None, "代收人及代收理由"]]
    refusal: NotRequired[Annotated[str | None, "拒收事由"]]
    witness: NotRequired[Annotated[str | None, "见证人"]]
    deliverers: NotRequired[Annotated[list[str], "送达人"]]
    note: NotRequired[Annotated[str | None, "备注"]]


class Side(TypedDict):
    organ: Annotated[str, "移交或者接收单位"]
    person: NotRequired[Annotated[str | None, "移交或者接收人"]]


class HandoverFacts(CasePaper):
    """物料转移单, signed by both sides."""

    materials: Annotated[list[Material], "移交清单"]
    giver: Annotated[Side, "移交方"]
    taker: Annotated[Side, "接收方"]
    handed_at: NotRequired[Annotated[Minute | None, "移交时间"]]
