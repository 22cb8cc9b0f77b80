"""Policies are published within their working days, in a named channel, and explained (XA-35)."""

import pytest
from django.test import Client
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.refusals import Invalid
from hall.clocks.sweep import sweep
from hall.models import Policy
from hall.policies.policy import unexplained
from tests.factories import travel


@pytest.fixture
def policy(hall_of):
    hall = hall_of("XA")
    travel("2025-03-03")
    data = {"title": "便民十条", "number": "兴政发〔2025〕1号", "made_on": "2025-03-03", "text": "正文"}
    made = perform(Policy, "register", data, by=hall.office, hall=hall.hall)
    made.of = hall
    return made


def again(policy: Policy) -> Policy:
    return Policy.objects.get(pk=policy.pk)


@pytest.mark.clause("XA-35.1")
def test_twenty_working_days_and_then_it_is_overdue(policy):
    assert policy.dossier.runs.get().limits.get().due_on.isoformat() == "2025-03-31"
    travel("2025-03-31 23:00")
    sweep()
    assert not again(policy).overdue
    travel("2025-04-01 00:01")
    assert sweep().failed == 0
    late = again(policy)
    assert late.overdue
    assert "尚未公开" in late.dossier.attention


@pytest.mark.clause("XA-35.1")
def test_in_at_least_one_channel_and_then_anybody_reads_it(policy):
    page = reverse("public-policy", args=[policy.pk])
    assert Client().get(page).status_code == 404
    with pytest.raises(Invalid) as refused:
        perform(policy, "publish", {}, by=policy.of.office)
    assert "至少选择一种" in str(refused.value)
    perform(policy, "publish", {"channels": ["site", "media"]}, by=policy.of.office)
    assert "政府网站、政务新媒体" in Client().get(page).content.decode()
    assert "便民十条" in Client().get(reverse("public-policies"), {"hall": "county"}).content.decode()
    assert not policy.dossier.runs.filter(ended_at=None).exists()


@pytest.mark.clause("XA-35.2")
def test_explained_in_several_forms_and_what_is_not_is_listed(policy):
    office = Client()
    office.force_login(policy.of.office)
    assert list(unexplained(policy.of.hall)) == [policy]
    assert "便民十条" in office.get(reverse("policies-kept")).content.decode()
    perform(policy, "publish", {"channels": ["site"]}, by=policy.of.office)
    perform(policy, "explain", {"form": "qa", "text": "问：怎样办？答：一次办。"}, by=policy.of.office)
    perform(policy, "explain", {"form": "video", "link": "https://www.example.cn/v"}, by=policy.of.office)
    with pytest.raises(Invalid):
        perform(policy, "explain", {"form": "audio"}, by=policy.of.office)
    page = Client().get(reverse("public-policy", args=[policy.pk])).content.decode()
    for said in ("问答解读", "一次办", "视频解读", "https://www.example.cn/v"):
        assert said in page
    assert not unexplained(policy.of.hall).exists()
