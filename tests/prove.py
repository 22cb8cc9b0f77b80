"""Switch off every duty in turn and see whether the tests of its clauses notice (``make prove``).

A duty whose tests all still pass is a survivor: either nobody tests it, or a test marked with its clause cannot fail.
A test that noticed is then run with nothing switched off: one that fails anyway, or is skipped, proves nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from queue import SimpleQueue
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
PYTEST = ["-m", "pytest", "-q", "-c", "pyproject.toml", "-p", "tests.proof.worker"]
ALONE = ["-p", "no:cacheprovider", "-p", "no:xdist"]
PATIENCE = 20  # seconds a test may take on average, and two minutes, before a duty's tests are said to hang
HUNG = "(hung)"


@dataclass
class Plan:
    """What was collected – the clauses of each test and of each duty – and what was learnt of the tests since."""

    tests: dict[str, set[str]]
    duties: dict[str, set[str]]
    seconds: dict[str, float] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)
    broken: dict[str, str] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    good_at: Counter = field(default_factory=Counter)

    def tests_of(self, duty: str) -> list[str]:
        """The tests that promise to notice. One that does is enough, so first those of the file that noticed most
        duties of this kind, then those that promise least else, then the quick ones.
        """

        def rank(name: str) -> tuple:
            return -self.good_at[_kind(duty), _file(name)], len(self.tests[name]), self.seconds.get(name, 0)

        found = [name for name, clauses in self.tests.items() if clauses & self.duties[duty]]
        return sorted(set(found) - self.broken.keys() - self.skipped, key=rank)


class Workers:
    """As many collecting pytests as there are cores, each with a database of its own."""

    def __init__(self, pipes: list[Connection]):
        self.all, self.free = pipes, SimpleQueue()
        for pipe in pipes:
            self.free.put(pipe)

    def ask(self, off: str | None, tests: list[str]) -> dict | None:
        """Put a question to the next free worker; None when its tests did not end in time."""
        pipe = self.free.get()
        try:
            pipe.send((off, tests, 120 + PATIENCE * len(tests)))
            outcome = pipe.recv()
        finally:
            self.free.put(pipe)
        if outcome and "error" in outcome:
            raise RuntimeError(f"{off} could not be switched off:\n{outcome['error']}")
        return outcome


@contextmanager
def workers(count: int, where: str, loud: bool) -> Iterator[tuple[Workers, Plan]]:
    """Start the workers and hear what they collected."""
    pipes, processes = [], []
    for number in range(count):
        ours, theirs = Pipe()
        env = os.environ | {"PROVE_PIPE": str(theirs.fileno()), "PYTEST_XDIST_WORKER": f"gw{number}"}
        if url := env.get("DATABASE_URL"):
            env["DATABASE_URL"] = urlsplit(url)._replace(path=f"/prove{number}").geturl()
        output = None if loud else subprocess.DEVNULL
        process = subprocess.Popen(
            [sys.executable, *PYTEST, *ALONE, where],
            cwd=ROOT,
            env=env,
            pass_fds=[theirs.fileno()],
            stdout=output,
            stderr=output,
        )
        theirs.close()
        pipes.append(ours)
        processes.append(process)
    try:
        heard, *_ = [pipe.recv() for pipe in pipes]
    except EOFError:
        sys.exit("The tests could not be collected; run with --verbose to see why.")
    plan = Plan(
        *({name: set(clauses) for name, clauses in heard[part].items()} for part in ("tests", "duties"))
    )
    try:
        yield Workers(pipes), plan
        for pipe in pipes:
            pipe.send(None)
    finally:
        for pipe, process in zip(pipes, processes, strict=True):
            pipe.close()
            process.wait()


def prove(pool: Workers, plan: Plan, duty: str) -> str | None:
    """Which test noticed that the duty was off; None when none did."""
    while tests := plan.tests_of(duty):
        outcome = pool.ask(duty, tests)
        if outcome is None:
            return HUNG
        plan.seconds |= outcome["seconds"]
        plan.skipped |= set(outcome["skipped"])
        test = next(iter(outcome["failed"]), None)
        if test is None:
            return None
        if is_sound(pool, plan, test):
            plan.good_at[_kind(duty), _file(test)] += 1
            return test
    return None


def is_sound(pool: Workers, plan: Plan, test: str) -> bool:
    """Whether a test passes with nothing switched off; asked once of each."""
    if test not in plan.sound and test not in plan.broken:
        outcome = pool.ask(None, [test]) or {"failed": {test: HUNG}}
        plan.broken |= outcome["failed"]
        plan.sound |= {test} - outcome["failed"].keys()
    return test in plan.sound


def main(words: list[str]) -> int:
    options = _options(words)
    began = time.monotonic()
    with workers(options.jobs, options.tests, options.verbose) as (pool, plan):
        wanted = [name for name in plan.duties if _asked_for(options.words, name, plan.duties[name])]
        if options.list:
            for name in wanted:
                say(f"{name:70} {' '.join(sorted(plan.duties[name]))}")
            return 0
        say(f"{len(wanted)} duties, {len(plan.tests)} tests")
        noticed: dict[str, str | None] = {}
        with ThreadPoolExecutor(len(pool.all)) as threads:
            asked = {threads.submit(prove, pool, plan, name): name for name in wanted}
            for done in as_completed(asked):
                name = asked[done]
                noticed[name] = done.result()
                mark = "✓" if noticed[name] else "✗"
                say(f"{mark} {len(noticed)}/{len(wanted)} {name}  {noticed[name] or _why(plan, name)}")
    return report(plan, noticed, options.verbose, time.monotonic() - began)


def report(plan: Plan, noticed: dict[str, str | None], verbose: bool, seconds: float) -> int:
    """The result in words; 0 only when every duty was noticed and every test was sound."""
    survivors = sorted(name for name, test in noticed.items() if test is None)
    unowned = set().union(*plan.tests.values()) - set().union(*plan.duties.values())
    kinds = sorted({_kind(name) for name in noticed})
    say(f"\n{'':12}{'duties':>8}{'noticed':>9}{'survivors':>11}")
    for kind in kinds:
        mine = [name for name in noticed if _kind(name) == kind]
        left = sum(name in survivors for name in mine)
        say(f"{kind:12}{len(mine):8}{len(mine) - left:9}{left:11}")
    for name, error in plan.broken.items():
        say(f"\nFails with everything on: {name}")
        say(error if verbose else error.strip().splitlines()[-1] if error.strip() else "")
    if plan.skipped:
        say(f"\nSkipped, so they prove nothing: {', '.join(sorted(plan.skipped))}")
    say(f"\n{len(unowned)} clauses are tested that no duty carries (kept by data, pages or records).")
    if verbose:
        say(" ".join(sorted(unowned)))
    if survivors:
        say("\nSurvivors:")
        for name in survivors:
            say(f"  {name}  [{' '.join(sorted(plan.duties[name]))}]  {_why(plan, name)}")
    say(f"\n{len(noticed) - len(survivors)} of {len(noticed)} duties noticed in {seconds:.0f} s.")
    return 1 if survivors or plan.broken else 0


def _why(plan: Plan, duty: str) -> str:
    tests = plan.tests_of(duty)
    return f"{len(tests)} tests still pass" if tests else "no sound test is marked with its clauses"


def _kind(duty: str) -> str:
    return duty.split(":")[0]


def _file(test: str) -> str:
    return test.split("::")[0]


def _asked_for(words: list[str], name: str, clauses: set[str]) -> bool:
    return not words or any(word in name or word in clauses for word in words)


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "words", nargs="*", help="only duties with one of these in their name, or with this clause"
    )
    parser.add_argument("--list", action="store_true", help="list the duties and switch nothing off")
    parser.add_argument("--tests", default="tests", help="where the tests are")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many at a time")
    parser.add_argument(
        "--verbose", action="store_true", help="what pytest says, full errors, clauses without duty"
    )
    return parser.parse_args(words)


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 – a command speaks


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
