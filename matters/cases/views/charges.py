"""收费台账: what is to be paid, what was paid without a receipt, and the day's takings."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.people.roles import READS_HALL, Role
from hall.web.entrance import staff_only
from matters.cases.charge import Charge, charges, without_receipt

MAY_READ = {*READS_HALL, Role.CASHIER, Role.WINDOW_CLERK}
MANY = 200


@staff_only
@require_safe
def takings(request: HttpRequest) -> HttpResponse:
    """Paid without a receipt stands first: it is what has to be put right today (WS04-4.8-4)."""
    if not request.authority.holds(*MAY_READ):
        raise PermissionDenied("收费台账由收费、窗口和管理人员查阅。")
    mine = charges(request.authority)
    today = mine.filter(paid_at__date=legal_time.today()).order_by("-paid_at", "-pk")
    lists = [
        ("已缴费，未开票", without_receipt(request.authority)[:MANY], "receipt"),
        ("待缴费", mine.filter(state=Charge.State.TO_PAY).order_by("pk")[:MANY], "pay"),
        ("今日已缴", today[:MANY], ""),
    ]
    total = today.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    return render(request, "cases/charges.html", {"lists": lists, "total": total})
