"""Intake at the counter: typed once, judged at once, answered in the same breath – and never twice."""

import pytest
from django.urls import reverse

from hall.applicants.identity import id_check_character
from hall.models import Entry, Paper
from matters.cases.models import Case
from tests.cases_factory import PERSON
from tests.catalogue.builders import make_matter
from tests.factories import NAMED_SINCE, make_place, make_user
from tests.web.pages import field_of, text_of

from .counter import intake_url, only_case, take_in, typed


def test_the_guide_stands_beside_the_checklist(hall, counter):
    page = text_of(counter.get(intake_url(hall.licence)))
    assert "承诺 5个工作日 ，法定 20个工作日" in page
    assert "检验（5个工作日）" in page
    for material in hall.licence_version.materials.all():
        assert material.name in page
    assert "可容缺" in page


def test_receiving_leads_to_the_receipt_to_print(hall, counter):
    response = take_in(counter, hall)
    case = only_case()
    assert (case.state, case.window, case.received_by) == ("received", hall.window, hall.clerk)
    page = text_of(counter.get(response.url))
    assert "已办理：收件" in page
    assert case.dossier.papers.get().number in page


def test_receiving_and_accepting_are_two_acts_with_both_papers_to_print(hall, counter):
    response = take_in(counter, hall, then="accept")
    case = only_case()
    assert case.state == "accepted"
    assert list(case.dossier.entries.order_by("seq").values_list("act", flat=True)) == ["receive", "accept"]
    page = text_of(counter.get(response.url))
    assert "已办理：收件、受理" in page
    done = page[: page.index("现在可以办理")]
    assert all(paper.number in done for paper in case.dossier.papers.all())


def test_receiving_and_telling_puts_every_defect_on_the_one_notice(hall, counter):
    take_in(counter, hall, m2="missing", m3="defective", then="tell_corrections", until="2026-03-20")
    case = only_case()
    assert case.state == "correcting"
    told = case.dossier.papers.get(kind="correction").facts
    assert [item["name"] for item in told["items"]] == ["身份证明", "场地平面图"]
    assert told["items"][0]["remedy"] == "提交身份证明复印件1份"
    assert told["items"][1]["fault"] == "没有签字"
    assert told["deadline"] == "2026-03-20"


def test_when_the_second_act_is_refused_the_case_stays_received_and_the_page_says_so(hall, counter):
    response = take_in(counter, hall, m2="missing", then="accept")
    assert only_case().state == "received"
    page = text_of(counter.get(response.url))
    assert "已收件，但没有办成“受理”" in page
    assert "身份证明" in page
    assert "此件停在“已收件”" in page


def test_what_needs_more_typing_goes_on_to_its_own_page(hall_of, enter):
    hall = hall_of("EL")
    counter = enter(hall.clerk, hall.window)
    response = take_in(counter, hall, m4="missing", then="accept_tolerantly")
    case = only_case()
    assert response.url == reverse("act", args=[case.pk, "accept_tolerantly"])
    assert "补齐期限" in text_of(counter.get(response.url))


def test_a_bad_number_is_named_beside_its_field_and_nothing_typed_is_lost(hall, counter):
    response = take_in(
        counter, hall, identity_number="150430198001010010", m3="defective", summary="开一家面馆"
    )
    assert response.status_code == 400
    assert not Case.objects.exists()
    page = response.content.decode()
    beside = page[page.index('id="id_identity_number"') :][:600]
    assert "校验码（第18位）与前17位不符" in beside
    assert 'value="150430198001010010"' in page
    assert 'value="开一家面馆"' in page
    assert 'value="没有签字"' in page
    third = hall.licence_version.materials.get(order=3)
    assert f'id="v{third.pk}-defective" class="verdict-defective" checked' in page


def test_every_material_must_be_looked_at(hall, counter):
    second = hall.licence_version.materials.get(order=2)
    response = take_in(counter, hall, **{f"verdict_{second.pk}": ""})
    assert response.status_code == 400
    assert "请核对这份材料" in text_of(response)


def test_a_form_sent_twice_makes_one_case(hall, counter):
    url = intake_url(hall.licence)
    data = typed(hall, then="accept") | {"token": field_of(counter.get(url), "token")}
    first, second = counter.post(url, data), counter.post(url, data)
    case = only_case()
    assert first.url == f"{reverse('dossier', args=[case.pk])}?done=1"
    assert second.url == reverse("dossier", args=[case.pk])
    assert "没有重复收件" in text_of(counter.get(second.url))


@pytest.mark.clause("EL-4.2d")
def test_a_matter_that_was_not_entrusted_is_forbidden(hall_of, enter):
    """Shown with its reason, and refused with 403 when it is sent all the same; entrusted matters go through."""
    hall = hall_of("EL")
    counter = enter(hall.clerk, hall.window)
    foreign = make_matter(hall.other, name="户口登记", entered_on=NAMED_SINCE)
    hall._version(foreign, 5)
    page = counter.get(intake_url(foreign))
    assert page.status_code == 403
    assert "没有把“户口登记”的收件权限委托给大厅" in text_of(page)
    sent = counter.post(intake_url(foreign), typed(hall, foreign) | {"token": "a" * 20})
    assert sent.status_code == 403
    assert not Case.objects.exists()
    assert take_in(counter, hall).status_code == 302


