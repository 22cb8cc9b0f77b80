"""Every paper, from its sample facts: it says all it was told, wherever it is drawn from."""

import re
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from hall.papers import filters, layout
from hall.papers.render import SealMark
from tests.papers.samples import ALL, FOLDER, QR, io, paper, picture, said, sample, squeezed

NOT_PRINTED = {"kind"}  # of the period of a window closure: it chooses the row


def told(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every word and figure of the facts, as the paper should write it."""
    if isinstance(value, dict):
        for name, part in value.items():
            if not (key == "period" and name in NOT_PRINTED):
                yield from told(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from told(part, key)
    elif isinstance(value, str):
        yield key, written(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield key, str(value)


def written(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return filters.day(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", text):
        return filters.minute(text)
    return squeezed(text).rstrip("。")


def test_every_template_has_a_sample_and_no_sample_is_left_over():
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == ALL


@pytest.mark.parametrize("template", ALL)
def test_prints_every_fact_it_was_told(template):
    facts = sample(template)
    words = said(paper(template, letterhead=picture("JPEG"), qr_url=QR))
    unsaid = [
        (key, text)
        for key, text in told(facts)
        if text not in words and not (text.isdigit() and filters.hanzi(int(text)) in words)
    ]
    assert unsaid == []


@pytest.mark.parametrize("template", ALL)
def test_bare_paper_is_pdf_a_with_the_title_and_no_code(template):
    drawn = paper(template)
    reader = PdfReader(io.BytesIO(drawn.pdf))
    assert drawn.pages == len(reader.pages)
    assert b"pdfaid:part" in reader.root_object["/Metadata"].get_object().get_data()
    assert reader.metadata.title == sample(template)["title"]
    assert "扫描二维码" not in said(drawn)
    assert drawn.template_version == layout.template_version(template)


@pytest.mark.parametrize("template", [name for name in ALL if "applicant" in sample(name)])
def test_identifies_the_case_even_without_an_agent(template):
    words = said(paper(template, agent=None))
    facts = sample(template)
    for fact in (facts["applicant"]["id_masked"], facts["case_no"], facts["matter"]["code"], "代理人无"):
        assert squeezed(fact) in words


def test_title_is_the_rulebooks():
    assert said(paper("correction", title="补齐补正通知书")).startswith("补齐补正通知书")


def test_seals_beyond_the_signatories_are_a_mistake():
    with pytest.raises(ValueError, match="signatories"):
        paper("approval", seals=[SealMark("甲局", "公章"), SealMark("乙局", "公章")])
