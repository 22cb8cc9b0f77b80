"""缴费通知书: what is to be paid, by which right, at which rate, where."""

from typing import Annotated, NotRequired

from hall.papers.facts.common import CasePaper


class PaymentFacts(CasePaper):
    """缴费通知书."""

    item: Annotated[str, "收费项目"]
    basis: Annotated[str, "收费依据"]
    standard: Annotated[str, "收费标准"]
    standard_document: NotRequired[Annotated[str | None, "标准依据"]]
    calculation: NotRequired[Annotated[str | None, "计算过程"]]
    reduction: NotRequired[Annotated[str | None, "减免依据"]]
    amount: Annotated[str, "应缴金额（元）"]
    methods: Annotated[list[str], "缴费方式"]
    where: NotRequired[Annotated[list[str] | None, "缴费地点"]]
    """Where money is taken at the hall's bank counter alone; elsewhere nothing."""
