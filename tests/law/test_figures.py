"""办件统计: the month's cases by window and result; a unit's share is the same figures, with its comment."""

import pytest
from django.test import Client
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.refusals import NotAllowed
from hall.models import RegisterRecord
from matters.cases.figures import Month, figures
from matters.cases.models import Case
from tests.factories import make_place, travel
from windows.models import Window

URL = reverse("figures")


@pytest.fixture
def march(hall):
    """Ten cases at two windows in March, one of them decided; one more in April."""
    second = make_place(hall.hall, "A02")
    perform(Window, "register", {"place": second.pk, "seats": 1}, by=hall.office, hall=hall.hall)
    for n in range(9):
        hall.window = second if n < 4 else hall.hall.places.get(code="A01")
        hall.receive(hall.licence if n < 8 else hall.joint)
    hall.case_in("decided")
    travel("2026-04-01")
    hall.receive()
    return hall


@pytest.mark.clause("AH-4.3a")
def test_the_month_by_window_and_by_result_and_the_same_as_a_table(march):
    shown = figures(Case.objects.all(), Month(2026, 3))
    assert shown.total == 10
    assert shown.by_window == {"A01号窗口": 6, "A02号窗口": 4}
    assert shown.by_result == {"已收件": 9, "准予": 1}
    office = Client()
    office.force_login(march.office)
    table = office.get(f"{URL}table.csv?month=2026-03").content.decode("utf-8-sig")
    assert "窗口,A02号窗口,4" in table
    assert "合计,收件,10" in table
    clerk = Client()
    clerk.force_login(march.clerk)
    assert clerk.get(URL).status_code == 403


@pytest.mark.clause("AH-28.11")
def test_a_unit_reads_its_own_share_and_says_what_it_makes_of_it(march):
    first = Client()
    first.force_login(march.first)
    data = {"month": "2026-03", "analysis": "比上月多三成", "suggestion": "增开一个窗口"}
    scope = {"register": "cases.figures", "hall": march.hall, "department": march.department}
    with pytest.raises(NotAllowed):
        perform(RegisterRecord, "record", data, by=march.helper, **scope)
    perform(RegisterRecord, "record", data, by=march.first, **scope)
    page = first.get(URL, {"month": "2026-03"}).content.decode()
    assert "收件 <b>10</b> 件" in page
    assert "比上月多三成" in page
    other = Client()
    other.force_login(march.other_first)
    page = other.get(URL, {"month": "2026-03"}).content.decode()
    assert "比上月多三成" not in page
    assert "收件 <b>10</b> 件" not in page
