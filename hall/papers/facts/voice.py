"""Papers of complaints and of what follows from them: which cells they have is the rulebook's question."""

from typing import Annotated, NotRequired

from hall.papers.facts.common import Day, Paper
from hall.papers.facts.hall_forms import PlanRow


class RectificationPlanFacts(Paper):
    """整改方案: the problem, and the rows the rulebook asks for."""

    number: NotRequired[Annotated[str | None, "编号"]]
    problem: Annotated[str, "存在的问题"]
    basis: Annotated[str, "依据的条款"]
    rows: Annotated[list[PlanRow], "方案栏目"]
    agreed_by: Annotated[str, "审核人"]
    copies: Annotated[list[str], "各份的保存人"]


class ComplaintFormFacts(Paper):
    """投诉登记表; who complained stands on it masked, or not at all."""

    number: NotRequired[Annotated[str | None, "编号"]]
    rows: Annotated[list[PlanRow], "登记栏目"]
    registrar: Annotated[str, "登记人"]
    copies: Annotated[list[str], "各份的保存人"]


class ComplaintTransferFacts(Paper):
    """投诉转办单: what a department gets of a complaint."""

    number: NotRequired[Annotated[str | None, "编号"]]
    rows: Annotated[list[PlanRow], "转办栏目"]
    office: Annotated[str, "出具单位"]
    copies: Annotated[list[str], "各份的保存人"]


class ComplaintReportFacts(Paper):
    """投诉落实情况报告: signed by the department's leader, sealed by the department."""

    number: NotRequired[Annotated[str | None, "编号"]]
    rows: Annotated[list[PlanRow], "报告栏目"]
    copies: Annotated[list[str], "各份的保存人"]


class ComplaintAnswerFacts(Paper):
    """投诉答复书: what was found, what was done, and where else one may turn."""

    number: Annotated[str, "文号"]
    complaint_no: Annotated[str, "投诉编号"]
    received_on: Annotated[Day, "收到日期"]
    about: Annotated[str, "投诉事项"]
    found: Annotated[str, "调查情况"]
    finding: Annotated[str, "认定"]
    result: Annotated[str, "处理结果"]
    basis: NotRequired[Annotated[str | None, "依据"]]
    answer: Annotated[str, "答复"]
    other_ways: Annotated[list[str], "不服的其他途径"]
    office: Annotated[str, "答复单位"]
    copies: Annotated[list[str], "各份的保存人"]
