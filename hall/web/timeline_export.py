"""The timeline of one object to take along: a table (CSV) or a document (PDF), as people read it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.papers.render import render
from hall.registers.export import plain_csv
from hall.timeline.dossier import Dossier
from hall.timeline.verify import verify

from .dossier import LOG, object_of, readable
from .entrance import staff_only
from .names import Names
from .pages import page_of
from .story import Line, Story

HEADINGS = (
    "序号",
    "性质",
    "法定时间",
    "记录时间",
    "经办人",
    "身份",
    "地点",
    "行为",
    "状态变化",
    "内容",
    "依据",
    "摘要",
)


@staff_only
@require_safe
def export(request: HttpRequest, dossier_id: int, suffix: str) -> HttpResponse:
    """Every line, the oldest first; personal data stand in neither, for the timeline holds none."""
    found = readable(request, dossier_id)
    if suffix not in FORMS:
        raise Http404("全程留痕可以导出为 CSV 或者 PDF。")
    kind, write = FORMS[suffix]
    disposition = content_disposition_header(True, f"全程留痕_案卷{found.pk}.{suffix}")
    return HttpResponse(write(found), content_type=kind, headers={"Content-Disposition": disposition})


def lines_of(found: Dossier) -> Iterator[Line]:
    """The lines of an object or of a log, told for people."""
    obj = None if found.kind.startswith(LOG) else object_of(found)
    story = Story(obj, found.hall, page_of(found.kind), Names())
    return map(story.line, found.entries.select_related("by", "place").order_by("seq"))


def told(line: Line) -> list[str]:
    """What a line says beside who, when and what."""
    changed = [f"{label}：{old} → {new}" if old else f"{label}：{new}" for label, old, new in line.changed]
    clocks = [f"{clock.title}{clock.happened}" for clock in line.clocks]
    sentences = [sentence for clock in line.clocks for _, _, sentence in clock.limits]
    papers = [f"《{paper['title']}》{paper['number']}" for paper, _ in line.papers]
    typed = [f"{label}：{value}" for label, value in line.typed]
    return [*line.reasons, *typed, *changed, *clocks, *sentences, *papers, *line.waived]


def _states(line: Line) -> str:
    return " → ".join(filter(None, line.states)) if line.states else ""


def _csv(found: Dossier) -> bytes:
    rows = [
        (
            line.entry.seq,
            line.entry.get_kind_display(),
            _minute(line.entry.legal_at),
            _minute(line.entry.recorded_at),
            line.who,
            line.role,
            line.entry.place or "",
            line.entry.title,
            _states(line),
            "；".join(told(line)),
            "、".join(line.basis),
            line.entry.hash,
        )
        for line in lines_of(found)
    ]
    return plain_csv([HEADINGS, *rows]).encode("utf-8-sig")


def _pdf(found: Dossier) -> bytes:
    rows = [
        {
            "seq": line.entry.seq,
            "at": _minute(line.entry.legal_at),
            "who": f"{line.who}（{line.role}）" if line.role and line.role != line.who else line.who,
            "what": f"{line.entry.title}（{_states(line)}）" if line.states else line.entry.title,
            "told": told(line) or None,
        }
        for line in lines_of(found)
    ]
    facts = {
        "title": "全程留痕摘录",
        "organ": str(found.hall),
        "hall_name": str(found.hall),
        "issued_on": legal_time.today().isoformat(),
        "object": str(found),
        "shown": f"案卷{found.pk}，全部留痕",
        "rows": rows or None,
        "head": found.head_hash,
        "verdict": str(verify(found)),
    }
    return render("timeline", facts).pdf


def _minute(instant) -> str:
    return f"{timezone.localtime(instant):%Y-%m-%d %H:%M}"


FORMS = {"csv": ("text/csv; charset=utf-8", _csv), "pdf": ("application/pdf", _pdf)}
