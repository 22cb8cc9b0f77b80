"""The paper templates: an engine of their own, so that nothing of the web site can leak into a paper."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine, Origin
from django.template.loaders import filesystem

import hall.papers.filters
from hall.papers.failures import FactsIncomplete

TEMPLATES = settings.BASE_DIR / "templates"
STYLE = TEMPLATES / "papers" / "paper.css"


class JoinedLines(filesystem.Loader):
    """Chinese has no spaces: a line break in a template's source would print as a gap between two characters."""

    def get_contents(self, origin: Origin) -> str:
        return re.sub(r"\s*\n\s*", "", super().get_contents(origin))


class NeverBlank(str):
    """Django prints nothing for an unknown variable; a paper with a hole is refused instead."""

    def __mod__(self, variable: object) -> str:
        raise FactsIncomplete("文书", [str(variable)])


@cache
def engine() -> Engine:
    """Built once per process; edited templates are seen after a restart."""
    return Engine(
        loaders=[("django.template.loaders.cached.Loader", [(f"{__name__}.JoinedLines", [str(TEMPLATES)])])],
        builtins=[hall.papers.filters.__name__],
        string_if_invalid=NeverBlank("%s"),
    )


def html_of(template: str, facts: Mapping[str, Any], marks: Mapping[str, Any]) -> str:
    """The page as HTML. ``marks`` is what is not a fact: letterhead, signers with their seals, the code."""
    # A paper reads alike in every process; ``facts`` reaches a name that Django itself uses, ``facts.block``.
    context = Context({**facts, **marks, "facts": facts}, use_l10n=False, use_tz=False)
    return engine().get_template(f"papers/{template}.html").render(context)


@cache
def template_version(template: str) -> str:
    """Sixteen hex digits over everything that decides how this paper looks and reads.

    That is the template, what it extends and includes, the style sheet and the filters.
    """
    digest = hashlib.sha256()
    for path in [
        *sorted(_sources(TEMPLATES / "papers" / f"{template}.html")),
        STYLE,
        Path(hall.papers.filters.__file__),
    ]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sources(path: Path) -> set[Path]:
    """The template and everything it names, recursively; paper templates name only by literal."""
    named = re.findall(r'{%\s*(?:extends|include)\s+"([^"]+)"', path.read_text(encoding="utf-8"))
    return {path}.union(*(_sources(TEMPLATES / name) for name in named))
