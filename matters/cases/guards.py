"""Standing conditions of the acts of a case, each with its clause."""

from __future__ import annotations

from hall.acts.guards import Objection, guard
from hall.clocks.ledger import ClockLimit
from hall.legal_time import local_date
from matters.catalogue.codes import Power, Stage
from matters.catalogue.period import LimitMissing
from matters.catalogue.selectors import powers_at
from windows.models import Window
from windows.window import may_take

from .materials import names
from .paper_parts import RESULTS
from .states import GRANTED, State


@guard("WS09-3-1")
def matter_is_open(case, do):
    if not case.matter.is_open(do.on):
        return f"“{case.matter}”今日不在本大厅受理（未进驻或者已取消）。"


@guard("XA-33.1 EL-1.3 DL-3.3b EL-2.7")
def window_takes_matter(case, do):
    if do.place is not None and not may_take(do.place, case.matter, do.on):
        return f"“{case.matter}”不在{do.place}受理，请引导到办理该事项的窗口。"


# Which of the entrusted powers an act uses; whatever answers an application is part of accepting it.
ENTRUSTED = {"receive": Power.RECEIVE, "hand_out": Power.DELIVER}


@guard("EL-4.2d EL-4.1a XA-32.2 AH-9.1", forbids=True)
def clerk_is_entrusted(case, do):
    """The centre's clerk acts for a department only inside its letter; the department's own people need none."""
    if do.grant is None or do.grant.department_id == case.matter.department_id:
        return None
    if do.rule("catalogue.entrust_instrument") is None:
        return None
    version = case.version if case.version_id else None
    power = ENTRUSTED.get(do.act.name, Power.ACCEPT)
    if version is None or power in powers_at(version, do.hall, do.on):
        return None
    return f"{case.matter.department}没有把“{case.matter}”的{power.label}权限委托给大厅，不能由综合窗口办理。"


@guard("AH-35.4")
def in_scope(case, do):
    if not case.in_scope:
        return "申请事项不属于本机关职权范围，应当即时不予受理，并告知向哪个机关申请。"


@guard("WS02-06-1 DL-9.1")
def materials_ticked(case, do):
    rows = case.checklist.unticked
    if rows:
        return f"还有{len(rows)}份材料没有核对：{names(rows)}。"


@guard("AH-35.1 WS02-08-2")
def materials_complete(case, do):
    rows = case.checklist.defects
    if rows:
        return f"材料不齐全或者不符合法定形式：{names(rows)}。应当一次性告知补正。"


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
        return f"主要材料欠缺，不能容缺受理：{names(main)}。"


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
        return f"容缺材料尚未补齐，不得发放结果：{names(case.checklist.defects)}。"


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
