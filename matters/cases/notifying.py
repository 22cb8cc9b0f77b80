"""What the applicant is told (办理进度、结果告知): after acceptance, after the decision, when the result lies ready.

``notify`` is all another act needs: the message is queued in the act's own transaction, by the applicant's choice of
SMS, e-mail or telephone (XA-18, DL-10.4). Texts name the case and what to do, never the applicant; they stand in
templates/messages/.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string

from hall.applicants.crypto import opened
from hall.clocks.clock import Clock, Limit, LimitKind
from hall.duty import duty
from hall.outbox.message import TELLABLE, Message, NoticeWay

from .states import State

# What is told: its name, and what being told of it ends.
KINDS = {
    "accepted": ("受理告知", ""),
    "decided": ("办理结果告知", ""),
    "ready": ("领取告知", "result_told"),
    "remind": ("领取提醒", "result_told"),
}
TELLABLE.update({"progress": ("办理进度告知", ""), "result": ("办理结果告知", "result_told")})


@duty("XA-18")
def notify(do, case, what: str, **facts) -> None:
    """Tell the applicant of a case something, once the act that says so is done. ``what`` is a key of ``KINDS``;
    ``facts`` are further words of its text (a locker's number and code, say), which stay out of the timeline.
    Raises KeyError for what cannot be told.
    """
    title, event = KINDS[what]
    text = render_to_string(f"messages/{what}.txt", {"case": case, "hall": do.hall, **facts})
    data = {
        "what": what,
        "title": title,
        "event": event,
        "channel": case.notice_way,
        "to": opened(case.applicant.email if case.notice_way == NoticeWay.EMAIL else case.applicant.phone),
        "text": " ".join(text.split()),
    }
    do.then(Message, "queue", data, parent=case)


def _telling_limits(case, do) -> list[Limit]:
    """At once, the texts say (及时); what later than that is late, each hall answers for itself (DL-10.4)."""
    own = do.answer("case.progress_notice")
    return [Limit(LimitKind.SERVICE, own.value, own.basis)] if own.value else []


TELLING = Clock(
    "telling",
    "告知结果期限",
    starts=("decided",),
    ends=("result_told", "delivered", "terminated"),
    limits=_telling_limits,
    clauses="DL-10.4",
    start_title="作出决定",
    optional=True,
)


@duty("WS01-05.1.2a-3", off=lambda cases: cases.none())
def untold(cases: QuerySet) -> QuerySet:
    """Of some cases those decided whose applicant has not been told the result, nor holds it (待回复)."""
    told = Message.objects.filter(
        dossier__parent=OuterRef("pk"), event="result_told", state=Message.State.TOLD
    )
    return cases.filter(
        ~Exists(told), state__in=(State.DECIDED, State.SEALED, State.AT_WINDOW), decided_at__isnull=False
    )
