"""Standing conditions on the way out of the hall."""

from __future__ import annotations

from hall.acts.guards import Objection, guard
from hall.clocks.computation import last_day_after, long_date
from hall.legal_time import local_date
from hall.people.open_work import open_work_of
from hall.people.roles import Role
from hall.span import Span, Unit
from staff.rules import EXIT_STEPS

from .standing import SERVING, postings


def full_term(posting, months: int):
    """The first day on which the shortest posting has been served."""
    return last_day_after(local_date(posting.on_duty_at), Span(months, Unit.MONTH))


def is_short(posting, leaves_on, do) -> bool:
    """Whether somebody would leave before the shortest term; the centre's own letter asks for no term."""
    months = do.rule("posting.min_months")
    return bool(months) and leaves_on < full_term(posting, months) and not asked_to_leave(posting)


def asked_to_leave(posting) -> bool:
    return posting.letters.filter(state="open").exists()


@guard("DL-5.3")
def is_on_duty(departure, do):
    posting = departure.posting_now(do)
    if posting.stands_in_for_id:
        return "顶岗人员期满自动离岗；提前返岗的，请办理“提前结束顶岗”。"
    if posting.state not in SERVING:
        return f"{posting.person}不在岗，不能申请离岗。"
    if posting.departures.filter(state__in=departure.RUNNING).exists():
        return f"{posting.person}的离岗申请正在办理，请勿重复提出。"
    return None


@guard("WS13-3.2.1-2", forbids=True)
def the_person(departure, do):
    if do.by != departure.posting.person:
        return f"须由{departure.posting.person}本人签字。"
    return None


@guard("WS13-3.2.1-2")
def person_has_signed(departure, do):
    """Whoever cannot sign (illness, a refusal) leaves by an exception that a leader answers for."""
    if departure.signed_at is None:
        return Objection("离岗人员本人尚未签字。", waivable_by=Role.HALL_LEADER)
    return None


@guard("WS13-3.2.1-2", forbids=True)
def unit_speaks_for_itself_on_leaving(departure, do):
    if do.role == Role.HALL_OFFICE and do.department is not None:
        return "工作单位审批意见须由派驻部门的分管领导签署。"
    return None


@guard("WS13-3-1 AH-20.2 AH-27.4")
def shortest_term_is_served(departure, do):
    """A reason suffices where exceptions are filed; where they need the centre's approval, a leader approves."""
    if not is_short(departure.posting, departure.leaves_on, do):
        return None
    due = full_term(departure.posting, do.rule("posting.min_months"))
    reason = f"派驻未满{do.rule('posting.min_months')}个月（至{long_date(due)}），须经中心批准方可离岗。"
    if do.rule("posting.min_exception") == "approve":
        return Objection(reason, waivable_by=Role.HALL_LEADER)
    return None if departure.exception else reason


@guard()
def more_than_filing_of_a_departure(departure, do):
    """Where a change is only filed with the centre, the centre has nothing to refuse (AH-20.4)."""
    if do.rule("posting.change_needs") == "filing":
        return "本厅对人员调整实行备案，中心不作审批；有异议的请与部门协商后由部门撤回。"
    return None


@guard("WS13-3.2.2-1")
def nothing_left_open(leaving, do):
    """No case, ticket or custody is left without somebody who answers for it."""
    person = leaving.person if hasattr(leaving, "person") else leaving.posting.person
    found = open_work_of(person, do.hall)
    return [
        f"{title}还有{len(work)}项未移交：{'、'.join(str(one) for one in work[:5])}。"
        for title, work in found.items()
    ]


@guard()
def step_is_asked_for(departure, do):
    step = departure.STEP_OF[do.act.name]
    if step not in do.rule("posting.exit_steps"):
        return f"本厅离岗不要求办理“{EXIT_STEPS[step]}”。"
    if departure.steps.filter(step=step).exists():
        return f"“{EXIT_STEPS[step]}”已经办理。"
    return None


@guard("WS13-3.2.2-5")
def every_step_is_done(departure, do):
    done = set(departure.steps.values_list("step", flat=True))
    left = [EXIT_STEPS[step] for step in do.rule("posting.exit_steps") if step not in done]
    return f"以下离岗手续尚未办结：{'、'.join(left)}。" if left else None


@guard("DL-21.1")
def day_of_leaving_has_come(departure, do):
    if do.on < departure.leaves_on:
        return f"离岗时间为{long_date(departure.leaves_on)}，届时方可准予退出。"
    return None


@guard("AH-26 AH-27.5")
def department_keeps_a_first_representative(departure, do):
    """A successor ready to start, or a stand-in on duty; a leader may let a department leave the hall altogether."""
    posting = departure.posting
    if not posting.is_first:
        return None
    others = postings().filter(
        dossier__hall=do.hall,
        dossier__department=do.department,
        is_first=True,
        state__in=("entered", "on_duty"),
    )
    if others.exclude(pk=posting.pk).exists():
        return None
    return Objection("首席代表离岗，须先有待上岗的继任者或者在岗的临时代表。", waivable_by=Role.HALL_LEADER)
