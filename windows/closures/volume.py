"""How much a department has taken in month by month: what a statement on uneven volume is judged by (WS13 二(二)1)."""

from __future__ import annotations

from django.db.models import Count
from django.db.models.functions import TruncMonth

from hall.timeline.entry import Entry

MONTHS = 12
APPLICATIONS = "cases.case"  # a kind of the floor above: its first lines say enough to be counted


def monthly(department, until) -> list[tuple[str, int]]:
    """(month, applications taken in) of a department, the last twelve months up to a local date, oldest first."""
    first = _months_before(until, MONTHS - 1)
    opened = (
        Entry.objects.filter(
            dossier__kind=APPLICATIONS, dossier__department=department, seq=1, legal_at__date__gte=first
        )
        .annotate(month=TruncMonth("legal_at"))
        .values_list("month")
        .annotate(n=Count("pk"))
    )
    found = {(month.year, month.month): n for month, n in opened}
    months = [_months_before(until, back) for back in reversed(range(MONTHS))]
    return [(f"{one.year}年{one.month}月", found.get((one.year, one.month), 0)) for one in months]


def volumes(do) -> str:
    """The same in a sentence, beside the field in which the department explains itself."""
    if do.department is None:
        return ""
    told = "，".join(f"{month}{n}件" for month, n in monthly(do.department, do.on))
    return f"本部门近{MONTHS}个月收件：{told}。"


def _months_before(day, months: int):
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(year=year, month=month + 1, day=1)
