"""The one PDF of a paper: what was stored first is handed out for ever, and a disk that fails loses nothing."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from hall.acts.door import perform
from hall.models import Dossier, Paper
from hall.papers import layout, tasks
from hall.papers.failures import BadAsset, MissingGlyph
from hall.papers.pdf import PaperDamaged, PaperNotReady, pdf_of, store_first
from hall.papers.tasks import render_pending
from hall.places.hall import Hall
from hall.timeline.verify import verify_all
from tests.papers.samples import picture
from tests.papers.test_glyphs import UNKNOWN
from tests.pdf import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def seals_drawn(hall):
    """The papers of the hall's own seals have their files: what is still to be drawn is the case's."""
    render_pending()


def again(paper: Paper) -> Paper:
    return Paper.objects.get(pk=paper.pk)


def attention(paper: Paper) -> str:
    return Dossier.objects.get(pk=paper.dossier_id).attention


class TestFirstBytes:
    def test_they_are_the_paper_for_ever(self, acceptance):
        first = pdf_of(acceptance)
        assert first.startswith(b"%PDF")
        assert pdf_of(again(acceptance)) == first
        assert store_first(acceptance.pk).pdf_sha256 == again(acceptance).pdf_sha256

    def test_another_letterhead_changes_the_next_paper_only(self, hall, acceptance):
        first = pdf_of(acceptance)
        hall.hall.letterhead.save("banner.png", ContentFile(picture()))
        assert pdf_of(again(acceptance)) == first
        other = hall.accept(hall.receive()).dossier.papers.get(kind="acceptance")
        assert b"/Image" in pdf_of(other)
        assert b"/Image" not in first

    def test_another_template_changes_the_next_paper_only(self, hall, acceptance, tmp_path, monkeypatch):
        first, version = pdf_of(acceptance), acceptance.template_version
        folder = tmp_path / "templates"
        source = (layout.TEMPLATES / "papers").glob("**/*")
        for path in source:
            if path.is_file():
                target = folder / path.relative_to(layout.TEMPLATES)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
        changed = folder / "papers" / "acceptance.html"
        changed.write_text(
            changed.read_text(encoding="utf-8").replace("予以受理", "受理之"), encoding="utf-8"
        )
        monkeypatch.setattr(layout, "TEMPLATES", folder)
        layout.engine.cache_clear()
        layout.template_version.cache_clear()
        try:
            assert pdf_of(again(acceptance)) == first
            assert again(acceptance).template_version == version
            other = hall.accept(hall.receive()).dossier.papers.get(kind="acceptance")
            assert other.template_version != version
            assert "受理之" in "".join(text_of(pdf_of(other)).split())
        finally:
            monkeypatch.undo()
            layout.engine.cache_clear()
            layout.template_version.cache_clear()

    @pytest.mark.parametrize(
        "change",
        [
            {"facts": {}},
            {"facts_hash": "0" * 64},
            {"number": "改号"},
            {"serial": 99},
            {"template_version": "0" * 16},
            {"issued_on": "2020-01-01"},
            {"title": "另一名称"},
            {"pdf_sha256": "0" * 64},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_the_database_keeps_what_was_issued(self, acceptance, change):
        pdf_of(acceptance)
        with pytest.raises(IntegrityError), transaction.atomic():
            Paper.objects.filter(pk=acceptance.pk).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            Paper.objects.filter(pk=acceptance.pk)._raw_delete("default")

    def test_a_pdf_stored_while_somebody_signs_stays(self, acceptance):
        """The clerk's act read the paper before the worker stored its file."""
        stale = again(acceptance)
        pdf_of(acceptance)
        stale.void_reason = "误"
        stale.save()
        kept = again(acceptance)
        assert kept.pdf_sha256
        assert kept.void_reason == "误"
        assert pdf_of(kept).startswith(b"%PDF")

    def test_before_its_seal_there_is_nothing_to_print(self, hall):
        paper = hall.case_in("decided").dossier.papers.get(kind="approval")
        with pytest.raises(PaperNotReady, match="尚未加盖印章，用印后方可打印"):
            pdf_of(paper)
        render_pending()
        assert again(paper).pdf_sha256 is None
        assert attention(paper) == ""


