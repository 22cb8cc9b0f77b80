"""Unmasking on a page: for whom, why, once, and never without a line in the log."""

import pytest
from django.urls import reverse

from hall.models import Entry
from hall.people.roles import Role
from tests.cases_factory import PERSON
from tests.factories import make_user
from tests.web.pages import dossier_url, text_of


@pytest.fixture
def case(hall):
    return hall.case_in("accepted")


def url(case, field: str = "phone", of: str = "applicant") -> str:
    return reverse("reveal", args=[case.pk, of, field])


def readings() -> int:
    return Entry.objects.filter(kind=Entry.Kind.ACCESS).count()


def test_a_number_is_shown_once_for_a_reason_and_the_reason_stays(case, counter, hall):
    page = counter.get(dossier_url(case))
    assert PERSON["phone"] not in page.content.decode()
    assert url(case) in page.content.decode()
    assert PERSON["phone"] not in text_of(counter.get(url(case)))
    shown = counter.post(url(case), {"reason": "电话通知领取"})
    assert PERSON["phone"] in text_of(shown)
    assert "no-store" in shown["Cache-Control"]
    line = Entry.objects.get(kind=Entry.Kind.ACCESS)
    assert (line.by, line.place, line.facts["reason"]) == (hall.clerk, hall.window, "电话通知领取")
    assert PERSON["phone"] not in str(line.facts)
    assert PERSON["phone"] not in counter.get(dossier_url(case)).content.decode()


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_shown(case, counter, reason):
    response = counter.post(url(case, "identity_number"), {"reason": reason})
    assert PERSON["identity_number"] not in response.content.decode()
    assert readings() == 0


def test_looking_at_the_form_shows_and_records_nothing(case, counter):
    assert PERSON["identity_number"] not in counter.get(url(case, "identity_number")).content.decode()
    assert readings() == 0


def test_roles_that_need_no_personal_data_do_not_get_it(case, hall, enter):
    """The centre's leader reads the case, with the applicant masked; unmasking is refused."""
    browser = enter(hall.leader)
    page = browser.get(dossier_url(case)).content.decode()
    assert "王小明" not in page
    assert url(case) not in page
    assert browser.post(url(case), {"reason": "看看"}).status_code == 403
    assert readings() == 0


def test_who_cannot_read_the_dossier_cannot_unmask(case, hall, enter):
    other = make_user("别部门", (Role.REVIEWER, hall.hall, hall.other))
    assert enter(other).post(url(case), {"reason": "看看"}).status_code == 404
    assert readings() == 0


def test_only_sealed_fields_of_its_own_people_can_be_asked(case, counter):
    assert counter.post(url(case, "name"), {"reason": "看看"}).status_code == 404
    assert counter.post(url(case, "phone", of="received_by"), {"reason": "看看"}).status_code == 404
