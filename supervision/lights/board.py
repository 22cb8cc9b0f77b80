"""The lights board: each running limit, and each that was kept too late, the worst first (WS03 九, WS14 九(二))."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from hall.clocks.clock import LimitKind
from hall.clocks.ledger import ClockLimit, Light
from hall.clocks.ranking import WORST_FIRST, ended_late, running
from hall.duty import duty
from hall.people.authority import Authority
from hall.places.department import Department

ORDER = ("rank", "due_at", "pk")


@dataclass(frozen=True)
class Tab:
    """What the text names, as kinds of dossier; ``prefix`` takes in everything of a floor."""

    key: str
    title: str
    kinds: tuple[str, ...] = ()
    prefix: str = ""

    @property
    def filter(self) -> Q:
        found = Q(run__dossier__kind__in=self.kinds)
        return found | Q(run__dossier__kind__startswith=self.prefix) if self.prefix else found


FILES = ("cases.archivefile",)
TABS = (
    Tab(
        "complaints",
        "投诉处理",
        (
            "complaints.complaint",
            "complaints.transfer",
            "complaints.statement",
            "complaints.rectification",
        ),
    ),
    Tab("messages", "留言办理", ("complaints.enquiry", "complaints.consultation", "complaints.rating")),
    Tab("limits", "办件时限", prefix="cases."),
    Tab("files", "审批案卷", FILES),
    Tab("tasks", "重点任务", ("staff.task", "supervision.oversight")),
)
FORMS = Tab("forms", "表单", ("supervision.finding",), prefix="windows.")


@duty("WS03-09-2", off=lambda authority: ClockLimit.objects.none())
def limits(authority: Authority) -> QuerySet[ClockLimit]:
    """The running limits of everything a person may read, each with the rank of its light: nobody sees more."""
    mine = authority.readable("run__dossier__")
    return running(authority.at).filter(mine).exclude(due_at=None)


def missed(authority: Authority) -> QuerySet[ClockLimit]:
    """The limits that were kept too late; their light never fades."""
    return ended_late().filter(authority.readable("run__dossier__"))


def of_tab(found: QuerySet[ClockLimit], key: str) -> QuerySet[ClockLimit]:
    """The limits under one heading; an unknown one takes all."""
    tab = next((one for one in (*TABS, FORMS) if one.key == key), None)
    if tab is None:
        return found
    found = found.filter(tab.filter)
    return found.exclude(run__dossier__kind__in=FILES) if key == "limits" else found


@duty("WS14-09.2", off=lambda authority: [])
def tabs(authority: Authority) -> list[tuple[Tab, int]]:
    """The five headings of the text and the forms of the hall, each with how many limits run; one statement."""
    counts = {
        row["run__dossier__kind"]: row["n"]
        for row in limits(authority).order_by().values("run__dossier__kind").annotate(n=Count("pk"))
    }

    def count(tab: Tab) -> int:
        return sum(
            n
            for kind, n in counts.items()
            if kind in tab.kinds or (tab.prefix and kind.startswith(tab.prefix) and kind not in FILES)
        )

    return [(tab, count(tab)) for tab in (*TABS, FORMS)]


@dataclass(frozen=True)
class Monitored:
    """One department's running limits: open in all, near, overdue by promise or service, beyond the law."""

    department: Department
    open: int
    near: int
    overdue: int
    breached: int


@duty("DL-3.3a", off=lambda authority: [])
def monitor(authority: Authority) -> list[Monitored]:
    """A line for every department with a running limit of a case; two statements."""
    found = of_tab(limits(authority), "limits").filter(run__dossier__department__isnull=False)
    rows = (
        found.order_by()
        .values("run__dossier__department")
        .annotate(
            open=Count("run__dossier", distinct=True),
            near=Count("run__dossier", distinct=True, filter=Q(rank=_rank(Light.YELLOW))),
            overdue=Count("run__dossier", distinct=True, filter=Q(rank=_rank(Light.RED))),
            breached=Count("run__dossier", distinct=True, filter=Q(rank=_rank(Light.BREACH))),
        )
    )
    counts = {row.pop("run__dossier__department"): row for row in rows}
    units = Department.objects.filter(pk__in=counts).prefetch_related("names").order_by("code")
    return [Monitored(unit, **counts[unit.pk]) for unit in units]


def _rank(light: Light) -> int:
    return WORST_FIRST.index(light)


def by_light(found: QuerySet[ClockLimit], light: str) -> QuerySet[ClockLimit]:
    """Those of one light, or the provisional ones; anything else takes all."""
    if light == "provisional":
        return found.filter(provisional=True)
    return found.filter(rank=_rank(Light(light))) if light in Light.values else found


def days_late(limit: ClockLimit, now: dt.datetime) -> int:
    """Whole days since a limit passed; 0 while it runs."""
    return max(0, ((limit.closed_at or now) - limit.due_at).days)


def named(found: QuerySet[ClockLimit]) -> QuerySet[ClockLimit]:
    """With all that a line shows."""
    found = found.exclude(kind=LimitKind.ARRANGED).filter(due_at__isnull=False)
    return found.select_related("run__dossier__department", "run__dossier__hall").prefetch_related(
        "run__dossier__department__names"
    )
