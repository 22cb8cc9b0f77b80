"""Ticket (排队号): one visit of one person, from the number drawn at the door to the end at the window."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Max, Q, Value, When

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.people import open_work
from hall.people.roles import Role
from windows.window import Window

from . import guards
from .line import Line
from .reach import Reach
from .states import AT_A_WINDOW, AT_ONCE, Green, Rank, State, Way
from .ticket_forms import DrawForm, PriorityForm, TransferForm, TurnAwayForm
from .visits import dossiers_worked_on

CALLERS = [Role.WINDOW_CLERK, Role.FIRST_REPRESENTATIVE, Role.CASHIER]
HELPERS = [Role.WINDOW_CLERK, Role.FIRST_REPRESENTATIVE, Role.GUIDE, Role.HALL_OFFICE]


class TicketQuerySet(models.QuerySet["Ticket"]):
    def waiting(self) -> TicketQuerySet:
        return self.filter(state=State.WAITING)

    def of_day(self, hall, on) -> TicketQuerySet:
        return self.filter(dossier__hall=hall, day=on)

    def in_order(self, *, after_closing: bool) -> TicketQuerySet:
        """Who is called first stands first. After closing whoever came from afar goes before the others."""
        first = Q(rank=Rank.GREEN)
        if after_closing:
            first |= Q(green=Green.FAR)
        turn = Case(
            When(first, then=Value(Rank.GREEN.value)), default="rank", output_field=models.IntegerField()
        )
        return self.annotate(turn=turn).order_by("turn", "queued_at", "pk")


class Ticket(Reach, Workflow):
    """``series`` is the line whose number it bears, ``line`` the one in which it stands now (transfer).

    ``rank`` and ``queued_at`` are its place; ``window`` and ``clerk`` who called it; ``calls`` how often;
    ``booking`` the appointment it came from; ``dossiers`` the cases worked on during the visit. It names nobody.
    """

    State, Green, Rank = State, Green, Rank
    opening_fields = frozenset({"line", "booking"})
    final = frozenset({State.ENDED, State.TURNED_AWAY, State.LAPSED})

    state = StateField(State)
    series = models.ForeignKey(Line, models.PROTECT, verbose_name="取号业务", related_name="+")
    line = models.ForeignKey(Line, models.PROTECT, verbose_name="排队业务", related_name="tickets")
    day = models.DateField("日期")
    number = models.PositiveIntegerField("号码")
    way = models.CharField("取号方式", max_length=8, choices=Way)
    green = models.CharField("优先类别", max_length=10, choices=Green, blank=True)
    rank = models.PositiveSmallIntegerField("次序", choices=Rank)
    queued_at = models.DateTimeField("排队时间")
    booking = models.ForeignKey(
        "hall.Dossier", models.PROTECT, verbose_name="预约", null=True, blank=True, related_name="+"
    )
    window = models.ForeignKey(
        Window, models.PROTECT, verbose_name="窗口", null=True, blank=True, related_name="tickets"
    )
    clerk = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="窗口人员", null=True, blank=True, related_name="+"
    )
    calls = models.PositiveSmallIntegerField("叫号次数", default=0)
    drawn_at = models.DateTimeField("取号时间")
    called_at = models.DateTimeField("最近叫号", null=True, blank=True)
    served_at = models.DateTimeField("开始办理", null=True, blank=True)
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    explanation = models.CharField("解释说明", max_length=300, blank=True)
    dossiers = models.JSONField("所办案卷", default=list)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "排队号"
        constraints = [models.UniqueConstraint(fields=["series", "day", "number"], name="one_number_a_day")]
        indexes = [
            models.Index(fields=["line", "state", "rank", "queued_at"], name="ticket_turn"),
            models.Index(fields=["day", "state"], name="ticket_day"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The number as it is called: A007."""
        return f"{self.series.letter}{self.number:03}"

    @act(
        "取号",
        NEW,
        State.WAITING,
        by=[SYSTEM, *HELPERS],
        form=DrawForm,
        guards=guards.DRAWING,
        locks=lambda ticket, do: [ticket.line],  # one number after the other
        clauses="WS12-2.1.7-1 WS12-2.1.7-3",
    )
    def draw(self, do):
        last = Ticket.objects.filter(series=self.line, day=do.on).aggregate(n=Max("number"))["n"] or 0
        self.series, self.day, self.number = self.line, do.on, last + 1
        self.drawn_at = self.queued_at = do.at
        self.green, self.rank = do.data["green"], Rank.ORDINARY
        self.way = Way.BOOKED if self.booking_id else Way.DESK if do.by else Way.KIOSK
        if self.booking_id and do.data["in_time"]:
            self.rank, self.queued_at = Rank.BOOKED, do.data["in_time"]
        self._go_first()
        do.label(self.text)
        begun = guards.line_now(self, do).day
        if begun not in (None, do.on):  # the sweep has not come by since yesterday
            do.then(self.line, "close_day")
        if begun != do.on:
            do.then(self.line, "open_day")

    @act(
        "叫号",
        State.WAITING,
        State.CALLED,
        by=CALLERS,
        at_window=True,
        guards=guards.CALLING,
        locks=lambda ticket, do: [*([do.by] if do.by else []), *guards.window_of(do)],
        clauses="WS04-4.5-2 WS12-2.1.7-2",
    )
    def call(self, do):
        self.window, self.clerk = guards.window_of(do)[0], do.by
        self.calls, self.called_at = 1, do.at

    @act("再次叫号", State.CALLED, None, by=CALLERS, at_window=True, guards=[guards.at_its_window])
    def recall(self, do):
        self.calls, self.called_at = self.calls + 1, do.at

    @act(
        "过号",
        State.CALLED,
        State.SKIPPED,
        by=CALLERS,
        at_window=True,
        guards=[guards.at_its_window, guards.called_often_enough],
    )
    def skip(self, do):
        """Nobody came. The number stays good for the day."""
        self._leave_the_window()

    @act("重新排队", State.SKIPPED, State.WAITING, by=[SYSTEM, *HELPERS])
    def take_again(self, do):
        """Back with the same number, at the end of those of the same rank."""
        self.queued_at = do.at

    @act("开始办理", State.CALLED, State.SERVING, by=CALLERS, at_window=True, guards=[guards.at_its_window])
    def begin(self, do):
        self.served_at = do.at

    @act(
        "转其他业务窗口",
        [State.CALLED, State.SERVING],
        State.WAITING,
        by=CALLERS,
        at_window=True,
        form=TransferForm,
        guards=[guards.at_its_window],
    )
    def transfer(self, do):
        """The same number, in another line, by the time it was drawn: nobody queues twice."""
        self.line = do.data["line"]
        self._leave_the_window()

    @act(
        "优先",
        State.WAITING,
        None,
        by=HELPERS,
        form=PriorityForm,
        clauses="WS04-4.5-2",
    )
    def prioritise(self, do):
        """The green channel, for a reason that can be seen; there is no act that takes it away."""
        self.green = do.data["green"]
        self._go_first()

    @act(
        "当日不能办理",
        [State.WAITING, State.CALLED, State.SERVING],
        State.TURNED_AWAY,
        by=HELPERS,
        form=TurnAwayForm,
        guards=[guards.green_is_never_refused],
        events=["visit_ended"],
        clauses="WS12-2.1.7-4",
    )
    def turn_away(self, do):
        """Who cannot be served today is told why, and what else there is."""
        self.explanation, self.ended_at = do.data["explanation"], do.at

    @act(
        "办结",
        State.SERVING,
        State.ENDED,
        by=CALLERS,
        at_window=True,
        guards=[guards.at_its_window],
        events=["visit_ended"],
    )
    def end(self, do):
        """The visit is over. The line written here names its cases: a rating may be asked for on it."""
        self.ended_at = do.at
        self.dossiers = dossiers_worked_on(self, do.at)
        do.note(dossiers=self.dossiers)

    @act(
        "当日未办",
        [State.WAITING, State.CALLED, State.SKIPPED, State.SERVING],
        State.LAPSED,
        by=SYSTEM,
        hidden=True,
        clauses="WS12-2.1.7-2",
    )
    def lapse(self, do):
        """Follows when the day ends. Who waited in the green channel and was not served is looked into."""
        if self.green and self.state == State.WAITING:
            self.dossier.attention = f"{self.get_green_display()}当日未办结，请核实原因并联系补办。"

    def _go_first(self) -> None:
        if self.green in AT_ONCE:
            self.rank = Rank.GREEN

    def _leave_the_window(self) -> None:
        self.window = self.clerk = self.served_at = None


def held_by(user, hall) -> models.QuerySet[Ticket]:
    """The tickets a person has called and not finished."""
    return Ticket.objects.filter(clerk=user, dossier__hall=hall, state__in=AT_A_WINDOW).select_related(
        "series"
    )


open_work.register("没有办完的排队号", held_by)
