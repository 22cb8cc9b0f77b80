"""What a circular says, drafted from the records: sections of figures, and a line for each problem (WS15 四)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from complaints.complaint.complaint import Complaint
from complaints.complaint.states import Finding as Verdict
from complaints.complaint.states import Kind as ComplaintKind
from complaints.rectification.rectification import OPEN, Rectification
from hall import legal_time
from hall.duty import duty
from staff.assessment.evidence import all_rows
from staff.at_work import bounds
from staff.attendance.book import recorded
from staff.rules import GROUNDS
from supervision.patrols.finding import Finding, State
from supervision.patrols.summary import findings_of, summary

from .period import Period

Lines = Callable[[object, Period], Iterable[str]]
# Titles as the text lists them, in its order; each is filled by functions that read the records.
SECTIONS: dict[str, list[Lines]] = {
    "服务窗口（含前后台）日常管理情况": [],
    "晨会、夕会制度执行情况": [],
    "领导带班制度执行情况": [],
    "服务窗口及工作人员评优评先情况": [],
    "政务服务运行机制落实情况": [],
    "投诉、整改反馈等情况": [],
}
DAILY, MEETINGS, DUTY, AWARDS, MECHANISMS, COMPLAINTS = SECTIONS


def section(title: str):
    """Let a function fill a section: ``(hall, period)`` gives sentences."""

    def declare(read: Lines) -> Lines:
        SECTIONS[title].append(read)
        return read

    return declare


def sections(hall, period: Period) -> list[dict]:
    """Every section that has something to say."""
    found = [
        {"title": title, "lines": [line for read in readers for line in read(hall, period)]}
        for title, readers in SECTIONS.items()
    ]
    return [one for one in found if one["lines"]]


@section(DAILY)
@duty("WS15-04.1", off=lambda hall, period: [])
def daily_management(hall, period: Period) -> Iterable[str]:
    """The patrols and what they found, by zone: front, back and public areas."""
    return summary(hall, period.first, period.last).lines


@section(MEETINGS)
def meetings(hall, period: Period) -> Iterable[str]:
    titles, counts = {"morning": "晨会", "evening": "夕会"}, dict.fromkeys(("morning", "evening"), 0)
    for line in recorded("staff.meetings", hall, period.first, period.last):
        counts[line.facts["meeting"]] += 1
    if any(counts.values()):
        yield "，".join(f"召开{titles[key]}{n}次" for key, n in counts.items()) + "。"


@section(MECHANISMS)
@duty("WS15-04.5", off=lambda hall, period: [])
def mechanisms(hall, period: Period) -> Iterable[str]:
    """How the systems of service are kept, as the assessment counts them."""
    rows = all_rows(hall, period.first, period.last)
    counts = {code: sum(row.ground == code for row in rows) for code in GROUNDS}
    told = "，".join(f"{GROUNDS[code]}{n}次" for code, n in counts.items() if n)
    yield f"制度执行记录：{told}。" if told else "首问负责、一次性告知、限时办结等制度未发现问题记录。"


@section(COMPLAINTS)
@duty("WS15-04.6", off=lambda hall, period: [])
def complaints_and_corrections(hall, period: Period) -> Iterable[str]:
    """What was complained of and found to be so; what was ordered to be corrected, accepted, and is late."""
    since, until = bounds(period.first, period.last)
    orders = Rectification.objects.filter(
        dossier__hall=hall, ordered_at__gte=since, ordered_at__lt=until
    ).exclude(state=Rectification.State.WITHDRAWN)
    came = Complaint.objects.filter(
        dossier__hall=hall, received_at__gte=since, received_at__lt=until, kind=ComplaintKind.COMPLAINT
    )
    if total := came.count():
        upheld = came.filter(finding__in=[Verdict.UPHELD, Verdict.PARTLY]).count()
        yield f"受理投诉{total}件，其中查实{upheld}件。"
    ordered = orders.count()
    if ordered:
        done = orders.filter(state=Rectification.State.ACCEPTED).count()
        late = orders.filter(state__in=OPEN, due_on__lt=legal_time.today()).count()
        yield f"责令整改{ordered}件，已验收{done}件，逾期{late}件。"


def problem_lines(hall, period: Period) -> list[dict]:
    """A line for each finding of the period that is not contested, with its number as the fact it rests on."""
    found = findings_of(hall, period.first, period.last).exclude(state=State.CONTESTED)
    return [line_of(one) for one in found.select_related("person").order_by("noted_at", "pk")]


def line_of(finding: Finding) -> dict:
    person = finding.person
    return {
        "department": finding.dossier.department_id,
        "person": person.pk if person else None,
        "text": f"{finding.on:%m-%d} {finding.content}",
        "dossier": finding.pk,
        "praise": False,
    }
