"""Papers of supervision: what did not hold, circulars, orders, opinions, warnings, advice."""

from typing import Annotated, NotRequired, TypedDict

from hall.papers.facts.common import Day, Paper


class NotUpheldFacts(Paper):
    """问题不成立告知书 (WS14-12-5)."""

    number: Annotated[str, "文号"]
    copies: Annotated[list[str], "各份的保存人"]
    unit: Annotated[str, "被监督部门"]
    finding: Annotated[str, "问题编号"]
    found_on: Annotated[Day, "发现日期"]
    problem: Annotated[str, "问题情况"]
    grounds: Annotated[str, "申诉内容"]
    verified: Annotated[str, "核实情况"]
    conclusion: Annotated[str, "结论"]
    centre: Annotated[str, "中心名称"]


class CircularLine(TypedDict):
    """One criticised or praised; a person only where one is named."""

    department: Annotated[str, "部门"]
    person: Annotated[str | None, "人员"]
    text: Annotated[str, "情况"]
    source: Annotated[str | None, "依据的记录"]


class CircularSection(TypedDict):
    title: Annotated[str, "内容"]
    lines: Annotated[list[str], "情况"]


class CircularFacts(Paper):
    """督查通报: oral, by interview, written or urgent (WS15)."""

    number: Annotated[str, "文号"]
    copies: Annotated[list[str], "各份的保存人"]
    kind: Annotated[str, "通报形式"]
    period: Annotated[str, "期间"]
    addressees: Annotated[list[str], "通报对象"]
    sections: Annotated[list[CircularSection] | None, "督查情况"]
    criticised: Annotated[list[CircularLine] | None, "批评"]
    praised: Annotated[list[CircularLine] | None, "表扬"]
    record: Annotated[str | None, "口头通报、约谈的记录"]
    approved_by: Annotated[str, "审定人"]


class MeasureFacts(Paper):
    """责令纠正通知、责任追究意见、行政效能告诫书 (AH-4.7c, AH-41, AH-43)."""

    number: Annotated[str, "文号"]
    copies: Annotated[list[str], "各份的保存人"]
    unit: Annotated[str, "部门"]
    person: Annotated[str | None, "人员"]
    ground: Annotated[str, "事由"]
    fact: Annotated[str, "事实"]
    evidence: Annotated[str, "证据"]
    clause: Annotated[str, "依据"]
    measure: Annotated[str, "处理"]
    due_on: NotRequired[Annotated[Day | None, "期限"]]
    opinion: Annotated[str | None, "处理意见"]
    centre: Annotated[str, "中心名称"]


class AdviceFacts(Paper):
    """监督（整改）建议书 (WS14-03-2, AH-4.3b)."""

    number: Annotated[str, "文号"]
    copies: Annotated[list[str], "各份的保存人"]
    addressee: Annotated[str, "致"]
    kind: Annotated[str, "性质"]
    subject: Annotated[str, "监督内容"]
    channel: Annotated[str, "渠道"]
    fact: Annotated[str, "情况"]
    basis: Annotated[str, "依据"]
    advice: Annotated[str, "建议、要求"]
    due_on: Annotated[Day, "完成期限"]
    centre: Annotated[str, "中心名称"]