class TestDamaged:
    def test_an_altered_file_is_not_handed_out(self, acceptance, files):
        pdf_of(acceptance)
        path = files / again(acceptance).pdf.name
        path.write_bytes(path.read_bytes() + b"\n")
        with pytest.raises(PaperDamaged, match="存档文件与出具时不一致，请立即报告监督人员"):
            pdf_of(again(acceptance))

    def test_a_file_that_is_gone_is_not_drawn_anew(self, acceptance, files):
        pdf_of(acceptance)
        (files / again(acceptance).pdf.name).unlink()
        with pytest.raises(PaperDamaged, match="存档文件不见了，请系统管理员检查存储或者从备份恢复"):
            pdf_of(again(acceptance))


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def unmounted(settings, tmp_path):
    """Inside it a file stands where the storage's folder should be."""

    @contextmanager
    def elsewhere() -> Iterator[None]:
        place, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path / "not-a-folder"
        settings.MEDIA_ROOT.write_text("not a folder")
        yield
        settings.MEDIA_ROOT = place

    return elsewhere()


class TestFullDisk:
    def stored(self, files) -> list:
        return [path for path in files.glob("papers/**/*") if path.is_file()]

    def test_nothing_is_recorded_and_the_next_try_works(self, acceptance, files):
        """No file may grow beyond four kilobytes: the kernel refuses in the middle, as it does on a full disk."""
        for _ in range(2):
            with file_size_limit(4096), pytest.raises(OSError, match="too large"):
                pdf_of(acceptance)
            assert self.stored(files) == []
            assert (again(acceptance).pdf_sha256, again(acceptance).pdf.name) == (None, "")
        first = pdf_of(again(acceptance))
        assert pdf_of(again(acceptance)) == first
        assert len(self.stored(files)) == 1

    def test_a_storage_that_is_not_there(self, acceptance, unmounted):
        with unmounted, pytest.raises(OSError, match=r"Not a directory|File exists"):
            pdf_of(acceptance)
        assert pdf_of(again(acceptance)).startswith(b"%PDF")

    def test_the_worker_says_so_on_the_case_and_takes_it_back(self, seals_drawn, acceptance, unmounted):
        with unmounted:
            assert render_pending() == 0
        said = "文书未能生成：存储空间不足或者不可用，请告诉系统管理员；恢复后自动重新生成，文号不变。"
        assert attention(acceptance) == said
        assert render_pending() == 2
        assert attention(acceptance) == ""

    def test_what_a_killed_process_left_half_written_makes_way(self, acceptance, files):
        left = files / f"papers/{acceptance.issued_on:%Y/%m}/{acceptance.verify_code}.pdf"
        left.parent.mkdir(parents=True)
        left.write_bytes(b"%PDF half")
        data = pdf_of(acceptance)
        assert left.read_bytes() == data
        assert len(self.stored(files)) == 1


class TestCannotBeDrawn:
    """The act stands, with its paper and number; only the print waits, and the case says why."""

    @pytest.fixture
    def rare(self, hall) -> Paper:
        case = hall.accept(hall.receive(name=f"王{UNKNOWN}"))
        return case.dossier.papers.get(kind="acceptance")

    def test_a_name_no_font_can_write(self, hall, seals_drawn, rare, monkeypatch):
        assert rare.serial == 1
        with pytest.raises(MissingGlyph, match="请系统管理员安装含该字的字体后重新打印，文号不变"):
            pdf_of(rare)
        assert render_pending() == 0
        assert attention(rare).startswith("文书未能生成：《")
        assert "U+323AF" in attention(rare)
        assert again(rare).pdf_sha256 is None
        assert verify_all().sound

    def test_others_are_drawn_all_the_same(self, hall, seals_drawn, rare):
        """Also where there are more of them than are drawn at a time."""
        sound = hall.accept(hall.receive()).dossier
        assert render_pending(limit=2) == 2
        assert not sound.papers.filter(pdf_sha256=None).exists()

    def test_the_paper_may_be_corrected_meanwhile(self, hall, rare):
        case = rare.dossier.object()
        data = {"paper": rare.pk, "field": "申请人名称", "was": f"王{UNKNOWN}", "now": "王喆"}
        perform(case, "correct_paper", data, by=hall.first)
        corrected = rare.replaced_by
        assert "王喆" in text_of(pdf_of(corrected))

    def test_a_letterhead_that_is_gone(self, hall, seals_drawn, acceptance, files):
        Hall.objects.filter(pk=hall.hall.pk).update(letterhead="letterheads/gone.png")
        with pytest.raises(BadAsset, match="文头图片文件不存在"):
            pdf_of(acceptance)
        assert render_pending() == 0
        Hall.objects.filter(pk=hall.hall.pk).update(letterhead="")
        assert render_pending() == 2
        assert attention(acceptance) == ""

    def test_another_reason_for_attention_is_left_alone(self, acceptance):
        Dossier.objects.filter(pk=acceptance.dossier_id).update(attention="期限处理未能完成：某事")
        tasks.render_pending()
        assert attention(acceptance) == "期限处理未能完成：某事"
