"""Who may change what in the admin, and that workflow objects are only read there."""

import datetime as dt

import pytest
from django.urls import reverse

from hall.models import Hall, Place, RuleRow
from hall.people.roles import Role
from tests.factories import make_department, make_hall, make_user
from tests.web.pages import dossier_url, text_of

KEY = "light.yellow_used"


def pages(hall) -> dict[str, tuple[str, dict]]:
    """The hall's settings, a window and a rule value: each page with what its form sends."""
    rule = f"{reverse('admin:hall_rulerow_add')}?hall={hall.hall.pk}&key={KEY}"
    return {
        "hall": (reverse("admin:hall_hall_change", args=[hall.hall.pk]), hall_form(hall.hall)),
        "window": (reverse("admin:hall_place_change", args=[hall.window.pk]), place_form(hall.window)),
        "rule": (rule, rule_form()),
    }


def hall_form(hall: Hall) -> dict:
    fields = (
        "name",
        "level",
        "region_code",
        "kind",
        "preset",
        "opening_hours",
        "enquiry_phone",
        "supervision_phone",
    )
    data = {name: getattr(hall, name) for name in fields}
    return data | {
        "is_active": "on",
        "parent": hall.parent_id,
        "rules_date": hall.rules_date,
        "address": "新址",
    }


def place_form(place: Place) -> dict:
    return {"hall": place.hall_id, "name": "新名窗口", "kind": place.kind, "zone": "", "is_active": "on"}


def rule_form() -> dict:
    return {
        "mode": "own",
        "value": "70",
        "effective_from": "2026-04-01",
        "reason": "提前预警",
        "confirm": "1",
        "clause": "",
    }


def changed(hall) -> dict[str, bool]:
    return {
        "hall": Hall.objects.get(pk=hall.hall.pk).address == "新址",
        "window": Place.objects.get(pk=hall.window.pk).name == "新名窗口",
        "rule": RuleRow.objects.filter(hall=hall.hall, key=KEY).exists(),
    }


@pytest.mark.clause("AH-4.b")
@pytest.mark.parametrize("who", ["reviewer", "first", "clerk", "supervisor", "head", "sysadmin", "leader"])
def test_only_the_hall_office_changes_settings_windows_and_rules(hall, enter, who):
    hall.head = make_user("分管领导", (Role.DEPARTMENT_LEADER, hall.hall, hall.department))
    hall.sysadmin = make_user("系统管理员", (Role.SYSADMIN, hall.hall))
    browser = enter(getattr(hall, who))
    for name, (url, data) in pages(hall).items():
        if who not in ("leader", "sysadmin"):  # those may look, and nothing more
            assert browser.get(url).status_code == 403, name
        assert browser.post(url, data).status_code == 403, name
    assert changed(hall) == {"hall": False, "window": False, "rule": False}


@pytest.mark.clause("AH-4.b")
def test_the_hall_office_changes_them(hall, enter):
    browser = enter(hall.office)
    for url, data in pages(hall).values():
        assert browser.get(url).status_code == 200
        assert browser.post(url, data).status_code == 302, text_of(browser.post(url, data))
    assert changed(hall) == {"hall": True, "window": True, "rule": True}


@pytest.mark.clause("AH-4.b")
def test_the_office_of_another_hall_changes_nothing_here(hall, enter):
    other = make_hall(code="other", name="别旗政务服务中心", region="150998")
    browser = enter(make_user("别厅管理", (Role.HALL_OFFICE, other)))
    for url, data in pages(hall).values():
        assert browser.post(url, data).status_code == 403
    assert changed(hall) == {"hall": False, "window": False, "rule": False}


def test_a_stranger_logs_in_where_everybody_does(client, db):
    assert client.get("/admin/").url.startswith("/login/?next=")
    assert client.get("/admin/login/?next=/admin/").url.startswith("/login/?next=")


RECORDS = ("dossier", "entry", "clockrun", "paper", "grant", "registerrecord")


