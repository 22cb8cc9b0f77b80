"""The embedded hall needs no configuration: its secrets are drawn once and kept beside its data."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet


def generated_secrets(path: Path) -> dict[str, Any]:
    """The secrets kept in ``path``, drawn on first use.

    Whoever loses the file loses the encrypted identity numbers with it: it belongs into every backup.
    """
    if not path.exists():
        drawn = {
            "SECRET_KEY": secrets.token_urlsafe(64),
            "PERSONAL_DATA_KEYS": [Fernet.generate_key().decode()],
            "BLIND_INDEX_KEY": secrets.token_urlsafe(48),
        }
        first_wins(path, json.dumps(drawn, indent=2))
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def first_wins(path: Path, text: str) -> None:
    """Keep a secret that only the owner of the process reads; of several processes at once the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f"{path.name}.{os.getpid()}")
    own.touch(mode=0o600)
    own.write_text(text, encoding="utf-8")
    try:
        os.link(own, path)  # atomic
    except FileExistsError:
        pass
    finally:
        own.unlink()
