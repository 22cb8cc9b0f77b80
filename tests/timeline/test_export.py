"""The timeline to take along: the same lines as on the page, none of the personal data."""

from io import BytesIO

from pypdf import PdfReader

from tests.cases_factory import PERSON
from tests.intrusion.conftest import house, year_2026  # noqa: F401 – fixtures


def test_as_table_and_as_document(house):  # noqa: F811
    browser, address = house.browser("supervisor"), f"/d/{house.case.pk}/timeline"
    table = browser.get(f"{address}.csv")
    text = table.content.decode("utf-8-sig")
    lines = house.case.dossier.entries.order_by("seq")
    assert len(text.splitlines()) == 1 + lines.count()
    assert text.splitlines()[0].startswith("序号,性质,法定时间")
    assert all(line.hash in text and line.title in text for line in lines)
    document = browser.get(f"{address}.pdf")
    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(document.content)).pages)
    assert lines.last().hash in printed.replace("\n", "")
    assert "完整，未发现改动" in printed.replace("\n", "")
    for secret in (PERSON["identity_number"], PERSON["phone"], PERSON["address"]):
        assert secret not in text
        assert secret not in printed
    assert browser.get(f"{address}.xls").status_code == 404
