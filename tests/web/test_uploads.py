"""Uploaded files: judged by their content, named safely, small enough."""

import io
import zipfile

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from hall.uploads import UploadField, check_upload, clean_name

PDF = b"%PDF-1.7 ..."
PNG = b"\x89PNG\r\n\x1a\n...."
JPG = b"\xff\xd8\xff\xe0...."


def docx(*more: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            archive.writestr(name, "x")
    return data.getvalue()


def upload(data: bytes, name: str = "申请书.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize(("data", "kind"), [(PDF, "pdf"), (PNG, "png"), (JPG, "jpg"), (docx(), "docx")])
def test_the_content_says_what_a_file_is(data, kind):
    assert check_upload(upload(data, "misnamed.exe")) == kind


def empty_zip() -> bytes:
    data = io.BytesIO()
    zipfile.ZipFile(data, "w").close()
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"MZ\x90 program", b"<html>", b"", b"PK\x03\x04 not a zip", empty_zip(), docx("word/vbaProject.bin")],
)
def test_what_is_something_else_is_refused_whatever_its_name(data):
    with pytest.raises(ValidationError, match="请转换格式后重新上传"):
        check_upload(upload(data))


def test_a_form_takes_only_the_kinds_it_asks_for():
    with pytest.raises(ValidationError, match="不是可接受的文件（PDF）"):
        check_upload(upload(PNG), kinds=("pdf",))


def test_too_large_is_said_with_the_size_allowed(settings):
    settings.UPLOAD_MAX_MEGABYTES = 1
    check_upload(upload(PDF + bytes(1024 * 1024 - len(PDF))))
    with pytest.raises(ValidationError, match="超过1MB"):
        check_upload(upload(PDF + bytes(1024 * 1024)))


@pytest.mark.parametrize(
    ("given", "kind", "kept"),
    [
        ("../../etc/passwd", "pdf", "passwd.pdf"),
        ("C:\\桌面\\营业执照.PDF", "pdf", "营业执照.pdf"),
        ("a\x00b\u202egpj.exe", "jpg", "abgpj.exe.jpg"),
        ("照片.jpeg", "jpg", "照片.jpeg"),
        ("  身份证 正面?.png", "png", "身份证_正面.png"),
        ("....", "pdf", "附件.pdf"),
        ("长" * 300 + ".pdf", "pdf", "长" * 100 + ".pdf"),
    ],
)
def test_names_are_made_safe(given, kind, kept):
    assert clean_name(given, kind) == kept


def test_the_field_renames_and_reads_from_the_start():
    class Form(forms.Form):
        file = UploadField(label="附件", kinds=("pdf", "png"))

    form = Form({}, {"file": upload(PNG, "scan")})
    assert form.is_valid(), form.errors
    file = form.cleaned_data["file"]
    assert (file.name, file.read()) == ("scan.png", PNG)
    assert 'accept=".pdf,.png"' in str(form["file"])
