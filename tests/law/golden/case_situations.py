"""The situations of a case and of its children: hand-over, special procedure, joint opinion."""

from __future__ import annotations

import datetime as dt

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.models import Hall, RuleRow
from hall.people.roles import Role
from matters.cases.models import Case, Extension, Handover, JointMeeting, Opinion, SpecialProcedure
from matters.catalogue.models import Material
from matters.catalogue.publishing import publish
from tests.cases_factory import IN_FORCE_SINCE, PERSON, CaseHall
from tests.catalogue.builders import by_nation, make_draft, make_matter, make_statute
from tests.factories import NAMED_SINCE, make_user

from .world import Attempt, Workplace

PEOPLE = {
    "clk": "clerk",
    "rev": "reviewer",
    "fst": "first",
    "rev2": "other_reviewer",
    "fst2": "other_first",
    "off": "office",
    "ldr": "leader",
}


def lacking(hall):
    return hall.receive(m2="missing")


def lacking_little(hall):
    return hall.receive(m4="missing")


def correcting(hall):
    """Told, and the notice is in the applicant's hands."""
    return hall.serve(hall.tell(lacking(hall), until="2026-03-20"))


def supplied(hall):
    return hall.supply(correcting(hall))


def lapsed(hall):
    return perform(correcting(hall), "lapse_corrections", by=SYSTEM)


def accepted_unserved(hall):
    return hall.accept(hall.receive())


def accepted(hall):
    return hall.serve(accepted_unserved(hall))


def accepted_instant(hall):
    return hall.serve(hall.accept(hall.receive(hall.instant)))


def tolerated(hall):
    return hall.serve(hall.tolerate(lacking_little(hall)))


def reviewing_gaps(hall):
    return hall.into_review(tolerated(hall))


def lapsed_gaps(hall):
    return perform(reviewing_gaps(hall), "lapse_tolerance", by=SYSTEM)


def corrected(hall):
    """Delivered, and then a slip of the pen was put right: the new papers are still here."""
    case = hall.case_in("delivered")
    slip = {"field": "申请人姓名", "was": "王小明", "now": "王晓明"}
    return perform(
        case, "correct_paper", {"paper": case.dossier.papers.get(kind="approval").pk} | slip, by=hall.first
    )


def unsealed(hall):
    """Accepted while the procedural seal was out of use; now it lies in the hall again."""
    seal = perform(hall.procedure_seal, "suspend", {"reason": "刻章"}, by=hall.office)
    case = accepted_unserved(hall)
    perform(seal, "lodge", {"document": "授权〔2026〕1号"}, by=hall.office)
    return case


def sharing(hall):
    """A case whose guide has one material that departments share."""
    matter = make_matter(hall.department, name="共享材料许可", entered_on=NAMED_SINCE)
    version = make_draft(matter, IN_FORCE_SINCE, procedure="申请\n受理\n审查\n决定\n送达")
    by_nation(version, 5).save()
    fields = {"kind": "copy", "statute": make_statute(), "article": "第六条", "source": "shared"}
    Material(version=version, order=1, name="营业执照", **fields).save()
    publish(version)
    return hall.receive(matter)


def examining(hall):
    case = hall.case_in("reviewing")
    hall.start_procedure(case)
    return case


def joint(hall):
    return hall.case_in("reviewing", hall.joint)


def asking(hall):
    case = joint(hall)
    hall.ask_opinion(case)
    return case


UP = {"superior": "某盟市场监督管理局", "opinion": "符合条件", "proposal": "grant"}


def upward(hall):
    return hall.into_review(hall.accept(hall.receive(hall.upward())))


def sent(hall):
    return hall.send(accepted(hall))


def signed(hall):
    return perform(sent(hall), "sign", by=hall.reviewer)


def returned(hall):
    return perform(sent(hall), "give_back", {"reason": "清单与材料不符"}, by=hall.reviewer)


