"""Sample facts and what a PDF says, for the tests of the papers."""

import html
import io
import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from PIL import Image, ImageDraw
from pypdf import PdfReader

from hall.papers.facts import TEMPLATES
from hall.papers.render import Rendered, SealMark, render

FOLDER: Path = settings.FIXTURES / "papers"
MM = 72 / 25.4
BOTTOM = 35.0  # of the text area, in millimetres from the edge of the page
QR = "https://zwfw.example.gov.cn/v/7Q2MKX9A"


def sample(template: str, **changes) -> dict:
    """The sample facts of a template, with changes; ``None`` for a key leaves it out."""
    facts = json.loads((FOLDER / f"{template}.json").read_text(encoding="utf-8")) | changes
    return {key: value for key, value in facts.items() if key not in changes or value is not None}


def paper(template: str, seals=(), letterhead=None, qr_url=None, **changes) -> Rendered:
    return render(template, sample(template, **changes), seals=seals, letterhead=letterhead, qr_url=qr_url)


class Run(NamedTuple):
    """A run of text: millimetres from the left and bottom edge of its page, size in points."""

    page: int
    x: float
    y: float
    size: float
    text: str

    @property
    def in_foot(self) -> bool:
        return self.y < BOTTOM


def runs(rendered: Rendered) -> list[Run]:
    found: list[Run] = []
    for number, page in enumerate(PdfReader(io.BytesIO(rendered.pdf)).pages, start=1):

        def visit(text, cm, tm, font, size, number=number):
            if text.strip():
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                found.append(Run(number, x / MM, y / MM, size * abs(tm[0] * cm[0]), text.strip("\n")))

        page.extract_text(visitor_text=visit)
    return found


class Word(NamedTuple):
    """A word as poppler sees it: its box in millimetres from the left and top edge of its page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def words(rendered: Rendered) -> list[Word]:
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=rendered.pdf, capture_output=True, check=True
    ).stdout.decode()
    return [
        Word(number, *(float(side) / MM for side in box[:4]), html.unescape(box[4]))
        for number, page in enumerate(boxes.split("<page ")[1:], start=1)
        for box in re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)
    ]


def said(rendered: Rendered) -> str:
    """All words without any space or line break: the text of all pages, then their feet."""
    ordered = sorted(runs(rendered), key=lambda run: run.in_foot)
    return squeezed("".join(run.text for run in ordered))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def picture(kind: str = "PNG") -> bytes:
    """A plain ring, nothing like a seal."""
    image = Image.new("RGB", (200, 200), "white")
    ImageDraw.Draw(image).ellipse((4, 4, 196, 196), outline=(200, 0, 0), width=5)
    data = io.BytesIO()
    image.save(data, kind)
    return data.getvalue()


def sealed(facts: dict) -> list[SealMark]:
    return [SealMark(facts["organ"], facts["seal_name"])] if facts.get("seal_name") else []


ALL = sorted(TEMPLATES)
