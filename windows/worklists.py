"""What waits at the windows for whom: applications, filings, plans – oldest first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from hall.people.authority import Authority
from hall.people.roles import Role

from .changes.change import WindowChange
from .closures.closure import Closure
from .mandate import Mandate
from .peaks.plan import PeakPlan
from .restarts.restart import Restart
from .seasons.plan import SeasonalPlan
from .suspensions.briefing import Briefing
from .suspensions.suspension import Suspension


@dataclass(frozen=True)
class Waiting:
    """One list: its title, for whom it waits, and its objects as far as the person may read them."""

    title: str
    roles: frozenset[Role]
    objects: QuerySet


def _list(title: str, roles: set[Role], objects: QuerySet, authority: Authority) -> Waiting:
    found = objects.filter(authority.readable("dossier__")).select_related("dossier__department")
    return Waiting(
        title, frozenset(roles), found.prefetch_related("dossier__department__names").order_by("pk")
    )


def lists_for(authority: Authority) -> list[Waiting]:
    """The lists of a person's roles; a list may be empty."""
    office, leader, first = {Role.HALL_OFFICE}, {Role.HALL_LEADER}, {Role.FIRST_REPRESENTATIVE}
    found = [
        _list("窗口变更待审核", office, WindowChange.objects.filter(state="submitted"), authority),
        _list("窗口变更待签字", leader, WindowChange.objects.filter(state="approved"), authority),
        _list("窗口变更待录入", office, WindowChange.objects.filter(state="signed"), authority),
        _list("窗口变更被退回", first, WindowChange.objects.filter(state="returned"), authority),
        _list("临时关闭待审核", office, Closure.objects.filter(state="submitted"), authority),
        _list("关闭中的窗口", office | leader, Closure.objects.filter(state="closed"), authority),
        _list("重启申请待审核", office, Restart.objects.filter(state="submitted"), authority),
        _list("已备案、停办中的业务", office, _running(Suspension, "filed published suspended"), authority),
        _list("停办待公告", first, Suspension.objects.filter(state="filed"), authority),
        _list("业务高峰预案", office, _running(PeakPlan, "filed ready running"), authority),
        _list("业务高峰待准备、总结", first, _running(PeakPlan, "filed over"), authority),
        _list("年度计划拟定中", first, SeasonalPlan.objects.filter(state="drafted"), authority),
        _list("窗口权限待备案", {Role.BUREAU}, Mandate.objects.filter(state="issued"), authority),
        _list("停办告知待确认", {Role.GUIDE}, _own_briefings(authority), authority),
    ]
    return [one for one in found if authority.holds(*one.roles)]


def _running(model, states: str) -> QuerySet:
    return model.objects.filter(state__in=states.split())


def _own_briefings(authority: Authority) -> QuerySet:
    return Briefing.objects.filter(state="sent", guide=authority.user)