RETURN = {"ground": "requirements", "reason": "场所不符合办理要求"}


def sent_back(hall):
    """退件: only under a rulebook that knows it."""
    return perform(hall.case_in("reviewing"), "send_back", RETURN, by=hall.reviewer)


CASES = {
    "new": lambda hall: hall.licence,
    "received": lambda hall: hall.receive(),
    "lacking": lacking,
    "lacking_little": lacking_little,
    "outside": lambda hall: hall.receive(in_scope="no"),
    "sharing": sharing,
    "correcting": correcting,
    "supplied": supplied,
    "not_accepted": lambda hall: hall.reject(hall.receive()),
    "not_ours": lambda hall: hall.reject(hall.receive(in_scope="no"), **rejection_elsewhere()),
    "lapsed": lapsed,
    "accepted_unserved": accepted_unserved,
    "unsealed": unsealed,
    "accepted": accepted,
    "accepted_instant": accepted_instant,
    "tolerated": tolerated,
    "reviewing": lambda hall: hall.case_in("reviewing"),
    "reviewing_gaps": reviewing_gaps,
    "lapsed_gaps": lapsed_gaps,
    "examining": examining,
    "joint": joint,
    "asking": asking,
    "upward": upward,
    "sent_up": lambda hall: perform(upward(hall), "report_up", UP, by=hall.reviewer),
    "sent_back": sent_back,
    "decided": lambda hall: hall.case_in("decided"),
    "sealed": lambda hall: hall.case_in("sealed"),
    "sealed_instant": lambda hall: hall.stamp(hall.approve(accepted_instant(hall))),
    "at_window": lambda hall: hall.case_in("at_window"),
    "delivered": lambda hall: hall.case_in("delivered"),
    "corrected": corrected,
    "withdrawn": lambda hall: hall.withdraw(hall.receive()),
    "withdrawn_in_review": lambda hall: hall.withdraw(examining(hall)),
    "terminated": lambda hall: hall.terminate(hall.case_in("reviewing")),
    "archived": lambda hall: hall.case_in("archived"),
}


# --- What is typed --------------------------------------------------------------------------------------------


def intake(hall, matter):
    return PERSON | {"in_scope": "yes"} | hall.findings(matter.versions.get())


def rejection_elsewhere():
    return {
        "ground": "out_of_scope",
        "reason": "不属于本机关",
        "basis": "某条例第三条",
        "apply_to": "某旗水利局",
    }


def rejection(hall, case):
    if case.in_scope:
        return {"ground": "not_eligible", "reason": "不具备申请条件", "basis": "某条例第五条"}
    return rejection_elsewhere()


def ticked(rows):
    return {f"verdict_{row.material.pk}": "complete" for row in rows}


def paper(case, **more):
    return {"paper": case.dossier.papers.filter(kind="acceptance").last().pk} | more


def due_rung(hall, case):
    return {"limit": case.dossier.runs.get(clock="acceptance").limits.get(kind="service").pk}


def shared(case, **more):
    material = next(iter(case.checklist.shared), None)
    return {
        "material": material and material.pk,
        "content": "个体工商户",
        "reference": "登记库",
        "confirmed_by": "王小明",
    } | more


