"""Who may hand a seal on, and who may put it on a paper, where and when.

The conditions of stamping take the seal itself or a case: a case stands under its department's approval seal.
"""

from __future__ import annotations

from hall.acts.guards import guard
from hall.people.roles import Role
from staff.postings.kinds import Power
from staff.postings.powers import not_granted
from windows.window import Window

from .kinds import Kind


def _seal(obj, do):
    from .custody import approval_seal
    from .seal import Seal

    return obj if isinstance(obj, Seal) else do.read(approval_seal, do.department)


@guard("AH-28.8", forbids=True)
def giver_keeps_it(seal, do):
    """Whoever keeps it hands it on, nobody over their head; the hall office gives out what nobody keeps."""
    if do.by != seal.custodian and (seal.custodian or do.role == Role.FIRST_REPRESENTATIVE):
        return "您不是这枚印章的保管人，不能移交；保管人不能移交的，先停用封存，再重新交付。"
    return None


@guard("AH-28.8", forbids=True)
def receiver_takes_it(seal, do):
    if do.by != seal.receiver:
        return f"这枚印章移交给{seal.receiver}，须由本人接收。"
    return None


@guard("AH-32.3")
def approval_seal_is_kept_by_a_person(seal, do):
    if seal.kind != Kind.APPROVAL:
        return "程序文书专用章凭授权委托书存放大厅，不移交个人保管。"
    return None


@guard("AH-32.3")
def only_procedure_seal_is_lodged(seal, do):
    if seal.kind != Kind.PROCEDURE:
        return "审批专用章由首席代表保管，不能存放大厅代管。"
    return None


@guard("AH-29.1 AH-28.8")
def seal_is_in_custody(obj, do):
    seal = _seal(obj, do)
    if seal is None:
        return f"{do.department}没有登记在册的审批专用章，请先办理印章登记。"
    if seal.state != seal.State.IN_CUSTODY:
        return f"“{seal}”目前{seal.get_state_display()}，不能用印。"
    if not seal.valid_on(do.on):
        return f"“{seal}”不在使用期内，不能用印。"
    return None


@guard("AH-28.8", forbids=True)
def custodian_stamps(obj, do):
    seal = _seal(obj, do)
    if (
        seal is not None
        and seal.custodian_id is not None
        and (do.by is None or do.by.pk != seal.custodian_id)
    ):
        return f"“{seal}”由{seal.custodian}保管，只能由保管人用印。"
    return None


@guard("AH-30.1")
def stamped_at_an_open_window(obj, do):
    if not do.rule("seal.only_in_hall"):
        return None
    if do.place is None or not Window.objects.open().filter(place=do.place, dossier__hall=do.hall).exists():
        return "审批专用章只能在大厅开放的窗口使用，请先登记坐席到窗口。"
    return None


@guard("EL-4.1e", forbids=True)
def letter_lets_seal(case, do):
    return not_granted(do, Power.SEAL)


STAMPING = (letter_lets_seal, seal_is_in_custody, custodian_stamps, stamped_at_an_open_window)
