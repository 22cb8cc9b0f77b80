"""Standing conditions of a circular."""

from __future__ import annotations

from hall.acts.guards import guard
from hall.failures import LegalFailure
from supervision.discipline.referral import Referral
from supervision.patrols.finding import STANDING, Finding, State

from .kinds import APPROVED_AS, CircularKind


@guard()
def says_something(circular, do):
    if not circular.lines and not circular.sections:
        return "通报还没有内容，请补充。"
    return None


@guard("WS10-4.4-3 WS15-02")
def nothing_contested(circular, do):
    """A line drafted before an appeal was filed leaves the draft again."""
    numbers = [line["dossier"] for line in circular.lines if line["dossier"]]
    found = Finding.objects.filter(pk__in=numbers).exclude(
        state__in=[one for one in STANDING if one != State.CONTESTED]
    )
    return [f"第{one.pk}号问题{one.get_state_display()}，不能通报，请删去该条。" for one in found]


@guard("WS15-06.2.1 WS15-06.2.2 WS15-06.2.3")
def approver_is_known(circular, do):
    """Who approves each kind is the rulebook's answer; without one nothing is approved."""
    if not approver(circular, do):
        raise LegalFailure(f"规则库“通报的审定人”没有规定{circular.get_kind_display()}由谁审定，请补充。")
    return


def approver(circular, do) -> str:
    """The approver the rulebook names for this kind: deputy or leader; empty where it names none."""
    rows = do.rule("circular.approvers")
    return next((one["approver"] for one in rows if one["kind"] == APPROVED_AS[circular.kind]), "")


def only(*kinds: CircularKind):
    """A guard for the acts of some kinds."""
    names = "、".join(str(one.label) for one in kinds)

    def check(circular, do):
        return (
            None
            if circular.kind in kinds
            else f"{circular.get_kind_display()}不这样办理，这里办的是{names}。"
        )

    check.__name__ = f"only_{'_'.join(kinds)}"
    return guard()(check)


@guard("WS15-05.3-4")
def discipline_group_is_told(circular, do):
    """Grave problems are reported to the discipline inspection group the same day."""
    if circular.kind != CircularKind.URGENT:
        return None
    if Referral.objects.filter(source=circular.finding_id, on=do.on).exists():
        return None
    return "请先向纪检监察组报告（移交线索），当日报告、当日印发。"
