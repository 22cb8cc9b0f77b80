"""Work lists: whose turn it is, the worst light first. What a person may read at all, the grants say."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Case as Either
from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from hall import legal_time
from hall.clocks.clock import LimitKind
from hall.clocks.ledger import ClockLimit
from hall.clocks.ranking import ended_late, running, with_light
from hall.duty import duty
from hall.models import Department, Place
from hall.people.authority import Authority
from hall.people.roles import Role
from matters.catalogue.codes import CaseType
from matters.catalogue.models import JointDepartment, Matter

from .case import Case
from .filing import Filing
from .further_signing import FurtherSigning
from .handover import Handover
from .notifying import untold
from .opinion import Opinion
from .states import BEFORE_ACCEPTANCE, ENDED_EARLY, State
from .survey import Survey

BY_LIGHT = ("rank", "due", "pk")
NEWEST = ("-received_at", "-pk")
OVER = (*ENDED_EARLY, State.DELIVERED, State.ARCHIVED)
OPEN = tuple(state for state in State if state not in OVER)
LATEST = 300
NAMED = ("matter", "version", "applicant", "window", "dossier__hall__parent", "dossier__department")
SHORT = 8  # digits of the running number at the end of a case's number


def readable(authority: Authority, limits: QuerySet[ClockLimit] | None = None) -> QuerySet[Case]:
    """The cases a person may read, each with its light, and with what a line of a list names. With ``limits`` only
    those that have one of them, in its light.
    """
    cases = Case.objects.filter(authority.readable("dossier__")).select_related(*NAMED)
    if limits is None:
        return with_light(cases, running(authority.at))
    return with_light(cases.filter(pk__in=limits.values("run__dossier")), limits)


def departments_of(authority: Authority, *roles: Role) -> Q:
    """The dossiers of the departments for which a person holds one of the roles."""
    found = Q(pk__in=[])
    for grant in authority.grants:
        if grant.role in roles:
            here = Q(dossier__hall=grant.hall_id)
            found |= here & Q(dossier__department=grant.department_id) if grant.department_id else here
    return found


# --- At the window ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AtWindow:
    """The cases of one window, as far as the clerk there has to do something."""

    authority: Authority
    place: Place

    def _mine(self) -> QuerySet[Case]:
        return readable(self.authority).filter(window=self.place)

    def open(self) -> QuerySet[Case]:
        """Not accepted yet and not refused. ``turn``: 0 where the window has the move, 1 where the applicant has."""
        applicants = When(state=State.CORRECTING, then=Value(1))
        turn = Either(applicants, default=Value(0), output_field=IntegerField())
        return self._mine().filter(state__in=BEFORE_ACCEPTANCE).annotate(turn=turn)

    def accepted(self) -> QuerySet[Case]:
        """Accepted, but the papers still lie at the window."""
        sent = Handover.objects.filter(case=OuterRef("pk"), state=Handover.State.SENT)
        return self._mine().filter(~Exists(sent), state=State.ACCEPTED)

    def to_hand_out(self) -> QuerySet[Case]:
        """Results waiting for the applicant, whichever window took the case in."""
        waiting = Q(state=State.AT_WINDOW) | Q(state=State.SEALED, version__case_type=CaseType.INSTANT)
        return readable(self.authority).filter(waiting, dossier__hall=self.place.hall_id)

    def to_tell(self) -> QuerySet[Case]:
        """Decided, and the applicant has not been told the result."""
        return untold(self._mine())

    def to_archive(self) -> QuerySet[Case]:
        """At an end, and not yet filed away."""
        return self._mine().filter(state__in=(*ENDED_EARLY, State.DELIVERED))

    def today(self) -> QuerySet[Case]:
        return self._mine().filter(received_at__date=legal_time.local_date(self.authority.at))


def asked_for_most(place: Place) -> list[int]:
    """The matters of the latest cases at a window, the most frequent first."""
    latest = Case.objects.filter(window=place).order_by("-pk").values_list("matter", flat=True)[:LATEST]
    return [matter for matter, _ in Counter(latest).most_common()]


# --- Online -------------------------------------------------------------------------------------------------


def filings(authority: Authority, state: str) -> QuerySet[Filing]:
    """The online filings a person may read that stand in a state, each with its light."""
    found = Filing.objects.filter(authority.readable("dossier__"), state=state)
    named = found.select_related("matter", "applicant", "dossier__hall__parent", "dossier__department")
    return with_light(named, running(authority.at))


# --- In the departments -------------------------------------------------------------------------------------


def to_sign_for(authority: Authority) -> QuerySet[Case]:
    """Cases whose papers the window has sent to the person's departments; ``child_id`` is the hand-over."""
    mine = departments_of(authority, Role.REVIEWER, Role.FIRST_REPRESENTATIVE)
    return _with_child(authority, Handover.objects.filter(mine, state=Handover.State.SENT))


