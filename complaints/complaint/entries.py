"""What complaints add to the shell: menu, start page, what may be begun, and the page of one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from hall.people.roles import Role
from hall.web import navigation, openings, pages, panels

from .complaint import Complaint
from .ledger import ledger, transfers_to
from .states import DOCUMENTS, Channel, State
from .views.ledger import READERS, SPEAKERS

navigation.register(
    "投诉、建议",
    "complaint-ways",
    "投诉评价",
    public=True,
    order=5,
    about="对服务不满意的，在这里投诉、举报、提意见建议，凭查询码查看办理情况",
)
navigation.register("投诉台账", "complaints", "投诉评价", roles=READERS, order=10)
navigation.register("转办的投诉", "complaint-transfers", "投诉评价", roles=(*READERS, *SPEAKERS), order=12)
navigation.register("投诉统计", "complaint-figures", "投诉评价", roles=READERS, order=14)
navigation.register("工单导入", "complaint-orders", "投诉评价", roles=[Role.HALL_OFFICE], order=16)

openings.register("complaints.complaint", "receive", menu=True)


def _waiting(request: HttpRequest) -> dict[str, Any] | None:
    """How much waits for the person, and what a guide told this leader of the area."""
    mine = ledger(request.authority, {"list": "new"})
    told = mine.filter(told_leader=request.user).order_by("told_at")[:10]
    found = {
        "new": mine.count() if request.authority.holds(*READERS) else 0,
        "transfers": transfers_to(request.authority).count(),
        "told": list(told),
    }
    return found if any(found.values()) else None


panels.register("投诉", "complaints/panels/todo.html", _waiting, roles=(*READERS, *SPEAKERS), order=9)


def _files(complaint: Complaint, names) -> list[tuple[str, Any]]:
    heard = [
        (title, "；".join(str(value) for value in told.values()))
        for title, told in (
            ("询问投诉人", complaint.complainant_heard),
            ("询问被投诉对象", complaint.accused_heard),
        )
        if told
    ]
    listed = [
        (title, "在卷" if complaint.documents.get(key) == "present" else "不适用")
        for key, title in DOCUMENTS.items()
    ]
    approvals = [("批准", complaint.approvals)] if complaint.chain else []
    return heard + approvals + (listed if complaint.documents else [])


def _context(request: HttpRequest, complaint: Complaint) -> dict[str, Any]:
    return {
        "evidence": complaint.evidence.select_related("entry__by").order_by("pk"),
        "archived": complaint.state == State.ARCHIVED,
        # Whoever took the word down gives its two numbers to the visitor, as long as nobody has looked at it.
        "code": complaint.query_code if complaint.registered_by == request.user else "",
    }


pages.register(
    "complaints.complaint",
    template="complaints/complaint.html",
    context=_context,
    related=("target_department", "accused", "registered_by", "handler"),
    leaves_out=frozenset({"departments", "approved_by", "query_code"}),
    more=_files,
    codes={"channel": dict(Channel.choices)},
    usual=("accept", "investigate", "settle", "transfer", "answer", "follow_up", "archive"),
)
pages.register(
    "complaints.transfer", related=("complaint",), leaves_out=frozenset({"complaint"}), usual=("report_back",)
)
pages.register(
    "complaints.statement",
    related=("complaint", "person"),
    leaves_out=frozenset({"complaint"}),
    usual=("give",),
)
