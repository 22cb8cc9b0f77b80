"""The report of a simulated year: one HTML file that needs nothing beside it, with its plots drawn in SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from django.template.loader import render_to_string

from matters.cases.states import State

WIDTH, HEIGHT, FOOT = 640, 180, 24
LAID_ASIDE = 30  # working days; longer ones share the last bar


def write(year, seconds: float, path: Path) -> None:
    """Write the report of a year that has been lived. Raises OSError where the file cannot be written."""
    slips = [citizen.slip for citizen in year.citizens]
    labels = dict(State.choices)
    received = Counter(f"{slip.on['receive']:%m}月" for slip in slips if "receive" in slip.on)
    ended = Counter(labels.get(slip.state, "视为受理") for slip in slips)
    took = Counter(min(_working_days(year, slip), LAID_ASIDE) for slip in slips if _ran(slip))
    plots = [
        ("每月收件", bars(sorted(received.items()))),
        ("月初在办", bars([(f"{day:%m}月", n) for day, n in year.open_by_day])),
        (
            "从受理到办结用了几个工作日（含暂停）",
            bars([(str(n), took[n]) for n in range(max(took, default=0) + 1)]),
        ),
        ("年终停在哪里", bars(ended.most_common())),
    ]
    acts = Counter()
    for slip in slips:
        acts += slip.done
    facts = {
        "year": year,
        "seconds": seconds,
        "plots": plots,
        "acts": acts.most_common(),
        "total": acts.total(),
    }
    facts |= {"faults": year.counts.most_common(), "refusals": year.refusals.most_common()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_to_string("simulation/report.html", facts), encoding="utf-8")


def _ran(slip) -> bool:
    return slip.closed is not None and "accept" in slip.on


def _working_days(year, slip) -> int:
    day, n = slip.on["accept"], 0
    while day < slip.closed:
        day = year.days.later(day, 1)
        n += day <= slip.closed
    return n


def bars(points: Sequence[tuple[str, int]]) -> dict:
    """What the template draws: a bar for each point, as high as its share of the highest."""
    most = max((n for _, n in points), default=0) or 1
    step = WIDTH / max(len(points), 1)
    return {
        "width": WIDTH,
        "height": HEIGHT + FOOT + 16,
        "bars": [
            {
                "x": round(i * step + step * 0.1, 1),
                "middle": round((i + 0.5) * step, 1),
                "y": round(16 + HEIGHT - HEIGHT * n / most, 1),
                "above": round(12 + HEIGHT - HEIGHT * n / most, 1),
                "width": round(step * 0.8, 1),
                "height": round(HEIGHT * n / most, 1),
                "label": label,
                "n": n,
            }
            for i, (label, n) in enumerate(points)
        ],
        "foot": HEIGHT + FOOT + 8,
    }
