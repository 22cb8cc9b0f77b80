"""The reports that name cases: 逾期明细 and 挂起明细."""

from __future__ import annotations

from django.db.models import F, Max, Q
from django.urls import reverse

from hall import legal_time
from hall.clocks.clock import LimitKind
from hall.clocks.ledger import ClockLimit, ClockLine
from hall.legal_time import local_date
from matters.cases.case import Case

from .of_cases import units
from .period import Period
from .scope import Scope
from .table import Cell, Line, Table, report

MOST = 500  # lines of a list; the figures count them all
DECISION = "decision"


def _limits(scope: Scope):
    """The limits of the decisions on cases, with what a line shows."""
    mine = {f"run__{name}": value for name, value in scope.dossiers.items()}
    found = ClockLimit.objects.filter(run__dossier__kind=Case.dossier_kind(), run__clock=DECISION, **mine)
    return found.exclude(kind=LimitKind.ARRANGED).select_related("run__dossier")


@report("overdue", "逾期明细", "本期逾期办结和现在仍然逾期未办结的办件")
def overdue(scope: Scope, period: Period) -> Table:
    """What was finished too late in the period, and what is open and too late now."""
    now = legal_time.now()
    late = Q(closed_at__isnull=False, closed_at__date__range=(period.first, period.last))
    late &= Q(closed_at__gt=F("due_at"))
    open_ones = Q(run__ended_at=None, closed_at=None, due_at__lt=now)
    found = list(_limits(scope).filter(late | open_ones).order_by("due_at", "pk")[: MOST + 1])
    names = units({one.run.dossier.department_id for one in found})
    lines = [
        Line(
            (str(one.run.dossier), names.get(one.run.dossier.department_id, "")),
            (
                Cell(one.get_kind_display()),
                Cell(str(one.due_on)),
                Cell(str(local_date(one.closed_at)) if one.closed_at else "未办结"),
                Cell(((one.closed_at or now) - one.due_at).days + 1, url=_of(one.run.dossier_id)),
            ),
        )
        for one in found[:MOST]
    ]
    head = ("期限", "届满日", "办结日", "逾期日数")
    return Table("逾期明细", ("办件", "部门"), head, tuple(lines), _cut(found))


@report("suspended", "挂起明细", "现在暂停计时的办件，以及暂停的时间和原因")
def suspended(scope: Scope, period: Period) -> Table:
    """The cases whose clock stands still now, longest first; a period does not matter."""
    stopped = _limits(scope).filter(run__ended_at=None, due_at=None).order_by("run__started_at", "pk")
    found = list(stopped[: MOST + 1])
    runs = {one.run_id: one for one in found}
    last = ClockLine.objects.filter(run__in=runs, kind=ClockLine.Kind.PAUSE).values("run")
    keys = [one["line"] for one in last.annotate(line=Max("pk")).order_by()]
    pauses = {one.run_id: one for one in ClockLine.objects.filter(pk__in=keys).select_related("entry")}
    names = units({one.run.dossier.department_id for one in runs.values()})
    today, lines = legal_time.today(), []
    for one in runs.values():
        pause = pauses.get(one.run_id)
        since = local_date(pause.at) if pause else None
        cells = (
            Cell(pause.entry.title if pause else None),
            Cell(str(since) if since else None),
            Cell((today - since).days if since else None, url=_of(one.run.dossier_id)),
        )
        dossier = one.run.dossier
        lines.append(Line((str(dossier), names.get(dossier.department_id, "")), cells))
    head = ("暂停的事由", "暂停之日", "已暂停（日）")
    return Table("挂起明细", ("办件", "部门"), head, tuple(lines), _cut(found))


def _of(dossier: int) -> str:
    return reverse("dossier", args=[dossier])


def _cut(found: list) -> str:
    return f"只列前{MOST}行。" if len(found) > MOST else ""
