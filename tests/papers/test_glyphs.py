"""Names are printed with every character or not at all."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from hall.papers.failures import MissingGlyph
from tests.papers.samples import paper, said, sample

UNKNOWN = "\U000323af"  # the last ideograph of Extension H: no free font has it


def named(name: str) -> dict:
    return sample("approval")["applicant"] | {"name": name}


@pytest.mark.parametrize("name", ["喆堃", "镕玥", "昇䶮", "〇", "𠮷"])
def test_rare_characters_come_from_the_fallback_fonts_and_stay_text(name):
    drawn = paper("approval", applicant=named(f"王{name}"))
    assert f"王{name}" in said(drawn)


def test_a_character_without_a_glyph_stops_the_paper_and_is_named():
    with pytest.raises(MissingGlyph, match=f"{UNKNOWN}（U\\+323AF）") as refusal:
        paper("approval", applicant=named(f"王{UNKNOWN}喆"))
    assert refusal.value.characters == [UNKNOWN]
    assert "准予行政许可决定书" in str(refusal.value)
    assert "文号不变" in str(refusal.value)


def test_one_papers_missing_glyph_does_not_spoil_another_drawn_at_the_same_time():
    def outcome(name: str) -> str:
        try:
            return "drawn" if said(paper("approval", applicant=named(name))).count(name) else "lost"
        except MissingGlyph:
            return "refused"

    names = ["王喆", f"王{UNKNOWN}"] * 4
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(outcome, names)) == ["drawn", "refused"] * 4
