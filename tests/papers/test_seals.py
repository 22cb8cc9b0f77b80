"""Seals: where they press, what stands there before them, and that a sample can never pass for one."""

import io

import pytest
from pypdf import PdfReader

from hall.papers.failures import BadAsset
from hall.papers.render import SealMark
from tests.papers.samples import paper, picture, runs, said, sample, words

ORGAN = "敖汉旗市场监督管理局"
SEAL = "行政许可专用章"


def drawn_at(rendered, page: int) -> list[tuple[float, float, float]]:
    """Centre and width of every picture on a page, in millimetres from the left and top edge."""
    found = []

    def visit(operator, operands, cm, tm):
        if operator == b"Do":
            a, b, c, d, e, f = (float(part) / 72 * 25.4 for part in cm)
            found.append((e + (a + c) / 2, 297 - f - (b + d) / 2, abs(a)))

    PdfReader(io.BytesIO(rendered.pdf)).pages[page - 1].extract_text(visitor_operand_before=visit)
    return found


@pytest.mark.parametrize("diameter", [38.0, 42.0, 45.0])
def test_seal_presses_on_organ_and_date_and_stays_within_a_line_of_the_text(diameter):
    drawn = paper("extension", seals=[SealMark(ORGAN, SEAL, picture(), diameter)])
    ((x, y, width),) = drawn_at(drawn, 1)
    assert width == pytest.approx(diameter, abs=0.1)
    found = words(drawn)
    text, organ, date = [word for word in found if word.text in ("特此通知。", ORGAN, "2026年10月21日")][-3:]
    for word in (organ, date):
        assert (word.left + word.right) / 2 == pytest.approx(x, abs=0.5)
    middle = (organ.top + date.bottom) / 2
    assert y < middle < y + 6  # organ and date a little below the centre of the seal
    gap = (y - diameter / 2) - text.bottom
    assert 0 <= gap <= 225 / 22


def test_organ_and_date_stay_readable_under_an_opaque_picture():
    """The picture is drawn before the letters, so it lies beneath them."""
    order = []

    def visit(operator, operands, cm, tm):
        if operator in (b"Do", b"TJ", b"Tj"):
            order.append(operator)

    drawn = paper("extension", seals=[SealMark(ORGAN, SEAL, picture("JPEG"))])
    PdfReader(io.BytesIO(drawn.pdf)).pages[0].extract_text(visitor_operand_before=visit)
    assert order[0] == b"Do"


def test_sample_is_marked_as_such():
    drawn = paper("approval", seals=[SealMark(ORGAN, SEAL)])
    assert "样章" in said(drawn)
    assert not any(page.images for page in PdfReader(io.BytesIO(drawn.pdf)).pages)


def test_slot_names_the_seal_until_it_is_put():
    assert "（加盖行政许可专用章）" in said(paper("approval"))
    assert "加盖" not in said(paper("approval", seals=[SealMark(ORGAN, SEAL, picture())]))


def test_two_seals_press_on_two_organs_in_one_row_without_touching():
    other = "敖汉旗公安局交通管理大队"
    drawn = paper(
        "approval",
        signatories=[ORGAN, other],
        seals=[SealMark(ORGAN, SEAL, picture()), SealMark(other, SEAL, picture("JPEG"))],
    )
    (x1, y1, width), (x2, y2, _) = drawn_at(drawn, drawn.pages)
    assert y1 == pytest.approx(y2, abs=0.1)
    assert x2 - x1 > width
    for organ, x in ((ORGAN, x1), (other, x2)):
        sign = [word for word in words(drawn) if word.text == organ][-1]
        assert (sign.left + sign.right) / 2 == pytest.approx(x, abs=0.5)
    date = [run for run in runs(drawn) if run.text == "2026年11月25日"][-1]
    assert date.x > 105


def test_an_unreadable_picture_is_refused():
    with pytest.raises(BadAsset, match="请重新上传"):
        paper("approval", seals=[SealMark(ORGAN, SEAL, b"not a picture")])
    with pytest.raises(BadAsset, match="准予行政许可决定书"):
        paper("approval", letterhead=b"<html>")


def test_a_picture_cannot_fetch_anything(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture())
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{secret.as_uri()}"/></svg>'
    with pytest.raises(BadAsset):
        paper("approval", letterhead=svg.encode())


def test_facts_are_words_not_markup(tmp_path):
    name = '<img src="file:///etc/hostname">甲&乙'
    applicant = sample("approval")["applicant"] | {"name": name}
    assert "".join(name.split()) in said(paper("approval", applicant=applicant))
