"""The register of licences on screen: who reads it, what is found, which light shows – and what a stranger learns."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from hall.acts.door import perform
from matters.cases.models import Case, Licence
from tests.cases_factory import PERSON
from tests.factories import travel
from tests.law.golden.licence_situations import REVOKE
from tests.law.licences import ask, grant_licence, licensing
from tests.web.pages import dossier_url, field_of, text_of

REGISTER = reverse("licences")


def numbers(response) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/d/\d+/">([^<]+)</a>', response.content.decode())


@pytest.fixture
def matter(hall):
    return licensing(hall)


@pytest.fixture
def licence(hall, matter):
    return grant_licence(hall, matter, "XZF-100")


def test_department_office_and_supervisor_read_it_and_another_department_does_not(hall, licence, enter):
    for person in (hall.first, hall.reviewer, hall.office, hall.supervisor):
        assert numbers(enter(person).get(REGISTER)) == ["XZF-100"]
    assert numbers(enter(hall.other_first).get(REGISTER)) == []
    assert enter(hall.other_first).get(dossier_url(licence)).status_code == 404


def test_found_by_number_and_by_name_and_always_masked(hall, licence, enter):
    office = enter(hall.office)
    for asked in ("XZF-100", "xzf-1", "王小明"):
        page = office.get(REGISTER, {"q": asked})
        assert numbers(page) == ["XZF-100"], asked
        assert "王**" in text_of(page)
        assert "王小明" not in text_of(page)
    assert numbers(office.get(REGISTER, {"q": "王小"})) == []
    assert PERSON["identity_number"] not in office.get(REGISTER).content.decode()


def test_the_next_page_goes_on_where_the_first_ended(hall, matter, enter, monkeypatch):
    from matters.cases.views import licences

    monkeypatch.setattr(licences, "ROWS", 2)
    endless = licensing(hall, validity_n=None, validity_unit="")
    grant_licence(hall, endless, "XZF-9")
    for n in (1, 2):
        travel(f"2026-03-1{n}")
        grant_licence(hall, matter, f"XZF-{n}")
    office = enter(hall.office)
    first = office.get(REGISTER)
    assert numbers(first) == ["XZF-1", "XZF-2"]  # the one that ends first stands first
    more = re.search(r'rel="next" href="([^"]*)"', first.content.decode())[1].replace("&amp;", "&")
    assert numbers(office.get(REGISTER + more)) == ["XZF-9"]


@pytest.mark.parametrize(
    ("day", "asked", "words"),
    [
        ("2031-01-20", False, "有效"),
        ("2031-01-28", False, "应当申请延续"),  # ten days before the last day to ask for it
        ("2031-02-07", False, "延续期已过"),
        ("2031-02-07", True, "延续办理中"),
    ],
)
def test_the_light_says_when_renewal_must_be_asked_for(hall, licence, enter, day, asked, words):
    if asked:
        travel("2031-02-03")
        ask(hall, licence)
    travel(day)
    assert f"{words} XZF-100" in re.sub(r"[●▲■✖‖] ?", "", text_of(enter(hall.first).get(REGISTER)))


def test_the_page_shows_certificate_cases_and_the_way_to_renew(hall, licence, enter):
    clerk = enter(hall.clerk, hall.window)
    page = clerk.get(dossier_url(licence))
    for part in ("电子证照", "第1次 2026-03-09", "糕点加工", licence.case.number, "收取延续申请"):
        assert part in text_of(page)
    way = re.search(r'href="([^"]*business=renewal[^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    form = clerk.get(way)
    assert field_of(form, "licence_number") == "XZF-100"
    assert re.search(r'value="renewal" selected', form.content.decode())
    assert "XZF-100" in text_of(clerk.get(dossier_url(Case.objects.get(pk=licence.case_id))))


def test_a_renewal_is_taken_in_on_the_screen(hall, licence, counter):
    intake = reverse("intake", args=[licence.matter_id])
    data = PERSON | {"in_scope": "yes", "business": "renewal", "licence_number": "XZF-100"}
    page = counter.get(intake)
    sent = counter.post(intake, data | {"token": field_of(page, "token"), "then": "accept"})
    assert sent.status_code == 302
    case = Case.objects.latest("pk")
    assert (case.business, case.licence, case.state) == ("renewal", licence, "accepted")


@pytest.mark.clause("XA-17.3")
@pytest.mark.parametrize(
    ("offered", "boxes"),
    [
        (["paper", "electronic"], ["paper", "electronic"]),
        (["electronic"], ["electronic"]),
        (["paper"], ["paper"]),
    ],
)
def test_the_counter_offers_the_forms_there_are_all_ticked(hall, counter, offered, boxes):
    page = counter.get(reverse("intake", args=[licensing(hall, certificate_forms=offered).pk]))
    box = r'<input type="checkbox" name="certificate_forms" value="(\w+)"[^>]*checked'
    found = re.findall(box, page.content.decode())
    assert found == boxes


def test_a_stranger_learns_from_the_code_whether_it_is_in_force(hall, licence):
    url = reverse("verify", args=[licence.certificates.get().verify_code])
    page = text_of(Client().get(url))
    for part in ("有效", "XZF-100", "王**", "2031年3月8日"):
        assert part in page
    assert "王小明" not in page
    perform(Licence.objects.get(pk=licence.pk), "revoke", REVOKE, by=hall.first)
    page = text_of(Client().get(url))
    assert "已撤销" in page
    assert "现在不具有效力" in page


def test_it_is_revoked_and_stamped_on_the_screen(hall, licence, enter):
    first = enter(hall.first, hall.window)
    act = reverse("act", args=[licence.pk, "revoke"])
    sent = first.post(act, REVOKE | {"seen": field_of(first.get(act), "seen")})
    assert sent.status_code == 302
    stamp = reverse("act", args=[licence.pk, "stamp"])
    assert first.post(stamp, {"seen": field_of(first.get(stamp), "seen")}).status_code == 302
    licence.refresh_from_db()
    assert licence.dossier.papers.get(kind="licence_revocation").sealed_at is not None
