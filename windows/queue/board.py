"""What the big screen and the screen over a window show, and when it has changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from hall import legal_time
from hall.duty import duty
from hall.rulebook import answer
from windows.evaluator import Face, face_of
from windows.window import Window

from .line import Line
from .states import AT_A_WINDOW, AT_ONCE, State
from .ticket import Ticket

SHOWN = 8


@dataclass(frozen=True)
class Board:
    """The hall's big screen, or, with a window, the screen over that one."""

    hall: Any
    window: Window | None = None

    @property
    def today(self) -> QuerySet[Ticket]:
        found = Ticket.objects.of_day(self.hall, legal_time.today())
        return found.filter(window=self.window) if self.window else found

    @property
    def mark(self) -> str:
        """Grows with every act on a number of the day, and on a window: what a screen has seen, it need not see again.

        The versions of the dossiers only ever grow, and with a new day the date does.
        """
        on: dt.date = legal_time.today()
        tickets = Ticket.objects.of_day(self.hall, on).aggregate(n=Sum("dossier__version"))["n"] or 0
        windows = (
            Window.objects.filter(dossier__hall=self.hall).aggregate(n=Sum("dossier__version"))["n"] or 0
        )
        return f"{on:%Y%m%d}.{tickets}.{windows}"

    @property
    def called(self) -> list[Ticket]:
        """Whoever is called or served, the latest call on top."""
        found = self.today.filter(state__in=AT_A_WINDOW).select_related("series", "window__place")
        return list(found.order_by("-called_at", "-pk")[:SHOWN])

    @property
    def lines(self) -> QuerySet[Line]:
        """The lines with how many wait in each."""
        now = Q(tickets__state=State.WAITING, tickets__day=legal_time.today())
        return Line.objects.of(self.hall).annotate(waiting=Count("tickets", filter=now))

    @property
    def face(self) -> str:
        """What the screen over the window says of the window itself."""
        return str(Face(face_of(self.window)).label)


@duty("WS04-4.5-1", off=lambda hall: "")
def green_channel(hall) -> str:
    """Where the green channel is and for whom, as published at the door and on the site."""
    where = answer(hall, "queue.green_where", legal_time.today()).value
    return (
        f"{where}设绿色通道：{'、'.join(str(one.label) for one in AT_ONCE)}优先办理，任何窗口不得推诿、拒绝。"
    )
