"""Window (窗口): a counter of the hall – where it stands, whose it is, what may be taken in and issued there."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from hall.acts.act import NEW, act
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.people.roles import Role
from hall.places.place import Place
from matters.catalogue.codes import CaseType
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import versions_on

from . import guards
from .clocks import CLOCKS
from .forms import MattersForm, ReasonForm, RegisterForm
from .served import ServedMatter
from .standing import StandingActs
from .states import IN_USE, State


class WindowQuerySet(models.QuerySet["Window"]):
    def open(self) -> WindowQuerySet:
        return self.filter(state=State.OPEN)

    def of_department(self, department) -> WindowQuerySet:
        """The windows a department has, open or not; a spare one is the hall's again."""
        return self.filter(dossier__department=department, state__in=IN_USE)

    @duty("XA-33.1 EL-2.7 AH-13.1", off=lambda windows, matter, on: windows.open())
    def taking(self, matter: Matter, on: date) -> WindowQuerySet:
        """The open windows where a matter may be taken in on a local date, and no other (AH-13.1)."""
        return self.open().fit_for(matter, on)

    def fit_for(self, matter: Matter, on: date) -> WindowQuerySet:
        """The windows, open or not, that a matter belongs to on a local date.

        Every integrated window within its reach, and the windows that list it (XA-33.1); an instant window only
        while it is an instant matter (EL-2.7).
        """
        listing = _listing(matter)
        if not versions_on(matter.hall, on).filter(matter=matter, case_type=CaseType.INSTANT).exists():
            listing &= ~Q(place__kind=Place.Kind.INSTANT_WINDOW)
        integrated = Q(place__kind=Place.Kind.GENERAL_WINDOW) & _within_reach(matter)
        return self.filter(listing | integrated, dossier__hall=matter.hall_id)

    @duty("XA-33.1", off=lambda windows, matter: windows.open())
    def issuing(self, matter: Matter) -> WindowQuerySet:
        """The open windows where a matter's result may be handed out: those of its kind, and the delivery windows."""
        shared = Q(place__kind__in=(Place.Kind.GENERAL_WINDOW, Place.Kind.DELIVERY_WINDOW))
        windows = _listing(matter) | (shared & _within_reach(matter))
        return self.open().filter(windows, dossier__hall=matter.hall_id)


def _listing(matter: Matter) -> Q:
    return Q(pk__in=ServedMatter.objects.current().filter(matter=matter).values("window"))


def _within_reach(matter: Matter) -> Q:
    """The matter's own department's windows; once it is switched to one-window, the centre's too."""
    own = Q(dossier__department=matter.department_id)
    return own | Q(dossier__department=None) if matter.one_window else own


class Window(StandingActs, Workflow):
    """A place with a task. Its kind is its place's; the department of its dossier owns it, or none: the centre."""

    State = State
    clocks = CLOCKS

    state = StateField(State)
    place = models.ForeignKey("hall.Place", models.PROTECT, verbose_name="场所", related_name="windows")
    seats = models.PositiveSmallIntegerField("席位数", default=1)
    reclaimed = models.BooleanField("已由中心收回", default=False)

    objects = WindowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "窗口"
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=~Q(state=State.RETIRED), name="one_window_at_a_place"
            )
        ]

    def __str__(self) -> str:
        return str(self.place)

    @property
    def kind(self) -> str:
        return self.place.kind

    @property
    def matters(self) -> models.QuerySet[Matter]:
        """The matters on its list; an integrated window has none, it takes every one-window matter."""
        return Matter.objects.filter(pk__in=self.served.current().values("matter"))

    @act(
        "设立窗口",
        NEW,
        State.OPEN,
        by=Role.HALL_OFFICE,
        form=RegisterForm,
        locks=lambda window, do: [do.hall],
        clauses="EL-4.2a AH-4.b",
    )
    def register(self, do):
        self.place, self.seats = do.data["place"], do.data["seats"]
        self._list(do)
        do.label(str(self.place))

    @act(
        "调整承办事项",
        [State.OPEN, State.PAUSED, State.CLOSED, State.OFF_SEASON, State.SPARE],
        None,
        by=Role.HALL_OFFICE,
        form=MattersForm,
        clauses="EL-2.2 EL-2.7",
    )
    def change_matters(self, do):
        self._list(do)

    @act(
        "转为备用",
        [State.OPEN, State.PAUSED],
        State.SPARE,
        by=Role.HALL_OFFICE,
        form=ReasonForm,
        guards=[guards.no_closure_pending],
        events=["out_of_use"],
        clauses="EL-4.2a",
    )
    def set_aside(self, do):
        self._clear(do)

    @act(
        "启用",
        State.SPARE,
        State.OPEN,
        by=Role.HALL_OFFICE,
        guards=[guards.not_taken_back],
        clauses="EL-4.2a",
    )
    def bring_back(self, do):
        """A spare window serves its owner again."""

    @act(
        "撤销窗口",
        [State.OPEN, State.PAUSED, State.SPARE],
        State.RETIRED,
        by=Role.HALL_OFFICE,
        form=ReasonForm,
        guards=[guards.no_closure_pending],
        events=["out_of_use"],
        clauses="EL-4.2a",
    )
    def retire(self, do):
        self._clear(do)

    def _list(self, do) -> None:
        """Bring the list to what was chosen: a row that goes keeps its place, with the entry that ended it."""
        current = {} if do.act.creates else {row.matter_id: row for row in self.served.current()}
        ground = do.data["ground"] if self.kind == Place.Kind.MIXED_WINDOW else ""
        for matter in do.data["matters"]:
            if current.pop(matter.pk, None) is None:
                do.add(
                    lambda entry, m=matter: ServedMatter(window=self, matter=m, ground=ground, added=entry)
                )
        for row in current.values():
            do.add(lambda entry, row=row: row.until(entry))

    def _clear(self, do) -> None:
        """Whoever sits at the window is logged out."""
        for sitting in self.sittings.seated():
            do.then(sitting, "leave")


def windows_for(matter: Matter, on: date) -> WindowQuerySet:
    """The open windows where a matter may be taken in on a local date, by number."""
    return Window.objects.taking(matter, on).select_related("place", "dossier").order_by("place__code")


def may_take(place: Place, matter: Matter, on: date) -> bool:
    """Whether a matter may be taken in at a place on a local date. No open window there: no."""
    return Window.objects.taking(matter, on).filter(place=place).exists()
