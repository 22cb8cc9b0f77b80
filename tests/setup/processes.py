"""Looking at the machine from outside: which processes carry a word in their command line or environment."""

import time
from pathlib import Path


def processes_with(word: str) -> list[str]:
    """Command lines of the living processes started with ``word`` in command or environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command, environment = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
        except OSError:  # gone while we looked
            continue
        if command and word.encode() in command + environment:
            found.append(command.replace(b"\0", b" ").decode(errors="replace"))
    return found


def all_gone(word: str, seconds: float = 20) -> bool:
    """Whether the last process with ``word`` ends within the time."""
    until = time.monotonic() + seconds
    while processes_with(word):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True
