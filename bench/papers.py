"""A notice from its frozen facts to its PDF, beside WeasyPrint given the same page, style sheet and fonts."""

from __future__ import annotations

from collections.abc import Iterator

from weasyprint import HTML

from bench.county import county
from bench.measure import Row, in_turns
from hall.papers import layout, render
from hall.papers.qr import qr_svg

VERIFY = "http://127.0.0.1:8000/verify/23456789ABCD"


def measures() -> Iterator[Row]:
    """One row: 受理通知书 that fits its page at once, with seal slot and code."""
    desk = county()
    facts = desk.accept(desk.receive(desk.instant)).dossier.papers.get(kind="acceptance").facts
    style, fonts = render._style()
    page = _page(facts)

    def ours() -> render.Rendered:
        return render.render("acceptance", facts, qr_url=VERIFY)

    def theirs() -> bytes:
        fetcher = render._only({"asset:qr": qr_svg(VERIFY)})
        document = HTML(string=page, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[style])
        return document.write_pdf(pdf_variant="pdf/a-3u")

    drawn = ours()
    if drawn.pages != 1 or abs(len(drawn.pdf) - len(theirs())) > 64:
        raise AssertionError("The bare WeasyPrint draws another paper.")
    mine, bare = in_turns(ours, theirs, rounds=25)
    yield Row("notice to PDF, warm", "bare WeasyPrint", mine, bare, budget=1.15)


def _page(facts: dict) -> str:
    """The page our own rendering hands to WeasyPrint."""
    marks = {"has_letterhead": False, "qr_url": VERIFY, "signers": render._signers(facts, ())}
    return layout.html_of("acceptance", facts, marks)
