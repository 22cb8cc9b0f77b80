"""电子印章: any reader checks it, a changed byte shows, and the page looks as it did before."""

import io
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageChops

from hall.papers import pdf
from hall.papers.electronic_seal import sealed_electronically, signature_of
from hall.papers.failures import NoCertificate
from tests.factories import at, travel
from tests.law.ask import decide_for_itself

STAMPED = "2025-03-14 09:20"


@pytest.fixture
def hall(hall_of, settings, tmp_path_factory):
    settings.SEAL_CERTIFICATES = tmp_path_factory.getbasetemp() / "seals"
    travel("2025-03-10")
    return hall_of("XA")


@pytest.fixture
def approval(hall):
    """Stamped on Friday, printed on Monday."""
    case = hall.approve(hall.into_review(hall.accept(hall.receive())))
    travel(STAMPED)
    case = hall.stamp(case)
    travel("2025-03-17")
    return case.dossier.papers.select_related("dossier__hall").get(kind="approval")


def picture(data: bytes) -> Image.Image:
    drawn = subprocess.run(["pdftoppm", "-r", "60", "-png", "-"], input=data, capture_output=True, check=True)
    return Image.open(io.BytesIO(drawn.stdout))


def test_the_first_bytes_bear_the_seal_of_the_stamp(hall, approval):
    data = pdf.pdf_of(approval)
    seal = signature_of(approval, data)
    assert (seal.unchanged, seal.trusted) == (True, True)
    assert seal.at == at(STAMPED)
    assert seal.signer == f"{hall.hall.name}电子印章"
    assert seal.seal == approval.seal_mark["name"]
    assert pdf.pdf_of(approval) == data


def test_another_reader_says_the_same(approval, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf.pdf_of(approval))
    said = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "ETSI.CAdES.detached" in said
    assert "Total document signed" in said


def test_a_changed_byte_shows(approval):
    data = pdf.pdf_of(approval)
    assert not signature_of(approval, data + b"\n% appended").unchanged
    middle = bytearray(data)
    middle[len(data) // 3] ^= 1
    assert not signature_of(approval, bytes(middle)).unchanged


def test_it_looks_as_it_did_without(approval, monkeypatch):
    data = pdf.pdf_of(approval)
    monkeypatch.setattr(pdf, "sealed_electronically", lambda paper: False)
    approval.refresh_from_db()
    plain = pdf._draw(approval)
    assert 0 < len(data) - len(plain) <= 8 * 1024
    assert ImageChops.difference(picture(plain), picture(data)).getbbox() is None


def test_the_verification_page_says_who_and_when(approval, client):
    data = pdf.pdf_of(approval)
    url = reverse("verify", args=[approval.verify_code])
    assert "电子印章" in client.get(url).content.decode()

    def told(content: bytes) -> str:
        return client.post(url, {"file": SimpleUploadedFile("a.pdf", content)}).content.decode()

    assert "电子印章有效" in told(data)
    assert "2025年3月14日 09:20" in told(data)
    changed = told(data[:-1] + b" ")
    assert "不一致" in changed
    assert "电子印章有效" not in changed


def test_where_the_rulebook_wants_none_the_file_bears_none(hall_of):
    travel("2025-03-10")
    hall = hall_of("AH")
    decide_for_itself(hall, "seal.electronic", ["approval"])
    paper = hall.accept(hall.receive()).dossier.papers.get(kind="acceptance")
    assert paper.sealed_at
    assert signature_of(paper, pdf.pdf_of(paper)) is None


def test_the_procedural_seal_is_one_too(hall):
    papers = hall.accept(hall.receive()).dossier.papers.all()
    assert {paper.kind: sealed_electronically(paper) for paper in papers}["acceptance"]
    unsealed = [paper for paper in papers if not paper.seal]
    assert all(not sealed_electronically(paper) for paper in unsealed)


def test_in_earnest_no_demo_certificate_seals(approval, settings, tmp_path):
    pdf.pdf_of(approval)
    settings.PRODUCTION = True
    with pytest.raises(NoCertificate, match="演示用的自制证书"):
        pdf._draw(approval)
    settings.SEAL_CERTIFICATES = tmp_path
    with pytest.raises(NoCertificate, match="没有可用的电子印章证书"):
        pdf._draw(approval)
    assert list(tmp_path.iterdir()) == []


def test_a_certificate_that_did_not_hold_at_the_stamp_seals_nothing(approval, monkeypatch):
    monkeypatch.setattr(approval, "sealed_at", at("1999-12-30"))
    with pytest.raises(NoCertificate, match="请系统管理员更换证书"):
        pdf._draw(approval)
