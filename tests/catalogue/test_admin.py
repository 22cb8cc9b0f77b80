"""The hall office edits drafts in the admin; what is published it can only read."""

import pytest
from django.urls import reverse

from hall.people.roles import Role
from matters.catalogue.publishing import publish
from matters.catalogue.version import MatterVersion
from tests.catalogue.builders import by_nation
from tests.factories import make_user

INLINES = ("bases", "clock_rules", "special_procedures", "materials", "fees", "joint_departments")


@pytest.fixture
def office(hall, client):
    client.force_login(make_user("大厅管理室", (Role.HALL_OFFICE, hall)))
    return client


def page(version: MatterVersion) -> str:
    return reverse("admin:catalogue_matterversion_change", args=[version.pk])


def filled(version: MatterVersion, **changes) -> dict[str, str]:
    """What the form of a draft sends back when nothing is touched, and then some."""
    data = {
        "matter": version.matter_id,
        "effective_from": version.effective_from,
        "case_type": version.case_type,
        "joint_mode": version.joint_mode,
        "channels": version.channels,
        "visits": version.visits,
        "window_kinds": version.window_kinds,
        "result_name": version.result_name,
        "certificate_forms": version.certificate_forms,
    }
    for rows in INLINES:
        data |= {f"{rows}-TOTAL_FORMS": 0, f"{rows}-INITIAL_FORMS": 0}
    return data | changes


def one_rule(promise: int) -> dict[str, str]:
    rule = {"stage": "decide", "source": "national", "default_effect": "none", "promise_n": promise}
    rule |= {"promise_unit": "working_day"}
    return {"clock_rules-TOTAL_FORMS": 1} | {f"clock_rules-0-{name}": value for name, value in rule.items()}


def test_a_draft_is_edited_with_its_rows(office, licence_draft):
    sent = office.post(page(licence_draft), filled(licence_draft, result_name="许可证书", **one_rule(20)))
    assert sent.status_code == 302
    licence_draft.refresh_from_db()
    assert licence_draft.result_name == "许可证书"
    assert licence_draft.clock_rules.get().promise_n == 20


@pytest.mark.clause("AH-34.1")
def test_a_promise_too_long_comes_back_with_its_reason(office, licence_draft):
    sent = office.post(page(licence_draft), filled(licence_draft, **one_rule(21)))
    assert "承诺21个工作日，法定20个工作日" in sent.content.decode()
    assert not licence_draft.clock_rules.exists()


def test_a_new_version_without_its_matter_is_a_message_not_an_error(office, licence_draft):
    sent = office.post(
        reverse("admin:catalogue_matterversion_add"), filled(licence_draft, matter="", **one_rule(5))
    )
    assert sent.status_code == 200
    assert "这个字段是必填项" in sent.content.decode()


def test_a_published_version_is_read_only(office, licence_draft):
    by_nation(licence_draft, 5).save()
    publish(licence_draft)
    shown = office.get(page(licence_draft))
    assert shown.status_code == 200
    assert 'name="_save"' not in shown.content.decode()
    assert office.post(page(licence_draft), filled(licence_draft, result_name="改")).status_code == 403
    licence_draft.refresh_from_db()
    assert licence_draft.result_name == "许可证"


@pytest.mark.parametrize("name", ["matter", "statute", "entrustment", "matterversion"])
def test_every_list_opens(office, licence_draft, name):
    assert office.get(reverse(f"admin:catalogue_{name}_changelist")).status_code == 200
    assert office.get(reverse(f"admin:catalogue_{name}_add")).status_code == 200
