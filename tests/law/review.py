"""What is opened below a case while it is examined, each step through the door."""

from __future__ import annotations

from hall.acts.door import perform
from hall.applicants.identity import id_check_character
from matters.cases.models import (
    Announcement,
    Argument,
    Case,
    Deliberation,
    Doubt,
    Hearing,
    Party,
    SpecialProcedure,
    Survey,
    Suspicion,
)
from matters.catalogue.models import Matter
from matters.catalogue.publishing import publish
from tests.cases_factory import IN_FORCE_SINCE, CaseHall
from tests.catalogue.builders import by_statute, make_draft, make_matter
from tests.factories import NAMED_SINCE

SURVEY = {
    "meets_at": "2026-03-11 09:30",
    "place": "某旗某镇一号",
    "content": "核查场地面积",
    "officers": "赵审批\n钱首代",
    "method": "实地测量",
}
RECORD = {
    "surveyed_at": "2026-03-11 09:30",
    "present": "赵审批\n钱首代",
    "witness": "王小明",
    "found": "面积相符",
    "differs": "no",
    "signed": "on",
}
NEIGHBOUR = {
    "kind": "natural",
    "name": "李邻居",
    "identity_kind": "resident_id",
    "identity_number": "15043019750505002" + id_check_character("15043019750505002"),
    "phone": "13800000002",
    "interest": "排烟口距住宅六米",
}
HEARING = {"meets_at": "2026-03-30 09:00", "place": "三楼会议室", "is_public": "on"}
SAID = {"attended": "王小明\n李邻居", "record": "各方陈述", "opinion": "可以准予", "signed": "on"}


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def flagged(hall: CaseHall, kind: str = "01", **flags) -> Matter:
    """A matter whose version says what its decision always needs: needs_survey, needs_meeting, publicity_n."""
    matter = make_matter(hall.department, kind, name="有特别要求的事项", entered_on=NAMED_SINCE)
    version = make_draft(matter, IN_FORCE_SINCE, **flags)
    by_statute(version, 20).save()
    publish(version)
    return matter


def served(hall: CaseHall, below):
    """Everybody signs for every paper of a procedure."""
    for paper in below.dossier.papers.filter(served_at=None, voided_at=None):
        data = {"paper": paper.pk, "received_by": "本人", "relation": "self"}
        below = perform(below, "serve_paper", data, by=hall.reviewer, place=hall.window)
    return below


def opine(hall: CaseHall, case: Case, proposal: str = "grant", *, by=None) -> Case:
    return perform(case, "opine", {"opinion": "符合条件", "proposal": proposal}, by=by or hall.reviewer)


def survey(hall: CaseHall, case: Case, **changes) -> Survey:
    return perform(Survey, "arrange", SURVEY | changes, by=hall.reviewer, parent=case)


def record(hall: CaseHall, survey: Survey, **changes) -> Survey:
    return perform(survey, "record", RECORD | changes, by=hall.reviewer)


def argue(hall: CaseHall, case: Case) -> Argument:
    data = {"body": "某设计院", "question": "结构是否安全"}
    return perform(Argument, "ask", data, by=hall.reviewer, parent=case)


def study(hall: CaseHall, argument: Argument) -> Argument:
    data = {"held_on": "2026-03-09", "experts": "甲专家\n乙专家", "opinion": "结构安全"}
    return perform(argument, "give", data, by=hall.reviewer)


def doubt(hall: CaseHall, case: Case) -> Doubt:
    data = {"question": "两处面积为何不同", "until": "2026-03-13"}
    return perform(Doubt, "ask", data, by=hall.reviewer, parent=case)


def settle(hall: CaseHall, doubt: Doubt) -> Doubt:
    return perform(doubt, "settle", {"finding": "系笔误，面积相符"}, by=hall.reviewer)


def suspect(hall: CaseHall, case: Case) -> Suspicion:
    data = {"what": "租赁合同", "why": "印章可疑"}
    return perform(Suspicion, "suspect", data, by=hall.reviewer, parent=case)


def convene(hall: CaseHall, case: Case) -> Deliberation:
    data = {"name": "局长办公会", "meets_on": "2026-03-10", "subject": "是否准予"}
    return perform(Deliberation, "convene", data, by=hall.reviewer, parent=case)


def resolve(
    hall: CaseHall, meeting: Deliberation, resolves: str = "granted", held_on: str = "2026-03-09"
) -> Deliberation:
    data = {
        "held_on": held_on,
        "attended": "甲\n乙\n丙",
        "resolves": resolves,
        "resolution": "按审查意见办理",
    }
    return perform(meeting, "resolve", data, by=hall.reviewer)


def announce(hall: CaseHall, case: Case, **changes) -> Announcement:
    data = {"kind": "publicity", "content": "拟准予经营", "ways": "大厅公示栏"} | changes
    return perform(Announcement, "publish", data, by=hall.reviewer, parent=case)


def party(hall: CaseHall, case: Case) -> Party:
    return perform(Party, "register", NEIGHBOUR, by=hall.reviewer, parent=case)


def tell_rights(hall: CaseHall, case: Case) -> Hearing:
    return perform(Hearing, "tell", by=hall.reviewer, parent=case)


def told(hall: CaseHall, case: Case) -> Hearing:
    """Rights told to everybody, and that confirmed."""
    return perform(served(hall, tell_rights(hall, case)), "confirm_told", by=hall.reviewer)


def requested(hall: CaseHall, case: Case) -> Hearing:
    return perform(told(hall, case), "request", {"requested_by": "王小明"}, by=hall.clerk)


def notify(hall: CaseHall, hearing: Hearing, **changes) -> Hearing:
    return perform(hearing, "notify", HEARING | {"chair": hall.first.pk} | changes, by=hall.reviewer)


def hold(hall: CaseHall, hearing: Hearing, **changes) -> Hearing:
    return perform(hearing, "hold", SAID | changes, by=hall.reviewer)


def review_by_experts(hall: CaseHall, case: Case) -> SpecialProcedure:
    return hall.start_procedure(case, "expert_review")
