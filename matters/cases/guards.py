"""Standing conditions of the acts of a case, each with its clause."""

from __future__ import annotations

from hall.acts.guards import Objection, guard
from hall.clocks.ledger import ClockLimit
from hall.legal_time import local_date
from hall.people.roles import Role
from matters.catalogue.codes import JointRole, Power, Stage
from matters.catalogue.period import LimitMissing
from matters.catalogue.selectors import powers_at
from windows.models import Window
from windows.window import may_take

from .paper_parts import RESULTS
from .powers import delegation_lets_decide, letter_lets_decide
from .states import GRANTED, Conclusion, State


@guard("WS09-3-1")
def matter_is_open(case, do):
    if not case.matter.is_open(do.on):
        return f"“{case.matter}”今日不在本大厅受理（未进驻或者已取消）。"


@guard("XA-33.1 EL-1.3 DL-3.3b EL-2.7")
def window_takes_matter(case, do):
    if do.place is not None and not may_take(do.place, case.matter, do.on):
        return f"“{case.matter}”不在{do.place}受理，请引导到办理该事项的窗口。"


@guard("EL-4.2d", forbids=True)
def clerk_is_entrusted(case, do):
    """The centre's clerk acts for a department only inside its letter; the department's own people need none."""
    if do.grant is None or do.grant.department_id == case.matter.department_id:
        return None
    if do.rule("catalogue.entrust_instrument") is None:
        return None
    version = case.version if case.version_id else None
    if version is None or Power.ACCEPT in powers_at(version, do.hall, do.on):
        return None
    return f"{case.matter.department}没有把“{case.matter}”的受理权限委托给大厅，不能由综合窗口受理、告知或者不予受理。"


@guard("AH-35.4")
def in_scope(case, do):
    if not case.in_scope:
        return "申请事项不属于本机关职权范围，应当即时不予受理，并告知向哪个机关申请。"


@guard("WS02-06-1 DL-9.1")
def materials_ticked(case, do):
    rows = case.checklist.unticked
    if rows:
        return f"还有{len(rows)}份材料没有核对：{_names(rows)}。"


@guard("AH-35.1 WS02-08-2")
def materials_complete(case, do):
    rows = case.checklist.defects
    if rows:
        return f"材料不齐全或者不符合法定形式：{_names(rows)}。应当一次性告知补正。"


@guard("WS04-1.3-2 AH-36.2")
def something_to_correct(case, do):
    if case.checklist.complete:
        return "材料齐全、符合法定形式，应当受理，不得要求补正。"


@guard("XA-16.3a EL-3.1d")
def only_tolerable_gaps(case, do):
    if do.rule("tolerant.mode") != "on":
        return "本大厅未实行容缺受理。"
    if case.checklist.complete:
        return "材料齐全，应当直接受理。"
    if not case.checklist.tolerable:
        main = [row for row in case.checklist.defects if not row.material.tolerable]
        return f"主要材料欠缺，不能容缺受理：{_names(main)}。"


@guard("WS01-05.1.2a-2 DL-8.4 WS03-03-1")
def has_a_limit(case, do):
    try:
        case.version.promise(Stage.DECIDE)
        case.version.statutory(Stage.DECIDE)
    except LimitMissing as missing:
        return str(missing)


@guard("DL-8.3 WS02-08-3 AH-36.2 EL-3.1f WS01-05.1.2b-1")
def nothing_told_yet(case, do):
    if case.was_told:
        return "已经一次性告知，只能收取补正材料，不得重新核对后另提要求，也不得再次告知。"


@guard("WS01-05.1.2b-1 WS02-08-3")
def second_notice_allowed(case, do):
    if do.rule("correction.second_notice") == "none":
        return "本大厅不得再次出具告知书：应当一次告知的内容已经告知。"


@guard("WS02-08-2 WS02-08-3")
def told_items_still_open(case, do):
    if not case.checklist.told_and_open:
        return "告知书上的材料已经全部补齐，应当受理，不得再要求补充或者更换材料。"


@guard("WS02-08-2")
def not_all_supplied(case, do):
    if case.state == State.CORRECTING and not case.checklist.told_and_open:
        return "告知书上的材料已经全部补齐，应当受理，不能不予受理。"


