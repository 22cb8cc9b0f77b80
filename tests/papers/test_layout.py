"""Template versions and the small rules of official writing."""

import shutil

import pytest

from hall.papers import filters, fonts, layout, qr
from hall.papers.checks import papers_can_be_drawn
from hall.papers.failures import RendererUnavailable
from tests.papers.samples import ALL


@pytest.fixture
def copied_templates(tmp_path, monkeypatch):
    shutil.copytree(layout.TEMPLATES / "papers", tmp_path / "papers")
    monkeypatch.setattr(layout, "TEMPLATES", tmp_path)
    monkeypatch.setattr(layout, "STYLE", tmp_path / "papers" / "paper.css")
    layout.template_version.cache_clear()
    yield tmp_path / "papers"
    layout.template_version.cache_clear()


WITH_REMEDY = {"approval", "partial", "refusal", "rejection", "return", "termination"} | {
    f"licence_{end}" for end in ("revocation", "withdrawal", "cancellation")
}


def versions() -> dict[str, str]:
    layout.template_version.cache_clear()
    return {template: layout.template_version(template) for template in ALL}


def test_every_template_has_its_own_version():
    assert len(set(versions().values())) == len(ALL)


@pytest.mark.parametrize(
    ("edited", "touched"),
    [
        ("acceptance.html", {"acceptance"}),
        ("parts/remedy.html", WITH_REMEDY),
        ("base.html", set(ALL)),
        ("parts/seal.html", set(ALL)),
        ("paper.css", set(ALL)),
    ],
)
def test_version_changes_with_everything_the_paper_is_made_of(copied_templates, edited, touched):
    before = versions()
    with (copied_templates / edited).open("a", encoding="utf-8") as file:
        file.write("\n")
    after = versions()
    assert {template for template in ALL if before[template] != after[template]} == touched


def test_dates_are_written_without_leading_zeros():
    assert filters.day("2026-01-05") == "2026年1月5日"
    assert filters.minute("2026-01-05T09:05") == "2026年1月5日9时05分"


def test_times_are_local_whatever_their_offset():
    assert filters.minute("2026-11-20T16:30+00:00") == "2026年11月21日0时30分"
    assert filters.minute("2026-11-20T16:30+08:00") == "2026年11月20日16时30分"


def test_sentences_end_with_one_full_stop():
    assert filters.sentence("依法公开") == filters.sentence("依法公开。") == "依法公开。"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (6, "六"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (60, "六十"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_numbers_as_a_statute_writes_them(number, written):
    assert filters.hanzi(number) == written


def test_what_a_paper_calls_itself():
    titles = {
        "不予受理申请通知书": "通知书",
        "一次性告知书": "告知书",
        "送达回证": "回证",
        "容缺受理承诺书": "书",
    }
    assert {title: filters.document(title) for title in titles} == titles


def test_code_holds_a_long_address():
    drawing = qr.qr_svg("https://zwfw.example.gov.cn/verify/" + "7Q2MKX9A" * 8)
    assert drawing.startswith(b"<svg")


def test_missing_fonts_are_named_with_what_to_do(tmp_path):
    with pytest.raises(RendererUnavailable, match=r"FandolFang-Regular\.otf.*请重新运行安装步骤"):
        fonts.face_files((tmp_path,))


def test_this_machine_passes_its_own_check():
    assert papers_can_be_drawn(None) == []
