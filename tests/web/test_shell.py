"""What surrounds every page: the alarm of a silent worker, legal time, the menu by role, errors that say what to do."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hall import legal_time
from hall.clocks.tasks import heartbeat
from hall.models import Heartbeat
from hall.people.roles import Role
from hall.timeline.anchor import drop_anchor
from hall.web import errors, navigation
from tests.factories import at, make_user, travel
from tests.web import broken_urls
from tests.web.pages import text_of

ALARM = "后台任务没有在运行"


def test_a_silent_worker_is_alarmed_on_every_page_of_staff(hall, enter, client):
    browser = enter(hall.office)
    assert ALARM in text_of(browser.get("/"))
    assert ALARM not in text_of(client.get("/")), "群众看不到"
    heartbeat()
    assert ALARM not in text_of(browser.get("/"))
    Heartbeat.objects.update(beat_at=timezone.now() - dt.timedelta(minutes=4, seconds=50))
    assert ALARM not in text_of(browser.get("/"))
    Heartbeat.objects.update(beat_at=timezone.now() - dt.timedelta(minutes=5, seconds=10))
    assert ALARM in text_of(browser.get("/attention/"))


def test_travelled_time_stands_on_every_page(hall, client):
    travel("2026-09-18 10:00")
    assert "演示时间 2026-09-18 10:00" in text_of(client.get("/"))
    legal_time.come_back()
    assert "演示时间" not in text_of(client.get("/"))


def test_the_menu_is_by_role(hall, enter, client):
    office, clerk, public = (text_of(one.get("/")) for one in (enter(hall.office), enter(hall.clerk), client))
    assert "资料与设置" in office
    assert "留痕锚定" in office
    assert "资料与设置" not in clerk
    assert "留痕锚定" not in clerk
    assert all("规则库" in page for page in (office, clerk, public))


def test_a_higher_floor_adds_to_the_menu_only_where_there_is_a_place(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", [])
    navigation.register("巡查", "home", "监督", roles=[Role.SUPERVISOR])
    with pytest.raises(ValueError, match="no such group"):
        navigation.register("巡查", "home", "没有这一组")


def test_the_landing_page_names_halls_and_phones(hall, client):
    page = text_of(client.get("/"))
    for told in (hall.hall.name, "0470-1234567", "12345", "文书核验"):
        assert told in page


def test_a_page_that_is_not_there_says_what_to_do(hall, enter):
    response = enter(hall.clerk).get("/nothing/")
    assert response.status_code == 404
    assert "请从首页重新进入" in text_of(response)


def test_a_forged_form_is_refused_in_chinese(hall):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/login/", {"username": "x", "password": "y"})
    assert response.status_code == 403
    assert "为了安全没有提交" in text_of(response)


@pytest.mark.parametrize(
    ("what", "status"), [(name, status) for name, (_, status, _) in broken_urls.BROKEN.items()]
)
@pytest.mark.parametrize("htmx", [False, True])
def test_whatever_breaks_becomes_a_page_that_says_what_to_do(hall, settings, what, status, htmx):
    settings.ROOT_URLCONF = "tests.web.broken_urls"
    browser = Client(raise_request_exception=False, headers={"HX-Request": "true"} if htmx else {})
    browser.force_login(hall.clerk)
    response = browser.get(f"/broken/{what}/")
    assert response.status_code == status
    assert broken_urls.BROKEN[what][2] in text_of(response)
    assert "Traceback" not in response.content.decode()


def test_the_page_for_a_broken_system_needs_no_database(rf, django_db_blocker):
    with django_db_blocker.block():
        for response in (errors.server_error(rf.get("/")), errors.error_page(rf.get("/"), 503)):
            assert "没有任何改动" in response.content.decode()


# --- Legal time -------------------------------------------------------------------------------------------------


def test_the_office_moves_legal_time(hall, enter):
    browser, url = enter(hall.office), reverse("legal-time")
    browser.post(url, {"step": "day"})
    assert legal_time.now() == at("2026-03-10")
    browser.post(url, {"instant": "2026-09-18T10:00", "freeze": "on"})
    assert legal_time.now() == at("2026-09-18")
    browser.post(url, {"back": "1"})
    assert legal_time.travelled() is None


def test_nobody_travels_where_their_grant_does_not_reach(hall, enter):
    browser = enter(hall.office)
    response = browser.post(reverse("legal-time"), {"instant": "1999-01-01T10:00"})
    assert response.status_code == 400
    assert "调过去就调不回来" in text_of(response)
    assert legal_time.now() == at("2026-03-09")


def test_others_do_not_move_legal_time_and_nobody_does_in_production(hall, enter, settings):
    for user in (hall.clerk, hall.supervisor, hall.leader):
        assert enter(user).post(reverse("legal-time"), {"step": "day"}).status_code == 403
    settings.LEGAL_TIME_TRAVEL = False
    assert enter(hall.office).post(reverse("legal-time"), {"step": "day"}).status_code == 404


# --- Anchors ----------------------------------------------------------------------------------------------------


def test_anchors_are_for_those_who_watch(hall, enter, settings, tmp_path):
    settings.VAR = tmp_path
    hall.case_in("received")
    anchor = drop_anchor("案卷7第2行内容与摘要不符。")
    assert enter(hall.clerk).get(reverse("anchors")).status_code == 403
    sysadmin = make_user("管机器", (Role.SYSADMIN, hall.hall))
    for user in (hall.supervisor, sysadmin):
        page = text_of(enter(user).get(reverse("anchors")))
        assert anchor.digest in page
        assert "案卷7第2行" in page