@guard("XA-16.2b")
def told_in_time(case, do):
    """Nobody misses a day they were not told of in time: the notice must have been handed over by then."""
    deadline = ClockLimit.objects.filter(run__dossier=case.dossier, run__clock="correction").last()
    notices = case.dossier.papers.filter(kind="correction", voided_at=None, served_at__isnull=False)
    if deadline is None or not any(local_date(one.served_at) <= deadline.until for one in notices):
        return "一次性告知书没有在补正期限之前交付申请人，不能按逾期未补正终止办理。"


@guard("WS03-05-2 WS02-06-2")
def not_instant(case, do):
    if case.is_instant and do.rule("case.instant_single_step"):
        return "即办件当场办结，不进入审批中。"


@guard("AH-35.2 XA-16.1")
def acceptance_served(case, do):
    """The case does not move on before the applicant holds the acceptance."""
    waiting = case.dossier.papers.filter(kind__in=("acceptance", "tolerant"), voided_at=None, served_at=None)
    if waiting.exists():
        return "受理文书还没有交付申请人：请先登记签收。"


@guard("AH-3.2 XA-13")
def reviewed_unless_instant(case, do):
    """No step of the flow is skipped: an ordinary case is decided only in the back office."""
    if case.state == State.ACCEPTED and not case.is_instant:
        return "还没有经过后台审查：请先移交材料，由审批部门签收。"


@guard("EL-2.1", forbids=True)
def accepting_kept_apart(case, do):
    if not do.rule("case.separate_accept_approve") or case.accepted_by_id is None:
        return None
    if case.is_instant and do.rule("case.separate_exempts_instant"):
        return None
    if do.by is not None and case.accepted_by_id == do.by.pk:
        return "受理与审批相分离：受理本件的人员不得作出审批决定。"


@guard("AH-28.1 AH-28.4a", forbids=True)
def final_approver_decides(case, do):
    """Who speaks for the department: as the rulebook says; at the window only an instant item under delegation."""
    if do.role == Role.WINDOW_CLERK:
        return _clerk_under_delegation(case, do)
    if do.rule("case.final_approver") == "first_representative" and do.role != Role.FIRST_REPRESENTATIVE:
        return "本大厅由首席代表代表部门作出决定，您可以出具审查意见。"
    return None


def _clerk_under_delegation(case, do):
    if not case.is_instant:
        return "窗口人员只能办结即办件，承诺件由审批部门决定。"
    if Power.APPROVE not in powers_at(case.version, do.hall, do.on):
        return f"{case.matter.department}没有授权窗口当场审批“{case.matter}”。"
    return None


@guard("XA-16.3b EL-5.3c")
def no_gaps_at_decision(case, do):
    if case.has_gaps and do.rule("tolerant.block_at") == "decision":
        return f"容缺材料尚未补齐，不得作出决定：{_names(case.checklist.defects)}。"


@guard("XA-16.3b")
def gaps_not_lapsed(case, do):
    if case.gaps_lapsed_at is not None and do.rule("tolerant.breach") == "refuse":
        return "容缺材料逾期没有补齐，依规定不予批准，并在决定书中说明理由。"


@guard("XA-16.3b EL-5.3c")
def gaps_may_still_come(case, do):
    """Before the told day nobody is refused for what may still come; after it a refusal is all that is left."""
    if case.gaps_lapsed_at is None:
        return no_gaps_at_decision.function(case, do)


@guard("行政许可法45")
def no_open_procedure(case, do):
    if case.dossier.children.filter(kind="cases.specialprocedure", pk__in=_open(case, "procedures")).exists():
        return "特别程序尚未结束，不能作出决定。"


@guard("DL-14")
def decided_here(case, do):
    if case.is_upward:
        return "上报件由上级机关决定：请上报初步审查意见和全部材料，收到上级决定后登记。"


def _extension_asked(case) -> bool:
    return case.extensions.filter(state="asked").exists()


@guard("许可法42-1")
def no_open_extension(case, do):
    """Who answers for the extension is heard before the decision, or is told that it is not needed any more."""
    if do.read(_extension_asked, case):
        return "延期申请还在审批：请等待批复，或者先撤回延期申请，再作出决定。"


