"""A table out of a file somebody sent, and into one. Every cell is text and stays as it was, byte for byte.

A file is judged by what it holds, never by its name; what would unpack into a flood is not unpacked.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

MOST_ROWS, MOST_COLUMNS, MOST_PARTS = 20_000, 60, 200
MOST_UNPACKED = 100 * 1024 * 1024
LONGEST_CELL = 4000
ENCODINGS = ("utf-8-sig", "gb18030")
MACROS = "vbaProject"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# A cell that begins so would be worked out by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class BadFile(ValueError):
    """The file cannot be read at all; the message says what to do."""


def read(content: bytes) -> list[list[str]]:
    """The rows of an .xlsx or CSV file, as texts. Raises BadFile."""
    if len(content) > settings.UPLOAD_MAX_MEGABYTES * 1024 * 1024:
        raise BadFile(f"文件超过{settings.UPLOAD_MAX_MEGABYTES}MB，请分成几个文件导入。")
    if content.startswith(OLD_EXCEL):
        raise BadFile("这是旧版 Excel（.xls）文件，请另存为 .xlsx 或者 CSV 后再导入。")
    rows = _of_excel(content) if content.startswith(b"PK") else _of_csv(content)
    return list(_limited(rows))


def _limited(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS + 1:
            raise BadFile(f"超过{MOST_ROWS}行，请分成几个文件导入。")
        if len(row) > MOST_COLUMNS:
            raise BadFile(f"第{number}行超过{MOST_COLUMNS}列，请核对表格。")
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise BadFile(f"第{number}行有单元格超过{LONGEST_CELL}字，请精简。")
        yield row


def _of_csv(content: bytes) -> Iterator[list[str]]:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise BadFile("文件不是 Excel（.xlsx），也不是 UTF-8 或者 GB18030 编码的 CSV。")
    if "\0" in text:
        raise BadFile("文件不是表格：含有二进制内容。请用 .xlsx 或者 CSV。")
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as error:
        raise BadFile(f"CSV 的引号或者分隔不完整：{error}。") from error


def _of_excel(content: bytes) -> Iterator[list[str]]:
    _unpackable(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
    except Exception as error:  # whatever a crafted file makes the library raise, it is no workbook
        raise BadFile("文件不是可以读取的 Excel 工作簿，请另存为 .xlsx 或者 CSV。") from error
    blank = 0
    for row in sheet.iter_rows(max_col=MOST_COLUMNS + 1):
        texts = [_text(cell) for cell in row]
        blank = 0 if any(texts) else blank + 1
        if blank > MOST_ROWS:
            raise BadFile("表格中有大量空行，请删除后再导入。")
        while texts and not texts[-1]:
            texts.pop()
        yield texts


def _unpackable(content: bytes) -> None:
    """Refuse what unpacks into too much, holds macros, or declares entities. Raises BadFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise BadFile("文件解压后过大，疑似压缩炸弹，不予读取。")
            for part in parts:
                if MACROS in part.filename:
                    raise BadFile("文件含有宏，请另存为不含宏的 .xlsx。")
                with archive.open(part) as opened:
                    if part.filename.endswith(".xml") and b"<!DOCTYPE" in opened.read(4096).upper():
                        raise BadFile("文件含有外部实体声明，不予读取。")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise BadFile("文件已损坏或者加密，请另存为 .xlsx 或者 CSV。") from error


def _text(cell: Any) -> str:
    """A cell as text. A long number has lost its digits before it came here: it is marked, never guessed."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int) and abs(value) < 10**9:
        return str(value)
    if isinstance(value, int | float):
        return f"{NUMBER}{value}"
    return str(value)


# What stands before a number that Excel kept as a number although it has more digits than a number holds.
NUMBER = "\ufffe"


def to_csv(rows: Iterable[list[str]]) -> bytes:
    """CSV in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def to_excel(rows: Iterable[list[str]]) -> bytes:
    """A workbook of one sheet in which every cell is text: no code loses a zero, nothing is worked out."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("事项目录")
    for row in rows:
        cells = [WriteOnlyCell(sheet, value=text) for text in row]
        for cell in cells:
            cell.data_type, cell.number_format = "s", "@"
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
