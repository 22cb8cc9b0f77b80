"""Standing conditions on the way to a post."""

from __future__ import annotations

from hall.acts.guards import Objection, guard
from hall.clocks.computation import long_date
from hall.people.grant import CONFLICTS, Grant
from hall.people.roles import Role

from .kinds import role_of
from .standing import first_representatives, posted_elsewhere
from .training import lacking


@guard("WS13-3.1.1-2", forbids=True)
def unit_speaks_for_itself(posting, do):
    """The office writes the unit's opinion only for people who have no posting department."""
    if do.role == Role.HALL_OFFICE and do.department is not None:
        return "工作单位审批意见须由派驻部门的分管领导签署。"
    return None


@guard("AH-20.1 WS13-3.1.2-1", forbids=True)
def trained_by_whom_the_text_names(posting, do):
    """The centre trains, or the posting department does; who trains reports the result."""
    centre = do.rule("training.by") == "centre" or do.department is None
    if centre and do.role != Role.HALL_OFFICE:
        return "岗前培训由政务服务中心组织，请由大厅管理室登记培训结果。"
    if not centre and do.role == Role.HALL_OFFICE:
        return "岗前培训由派驻部门组织，请由派驻部门报送培训结果。"
    return None


@guard("WS13-3.1.2-2")
def training_is_proven(posting, do):
    """“原则上”: a leader may agree without the papers, unless the hall's rule is strict."""
    if not (left := lacking(posting, do, proof=True)):
        return None
    waivable_by = None if do.rule("training.proof_strict") else Role.HALL_LEADER
    return Objection(f"缺少以下培训的材料证明：{'、'.join(left)}。请先补报。", waivable_by=waivable_by)


@guard("WS13-3.1.4-1 WS13-3.1.4-3")
def training_is_passed(posting, do):
    """Whatever papers were dispensed with: nobody starts untrained, no stand-in either."""
    if left := lacking(posting, do, proof=False):
        return f"以下岗前培训尚未合格，不能上岗：{'、'.join(left)}。"
    return None


@guard()
def more_than_filing(posting, do):
    """Where a change is only filed with the centre, the centre has nothing to refuse (AH-20.4)."""
    if do.rule("posting.change_needs") == "filing":
        return "本厅对人员调整实行备案，中心不作审批；不符合条件的请部门撤回。"
    return None


@guard("WS13-3.1.1-1 DL-21.2")
def day_has_come(posting, do):
    if do.on < posting.starts_on:
        return f"入岗时间为{long_date(posting.starts_on)}，届时方可上岗。"
    if posting.until_on and posting.until_on < do.on:
        return "派驻期限已过，请重新申请。"
    return None


@guard("AH-26 XA-34.2 WS04-4.6-1")
def one_first_representative(posting, do):
    """So many as the rulebook allows; a stand-in takes the place of one and is none."""
    if not posting.is_first or posting.stands_in_for_id:
        return None
    now = [str(one.person) for one in first_representatives(do.hall, do.department)]
    if len(now) >= do.rule("staff.first_representatives"):
        return f"本部门已有首席代表（{'、'.join(now)}），请先办理其离岗。"
    return None


@guard()
def for_a_first_representative(posting, do):
    if not posting.is_first:
        return "授权委托书只为首席代表出具。"
    if posting.stands_in_for_id:
        return "临时代表凭被顶岗首席代表的授权委托书履职。"
    return None


@guard("AH-27.2 EL-4.1e")
def bears_a_letter(posting, do):
    """The department's authority in writing. A stand-in acts on the letter of the person they stand in for."""
    if posting.is_first and not posting.stands_in_for_id and not posting.powers:
        return "首席代表须有本部门的授权，请先由部门领导出具授权委托书。"
    return None


@guard("AH-20.3 DL-5.3")
def still_free(posting, do):
    """Two applications for one person may have been filed at the same time; only one of them leads to a post."""
    if other := posted_elsewhere(posting.person, do.department, posting.stands_in_for):
        return f"{posting.person}已派驻在岗（{other}），派驻期间不得再安排其他岗位。"
    return None


@guard()
def somebody_to_stand_in_for(posting, do):
    if posting.stands_in_for_id and posting.stands_in_for.state != "on_duty":
        return f"{posting.stands_in_for.person}已不在岗或者另有人顶岗，不能再为其顶岗。"
    return None


@guard()
def roles_go_together(posting, do):
    """What the other floors say about roles that one person may not hold at a time (EL-2.1)."""
    held = Grant.objects.in_force(do.at).filter(user=posting.person, hall=do.hall)
    asked = (do, posting.person, role_of(posting), posting.place, held.select_related("place", "department"))
    return [reason for conflict in CONFLICTS if (reason := conflict(*asked))]


STARTING = (
    day_has_come,
    training_is_passed,
    one_first_representative,
    bears_a_letter,
    still_free,
    somebody_to_stand_in_for,
    roles_go_together,
)