@guard("AH-28.5a EL-3.2c")
def every_opinion_in(case, do):
    """Whoever decides with this department has signed, and nobody who was asked is passed over."""
    opinions = {one.department_id: one.state for one in case.opinions.all()}
    rows = case.version.joint_departments.select_related("department")
    missing = [
        str(row.department)
        for row in rows
        if opinions.get(row.department_id) == "asked"
        or (row.role == JointRole.DECIDES and row.department_id not in opinions)
    ]
    if missing:
        return f"会签意见还没有到齐：{'、'.join(missing)}。"


@guard("AH-28.5b AH-28.5c")
def disagreement_settled(case, do):
    """Where departments disagree, the joint review meeting speaks before the decision, if the rulebook wants it."""
    against = case.opinions.filter(agrees=False).select_related("department")
    if not against or do.rule("joint.disagreement") != "meeting":
        return None
    held = case.meetings.filter(state="held").last()
    if held is None or held.outcome == Conclusion.AGAIN:
        names = "、".join(str(one.department) for one in against)
        return f"{names}不同意，须经会审会议研究后再作决定。"
    if Conclusion.of(do.act.name) not in (None, held.outcome):
        return f"会审会议的结论是“{Conclusion(held.outcome).label}”，决定应当与结论一致。"


def _open(case, related: str):
    return getattr(case, related).filter(state="running").values("pk")


DECIDING = (
    decided_here,
    reviewed_unless_instant,
    accepting_kept_apart,
    final_approver_decides,
    letter_lets_decide,
    delegation_lets_decide,
    no_open_procedure,
    no_open_extension,
    every_opinion_in,
    disagreement_settled,
)


def _unsealed(case):
    return case.dossier.papers.filter(seal="approval", sealed_at=None, voided_at=None)


@guard("AH-30.2")
def sealed_where_required(case, do):
    """No decision leaves unsealed: where the rulebook wants the seal, and wherever a paper still waits for it."""
    wanted = case.state == State.DECIDED and do.rule("seal.required")
    if wanted or _unsealed(case).exists():
        return "结果尚未加盖审批专用章，不能送出件窗口，也不能出件。"


@guard("AH-30.2")
def something_to_seal(case, do):
    if not _unsealed(case).exists():
        return "没有等待加盖审批专用章的文书。"


@guard("AH-3.2 XA-33.1")
def at_the_window_first(case, do):
    if case.state == State.SEALED and not case.is_instant:
        return "结果还没有送到出件窗口。"


@guard("EL-4.2f EL-5.3c")
def no_gaps_at_issue(case, do):
    if case.has_gaps and do.rule("tolerant.block_at") == "issue":
        return f"容缺材料尚未补齐，不得发放结果：{_names(case.checklist.defects)}。"


def _issues(place, matter) -> bool:
    return Window.objects.issuing(matter).filter(place=place).exists()


@guard("AH-3.2 XA-33.1")
def integrated_window_hands_out(case, do):
    """A result comes out at the integrated and delivery windows its matter's kind allows."""
    if do.place is not None and not do.read(_issues, do.place, case.matter):
        return f"“{case.matter}”的结果不在{do.place}出件，请到综合窗口（出件窗口）办理。"


@guard("EL-4.2f")
def gaps_open(case, do):
    if not case.has_gaps:
        return "没有待补齐的容缺材料。"


@guard("AH-35.2 AH-37.1")
def every_paper_served(case, do):
    papers = case.dossier.papers.filter(voided_at=None, served_at=None)
    left = [paper.title for paper in papers if paper.kind not in ("delivery_record", "guide")]
    if left:
        return Objection(f"还有文书没有交付申请人：{'、'.join(left)}。")


@guard("EL-3.2f")
def result_document_kept(case, do):
    """An approved case is not closed before its result is there as a document, a licence also in the register."""
    if case.outcome not in GRANTED:
        return None
    results = case.dossier.papers.filter(kind__in=RESULTS, voided_at=None)
    if not results.exists():
        return "准予的办件没有有效的结果文书，不能归档：请先补出结果文书。"
    return None


def _names(rows) -> str:
    return "、".join(row.material.name for row in rows)