def test_without_a_window_nothing_is_taken_in(hall, enter):
    page = enter(hall.clerk).get(intake_url(hall.licence))
    assert page.status_code == 403
    assert "请先登录到窗口" in text_of(page)
    assert "选择窗口" in text_of(page)


def test_a_matter_of_another_window_names_the_windows_that_take_it(hall, enter):
    from hall.acts.door import perform
    from windows.models import Window

    place = make_place(hall.hall, "B02", "department_window")
    data = {"place": place.pk, "seats": 1, "matters": [hall.joint.pk]}
    perform(Window, "register", data, by=hall.office, hall=hall.hall, department=hall.department)
    page = enter(hall.clerk, place).get(intake_url(hall.licence))
    assert page.status_code == 422
    assert "不在B02号窗口受理" in text_of(page)
    assert "A01号窗口" in text_of(page)


def test_others_and_other_halls_do_not_get_the_page(hall, counter, enter):
    assert enter(hall.reviewer).get(intake_url(hall.licence)).status_code == 404
    assert counter.get(intake_url(hall.licence).replace(str(hall.licence.pk), "999999")).status_code == 404
    stranger = make_user("路人")
    assert enter(stranger).get(intake_url(hall.licence)).status_code == 404


class TestKnownApplicant:
    """The number is enough; filling the rest in is a reading of personal data and stands in the access log."""

    @pytest.fixture(autouse=True)
    def been_here(self, hall):
        hall.receive()

    def test_the_rest_is_filled_in_at_once(self, hall, counter):
        response = ask(counter, hall, PERSON["identity_number"])
        page = response.content.decode()
        assert "王**已登记过" in page
        for value in ("王小明", PERSON["phone"], PERSON["address"]):
            assert f'value="{value}"' in page

    def test_each_field_read_is_taken_down_with_its_reason(self, hall, counter):
        ask(counter, hall, PERSON["identity_number"])
        read = Entry.objects.filter(kind=Entry.Kind.ACCESS, by=hall.clerk)
        assert [line.facts["field"] for line in read] == ["phone", "address"]
        assert {line.facts["reason"] for line in read} == {"收件登记：食品经营许可"}

    def test_without_javascript_the_button_brings_the_page_back_filled_in(self, hall, counter):
        data = {"identity_number": PERSON["identity_number"], "find": "applicant", "summary": "开一家面馆"}
        page = counter.post(intake_url(hall.licence), data).content.decode()
        assert 'value="王小明"' in page
        assert 'value="开一家面馆"' in page
        assert Case.objects.count() == 1

    def test_an_agent_is_found_the_same_way(self, hall, counter):
        data = {"agent_identity_number": PERSON["identity_number"], "find": "agent"}
        page = counter.post(intake_url(hall.licence, "intake-person"), data).content.decode()
        assert 'name="agent_name" value="王小明"' in page

    def test_who_is_not_known_is_not_filled_in_and_a_slip_is_told(self, hall, counter):
        digits = "11010119900307001"
        right = id_check_character(digits)
        assert ask(counter, hall, digits + right).content.decode().strip() == ""
        wrong = "0" if right != "0" else "1"
        assert "校验码（第18位）与前17位不符" in ask(counter, hall, digits + wrong).content.decode()


def ask(client, hall, number: str):
    data = {"identity_kind": "resident_id", "identity_number": number, "find": "applicant"}
    return client.post(intake_url(hall.licence, "intake-person"), data, headers={"HX-Request": "true"})


@pytest.mark.parametrize(
    ("preset", "verdicts", "says", "possible"),
    [
        ("AH", {}, "可受理", {"accept", "reject"}),
        ("AH", {"m2": "missing"}, "一次性告知", {"tell_corrections", "reject"}),
        ("AH", {"m4": "missing"}, "一次性告知", {"tell_corrections", "reject"}),
        ("EL", {"m4": "missing"}, "可容缺受理", {"accept_tolerantly", "tell_corrections", "reject"}),
        ("EL", {"m2": "missing", "m4": "missing"}, "一次性告知", {"tell_corrections", "reject"}),
        ("EL", {"m2": ""}, "核对中", {"reject"}),
        ("AH", {"in_scope": "no"}, "不予受理", {"reject"}),
    ],
)
def test_the_banner_says_at_once_what_the_guards_will_say(hall_of, enter, preset, verdicts, says, possible):
    hall = hall_of(preset)
    counter = enter(hall.clerk, hall.window)
    response = counter.post(intake_url(hall.licence, "intake-outlook"), typed(hall, **verdicts))
    page = response.content.decode()
    assert f"<strong>{says}</strong>" in page
    offered = {
        name
        for name in ("accept", "accept_tolerantly", "tell_corrections", "reject")
        if "disabled" not in button(page, name)
    }
    assert offered == possible
    assert not Case.objects.exists()
    assert not Paper.objects.filter(dossier__kind="cases.case").exists()


def button(page: str, act: str) -> str:
    start = page.index(f'<button name="then" value="{act}"')
    return page[start : page.index(">", start)]
