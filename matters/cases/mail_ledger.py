"""The mailing ledger (邮寄台账): what was sent, what lies still, what it cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from hall.applicants.crypto import opened
from hall.applicants.masking import mask_address, mask_name, mask_number
from hall.calendar import calendar_for
from hall.clocks.computation import Near, compute
from hall.duty import duty
from hall.legal_time import local_date
from hall.people.authority import Authority
from hall.rulebook import answer

from .case import Case
from .incoming_mail import IncomingMail
from .mailing import Mailing
from .rules import POST
from .states import State

OPEN = ("to_send", "at_post", "sent")


def month_of(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The instants between which a local month lies."""
    first = day.replace(day=1)
    after = (first + dt.timedelta(days=32)).replace(day=1)
    return tuple(timezone.make_aware(dt.datetime.combine(one, dt.time())) for one in (first, after))


def letters(authority: Authority) -> QuerySet[Mailing]:
    """The letters a person may read."""
    found = Mailing.objects.filter(authority.readable("dossier__"))
    return found.select_related("case__matter", "case__applicant", "window", "by", "dossier__hall")


def sent_in(authority: Authority, month: dt.date) -> QuerySet[Mailing]:
    since, until = month_of(month)
    return letters(authority).filter(began_at__gte=since, began_at__lt=until).order_by("began_at", "pk")


@duty("WS16-3.2-2", off=lambda authority: Case.objects.none())
def to_send(authority: Authority) -> QuerySet[Case]:
    """Results whose applicant chose the post, and that have not been sent yet (待寄)."""
    waiting = Q(state=State.AT_WINDOW, delivery_way=POST) & ~Q(mailings__state="sent")
    return Case.objects.filter(authority.readable("dossier__"), waiting).distinct().order_by("at_window_at")


@duty("WS16-4.1", off=lambda authority: [])
def stalled(authority: Authority) -> list[Mailing | IncomingMail]:
    """Pieces about which nothing has been written down for longer than the hall allows (mail.stalled_after)."""
    going = letters(authority).filter(state__in=OPEN)
    coming = IncomingMail.objects.filter(authority.readable("dossier__"), state="arrived")
    pieces = [*going, *coming.select_related("filing__matter", "dossier__hall")]
    last = {
        piece.pk: piece.dossier.entries.filter(kind="act").aggregate(at=Max("legal_at"))["at"]
        for piece in pieces
    }
    return [
        one for one in pieces if _over("mail.stalled_after", one.dossier.hall, last[one.pk], authority.at)
    ]


@duty("EL-4.2h", off=lambda authority: [])
def without_number(authority: Authority) -> list[Mailing]:
    """Letters the post has signed for, and that still have no number (mail.waybill_after)."""
    waiting = letters(authority).filter(state="at_post")
    return [
        one for one in waiting if _over("mail.waybill_after", one.dossier.hall, one.at_post_at, authority.at)
    ]


def _over(rule: str, hall, since: dt.datetime, now: dt.datetime) -> bool:
    span = answer(hall, rule, local_date(since)).value
    if span is None:
        return False
    last_day = compute(since, span, calendar_for(hall), near=Near(None, None)).on
    return local_date(now) > last_day


@dataclass(frozen=True)
class Cost:
    """What a month's letters of one direction cost one payer."""

    direction: str
    payer: str
    pieces: int
    postage: Decimal


@duty("WS16-1-2", off=lambda authority, month: [])
def costs(authority: Authority, month: dt.date) -> list[Cost]:
    """Pieces and postage of a month by direction and payer."""
    since, until = month_of(month)
    coming = IncomingMail.objects.filter(
        authority.readable("dossier__"), arrived_at__gte=since, arrived_at__lt=until
    )
    found = []
    for direction, pieces in (("寄出结果", sent_in(authority, month)), ("寄来材料", coming)):
        by_payer: dict[str, list] = {}
        for piece in pieces:
            by_payer.setdefault(piece.get_payer_display(), []).append(piece.postage)
        found += [Cost(direction, who, len(paid), sum(paid)) for who, paid in sorted(by_payer.items())]
    return found


# What the regulation calls a column, and where it stands; 联系人、电话、地址 are shown masked unless asked for by name.
CELLS: dict[str, Callable[[Mailing], Any]] = {
    "办件编号": lambda it: it.case.number,
    "事项": lambda it: it.case.matter.title,
    "窗口": lambda it: it.window.name,
    "邮件内容": lambda it: "、".join(it.contents),
    "快递单号": lambda it: it.tracking,
    "EMS单号": lambda it: it.tracking,
    "寄出日期": lambda it: local_date(it.began_at).isoformat(),
    "经办人": lambda it: it.by.name,
    "快递存单": lambda it: "已存" if it.slip else "",
}
PRIVATE: dict[str, tuple[str, Callable[[str], str]]] = {
    "联系人": ("contact", mask_name),
    "联系电话": ("phone", mask_number),
    "地址": ("address", mask_address),
}


@duty("WS16-3.2-3", off=lambda columns, pieces, clear=False: [])
def lines(columns: Iterable[str], pieces: Iterable[Mailing], *, clear: bool = False) -> list[list[str]]:
    """The ledger in the columns the hall's rule names; a column nobody fills stays empty."""
    return [[_cell(name, piece, clear) for name in columns] for piece in pieces]


def _cell(name: str, piece: Mailing, clear: bool) -> str:
    if name in PRIVATE:
        field, mask = PRIVATE[name]
        text = opened(getattr(piece, field))
        return text if clear else mask(text)
    return str(CELLS[name](piece)) if name in CELLS else ""
