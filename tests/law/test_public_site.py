"""The public's pages: found without login, by words, initials, department; and nothing personal on any of them."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.refusals import NotAllowed
from hall.models import Department, RegisterRecord
from hall.places.admin import DepartmentForm
from matters.cases.models import Case
from matters.catalogue.models import Bundle, BundleMatter
from matters.catalogue.publishing import publish, successor
from tests.factories import NAMED_SINCE, travel
from windows.models import Window

COMPLAINTS_ON_A_GUIDE = 2  # among the points of the guide, which are kept, and below it


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def get(name: str, *args, **query):
    return Client().get(reverse(name, args=args), query)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_matter_is_found_by_whatever_is_known_of_it(hall):
    bundle = Bundle.objects.create(hall=hall.hall, name="开一家小店", lead=hall.department, since=NAMED_SINCE)
    BundleMatter.objects.create(bundle=bundle, matter=hall.licence)
    known = [
        {"q": "食品"},
        {"q": "spjy"},
        {"department": hall.department.pk, "q": "经营"},
        {"event": bundle.pk},
        {"who": "2", "q": "食品"},
    ]
    for asked in known:
        assert "食品经营许可" in text(get("public-search", **asked)), asked
    assert "没有找到" in text(get("public-search", q="食品", who="6"))
    assert "开一家小店" in text(get("public-search"))


def test_a_word_nobody_knows_leads_to_a_telephone(hall):
    assert "0470-1234567" in text(get("public-search", q="<script>"))


def test_a_guide_names_what_is_needed_and_where_to_go(hall):
    page = text(get("public-guide", hall.licence.pk))
    for said in ("申请书", "场地平面图", "A01号窗口", "法定办结时限", "qr.svg"):
        assert said in page
    assert get("public-guide-qr", hall.licence.pk)["Content-Type"] == "image/svg+xml"


def test_a_guide_is_kept_until_something_new_is_published(hall, django_capture_on_commit_callbacks):
    """The second reader costs little; the first after a publication already reads the new text."""
    get("public-guide", hall.licence.pk)
    with CaptureQueriesContext(connection) as second:
        get("public-guide", hall.licence.pk)
    assert len(second) <= 16
    with django_capture_on_commit_callbacks(execute=True):
        hall.hall.supervision_phone = "0470-9999999"
        hall.hall.save()
    assert text(get("public-guide", hall.licence.pk)).count("0470-9999999") == COMPLAINTS_ON_A_GUIDE
    new = successor(hall.licence_version, hall.licence_version.effective_from.replace(year=2026, month=4))
    new.result_name = "新版许可证"
    new.save()
    publish(new)
    assert "新版许可证" not in text(get("public-guide", hall.licence.pk))
    travel("2026-04-02")
    assert "新版许可证" in text(get("public-guide", hall.licence.pk))


def test_a_matter_that_has_left_has_no_page(hall):
    hall.licence.withdrawn_on = "2026-03-09"
    hall.licence.save()
    assert get("public-guide", hall.licence.pk).status_code == 404
    assert get("public-apply", hall.licence.pk).status_code == 404


def test_the_list_of_fees_says_that_nothing_is_charged(hall):
    assert "所有事项都不收费" in text(get("public-fees"))


@pytest.fixture
def decided(hall) -> Case:
    return hall.case_in("decided")


class TestDecisions:
    @pytest.mark.clause("AH-38.1")
    def test_what_was_granted_today_is_public_and_a_refusal_is_not(self, hall, decided):
        refused = hall.refuse(hall.into_review(hall.accept(hall.receive())))
        page = text(get("public-decisions"))
        for said in (decided.number, "食品经营许可", "某旗市场监督管理局", "2026-03-09"):
            assert said in page
        assert refused.number not in page
        assert get("public-decision", refused.pk).status_code == 404

    @pytest.mark.clause("AH-38.2")
    def test_anybody_reads_it_and_nobody_learns_who_it_is(self, decided):
        for page in (text(get("public-decisions")), text(get("public-decision", decided.pk))):
            assert "王**" in page
            assert "王小明" not in page
            assert "198001010" not in page
        assert "150***********" in text(get("public-decision", decided.pk))


class TestDirectory:
    @pytest.mark.clause("AH-13.5b")
    def test_a_window_shows_matters_hours_and_guides(self, hall):
        hall.hall.opening_hours = "周一至周五 8:30–17:30"
        hall.hall.save()
        page = text(get("public-window", Window.objects.get().pk))
        assert "周一至周五" in page
        assert reverse("public-guide", args=[hall.licence.pk]) in page

    @pytest.mark.clause("WS01-05.2.1-1")
    def test_every_department_can_be_rung_up(self, hall):
        page = text(get("public-directory"))
        assert "0470-7654321" in page
        for department in Department.objects.filter(hall=hall.hall):
            assert str(department) in page
        form = DepartmentForm({"is_active": "on", "phone": " "})
        assert form.errors["phone"] == ["启用的部门须填写对外公布的服务电话。"]

    @pytest.mark.clause("WS05-7.3")
    def test_area_number_matters_telephone_and_measures(self, hall):
        hall.window.zone = "窗口服务"
        hall.window.save()
        data = {"measure": "免费复印", "place": "一楼服务台"}
        scope = {"register": "windows.convenience", "hall": hall.hall}
        with pytest.raises(NotAllowed):
            perform(RegisterRecord, "record", data, by=hall.helper, **scope)
        perform(RegisterRecord, "record", data, by=hall.office, **scope)
        page = text(get("public-directory"))
        for said in ("窗口服务", "A01", "食品经营许可", "0470-1234567", "免费复印", "最近更新：2026年3月9日"):
            assert said in page
