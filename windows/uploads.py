"""Documents handed in with a form: judged by their content, never by their name."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from PIL import Image

MAX_BYTES = 10 * 1024 * 1024
PDF = b"%PDF-"
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def readable_document(file) -> None:
    """Accept a PDF, or a whole PNG or JPEG, of at most 10 MiB. Raises ValidationError."""
    if file.size > MAX_BYTES:
        raise ValidationError(f"文件过大（{file.size / 1024 / 1024:.1f} MB），请压缩到 10 MB 以内。")
    try:
        if file.read(len(PDF)) == PDF:
            return
        file.seek(0)
        with Image.open(file, formats=("PNG", "JPEG")) as image:
            image.load()
    except UNREADABLE as error:
        raise ValidationError("文件无法识别，请上传 PDF、PNG 或者 JPEG 文件。") from error
    finally:
        file.seek(0)


def document_field(label: str, *, required: bool = True, help_text: str = "") -> forms.FileField:
    return forms.FileField(
        label=label, required=required, help_text=help_text, max_length=100, validators=[readable_document]
    )
