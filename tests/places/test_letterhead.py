"""A letterhead is what its bytes say it is."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hall.places import letterhead
from hall.places.hall import Hall

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str, size: tuple[int, int] = (60, 20)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, "red").save(stream, kind)
    return stream.getvalue()


def check(name: str, content: bytes) -> None:
    hall = Hall(letterhead=SimpleUploadedFile(name, content))
    letterhead.validate_letterhead(hall.letterhead)


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("文头.JPG", "JPEG"), ("a.jpeg", "JPEG")])
def test_png_and_jpeg_are_taken(name, kind):
    check(name, picture(kind))


@pytest.mark.parametrize(
    "content",
    [b"", b"plain text", SVG, picture("GIF"), picture("PNG")[:60], picture("JPEG")[:200], picture("BMP")],
    ids=["empty", "text", "svg", "gif", "cut png", "cut jpeg", "bmp"],
)
def test_anything_else_is_refused_whatever_it_is_called(content):
    with pytest.raises(ValidationError, match="请上传完整的 PNG 或 JPEG"):
        check("letterhead.png", content)


def test_a_name_that_lies_about_the_content_is_refused():
    with pytest.raises(ValidationError, match="与扩展名不符"):
        check("letterhead.html", picture("PNG"))


def test_too_many_bytes_or_pixels_are_refused():
    with pytest.raises(ValidationError, match="请压缩到 2 MB"):
        check("a.png", picture("PNG") + b"\0" * letterhead.MAX_BYTES)
    with pytest.raises(ValidationError, match="尺寸过大"):
        check("a.png", picture("PNG", (5000, 4001)))


def test_the_file_can_still_be_stored_after_the_check():
    hall = Hall(letterhead=SimpleUploadedFile("a.png", picture("PNG")))
    letterhead.validate_letterhead(hall.letterhead)
    assert hall.letterhead.read() == picture("PNG")


def test_the_hall_asks_for_the_check():
    hall = Hall(letterhead=SimpleUploadedFile("a.png", SVG))
    with pytest.raises(ValidationError) as refusal:
        hall.clean_fields(exclude=["code", "name", "level", "region_code"])
    assert "letterhead" in refusal.value.error_dict
