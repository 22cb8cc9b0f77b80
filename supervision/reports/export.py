"""A report as an Excel workbook and as a PDF: the very rows of the page."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.template.loader import render_to_string
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from hall import legal_time
from hall.papers.render import printed
from hall.registers.export import cell as harmless

from .table import Table

LINE = Border(*(Side(style="thin", color="9AA8B8"),) * 4)
HEAD = PatternFill("solid", fgColor="E8EEF6")
WIDEST = 40


def to_excel(tables: Sequence[Table], of: str) -> bytes:
    """A sheet for each table: title, whose figures, head, lines; numbers stay numbers, no text is worked out."""
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(table.title)
        rows = table.rows()
        for row in ([table.title], [of], *rows, *([[table.note]] if table.note else [])):
            sheet.append([_plain(value) for value in row])
        width = len(rows[0])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
        sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=16), Alignment(horizontal="center")
        for row in sheet.iter_rows(min_row=3, max_row=2 + len(rows), max_col=width):
            for one in row:
                one.border = LINE
                if one.row == 3:
                    one.font, one.fill = Font(bold=True), HEAD
                    one.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        for at in range(width):
            longest = max(_width(row[at]) for row in rows)
            sheet.column_dimensions[get_column_letter(at + 1)].width = min(longest, WIDEST) + 2
        sheet.freeze_panes = sheet.cell(row=4, column=len(table.names) + 1)
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "3:3"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _plain(value):
    if value is None:
        return "—"
    return value if isinstance(value, int | float) else harmless(value)


def _width(value) -> int:
    return sum(2 if ord(one) > 255 else 1 for one in str(value))


def to_pdf(tables: Sequence[Table], title: str, of: str) -> bytes:
    """On A4 across, the head repeated on each page. Raises RendererUnavailable or MissingGlyph."""
    context = {"tables": tables, "title": title, "of": of, "at": legal_time.now()}
    html = render_to_string("supervision/reports/print.html", context)
    return printed(html, render_to_string("supervision/reports/print.css"))
