"""Coming in: one login, an account locked after wrong passwords, the window, the way out."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.models import Grant
from tests.factories import make_place, make_user
from tests.web.pages import text_of

LOGIN, SEAT = "/login/", "/window/"
PASSWORD = "guanli-2026-hall"


@pytest.fixture
def clerk(hall):
    hall.clerk.set_password(PASSWORD)
    hall.clerk.save()
    return hall.clerk


def log_in(client, user, password=PASSWORD, **query):
    return client.post(LOGIN, {"username": user.username, "password": password, **query})


def test_whoever_works_at_a_counter_is_asked_at_which(client, clerk):
    response = log_in(client, clerk, next="/rulebook/")
    assert response.url == f"{SEAT}?next=%2Frulebook%2F"
    assert "A01号窗口" in text_of(client.get(response.url))


def test_others_go_straight_to_where_they_wanted(client, hall):
    hall.supervisor.set_password(PASSWORD)
    hall.supervisor.save()
    assert log_in(client, hall.supervisor, next="/attention/").url == "/attention/"


def test_nobody_is_led_out_of_the_hall(client, clerk, hall, enter):
    assert log_in(client, clerk, next="https://elsewhere.example/").url == f"{SEAT}?next=%2F"
    response = enter(hall.clerk).post(SEAT, {"place": hall.window.pk, "next": "https://elsewhere.example/"})
    assert response.url == "/"


def test_a_wrong_password_says_so_and_lets_nobody_in(client, clerk):
    response = log_in(client, clerk, "falsch")
    assert response.status_code == 200
    assert SESSION_KEY not in client.session
    assert "用户名和密码" in text_of(response)


def test_five_wrong_passwords_lock_the_account_and_say_for_how_long(client, clerk, settings):
    settings.AXES_ENABLED = True
    for _ in range(settings.AXES_FAILURE_LIMIT):
        locked = log_in(client, clerk, "falsch")
    assert locked.status_code == 429
    assert "15分钟后再试" in text_of(locked)
    assert log_in(client, clerk).status_code == 429, "也不接受正确的密码"


def test_the_login_page_names_demo_accounts_only_in_a_demo(client, db, settings, tmp_path):
    accounts = (
        '[[account]]\nusername = "ke"\npassword = "demo"\nname = "客人"\nrole = "导服"\nwhat = "看看"\n'
    )
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/accounts.toml").write_text(accounts, encoding="utf-8")
    settings.FIXTURES = tmp_path
    assert "客人" in text_of(client.get(LOGIN))
    settings.DEMO_ACCOUNTS = False
    assert "客人" not in text_of(client.get(LOGIN))


def test_a_hall_without_demo_accounts_has_a_login_page(client, db, settings, tmp_path):
    settings.FIXTURES = tmp_path
    assert client.get(LOGIN).status_code == 200


def test_the_window_stands_on_every_page_until_it_is_left(hall, enter):
    browser = enter(hall.clerk, hall.window)
    assert "A01号窗口" in text_of(browser.get("/"))
    browser.post(SEAT, {"place": ""})
    assert "未登录到窗口" in text_of(browser.get("/"))


def test_only_places_the_grants_allow_may_be_taken(hall, enter):
    other = make_place(hall.hall, "Z99")
    guest = make_user("只在Z99", ("guide", hall.hall, None, other))
    offered = text_of(enter(guest).get(SEAT))
    assert "Z99" in offered
    assert "A01" not in offered
    assert enter(guest).post(SEAT, {"place": hall.window.pk}).status_code == 404


def test_a_window_is_lost_with_the_grant(hall, enter):
    browser = enter(hall.clerk, hall.window)
    for grant in Grant.objects.filter(user=hall.clerk, state="given"):
        perform(grant, "revoke", by=SYSTEM)
    page = text_of(browser.get(reverse("home")))
    assert "没有任何授权" in page


def test_logging_out_needs_a_click_not_a_link(hall, enter):
    browser = enter(hall.clerk)
    assert browser.get("/logout/").status_code == 405
    browser.post("/logout/")
    assert SESSION_KEY not in browser.session


def test_a_stranger_is_asked_to_log_in_and_comes_back(client, db):
    response = client.get("/d/1/")
    assert response.url == "/login/?next=/d/1/"
    fragment = client.get("/d/1/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/d/1/"})
    assert fragment["HX-Redirect"] == "/login/?next=%2Fd%2F1%2F"


def test_everybody_changes_their_own_password(hall, enter):
    hall.clerk.set_password(PASSWORD)
    hall.clerk.save()
    browser = enter(hall.clerk)
    new = {"old_password": PASSWORD, "new_password1": "xin-mima-2026", "new_password2": "xin-mima-2026"}
    assert browser.post("/password/", new).url == "/"
    hall.clerk.refresh_from_db()
    assert hall.clerk.check_password("xin-mima-2026")