def to_countersign(authority: Authority) -> QuerySet[Case]:
    """Other departments' cases that wait for the opinion of the person's; ``child_id`` is the opinion."""
    mine = departments_of(authority, Role.REVIEWER, Role.FIRST_REPRESENTATIVE)
    return _with_child(
        authority, Opinion.objects.filter(mine, state=Opinion.State.ASKED, case__state=State.REVIEWING)
    )


@duty("DL-13.1", off=lambda authority: Case.objects.none())
def to_survey(authority: Authority) -> QuerySet[Case]:
    """Cases of the person's departments with a survey that has no record yet; ``child_id`` is the survey."""
    mine = departments_of(authority, Role.REVIEWER, Role.FIRST_REPRESENTATIVE)
    return _with_child(authority, Survey.objects.filter(mine, state=Survey.State.ARRANGED))


def _with_child(authority: Authority, children: QuerySet) -> QuerySet[Case]:
    child = children.filter(case=OuterRef("pk"))
    cases = readable(authority).filter(pk__in=children.values("case"))
    return cases.annotate(
        child_id=Subquery(child.values("pk")[:1]), child_seen=Subquery(child.values("dossier__version")[:1])
    )


def in_departments(authority: Authority, *states: State) -> QuerySet[Case]:
    """The cases of the person's departments in some states."""
    mine = departments_of(authority, Role.REVIEWER, Role.FIRST_REPRESENTATIVE)
    return readable(authority).filter(mine, state__in=states)


@duty("AH-28.4b", off=lambda authority: Case.objects.none())
def coordinated(authority: Authority) -> QuerySet[Case]:
    """All open committed and upward cases of the departments a person is first representative of (AH-28.4b)."""
    return readable(authority).filter(
        departments_of(authority, Role.FIRST_REPRESENTATIVE),
        version__case_type__in=(CaseType.COMMITTED, CaseType.UPWARD),
        state__in=OPEN,
    )


@duty("AH-28.4c", off=lambda authority: Case.objects.none())
def handled_jointly(authority: Authority) -> QuerySet[Case]:
    """Open joint cases: those a person's departments lead, and those in which they were asked (AH-28.4c)."""
    mine = departments_of(authority, Role.REVIEWER, Role.FIRST_REPRESENTATIVE)
    leads = Exists(JointDepartment.objects.filter(version=OuterRef("version")))
    asked = Opinion.objects.filter(mine).values("case")
    return readable(authority).filter(Q(leads) & mine | Q(pk__in=asked), state__in=OPEN)


@duty("EL-3.2c", off=lambda authority: Case.objects.none())
def late_partners(authority: Authority) -> QuerySet[Case]:
    """Cases in which a department asked has let its time pass; ``child_id`` is its opinion (EL-3.2c)."""
    return _with_child(authority, Opinion.objects.filter(state=Opinion.State.ASKED, late_since__isnull=False))


