"""Standing conditions of an entry, a change and an exit."""

from __future__ import annotations

from hall.acts.guards import guard
from matters.catalogue.codes import Power

from .change_forms import SECRECY, Kind
from .delegation import delegated_to_decide
from .publishing import objections
from .rules import EXCEPTIONS
from .standard import StandardItem
from .uniform import differences
from .whole import guide_objections


@guard("XA-9.1 XA-10.1a DL-7.1 AH-8.1 XA-7.3")
def draft_is_ready(change, do):
    """What is agreed must be able to take effect: the draft holds everything a guide needs."""
    if change.version_id is None:
        return None
    return [*objections(change.version), *guide_objections(change.version, do.hall, do.on)]


@guard("XA-9.2 DL-18.4")
def reads_as_above(change, do):
    """The elements that must be uniform agree with the guide of the hall above."""
    if change.version_id is None:
        return None
    return [
        f"“{one.label}”与{one.hall}不一致，同一事项应当统一：上级为“{one.theirs}”。"
        for one in differences(change.version, change.effective_from)
    ]


@guard("DL-17.4 XA-7.2")
def on_the_standard_list(change, do):
    """A matter enters by claiming an entry of the standard list, under its name and kind."""
    if change.kind_of_change != Kind.ENTER or not do.rule("catalogue.standard_list"):
        return None
    item = StandardItem.objects.filter(code=change.matter.national_code).first()
    if item is None:
        return "事项不在基本目录中，不得自行设立；请按基本目录的国家基本编码认领。"
    if item.repealed_on and item.repealed_on <= change.effective_from:
        return f"基本目录中的“{item}”已自{item.repealed_on}起取消，不得进驻。"
    if (item.name, item.kind) != (change.matter.name, change.matter.kind):
        return f"事项名称和类型应与基本目录一致：{item.name}，{item.get_kind_display()}。"


@guard("AH-2.1 WS08-01-2")
def not_secret(change, do):
    """What touches state security or is secret does not come into the hall."""
    if change.kind_of_change == Kind.ENTER and change.matter.exception in SECRECY:
        return f"事项属于{EXCEPTIONS[change.matter.exception]}，不得进驻大厅。"


@guard("WS14-06-1")
def in_the_common_hall(change, do):
    """A department's own hall takes a matter only where the government lets that hall stand or the matter stay out."""
    if change.kind_of_change != Kind.ENTER or not do.hall.is_sub_hall or do.hall.approval_reference:
        return None
    twin = do.hall.main_hall.matters.filter(code=change.matter.code).first()
    if twin is None or not twin.exception:
        return "面向社会的事项应在综合大厅集中受理；部门自有大厅须经批准，或者事项已经批准不进驻综合大厅。"


@guard("AH-2.2 XA-34.1")
def power_is_delegated(change, do):
    """Somebody named may decide it in the hall, unless it must be decided collectively."""
    if change.kind_of_change != Kind.ENTER or not do.rule("catalogue.entry_needs_delegation"):
        return None
    if change.version.needs_meeting or delegated_to_decide(change.matter, do.on):
        return None
    return (
        f"还没有授权具体人员对该事项行使“{Power.APPROVE.label}”权，请部门先办理审批授权；"
        "依法须集体决策的，请在指南中标明“需要会议研究决定”。"
    )


@guard("AH-4.6b")
def day_is_still_ahead(change, do):
    if not change.centre_sets_the_day(do) and change.effective_from < do.on:
        return "施行（取消）日期已过，请退回由部门改期后重新申请。"
