"""What must hold after any number of kills: each function returns what does not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max, Min, Q

from hall.models import ClockFiring, ClockRun, Entry, HolidayArrangement, Paper
from hall.timeline.verify import verify_all
from matters.cases.models import Case

PAPER_OF = {"receive": "receipt", "accept": "acceptance", "deem_accepted": "acceptance"}


def effects_once() -> list[str]:
    """Each rung that came was acted on once, and each case was accepted once at most."""
    rungs = Counter(ClockFiring.objects.values_list("limit", "rung", "generation"))
    wrong = [f"rung {rung} fired {n} times" for rung, n in rungs.items() if n > 1]
    # What a guard holds back is asked for again the next day: its entry says why, nothing was fired.
    asked = Entry.objects.filter(kind=Entry.Kind.ACT, act="reach_rung").values_list("facts", flat=True)
    reached = sum("reasons" not in facts for facts in asked)
    if reached != len(rungs):
        wrong.append(f"{len(rungs)} rungs, {reached} entries")
    accepted = Counter(_acts("accept", "deem_accepted").values_list("dossier", flat=True))
    return wrong + [f"case {pk} accepted {n} times" for pk, n in accepted.items() if n > 1]


def numbers_whole() -> list[str]:
    """Every series runs from one to its last number, none twice."""
    series = Paper.objects.values("department", "dossier__hall", "kind", "issued_on__year").annotate(
        n=Count("pk"), different=Count("serial", distinct=True), first=Min("serial"), last=Max("serial")
    )
    return [
        f"series {row}"
        for row in series.order_by()
        if not (row["first"] == 1 and row["n"] == row["different"] == row["last"])
    ]


def acts_whole() -> list[str]:
    """An act and all that belongs to it, or none: papers, clocks, state, chain."""
    wrong = [str(finding) for finding in verify_all().findings]
    theirs = Paper.objects.filter(dossier__kind="cases.case", kind__in=PAPER_OF.values())
    papers = Counter(theirs.values_list("dossier", "kind"))
    owed = Counter((pk, PAPER_OF[act]) for pk, act in _acts(*PAPER_OF).values_list("dossier", "act"))
    wrong += [f"papers {key}" for key in papers.keys() | owed.keys() if papers[key] != owed[key]]
    running = set(ClockRun.objects.filter(clock="decision").values_list("dossier", flat=True))
    accepted = set(Case.objects.exclude(accepted_at=None).values_list("pk", flat=True))
    wrong += [f"case {pk} accepted without its clock, or the reverse" for pk in running ^ accepted]
    editions = set(ClockRun.objects.filter(ended_at=None).values_list("edition", flat=True))
    if len(editions) > 1:
        wrong.append(f"open clocks of {len(editions)} calendars")
    return wrong


def files_whole() -> list[str]:
    """Every paper has its PDF, and no file lies there without a row."""
    named = set(Paper.objects.exclude(pdf="").values_list("pdf", flat=True))
    root = Path(settings.MEDIA_ROOT)
    lying = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    lacking = undrawn().count()
    wrong = [f"orphan {name}" for name in lying - named] + [f"lost {name}" for name in named - lying]
    return wrong + ([f"{lacking} papers without a PDF"] if lacking else [])


def undrawn():
    """Papers that wait for no seal and have no PDF yet."""
    return Paper.objects.filter(Q(seal=Paper.Seal.NONE) | Q(sealed_at__isnull=False), pdf_sha256=None)


def _acts(*names: str):
    return Entry.objects.filter(kind=Entry.Kind.ACT, act__in=names, dossier__kind="cases.case")


def figures() -> str:
    return (
        f"{Case.objects.count()} cases, {Entry.objects.count()} entries, {Paper.objects.count()} papers, "
        f"{ClockFiring.objects.count()} deadline effects, {HolidayArrangement.objects.exclude(hall=None).count()} "
        "calendar editions"
    )
