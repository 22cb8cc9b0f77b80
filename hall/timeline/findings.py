"""One thing a verification found, as a sentence for a supervisor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What is wrong, on which dossier and line (None: it concerns an anchor or the whole dossier)."""

    text: str
    dossier: int | None = None
    seq: int | None = None

    def __str__(self) -> str:
        where = "" if self.dossier is None else f"案卷{self.dossier}"
        if self.seq is not None:
            where += f"第{self.seq}行"
        return f"{where}{self.text}。"
