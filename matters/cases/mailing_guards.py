"""What the free mailing covers, and what must hold before a result goes to the post."""

from __future__ import annotations

from hall.acts.guards import guard
from hall.people.roles import Role

from .rules import POST


@guard("XA-19 EL-4.2h")
def post_offered(mailing, do):
    if POST not in (do.rule("delivery.ways") or ()):
        return "本大厅没有邮寄送达这一方式。"


@guard("WS16-2-1", waivable_by=Role.HALL_OFFICE)
def not_obtainable_on_the_spot(mailing, do):
    """Free is what could not be had on the spot, in principle (原则上); who pays for it may have anything sent."""
    if do.parent is not None and do.parent.is_instant and do.rule("mail.payer") == "bureau":
        return "当场可以领取的结果不属于免费邮寄的范围，请当场出件。"


@guard("WS16-4.2-1")
def drawn_for_a_check(mailing, do):
    if not mailing.samples.exists():
        return "本邮件没有被抽中，抽查应当随机进行。"


@guard("WS16-4.2-1")
def not_judged(mailing, do):
    if mailing.verdict:
        return "本邮件已有抽查结论。"


@guard("WS16-4.2-1")
def found_outside(mailing, do):
    if mailing.verdict != "outside" or mailing.repaid_on:
        return "没有需要补缴的邮费。"
