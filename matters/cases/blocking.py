"""What below a case stands in the way of its decision: whatever was begun is brought to its end first."""

from __future__ import annotations

from hall.acts.guards import guard

from .below import has_below
from .states import Outcome, State


@guard("DL-13.1 DL-13.2")
def survey_recorded(case, do):
    """A survey once arranged ends in its record; a matter that always needs one is not decided without."""
    if has_below(case, do, "survey"):
        if case.surveys.filter(state="arranged").exists():
            return "现场踏勘还没有形成笔录，不能作出决定。"
    elif case.version.needs_survey and case.state == State.REVIEWING:
        return "本事项需要现场踏勘：请先安排踏勘并形成笔录，再作出决定。"


@guard("DL-10.2 DL-13.3")
def arguments_given(case, do):
    if has_below(case, do, "argument") and case.arguments.filter(state="asked").exists():
        return "专业论证还没有形成意见，不能作出决定。"


@guard("DL-11")
def doubts_settled(case, do):
    if has_below(case, do, "doubt") and case.doubts.exclude(state="settled").exists():
        return "对申请材料的疑义还没有核实清楚，不能作出决定。"


@guard("许可法78")
def suspicions_settled(case, do):
    if has_below(case, do, "suspicion") and case.suspicions.filter(state="raised").exists():
        return "涉嫌虚假材料还在调查，不能作出决定。"


@guard("DL-12")
def meeting_resolved(case, do):
    if has_below(case, do, "deliberation"):
        if case.deliberations.filter(state="convened").exists():
            return "会议还没有形成决议，不能作出决定。"
    elif case.version.needs_meeting and case.state == State.REVIEWING:
        return "本事项需要会议研究决定：请先提请会议研究并登记决议。"


@guard("DL-15")
def publicity_over(case, do):
    """The notice has stood its days, and every objection has its answer."""
    if not has_below(case, do, "announcement"):
        if case.version.publicity and case.state == State.REVIEWING:
            return f"本事项须公示{case.version.publicity}，期满无未处理的异议方可作出决定。"
        return None
    for one in case.announcements.all():
        if one.state == "running":
            return f"公示（公告）至{one.until}期满，期满之前不能作出决定。"
        if one.unanswered:
            return f"公示期间提出的{one.unanswered}项异议还没有答复，不能作出决定。"


@guard("许可法36")
def parties_told(case, do):
    if has_below(case, do, "party"):
        told = case.dossier.children.filter(kind="cases.party")
        if told.filter(papers__voided_at=None, papers__served_at=None, papers__kind="party_notice").exists():
            return "利害关系人告知书还没有交付：请先登记利害关系人的签收。"


@guard("许可法47")
def hearing_settled(case, do):
    """Nobody decides over a right to be heard that is still open; where others' interests are touched, it is told."""
    if has_below(case, do, "hearing"):
        open_ones = case.hearings.exclude(state__in=("lapsed", "held"))
        if hearing := open_ones.first():
            return f"听证程序还没有结束（{hearing.get_state_display()}），不能作出决定。"
    elif has_below(case, do, "party") and case.matter.is_licence:
        return "本件涉及他人重大利益：作出决定之前，应当告知申请人、利害关系人有要求听证的权利。"


@guard("DL-10.1 XA-17.a")
def opinion_written(case, do):
    """No decision without an opinion, who wrote it and when; what is done on the spot is examined in the deciding."""
    if case.opined_at is not None or not do.rule("case.opinion_required"):
        return None
    if case.is_instant and do.rule("case.instant_single_step"):
        return None
    return "还没有审查意见：请先由审查人员出具审查意见，再作出决定。"


@guard("DL-10.3")
def steps_signed(case, do):
    if case.step_waiting:
        return f"审批环节还没有签署完毕：等待{case.step_waiting.label}签署。"


@guard("DL-10.3")
def opinion_in_favour(case, do):
    if case.proposal == "refuse":
        return "最近一次审查意见是建议不予，不能准予；认为符合条件的，请重新出具审查意见。"


@guard("许可法78")
def nothing_false(case, do):
    if has_below(case, do, "suspicion") and case.suspicions.filter(state="confirmed").exists():
        return "申请材料已认定虚假，只能不予。"


def _resolved_otherwise(case, do, outcome: Outcome):
    if not has_below(case, do, "deliberation"):
        return None
    last = case.deliberations.filter(state="resolved").order_by("pk").last()
    if last is not None and last.resolves != outcome:
        return f"{last.name}{last.held_on}决议“{last.get_resolves_display()}”，不能作出与决议相反的决定。"
    return None


@guard("DL-12")
def resolution_grants(case, do):
    return _resolved_otherwise(case, do, Outcome.GRANTED)


@guard("DL-12")
def resolution_grants_partly(case, do):
    return _resolved_otherwise(case, do, Outcome.PARTLY)


@guard("DL-12")
def resolution_refuses(case, do):
    return _resolved_otherwise(case, do, Outcome.REFUSED)


# What was begun is brought to its end, whichever way the case then goes.
OPEN = (
    survey_recorded,
    arguments_given,
    doubts_settled,
    suspicions_settled,
    meeting_resolved,
    publicity_over,
    parties_told,
    hearing_settled,
)
DECIDING = (*OPEN, opinion_written, steps_signed)
GRANTING = (opinion_in_favour, nothing_false, resolution_grants)
GRANTING_PARTLY = (opinion_in_favour, nothing_false, resolution_grants_partly)
REFUSING = (resolution_refuses,)
