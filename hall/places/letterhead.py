"""An uploaded letterhead is judged by its content, never by its name."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from PIL import Image

from hall.images import whole_pictures

SUFFIXES = {"PNG": {".png"}, "JPEG": {".jpg", ".jpeg"}}
MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 20_000_000
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def validate_letterhead(file: FieldFile) -> None:
    """Accept a whole PNG or JPEG of at most 2 MiB and 20 million pixels. Raises ValidationError."""
    if file._committed:  # judged when it was uploaded
        return
    if file.size > MAX_BYTES:
        raise ValidationError(f"文头图片过大（{file.size / 1024 / 1024:.1f} MB），请压缩到 2 MB 以内。")
    try:
        file.seek(0)
        with whole_pictures(), Image.open(file, formats=tuple(SUFFIXES)) as image:
            kind, (width, height) = image.format, image.size
            if width * height > MAX_PIXELS:
                raise ValidationError(f"文头图片尺寸过大（{width}×{height}），请缩小后再上传。")
            image.load()
    except UNREADABLE as error:
        raise ValidationError("文头图片无法识别，请上传完整的 PNG 或 JPEG 图片。") from error
    finally:
        file.seek(0)
    if PurePath(file.name or "").suffix.lower() not in SUFFIXES[str(kind)]:
        raise ValidationError(f"文件内容是 {kind} 图片，与扩展名不符，请改正文件名后再上传。")
