"""Why a licence may end before its time. The lists are the law's; nothing else is a ground."""

from __future__ import annotations

from django.db import models

LAW = "《中华人民共和国行政许可法》"


class Revocation(models.TextChoices):
    """撤销: the grant itself was wrong (行政许可法 69)."""

    ABUSE = "abuse", "行政机关工作人员滥用职权、玩忽职守作出准予决定"
    BEYOND_POWER = "beyond_power", "超越法定职权作出准予决定"
    PROCEDURE = "procedure", "违反法定程序作出准予决定"
    NOT_ELIGIBLE = "not_eligible", "对不具备申请资格或者不符合法定条件的申请人准予"
    OTHER = "other_revocation", "依法可以撤销的其他情形"
    FRAUD = "fraud", "被许可人以欺骗、贿赂等不正当手段取得"


class Withdrawal(models.TextChoices):
    """撤回: the grant was right, but its foundation has changed (行政许可法 8)."""

    LAW_CHANGED = "law_changed", "所依据的法律、法规、规章修改或者废止"
    CIRCUMSTANCES = "circumstances", "准予所依据的客观情况发生重大变化"


class Cancellation(models.TextChoices):
    """注销: the licence is struck off the register (行政许可法 70)."""

    RUN_OUT = "run_out", "有效期届满未延续"
    INCAPABLE = "incapable", "赋予公民特定资格，该公民死亡或者丧失行为能力"
    DISSOLVED = "dissolved", "法人或者其他组织依法终止"
    TAKEN_BACK = "taken_back", "依法被撤销、撤回，或者证件依法被吊销"
    FORCE_MAJEURE = "force_majeure", "因不可抗力导致许可事项无法实施"
    OTHER = "other_cancellation", "法律、法规规定应当注销的其他情形"


GROUNDS = [*Revocation.choices, *Withdrawal.choices, *Cancellation.choices]

ARTICLES = {
    Revocation.ABUSE: "第六十九条第一款第（一）项",
    Revocation.BEYOND_POWER: "第六十九条第一款第（二）项",
    Revocation.PROCEDURE: "第六十九条第一款第（三）项",
    Revocation.NOT_ELIGIBLE: "第六十九条第一款第（四）项",
    Revocation.OTHER: "第六十九条第一款第（五）项",
    Revocation.FRAUD: "第六十九条第二款",
    Withdrawal.LAW_CHANGED: "第八条第二款",
    Withdrawal.CIRCUMSTANCES: "第八条第二款",
    Cancellation.RUN_OUT: "第七十条第（一）项",
    Cancellation.INCAPABLE: "第七十条第（二）项",
    Cancellation.DISSOLVED: "第七十条第（三）项",
    Cancellation.TAKEN_BACK: "第七十条第（四）项",
    Cancellation.FORCE_MAJEURE: "第七十条第（五）项",
    Cancellation.OTHER: "第七十条第（六）项",
}


def article(ground: str) -> str:
    """The article behind a ground, as a paper cites it."""
    return f"{LAW}{ARTICLES[ground]}"