CASE_INPUTS = {
    "go_green": lambda hall, case: {"ground": "special", "document": "会议纪要〔2026〕3号"},
    "hand_on": lambda hall, case: {"to": hall.clerk2.pk, "reason": "轮岗"},
    "change_examiner": lambda hall, case: {"to": hall.first.pk, "reason": "轮岗"},
    "confirm_shared": lambda hall, case: shared(case, confirmed="on"),
    "replace_shared": lambda hall, case: shared(case),
    "remind": lambda hall, case: {"text": "请按期办结"},
    "receive": intake,
    "recheck": lambda hall, case: hall.findings(case.version),
    "accept_tolerantly": lambda hall, case: {"until": "2026-03-20", "how": "counter", "committed": "on"},
    "tell_corrections": lambda hall, case: {"until": "2026-03-20"},
    "tell_again": lambda hall, case: {"reason": "申请人遗失告知书"},
    "supply": lambda hall, case: ticked(case.checklist.told_and_open),
    "reject": rejection,
    "send_back": lambda hall, case: RETURN,
    "opine": lambda hall, case: {"opinion": "符合条件", "proposal": "grant"},
    "transfer": lambda hall, case: {"organ": "某旗水利局", "agreed": "on"},
    "withdraw": lambda hall, case: {"signed_by": "王小明", "signed_on": "2026-03-09", "written": "on"},
    "terminate": lambda hall, case: {"cause": "died", "proof": "死亡证明", "basis": "某条例第二十二条"},
    "fill_gaps": lambda hall, case: ticked(case.checklist.defects),
    "approve_partly": lambda hall, case: {
        "decision": "准予零售",
        "not_granted": "熟食",
        "found": "场所不符",
        "reason": "没有冷藏设备",
        "basis": "某条例第九条",
    },
    "approve": lambda hall, case: {"decision": "准予经营"},
    "refuse": lambda hall, case: {"found": "场所不符", "reason": "距离不足", "basis": "某条例第九条"},
    "coordinate": lambda hall, case: {"text": "请两部门同步踏勘"},
    "explain_delay": lambda hall, case: {"reason": "设备检修"},
    "report_up": lambda hall, case: dict(UP),
    "receive_result": lambda hall, case: {
        "outcome": "granted",
        "document": "盟准字1号",
        "decided_on": "2026-03-09",
        "text": "准予经营",
    },
    "count_as_delivered": lambda hall, case: {"method": "locker", "received_at": "2026-03-09 10:00"},
    "hand_out": lambda hall, case: {"method": "direct", "received_by": "王小明", "identity_checked": "on"},
}

COMMON_INPUTS = {
    "seal_paper": lambda hall, case: paper(case),
    "serve_paper": lambda hall, case: paper(case, received_by="王小明", relation="self"),
    "void_paper": lambda hall, case: paper(case, reason="误发"),
    "correct_paper": lambda hall, case: paper(case, field="申请人姓名", was="王小明", now="王晓明"),
    "note": lambda hall, case: {"text": "问：身份证复印件可否后补？答：须一并补齐。"},
    "reach_rung": due_rung,
    "recompute_clocks": lambda hall, case: {"reason": "节假日安排变更"},
}


def _take_in(hall, matter):
    scope = {"hall": hall.hall, "department": matter.department, "matter": matter}
    return Attempt(Case, scope)


def case_hall(preset):
    hall = CaseHall(preset)
    Hall.objects.filter(pk=hall.hall.pk).update(code=preset)  # so that a second one can stand beside it
    return hall


CASE = Workplace(Case, "AH", case_hall, PEOPLE, CASES, _take_in, CASE_INPUTS)

COMMON = Workplace(Case, "AH", case_hall, PEOPLE, CASES, _take_in, COMMON_INPUTS)

HANDOVER = Workplace(
    Handover,
    "AH",
    case_hall,
    PEOPLE,
    CASES
    | {"sent": sent, "sent_before": lambda hall: sent(hall).case, "signed": signed, "returned": returned},
    lambda hall, case: Attempt(Handover, {"parent": case}),
    {"give_back": lambda hall, handover: {"reason": "清单与材料不符"}},
)


def _running(hall):
    return hall.start_procedure(hall.case_in("reviewing"))


PROCEDURE = Workplace(
    SpecialProcedure,
    "AH",
    case_hall,
    PEOPLE,
    CASES
    | {
        "running": _running,
        "ended": lambda hall: perform(_running(hall), "end", {"result": "合格"}, by=hall.reviewer),
    },
    lambda hall, case: Attempt(SpecialProcedure, {"parent": case}),
    {
        "start": lambda hall, case: {
            "procedure": "inspection",
            "body": "检验所",
            "days": 5,
            "reason": "需要检验",
        },
        "end": lambda hall, procedure: {"result": "合格"},
    },
)