@duty("AH-30.3", off=lambda authority: Case.objects.none())
def late_signings(authority: Authority) -> QuerySet[Case]:
    """Sealed approvals that were not signed on arrival elsewhere (AH-30.3); ``child_id`` is the signing."""
    waiting = FurtherSigning.objects.filter(state=FurtherSigning.State.ARRIVED, late_since__isnull=False)
    return _with_child(authority, waiting)


def to_sign_elsewhere(authority: Authority) -> QuerySet[Case]:
    """Sealed approvals of the person's departments that wait for opinion and official seal elsewhere."""
    mine = in_departments(authority, State.SEALED, State.AT_WINDOW, State.DELIVERED).values("pk")
    return _with_child(authority, FurtherSigning.objects.filter(state="arrived", case__in=mine))


@duty("EL-4.1g", off=lambda authority: Case.objects.none())
def not_returned(authority: Authority) -> QuerySet[Case]:
    """Decided, and the result is still with the department: it belongs at the window at once (EL-4.1g)."""
    ordinary = Q(version__case_type__in=(CaseType.COMMITTED, CaseType.UPWARD))
    return readable(authority).filter(ordinary, state__in=(State.DECIDED, State.SEALED))


@duty("优化条例36", off=lambda authority: Case.objects.none())
def late_without_a_word(authority: Authority) -> QuerySet[Case]:
    """Cases past their limit of law or promise for which no reason has been published since (优化营商环境条例 36)."""
    silent = Q(run__dossier=OuterRef("pk"), run__clock="decision", due_at__lt=authority.at)
    passed = ClockLimit.objects.filter(silent, kind__in=(LimitKind.STATUTORY, LimitKind.PROMISE))
    missed = passed.filter(Q(closed_at=None) | Q(closed_at__gt=F("due_at")))
    said = OuterRef("delay_explained_at")
    unsaid = Exists(missed.filter(due_at__gte=said)) | Q(delay_explained_at=None) & Exists(missed)
    return readable(authority).filter(unsaid).exclude(state__in=(*ENDED_EARLY, State.ARCHIVED))


# --- Over the whole hall ------------------------------------------------------------------------------------


def open_cases(authority: Authority) -> QuerySet[Case]:
    """Every case a clock may still run for, in the halls a person reads."""
    return readable(authority).filter(state__in=OPEN)


def late(authority: Authority, kind: str) -> QuerySet[Case]:
    """Open cases that have passed a limit of one kind, with that limit's light and date."""
    passed = running(authority.at).filter(kind=kind, due_at__lt=authority.at)
    return readable(authority, passed)


@duty("XA-17.4a", off=lambda authority: Case.objects.none())
def renewals_to_watch(authority: Authority) -> QuerySet[Case]:
    """Renewals nobody has decided while the licence's last day comes near, or has passed (XA-17.4a)."""
    near = running(authority.at).filter(run__clock="renewal", near_at__lte=authority.at)
    return readable(authority, near)


def finished_late(authority: Authority, since: dt.datetime) -> QuerySet[Case]:
    """Cases in which something was done too late since an instant, whether or not they are still open."""
    return readable(authority, ended_late().filter(closed_at__gte=since))


@duty("WS03-02", off=lambda halls: Department.objects.none())
def bound_by_limits(halls) -> QuerySet[Department]:
    """Every department with a matter in these halls: the rules on limits bind each, and none is left out (WS03-02)."""
    has_matter = Matter.objects.filter(department=OuterRef("pk"), hall__in=halls, entered_on__isnull=False)
    bound = Department.objects.filter(Exists(has_matter)).select_related("hall")
    return bound.prefetch_related("names").order_by("hall", "code")


def find(authority: Authority, text: str) -> QuerySet[Case]:
    """Cases by number: as scanned, its beginning, or only the running number at its end."""
    digits = text.strip()
    if not digits.isdecimal():
        return Case.objects.none()
    meant = Q(pk=int(digits)) if len(digits) <= SHORT else Q(number__startswith=digits)
    return readable(authority).filter(meant)
