"""Uploaded files (附件): how large, of which kinds – by their content, not their name – and under which name."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

KINDS = {"pdf": "PDF", "png": "PNG 图片", "jpg": "JPEG 图片", "docx": "Word 文档（docx）"}
SUFFIXES = {"pdf": {".pdf"}, "png": {".png"}, "jpg": {".jpg", ".jpeg"}, "docx": {".docx"}}
LONGEST_NAME = 100
# Macros may do anything on the reader's machine.
MACROS = "word/vbaProject.bin"


def sniff(file: UploadedFile) -> str:
    """The kind a file's content shows: "pdf", "png", "jpg", "docx", or "" for anything else."""
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head == b"\x89PNG\r\n\x1a\n":
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "docx" if head.startswith(b"PK\x03\x04") and _is_docx(file) else ""


def _is_docx(file: UploadedFile) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return False
    finally:
        file.seek(0)
    return {"[Content_Types].xml", "word/document.xml"} <= names and MACROS not in names


def clean_name(name: str, kind: str) -> str:
    """A name safe to store and to show: no path, no control or direction characters, the suffix of its content."""
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    stem, dot, suffix = visible.rpartition(".")
    if not dot or f".{suffix.lower()}" not in SUFFIXES[kind]:
        stem, suffix = visible, kind
    stem = re.sub(r'[<>:"/|?*\s]+', "_", stem).strip("._") or "附件"
    return f"{stem[:LONGEST_NAME]}.{suffix.lower()}"


def check_upload(
    file: UploadedFile, kinds: tuple[str, ...] = tuple(KINDS), megabytes: int | None = None
) -> str:
    """Check one uploaded file, give it a safe name and return its kind. Raises ValidationError."""
    most = megabytes or settings.UPLOAD_MAX_MEGABYTES
    if file.size > most * 1024 * 1024:
        raise ValidationError(f"文件超过{most}MB，请压缩或者分成几个文件上传。")
    kind = sniff(file)
    if kind not in kinds:
        allowed = "、".join(KINDS[one] for one in kinds)
        raise ValidationError(f"“{file.name}”的内容不是可接受的文件（{allowed}），请转换格式后重新上传。")
    file.name = clean_name(file.name, kind)
    return kind


class UploadField(forms.FileField):
    """A file field that takes only what :func:`check_upload` lets through."""

    def __init__(self, *, kinds: tuple[str, ...] = tuple(KINDS), megabytes: int | None = None, **kwargs: Any):
        self.kinds, self.megabytes = kinds, megabytes
        kwargs.setdefault("help_text", "可上传" + "、".join(KINDS[one] for one in kinds) + "。")
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            check_upload(file, self.kinds, self.megabytes)
        return file

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        accept = sorted(suffix for kind in self.kinds for suffix in SUFFIXES[kind])
        return {**super().widget_attrs(widget), "accept": ",".join(accept)}