@pytest.mark.parametrize("record", RECORDS)
def test_workflow_records_are_only_read_and_lead_to_their_page(hall, enter, record):
    case = hall.case_in("decided")
    browser = enter(hall.office)
    listing = browser.get(reverse(f"admin:hall_{record}_changelist"))
    assert listing.status_code == 200
    assert browser.get(reverse(f"admin:hall_{record}_add")).status_code == 403
    rows = {
        "dossier": case.dossier,
        "entry": case.dossier.entries.first(),
        "clockrun": case.dossier.runs.first(),
        "paper": case.dossier.papers.first(),
        "grant": hall.clerk.grants.first(),
    }
    if record in rows:
        row = rows[record]
        url = reverse(f"admin:hall_{record}_change", args=[row.pk])
        page = browser.get(url)
        assert page.status_code == 200
        assert "王小明" not in text_of(page)
        assert browser.post(url, {"label": "改"}).status_code == 403
        way = dossier_url(row if record in ("dossier", "grant") else case)
        assert f'href="{way}">办理' in listing.content.decode()


def test_the_admin_lists_only_what_the_person_may_read(hall, enter):
    other = make_hall(code="other", name="别旗政务服务中心", region="150998")
    make_department(other, "别旗市场监督管理局")
    foreign = make_user("别厅管理", (Role.HALL_OFFICE, other))
    case = hall.case_in("accepted")
    page = text_of(enter(foreign).get(reverse("admin:hall_dossier_changelist")))
    assert case.number not in page
    assert enter(foreign).get(reverse("admin:hall_dossier_change", args=[case.pk])).status_code == 302


def test_accounts_are_kept_and_only_switched_off(hall, enter):
    browser = enter(hall.office)
    new = {"username": "xinren", "name": "新人", "usable_password": "true"}
    new |= {"password1": "shunli-gongzuo-26", "password2": "shunli-gongzuo-26"}
    assert browser.post(reverse("admin:hall_user_add"), new).status_code == 302
    made = type(hall.clerk).objects.get(username="xinren")
    assert made.check_password("shunli-gongzuo-26")
    url = reverse("admin:hall_user_change", args=[made.pk])
    assert browser.post(url, {"username": "xinren", "name": "新人"}).status_code == 302
    made.refresh_from_db()
    assert made.is_active is False
    assert browser.post(reverse("admin:hall_user_delete", args=[made.pk])).status_code == 403


# --- The rulebook for everybody ---------------------------------------------------------------------------------


@pytest.mark.clause("WS01-07")
def test_the_rulebook_page_names_version_first_day_and_interpreter(hall, client):
    ordos = make_hall("WS", code="ws", name="某旗政务服务中心二", region="150626")
    page = text_of(client.get(reverse("rulebook"), {"hall": ordos.pk}))
    for told in ("施行日期 2023-06-13", "解释机关 乌审旗政务服务中心", "版本"):
        assert told in page


@pytest.mark.clause("WS01-00")
def test_what_a_lower_hall_decided_otherwise_is_listed_at_the_hall_above(hall, client):
    county = make_hall("WS", code="ws", name="某旗政务服务中心", region="150626")
    township = Hall.objects.create(
        code="town",
        name="某苏木便民服务中心",
        level=Hall.Level.TOWNSHIP,
        parent=county,
        region_code="150626100",
    )
    before = text_of(client.get(reverse("rulebook"), {"hall": township.pk}))
    assert "沿用某旗政务服务中心" in before
    RuleRow(hall=township, key=KEY, value=60, effective_from=dt.date(2026, 3, 1), reason="人手少").save()
    above = text_of(client.get(reverse("rulebook"), {"hall": county.pk}))
    assert "下级：某苏木便民服务中心自定的规则" in above
    assert "人手少" in above
    assert "自定的规则" not in text_of(client.get(reverse("rulebook"), {"hall": hall.hall.pk}))


def test_every_answer_stands_with_its_clause(hall, client):
    page = client.get(reverse("rulebook"), {"hall": hall.hall.pk})
    text = text_of(page)
    assert "敖汉旗政务服务大厅管理办法" in text
    assert "（AH-31.1）" in text
    assert "无法定依据，由大厅自定" in text
    from hall.rulebook import RULES

    assert sum(len(answers) for _, answers in page.context["subjects"]) == len(RULES)


def test_a_wrong_day_or_hall_is_no_page(hall, client):
    assert client.get(reverse("rulebook"), {"on": "gestern"}).status_code == 404
    assert client.get(reverse("rulebook"), {"hall": "999"}).status_code == 404


def test_what_follows_an_expired_limit_is_public(hall, client):
    page = text_of(client.get(reverse("effects")))
    assert "受理期限 法定期限 视为受理" in page
