"""From frozen facts to the bytes of a paper: GB/T 9704-2012 pages, real text, PDF/A, nothing fetched."""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from hall.papers import fonts, layout, schema
from hall.papers.failures import BadAsset, MissingGlyph
from hall.papers.qr import qr_svg

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

# WeasyPrint speaks of missing glyphs and broken images only in its log, and its font map is not for two threads.
DRAWING = threading.Lock()
LOGGER = logging.getLogger("weasyprint")


@dataclass(frozen=True)
class SealMark:
    """One impression. Without an image a dashed ring marked 样章 is drawn, never something like a seal."""

    organ: str
    name: str
    image: bytes | None = None
    diameter_mm: float = 42.0


@dataclass(frozen=True)
class Rendered:
    pdf: bytes
    pages: int
    template_version: str


def render(
    template: str,
    facts: Mapping[str, Any],
    *,
    letterhead: bytes | None = None,
    seals: Sequence[SealMark] = (),
    qr_url: str | None = None,
) -> Rendered:
    """Draw one paper. ``template`` is a key of ``hall.papers.facts.TEMPLATES``.

    The seals press on the signatories in their order; one without a seal keeps an empty slot naming it.
    Raises FactsIncomplete, MissingGlyph, BadAsset or RendererUnavailable, each with a Chinese message.
    """
    schema.check(template, facts)
    assets = {f"asset:seal-{n}": seal.image for n, seal in enumerate(seals) if seal.image}
    if letterhead:
        assets["asset:letterhead"] = letterhead
    if qr_url:
        assets["asset:qr"] = qr_svg(qr_url)
    marks = {
        "has_letterhead": bool(letterhead),
        "qr_url": qr_url,
        "signers": _signers(facts, seals),
    }
    html = layout.html_of(template, facts, marks)
    with DRAWING, _Complaints() as complaints:
        document = _laid_out(html, assets)
        pdf = document.write_pdf(pdf_variant="pdf/a-3u")
    complaints.raise_for(facts["title"])
    return Rendered(pdf, len(document.pages), layout.template_version(template))


def printed(html: str, style: str) -> bytes:
    """A plain print – a report, no paper in law – with a style sheet of its own and the fonts of the papers.

    Raises RendererUnavailable.
    """
    fonts.require_libraries()
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    allowed = {file.as_uri(): file.read_bytes() for file in fonts.face_files().values()}
    with DRAWING:
        font_config = FontConfiguration()
        sheet = CSS(string=fonts.face_rules() + style, font_config=font_config, url_fetcher=_only(allowed))
        page = HTML(string=html, url_fetcher=_only({}))
        return page.write_pdf(stylesheets=[sheet], font_config=font_config)


def _laid_out(html: str, assets: Mapping[str, bytes]) -> Document:
    """Lines stand a little closer where that brings a second page onto the first.

    GB/T 9704-2012, 7.3.5.5: room for seal and date is made by 调整行距, never by a page without text.
    """
    style, font_config = _style()
    from weasyprint import HTML

    def draw(source: str) -> Document:
        page = HTML(string=source, url_fetcher=_only(assets))
        return page.render(font_config=font_config, stylesheets=[style])

    document = draw(html)
    if len(document.pages) != 2:
        return document
    closer = draw(html.replace("<body>", '<body class="close">', 1))
    return closer if len(closer.pages) == 1 else document


def _signers(facts: Mapping[str, Any], seals: Sequence[SealMark]) -> list[dict[str, Any]]:
    organs = facts.get("signatories") or [facts["organ"]]
    if len(seals) > len(organs):
        raise ValueError("More seals than signatories.")
    return [
        {"organ": organ, "seal": seals[n] if n < len(seals) else None, "image": f"asset:seal-{n}"}
        for n, organ in enumerate(organs)
    ]


@cache
def _style() -> tuple[CSS, FontConfiguration]:
    """Built once per process: per paper it would cost as much as the paper, and a gigabyte of memory."""
    fonts.require_libraries()
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # seven lines a paper
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    font_config = FontConfiguration()
    source = fonts.face_rules() + layout.STYLE.read_text(encoding="utf-8")
    allowed = {file.as_uri(): file.read_bytes() for file in fonts.face_files().values()}
    return CSS(string=source, font_config=font_config, url_fetcher=_only(allowed)), font_config


atexit.register(_style.cache_clear)  # while it still can, the configuration deletes its copies of the fonts


def _only(assets: Mapping[str, bytes]) -> URLFetcher:
    """A fetcher that knows these addresses and no network, no disk."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Given(URLFetcher):
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            if url not in assets:
                raise ValueError(f"{url} is not part of this paper.")
            return URLFetcherResponse(url, assets[url])

    return Given()


class _Complaints(logging.Handler):
    """What WeasyPrint merely logs, turned into failures."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.glyphs: list[str] = []
        self.broken: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if ".notdef" in record.msg and isinstance(record.args, tuple):
            self.glyphs.append(str(record.args[0]))
        elif record.levelno >= logging.ERROR:
            self.broken.append(record.getMessage())

    def __enter__(self) -> _Complaints:
        LOGGER.addHandler(self)
        return self

    def __exit__(self, *exception: object) -> None:
        LOGGER.removeHandler(self)

    def raise_for(self, title: str) -> None:
        if self.glyphs:
            raise MissingGlyph(title, self.glyphs)
        if self.broken:
            raise BadAsset(title, self.broken)
