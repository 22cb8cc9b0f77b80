"""Server-sent events: a screen hears of every call within a second, and misses none when its line drops.

An open stream occupies a thread of the web server. So a stream ends after a while, and the browser comes back by itself
with the mark of what it saw last; and only so many are open in one process: whoever finds them taken is told how
things stand, and comes back a little later.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

LASTS = 25  # seconds, less than any proxy waits in silence
LOOKS = 1.0  # seconds between two looks at the database
SOON, LATER = 1000, 5000  # milliseconds until a browser comes back: to its place, or while all are taken
PLACES = threading.BoundedSemaphore(8)  # half the threads of a process (setup/run.py, docs/production.md)


def events(
    mark: Callable[[], str], draw: Callable[[], str], seen: str, lasts: float = LASTS
) -> Iterator[str]:
    """The whole picture whenever it is another than the one ``seen``; a breath in between keeps the line alive."""
    placed = PLACES.acquire(blocking=False)
    try:
        yield f"retry: {SOON if placed else LATER}\n\n"
        until = time.monotonic() + (lasts if placed else 0)
        while True:
            if (now := mark()) != seen:
                yield event(now, draw())
                seen = now
            else:
                yield ":\n\n"
            if time.monotonic() >= until:
                return
            time.sleep(LOOKS)
    finally:
        if placed:
            PLACES.release()


def event(mark: str, html: str) -> str:
    """One event of the format: every line of the picture is a line of data."""
    data = "".join(f"data: {line}\n" for line in html.splitlines() if line.strip())
    return f"id: {mark}\nevent: board\n{data}\n"
