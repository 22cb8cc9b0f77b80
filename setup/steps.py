"""What the set-up steps share: where the project is, how they speak, and how they remember what is done."""

import hashlib
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent


def say(text: str) -> None:
    """One line to whoever started the command."""
    print(f"\033[36m»\033[0m {text}", flush=True)


def fail(*lines: str) -> NoReturn:
    """Ends the command with a message that says what to do."""
    sys.exit("\n".join(f"\033[31m×\033[0m {line}" for line in lines))


def digest(file: Path) -> str:
    """The stamp of a file's contents; a step is done while the stamp it left still fits."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
