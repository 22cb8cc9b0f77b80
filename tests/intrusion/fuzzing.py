"""Nonsense for every address: seeded, so that what broke breaks again. No answer may be a 500.

make fuzz N=100000 SEED=2026
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from .addresses import Address, addresses

WORDS = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "99999999999999999999",
    "1e309",
    "NaN",
    "²",
    "٣",
    "null",
    "true",
    "2026-02-30",
    "2026-13",
    "0001-01-01",
    "9999-12-31",
    "2026-03-09 25:61",
    "~",
    "1~2~3",
    "2026-03-09T00:00:00Z~5",
    "\x00",
    "\u202e王",
    "𠮷" * 50,
    "长" * 5000,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "%s%n",
    "[]",
    "{}",
    '{"a":1}',
)
# Parameters that pages read; a form's own fields are learnt from its page.
PARAMETERS = [
    "page", "after", "before", "only", "done", "next", "place", "month", "year", "period", "day", "on",
    "from", "until", "q", "matter", "hall", "parent", "department", "zone", "state", "kind", "sort",
    "text", "number", "code", "phone", "token", "seen", "who", "idle", "light", "way",
]  # fmt: skip
FIELD = re.compile(rb'name="([^"]{1,60})"')


def attempts(house: Any, seed: int, count: int) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """So many requests: class of people, method, path, data."""
    rng = random.Random(seed)
    routes = [one for one in addresses() if not one.of_admin and one.route != "logout/"]
    classes = ("anonymous", "clerk", "reviewer", "office", "supervisor")
    known: dict[str, list[str]] = {}
    for _ in range(count):
        one, who = rng.choice(routes), rng.choice(classes)
        method = rng.choice(("get", "get", "post", "post", "head"))
        names = [*PARAMETERS, *known.get(one.route, ())]
        data = {rng.choice(names): rng.choice(WORDS) for _ in range(rng.randrange(6))}
        if method == "post" and rng.random() < 0.2:
            data["file"] = SimpleUploadedFile(rng.choice(("a.pdf", "../b.png", "c")), rng.randbytes(64))
        learnt = yield who, method, _path(one, house, rng), data
        if learnt:
            known[one.route] = learnt


def _path(one: Address, house: Any, rng: random.Random) -> str:
    """Mostly what is there, sometimes a number nobody has, so that pages behind a gap are reached."""
    return one.path(house.gaps if rng.random() < 0.8 else {})


def fields_of(response: Any) -> list[str]:
    """The names of the fields on a page."""
    if response.streaming or response.status_code != 200:
        return []
    return [name.decode(errors="replace") for name in FIELD.findall(response.content)]


def broken(house: Any, seed: int, count: int, undo: Any) -> list[str]:
    """The requests that were answered with a 500 or above 503; ``undo`` is a context in which each is tried."""
    browsers: dict[str, Any] = {}
    found, learnt, number = [], None, 0
    tries = attempts(house, seed, count)
    while True:
        try:
            who, method, path, data = tries.send(learnt)
        except StopIteration:
            return found
        number += 1
        browser = browsers.setdefault(who, house.browser(who))
        browser.raise_request_exception = False
        where = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        with undo(browser):
            response = getattr(browser, method)(path, data, REMOTE_ADDR=where)
        if response.status_code >= 500:
            found.append(f"{who} {method} {path} {data!r:.300} -> {response.status_code}")
        learnt = fields_of(response) if method == "get" else None
