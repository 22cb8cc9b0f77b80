"""Papers of complaints and of what follows from them: which cells they have is the rulebook's question."""

from typing import Annotated, NotRequired

from hall.papers.facts.common import Paper
from hall.papers.facts.hall_forms import PlanRow


class RectificationPlanFacts(Paper):
    """整改方案: the problem, and the rows the rulebook asks for."""

    number: NotRequired[Annotated[str | None, "编号"]]
    problem: Annotated[str, "存在的问题"]
    basis: Annotated[str, "依据的条款"]
    rows: Annotated[list[PlanRow], "方案栏目"]
    agreed_by: Annotated[str, "审核人"]
    copies: Annotated[list[str], "各份的保存人"]
