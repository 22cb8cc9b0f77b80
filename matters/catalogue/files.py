"""Files of a guide (空白表格、示范文本、结果样本): judged by their content when they come in, never by their name."""

from __future__ import annotations

import re
from io import BytesIO

from django.db.models.fields.files import FieldFile
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from hall.duty import duty
from hall.uploads import check_upload

FORMS = ("pdf", "docx", "png", "jpg")
SAMPLES = ("pdf", "png", "jpg")
IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def valid_form(file: FieldFile) -> None:
    """A form to fill in: PDF, Word or picture. Raises ValidationError."""
    _check(file, FORMS)


@duty("XA-11.1")
def valid_sample(file: FieldFile) -> None:
    """A sample to look at: PDF or picture, which run nothing on the reader's machine. Raises ValidationError."""
    _check(file, SAMPLES)


def _check(file: FieldFile, kinds: tuple[str, ...]) -> None:
    if not file._committed:  # judged when it was uploaded
        check_upload(file.file, kinds)


def shows_an_identity(file: FieldFile) -> bool:
    """Whether the plain text of a PDF's pages holds an identity number of 18 characters.

    Pictures, and text whose font has an encoding of its own, cannot be read here: for them the person who confirms
    that the sample is masked answers alone.
    """
    with file.open("rb") as opened:
        data = opened.read()
    if not data.startswith(b"%PDF-"):
        return False
    try:
        reader = PdfFileReader(BytesIO(data), strict=False)
        pages = [reader.find_page_for_modification(n)[0].get_object() for n in range(_pages(reader))]
        shown = b"".join(stream.data for page in pages for stream in _streams(page))
    except (PdfError, KeyError, AttributeError, ValueError):
        return False
    text = b"".join(re.findall(rb"\(((?:\\.|[^()\\])*)\)", shown)).decode("latin-1")
    return IDENTITY_NUMBER.search("".join(text.split())) is not None


def _pages(reader: PdfFileReader) -> int:
    return int(reader.root["/Pages"]["/Count"])


def _streams(page) -> list:
    contents = page["/Contents"]
    return [one.get_object() for one in contents] if isinstance(contents, list) else [contents]
