"""Ways in that are no address of their own: forged requests, frames, stolen sessions, guessed passwords."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as configured
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ValidationError
from django.test import Client

from hall.people.passwords import Mixed
from hall.web.idle import COOKIE
from setup.steps import ROOT
from tests.setup.test_production import SAFE
from tests.web.pages import text_of

from .addresses import addresses

PASSWORD = "Guanli-2026-hall"
# Who signs a request with a key of its own, or comes from no page of ours, cannot bring a page's token.
SIGNED = ("api/v1/progress", "api/v1/filings", "api/v1/openapi.json")


@pytest.fixture
def clerk(house):
    house.inside.clerk.set_password(PASSWORD)
    house.inside.clerk.save()
    return house.inside.clerk


def log_in(client, user, password=PASSWORD, **more):
    return client.post("/login/", {"username": user.username, "password": password}, **more)


def test_no_address_takes_a_request_forged_elsewhere(house):
    """POST without the page's token: refused (403), or never possible (405, 404)."""
    browser = house.browser("office", enforce_csrf_checks=True)
    taken = {}
    for one in addresses():
        if not one.of_admin and one.route not in SIGNED:
            status = browser.post(one.path(house.gaps)).status_code
            if status not in (403, 404, 405):
                taken[one.route] = status
    assert taken == {}


def test_every_page_forbids_frames_scripts_and_sniffing(house):
    for who, path in (
        ("anonymous", "/"),
        ("anonymous", "/login/"),
        ("office", "/"),
        ("office", f"/d/{house.case.pk}/"),
    ):
        page = house.browser(who).get(path)
        policy = page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert (page["X-Content-Type-Options"], page["Referrer-Policy"]) == ("nosniff", "same-origin")
        body = page.content.decode()
        assert " style=" not in body
        assert "<script>" not in body
        assert " onclick=" not in body


def test_a_session_known_before_the_login_is_worth_nothing_after_it(clerk, client):
    client.get("/login/")
    client.session.save()
    before = client.session.session_key
    log_in(client, clerk)
    assert client.session.session_key != before
    thief = Client()
    thief.cookies[configured.SESSION_COOKIE_NAME] = before or "x"
    assert thief.get("/cases/").status_code == 302


def test_a_new_password_ends_the_other_sessions(clerk, client):
    elsewhere = Client()
    log_in(client, clerk)
    log_in(elsewhere, clerk)
    new = {"old_password": PASSWORD, "new_password1": "Xin-mima-2026", "new_password2": "Xin-mima-2026"}
    assert client.post("/password/", new).status_code == 302
    assert client.get("/cases/").status_code == 200
    assert elsewhere.get("/cases/").status_code == 302


def test_guessing_locks_the_guesser_and_not_the_hall(clerk, settings):
    settings.AXES_ENABLED = True
    outside, window = {"REMOTE_ADDR": "203.0.113.9"}, {"REMOTE_ADDR": "10.0.0.7"}
    for _ in range(settings.AXES_FAILURE_LIMIT):
        refused = log_in(Client(), clerk, "falsch", **outside)
    assert refused.status_code == 429
    assert log_in(Client(), clerk, **outside).status_code == 429
    assert log_in(Client(), clerk, **window).status_code == 302, "at the window the clerk goes on working"


def test_codes_cannot_be_tried_out(house):
    browser = house.browser("anonymous")
    answers = [browser.post("/progress/", {"number": "1", "code": str(n)}).status_code for n in range(60)]
    assert answers[-1] == 429


def test_who_has_not_moved_gives_the_password_again_and_is_back(clerk, client, settings):
    settings.IDLE_MINUTES = 30
    log_in(client, clerk)
    assert client.get("/cases/").status_code == 200
    del client.cookies[COOKIE]  # as an expired or forged one
    asked = client.get("/cases/?page=2")
    assert asked.url == f"/login/?next=%2Fcases%2F%3Fpage%3D2&who={clerk.username}&idle=1"
    assert SESSION_KEY not in client.session
    page = client.get(asked.url)
    assert f'value="{clerk.username}"' in page.content.decode()
    assert "已为您锁定" in text_of(page)
    log_in(client, clerk)
    assert client.get("/cases/").status_code == 200


def test_what_a_page_asks_for_by_itself_is_nobody_moving(clerk, client, settings):
    settings.IDLE_MINUTES = 30
    log_in(client, clerk)
    assert COOKIE not in client.get("/cases/", headers={"HX-Request": "true"}).cookies
    assert COOKIE in client.get("/cases/").cookies
    client.cookies[COOKIE] = "forged:1:x"
    assert client.get("/cases/", headers={"HX-Request": "true"})["HX-Redirect"].startswith("/login/")


@pytest.mark.parametrize("password", ["nurkleinbuchstaben", "klein2026", "12345-67890"])
def test_a_password_of_too_few_kinds(password):
    with pytest.raises(ValidationError, match="至少三类"):
        Mixed().validate(password)


@pytest.mark.parametrize("password", ["xin-mima-2026", "XinMima2026"])
def test_a_password_mixed_enough(password):
    Mixed().validate(password)


def test_a_path_leads_nowhere_but_where_it_says(house):
    browser = house.browser("office")
    for path in (
        "/static/../hall/settings.py",
        "/media/papers/1.pdf",
        "/registers/../../etc/passwd/",
        "/verify/..%2f..%2f/",
    ):
        assert browser.get(path).status_code == 404


def test_the_deployment_check_is_clean(tmp_path):
    env = {"PATH": os.environ["PATH"], "HALL_VAR": str(tmp_path), **SAFE}
    command = [
        sys.executable,
        "manage.py",
        "check",
        "--deploy",
        "--tag",
        "security",
        "--fail-level",
        "WARNING",
    ]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