DELAY = {"cause": "现场分散", "reason": "六处场所不能按期核查完毕", "n": 5}


def _extension(hall):
    return perform(Extension, "ask", DELAY, by=hall.reviewer, parent=hall.case_in("reviewing"))


def _extended(hall):
    return perform(_extension(hall), "approve", by=head_of(hall))


def head_of(hall):
    return make_user("郑局长", (Role.DEPARTMENT_LEADER, hall.hall, hall.department))


EXTENSION = Workplace(
    Extension,
    "AH",
    case_hall,
    PEOPLE,
    CASES
    | {
        "asked_extension": _extension,
        "waiting_extension": lambda hall: _extension(hall).case,
        "granted_extension": _extended,
        "extended_case": lambda hall: _extended(hall).case,
        "declined_extension": lambda hall: perform(
            _extension(hall), "decline", {"reason": "可以按期办结"}, by=head_of(hall)
        ),
        "withdrawn_extension": lambda hall: perform(_extension(hall), "withdraw", by=hall.reviewer),
    },
    lambda hall, case: Attempt(Extension, {"parent": case}),
    {
        "ask": lambda hall, case: dict(DELAY),
        "decline": lambda hall, extension: {"reason": "可以按期办结"},
    },
)


def _asked(hall):
    return hall.ask_opinion(joint(hall))


def _silent(hall):
    """Under a row of the hall's own: silence is consent."""
    row = {"hall": hall.hall, "key": "joint.silence", "effective_from": dt.date(2020, 1, 1)}
    RuleRow.objects.create(**row, value="agreed", reason="试行")
    opinion = perform(_asked(hall), "fall_silent", by=SYSTEM)
    RuleRow.objects.create(**row, inherits=True, reason="试行结束")  # for the other situations of this hall
    return opinion


def joint_accepted(hall):
    return hall.case_in("accepted", hall.joint)


def _given(hall):
    return perform(_asked(hall), "give", {"agrees": "yes", "text": "同意"}, by=hall.other_first)


OPINION = Workplace(
    Opinion,
    "AH",
    case_hall,
    PEOPLE,
    CASES
    | {
        "asked": _asked,
        "given": _given,
        "silent": _silent,
        "joint_accepted": joint_accepted,
    },
    lambda hall, case: Attempt(Opinion, {"parent": case, "department": hall.other}),
    {
        "give": lambda hall, opinion: {"agrees": "yes", "text": "同意"},
        "press": lambda hall, opinion: {"text": "请今日回复"},
    },
)


def _proposed(hall):
    return perform(JointMeeting, "propose", {"topic": "会审"}, by=hall.first, parent=joint(hall))


def _called(hall):
    return perform(_proposed(hall), "call", CALL, by=hall.office)


def _minutes(hall):
    return {"conclusion": "grant", "minutes": "同意", f"present_{hall.department.pk}": "钱首代"}


CALL = {"held_at": "2026-03-11 09:30", "where": "三楼会议室"}
MEETING = Workplace(
    JointMeeting,
    "AH",
    case_hall,
    PEOPLE,
    CASES
    | {
        "joint_accepted": joint_accepted,
        "proposed": _proposed,
        "called": _called,
        "held": lambda hall: perform(_called(hall), "record", _minutes(hall), by=hall.first),
        "cancelled": lambda hall: perform(_called(hall), "cancel", {"reason": "已一致"}, by=hall.office),
    },
    lambda hall, case: Attempt(JointMeeting, {"parent": case}),
    {
        "propose": lambda hall, case: {"topic": "会审"},
        "call": lambda hall, meeting: dict(CALL),
        "record": lambda hall, meeting: _minutes(hall),
        "cancel": lambda hall, meeting: {"reason": "已一致"},
    },
)
