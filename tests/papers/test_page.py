"""GB/T 9704-2012: the page, its text area, lines, characters and page numbers."""

import io
import itertools

import pytest
from pypdf import PdfReader

from tests.papers.samples import ALL, QR, paper, picture, runs, said, sample, sealed, words

LEFT, RIGHT, TOP, BOTTOM = 28.0, 210 - 26.0, 37.0, 297 - 35.0  # millimetres from the left and top edge
LINE = 225 / 22  # millimetres
CHARACTER = 156 / 28


def long_refusal(**changes):
    """Three pages of nothing but text."""
    fact = "经现场核查并调取有关资料" * 30 + "。"
    return paper("refusal", found=[fact, fact, fact], **changes)


@pytest.mark.parametrize("template", ALL)
def test_a4_and_nothing_outside_the_text_area_but_the_foot(template):
    drawn = paper(template, seals=sealed(sample(template)), qr_url=QR)
    for page in PdfReader(io.BytesIO(drawn.pdf)).pages:
        assert [round(float(side) / 72 * 25.4, 1) for side in page.mediabox[2:]] == [210.0, 297.0]
    for word in words(drawn):
        assert word.left >= LEFT - 0.1, word
        assert word.right <= RIGHT + 0.1, word
        assert word.top >= TOP - 0.1, word
        assert word.bottom <= BOTTOM + 0.1 or BOTTOM + 6 < word.top < word.bottom < 290, word


def test_lines_stand_22_to_the_page():
    lines = [run for run in runs(long_refusal()) if run.page == 2 and run.size > 15]
    assert len(lines) == 22
    steps = [above.y - below.y for above, below in itertools.pairwise(lines)]
    assert all(step == pytest.approx(LINE, abs=0.05) for step in steps)


def test_a_full_line_holds_28_characters():
    full = [run for run in runs(long_refusal()) if run.page == 2 and run.size > 15 and run.x < LEFT + 1]
    assert max(len(run.text) for run in full) == 28
    assert [len(run.text) for run in full].count(28) > 15  # a line may lack one before a closing mark
    assert all(run.size == pytest.approx(CHARACTER * 72 / 25.4, abs=0.01) for run in full)


def test_first_line_of_a_paragraph_is_indented_by_two_characters():
    (first,) = [run for run in runs(paper("extension")) if run.text.startswith("你单位提出")]
    assert first.x == pytest.approx(LEFT + 2 * CHARACTER, abs=0.1)


def test_title_is_2_hao_and_centred():
    title = runs(paper("refusal"))[0]
    assert title.size == pytest.approx(22, abs=0.1)
    middle = title.x + len(title.text) * 22 / 72 * 25.4 / 2
    assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=1)


def test_date_ends_four_characters_from_the_edge():
    (date,) = [run for run in runs(paper("approval")) if run.text == "2026年11月25日" and run.size > 15]
    assert RIGHT - (date.x + 7 * CHARACTER) == pytest.approx(4 * CHARACTER, abs=1.5)


def test_page_numbers_outside_left_and_right_and_later_pages_repeat_the_number():
    drawn = long_refusal(qr_url=QR)
    feet = {n: [run for run in runs(drawn) if run.page == n and run.in_foot] for n in (1, 2, 3)}
    for number, foot in feet.items():
        (mark,) = [run for run in foot if run.text == f"— {number} —"]
        assert mark.size == pytest.approx(14, abs=0.1)
        assert (mark.x > 105) == bool(number % 2)
    assert any("扫描二维码" in run.text for run in feet[1])
    assert [run.text for run in feet[2] if "—" not in run.text] == [sample("refusal")["number"]]


def test_lines_stand_closer_rather_than_leave_the_seal_a_page_of_its_own():
    """7.3.5.5: the notice fits its page at 25 pt instead of 28.99 pt; one that cannot fit keeps its lines."""

    def leading(drawn) -> float:
        (first,) = [run for run in runs(drawn) if run.text.startswith("你单位于")]
        (second,) = [run for run in runs(drawn) if run.text.startswith("发）”申请")]
        return (first.y - second.y) * 72 / 25.4

    close = paper("rejection", seals=sealed(sample("rejection")))
    assert close.pages == 1
    assert leading(close) == pytest.approx(25, abs=0.1)
    long = paper("rejection", reasons=[{"text": "不符合规定" * 80, "basis": "示例"}])
    assert long.pages == 2
    assert leading(long) == pytest.approx(28.99, abs=0.1)


def test_the_signature_never_stands_alone():
    """However long the text, the page with the seal carries text of the paper too (no 此页无正文)."""
    for length in range(60, 130, 5):
        drawn = paper("rejection", reasons=[{"text": "不符合规定" * length, "basis": "示例"}], seals=[])
        last = [run for run in runs(drawn) if run.page == drawn.pages and run.size > 15 and not run.in_foot]
        assert last[0].text != "敖汉旗市场监督管理局", length


def test_forty_materials_run_over_three_pages_with_the_heading_repeated():
    materials = [
        {
            "name": f"第{n}项材料{'：关于经营场所、设备布局和操作流程的说明及附件' * (n % 4 == 0)}",
            "form": "原件",
        }
        | {"copies": 1, "pages": n}
        for n in range(1, 41)
    ]
    drawn = paper("acceptance", materials=materials, seals=sealed(sample("acceptance")), qr_url=QR)
    found = runs(drawn)
    assert drawn.pages == 3
    assert [run.page for run in found if "已收材料" in run.text] == [1, 2, 3]
    assert [n for n in range(1, 41) if not any(f"第{n}项材料" in run.text for run in found)] == []


def test_very_long_names_wrap_inside_their_cells():
    name = "内蒙古自治区赤峰市敖汉旗新惠镇喜福来食品销售有限责任公司惠州街第二分公司（个体工商户转企业）"
    facts = sample("acceptance")
    drawn = paper(
        "acceptance",
        applicant=facts["applicant"] | {"name": name},
        matter=facts["matter"] | {"name": "人力资源服务许可、劳务派遣经营许可及其变更、延续、注销" * 3},
        organ="内蒙古自治区赤峰市敖汉旗人力资源和社会保障事业服务中心",
        case_no="150430-20261120-0007-0000000000000000001",
    )
    assert said(drawn).count(name) >= 1
    assert max(word.right for word in words(drawn)) <= RIGHT + 0.1


def test_letterhead_stands_in_the_margin_and_moves_no_text():
    bare, headed = paper("extension"), paper("extension", letterhead=picture())
    assert [(run.text, run.y) for run in runs(headed)] == [(run.text, run.y) for run in runs(bare)]
    assert len(PdfReader(io.BytesIO(headed.pdf)).pages[0].images) == 1
