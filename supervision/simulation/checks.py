"""What must hold at every moment of the year. Each check compares the hall's own rows with the slips of the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Max, Min

from hall.models import ClockFiring, ClockLimit, Entry, Paper
from hall.timeline.verify import verify_all
from matters.cases.models import Case, Handover
from windows.models import Seal, SealUse

from .model import Slip

# What the hall calls the state a slip calls otherwise.
STATES = {"deemed": "accepted", "supplied": "correcting"}


def dates(citizen, year) -> Iterator[str]:
    """Every last day of the case's periods, as far as they run or ran, is the day the naive walk ends on."""
    slip: Slip = citizen.slip
    limits = ClockLimit.objects.filter(run__dossier=citizen.pk).select_related("run").order_by("pk")
    for limit in limits:
        run = limit.run
        days = year.days_until(run.ended_at)
        if limit.until:
            walked = limit.until
        elif limit.moment:
            continue
        else:
            walked = slip.due(
                run.clock,
                limit.n or 0,
                limit.unit,
                days,
                since_receipt=limit.since is not None,
                grows=limit.extendable,
            )
        year.compared += 1
        if limit.due_on != walked:
            yield f"{citizen.where}：{run.title}（{limit.length}）届满日{limit.due_on}，逐日数得{walked}"


def papers(citizen) -> Iterator[str]:
    """No act without its paper, no paper without its act."""
    kinds = {*citizen.slip.papers(), "receipt", "acceptance", "approval", "refusal"}
    found = Paper.objects.filter(dossier__root=citizen.pk, kind__in=kinds).values_list("kind", flat=True)
    own = Paper.objects.filter(dossier=citizen.pk, kind__in=kinds).values_list("kind", flat=True)
    issued, owed = Counter(own) | Counter(found), citizen.slip.papers()
    if issued != owed:
        yield f"{citizen.where}：文书{dict(issued)}，办理所需{dict(owed)}"


def state(citizen) -> Iterator[str]:
    """The case stands where the slip says."""
    stands = Case.objects.values_list("state", flat=True).get(pk=citizen.pk)
    said = STATES.get(citizen.slip.state, citizen.slip.state)
    reached = {"decided": {"decided", "sealed", "at_window"}}.get(said, {said})
    if stands not in reached:
        yield f"{citizen.where}：办件在“{stands}”，逐步记录在“{citizen.slip.state}”"


def custody(year) -> Iterator[str]:
    """Each seal is where the book says, with one holder; each stamp was put on by the holder, once a paper."""
    for office in year.offices.values():
        seal = Seal.objects.get(pk=office.seal_id)
        if seal.state == Seal.State.IN_CUSTODY and seal.custodian_id != office.keeper:
            yield f"{seal}：保管人{seal.custodian}与逐日记录不符"
        if office.keeper is None and seal.state == Seal.State.IN_CUSTODY:
            yield f"{seal}：封存期间仍可用印"
    uses = SealUse.objects.filter(dossier__kind="cases.case", seal__kind="approval")
    mine = {citizen.pk: citizen.slip for citizen in year.citizens if hasattr(citizen, "pk")}
    for case, by in uses.values_list("dossier", "used_by"):
        if case in mine and mine[case].stamped_by != by:
            yield f"{mine[case].number}号办件由{by}用印，逐步记录为{mine[case].stamped_by}"
    stamped = sum(slip.stamped_by is not None for slip in mine.values())
    used = uses.filter(dossier__in=mine).values("dossier").distinct().count()
    if used != stamped:
        yield f"用印{used}件，逐步记录{stamped}件"
    twice = Seal.objects.live().values("kind", "owners__department").annotate(n=Count("pk")).filter(n__gt=1)
    yield from (f"部门{row['owners__department']}有{row['n']}枚同类印章" for row in twice)


def holders(year) -> Iterator[str]:
    """The papers of a case are never on two ways at once."""
    open_ways = Handover.objects.filter(state="sent").values("case").annotate(n=Count("pk")).filter(n__gt=1)
    yield from (f"办件{row['case']}有{row['n']}份材料移交同时未签收" for row in open_ways)


def totals(year) -> Iterator[str]:
    """The states of the cases add up to the slips, and every number series is without a gap."""
    for citizen in year.citizens:
        if citizen.slip.state == "received":
            citizen.notice_deemed()
    said = Counter(c.slip.state for c in year.citizens if hasattr(c, "pk"))
    stand = Case.objects.filter(dossier__hall=year.hall).count()
    if stand != sum(said.values()):
        yield f"办件{stand}件，逐步记录{sum(said.values())}件"
    done = Counter()
    for citizen in year.citizens:
        done += citizen.slip.done
    acts = Counter(
        Entry.objects.filter(kind=Entry.Kind.ACT, dossier__kind="cases.case").values_list("act", flat=True)
    )
    for name in ("receive", "accept", "deem_accepted", "approve", "refuse", "seal", "reject", "archive"):
        if acts[name] != done[name]:
            yield f"留痕中“{name}”{acts[name]}次，逐步记录{done[name]}次"
    series = Paper.objects.values("department", "dossier__hall", "kind", "issued_on__year").annotate(
        n=Count("pk"), different=Count("serial", distinct=True), first=Min("serial"), last=Max("serial")
    )
    for row in series.order_by():
        if row["department"] and not (row["n"] == row["different"] == row["last"] and row["first"] == 1):
            yield f"文号不连续：{row}"


def once(year) -> Iterator[str]:
    """What a passing limit brings about happened once for each rung."""
    rungs = ClockFiring.objects.values("limit", "rung", "generation").annotate(n=Count("pk")).filter(n__gt=1)
    yield from (f"时限{row['limit']}的同一级触发{row['n']}次" for row in rungs)
    # An effect that a guard holds back is asked for again the next day: its entry says why, nothing was fired.
    asked = Entry.objects.filter(kind=Entry.Kind.ACT, act="reach_rung").values_list("facts", flat=True)
    reached = sum("reasons" not in facts for facts in asked)
    if reached != ClockFiring.objects.count():
        yield f"期限触发{ClockFiring.objects.count()}次，留痕{reached}次"


def chain(year) -> Iterator[str]:
    """Every hash chain is whole."""
    report = verify_all()
    if not report.sound:
        yield from (f"留痕：{finding}" for finding in report.findings[:20])


AFTER_EVERY_STEP = (dates,)
WHOLE = (custody, holders, totals, once, chain)
