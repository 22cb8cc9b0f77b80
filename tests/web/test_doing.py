"""Doing acts on their page: the door's answer with the right status, nothing typed lost, nothing done twice."""

import pytest
from django.urls import reverse

from hall.acts.door import perform
from hall.models import Dossier, Entry, Grant, RegisterRecord
from hall.people.roles import Role
from tests.factories import make_user
from tests.visits import KEY, visit, visits  # noqa: F401 – a fixture
from tests.web.pages import act_url, do, dossier_url, field_of, text_of


def test_an_act_without_a_form_asks_for_confirmation_and_is_done(hall, counter):
    case = hall.case_in("received")
    page = counter.get(act_url(case, "accept"))
    assert "请确认办理“受理”" in text_of(page)
    assert "（AH-35.1）" in text_of(page)
    response = do(counter, case, "accept")
    assert response.status_code == 302
    case.refresh_from_db()
    assert case.state == "accepted"
    done = text_of(counter.get(response.url))
    assert "已办理：受理" in done
    assert case.dossier.papers.get(kind="acceptance").number in done
    assert "打开并打印" in done


def test_what_was_just_done_is_shown_only_to_who_did_it(hall, counter, enter):
    case = hall.case_in("received")
    url = do(counter, case, "accept").url
    assert "已办理" not in text_of(enter(hall.supervisor).get(url))


def test_a_wrong_input_keeps_what_was_typed_and_names_the_field(hall, counter):
    case = hall.case_in("received")
    response = do(counter, case, "reject", {"ground": "not_eligible", "reason": "没有经营场所", "basis": ""})
    assert response.status_code == 400
    page = response.content.decode()
    assert "没有经营场所" in page
    assert 'aria-invalid="true"' in page
    case.refresh_from_db()
    assert case.state == "received"


def test_objections_are_all_listed_with_what_was_typed(hall, enter):
    case = hall.case_in("accepted")
    data = {"found": "场所不符合条件", "reason": "距污染源不足", "basis": "某条例第九条"}
    response = do_blind(enter(hall.first), case, "refuse", data)
    assert response.status_code == 422
    page = response.content.decode()
    assert "还没有经过后台审查" in page
    assert all(typed in page for typed in data.values())


def do_blind(browser, obj, act: str, data: dict):
    """Sent from a page that was drawn while the act was still possible."""
    return browser.post(act_url(obj, act), {"seen": obj.dossier.version, **data})


def test_a_person_without_the_grant_is_refused_and_it_is_written_down(hall, enter):
    case = hall.case_in("received")
    response = do_blind(enter(hall.supervisor), case, "accept", {})
    assert response.status_code == 403
    assert "须由窗口受理人员办理" in text_of(response) or "只能在本大厅的窗口办理" in text_of(response)
    assert Entry.objects.filter(dossier=case.pk, kind="refused", by=hall.supervisor).exists()


@pytest.mark.clause("DL-4.1")
def test_the_hall_office_reads_a_case_and_cannot_decide_it(hall, enter):
    case = hall.case_in("reviewing")
    office = enter(hall.office)
    assert office.get(dossier_url(case)).status_code == 200
    response = do_blind(office, case, "approve", {"decision": "准予"})
    assert response.status_code == 403
    case.refresh_from_db()
    assert case.state == "reviewing"


def test_a_stale_page_does_nothing_and_offers_to_go_on(hall, counter):
    case = hall.case_in("received")
    seen = field_of(counter.get(act_url(case, "reject")), "seen")
    perform(case, "note", {"text": "申请人来电"}, by=hall.clerk2)
    data = {"seen": seen, "ground": "not_eligible", "reason": "没有经营场所", "basis": "某条例第五条"}
    response = counter.post(act_url(case, "reject"), data)
    assert response.status_code == 409
    assert "页面打开之后此件已有新的办理" in text_of(response)
    assert "没有经营场所" in response.content.decode()
    again = counter.post(act_url(case, "reject"), data | {"seen": field_of(response, "seen")})
    assert again.status_code == 302


def test_a_double_click_does_an_act_once(hall, counter):
    case = hall.case_in("received")
    seen = field_of(counter.get(act_url(case, "accept")), "seen")
    answers = [counter.post(act_url(case, "accept"), {"seen": seen}).status_code for _ in range(2)]
    assert answers == [302, 409]
    assert case.dossier.papers.filter(kind="acceptance").count() == 1


def test_an_act_of_another_state_is_told_so(hall, counter):
    case = hall.case_in("accepted")
    response = counter.get(act_url(case, "accept"))
    assert response.status_code == 409
    assert "当前是“已受理”，不能办理“受理”" in text_of(response)


@pytest.mark.parametrize("seen", ["", "abc", None])
def test_a_page_without_its_version_does_nothing(hall, counter, seen):
    case = hall.case_in("received")
    data = {} if seen is None else {"seen": seen}
    assert counter.post(act_url(case, "accept"), data).status_code == 409
    case.refresh_from_db()
    assert case.state == "received"


def test_an_unknown_act_does_not_exist(hall, counter):
    case = hall.case_in("received")
    assert counter.get(act_url(case, "vanish")).status_code == 404
    assert counter.get(act_url(case, "receive")).status_code == 404


def test_what_the_law_cannot_answer_is_said_and_kept_visible(hall, counter):
    case = hall.case_in("received")
    hall.hall.rules_date = None  # the regulation's first day is unknown: no rule of it can be read
    hall.hall.save()
    response = do_blind(counter, case, "accept", {})
    assert response.status_code == 422
    assert "施行日期" in text_of(response)
    assert "施行日期" in Dossier.objects.get(pk=case.pk).attention


def test_a_fragment_is_drawn_in_place_and_leads_on(hall, counter):
    htmx = {"HX-Request": "true"}
    case = hall.case_in("received")
    panel = counter.get(act_url(case, "accept"), headers=htmx)
    assert "<html" not in panel.content.decode()
    refused = counter.post(act_url(case, "accept"), {}, headers=htmx)
    assert (refused.status_code, "<html" in refused.content.decode()) == (409, False)
    done = counter.post(act_url(case, "accept"), {"seen": field_of(panel, "seen")}, headers=htmx)
    assert done["HX-Redirect"].startswith(f"{dossier_url(case)}?done=")


def test_a_form_opened_from_a_paper_already_names_it(hall, counter):
    case = hall.case_in("accepted")
    paper = case.dossier.papers.get(kind="acceptance")
    url = f"{act_url(case, 'serve_paper')}?paper={paper.pk}"
    assert f"{url}" in counter.get(dossier_url(case)).content.decode()
    assert f'value="{paper.pk}" selected' in counter.get(url).content.decode()


def test_a_superior_finds_the_way_to_an_exception(hall, enter):
    """Where a text says 原则上, the objection carries a link for the superior who may set it aside."""
    from hall.acts.guards import EXTRA, GUARDS, Objection, objects_to

    try:

        @objects_to("cases.case", "archive")
        def in_principle_not_yet(case, do):
            return Objection("原则上须满一个月", waivable_by=Role.HALL_OFFICE)

        case = hall.serve(hall.case_in("delivered"))
        office = enter(hall.office)
        page = office.get(act_url(case, "archive"))
        assert page.status_code == 422
        guard = in_principle_not_yet.name
        assert f"/do/waive/?act=archive&amp;guard={guard}" in page.content.decode()
        assert "批准例外" not in text_of(enter(hall.clerk, hall.window).get(act_url(case, "archive")))
        data = {"act": "archive", "guard": guard, "reason": "申请人急用"}
        assert do(office, case, "waive", data).status_code == 302
        assert office.get(act_url(case, "archive")).status_code == 200
    finally:
        EXTRA.pop(("cases.case", "archive"), None)
        GUARDS.pop(in_principle_not_yet.name, None)


# --- New objects ------------------------------------------------------------------------------------------------


def new_url(register: str = KEY) -> str:
    return f"{reverse('new', args=['hall.registerrecord', 'record'])}?register={register}"


def test_a_register_is_opened_from_the_start_page_and_recorded_in(hall, enter, visits):  # noqa: F811
    office = enter(hall.office)
    assert new_url() in office.get("/").content.decode()
    page = office.get(new_url())
    assert "事由" in text_of(page)
    response = office.post(new_url(), visit(token=field_of(page, "token")))
    record = RegisterRecord.objects.get()
    assert response.url.startswith(dossier_url(record))
    told = text_of(office.get(response.url))
    assert "事由 参观 人数 3" in told
    assert "13847612345" not in told


def test_a_form_sent_twice_counts_once_and_leads_to_what_it_made(hall, enter, visits):  # noqa: F811
    office = enter(hall.office)
    data = visit(token=field_of(office.get(new_url()), "token"))
    first, second = (office.post(new_url(), data) for _ in range(2))
    record = RegisterRecord.objects.get()
    assert first.url.startswith(dossier_url(record))
    assert second.url == dossier_url(record)
    assert "没有重复办理" in text_of(office.get(second.url))


def test_a_wrong_input_in_a_new_form_keeps_its_token(hall, enter, visits):  # noqa: F811
    office = enter(hall.office)
    token = field_of(office.get(new_url()), "token")
    response = office.post(new_url(), visit(token=token, persons=0))
    assert response.status_code == 400
    assert field_of(response, "token") == token
    assert 'value="参观"' in response.content.decode()


def test_who_may_not_record_is_told_before_typing(hall, enter, visits):  # noqa: F811
    response = enter(hall.reviewer).get(new_url())
    assert response.status_code == 403
    assert "须由大厅管理室、导服人员办理" in text_of(response)


def test_what_nobody_registered_cannot_be_opened(hall, counter):
    assert counter.get(reverse("new", args=["cases.case", "accept"])).status_code == 404
    assert counter.get(new_url("no.such")).status_code == 404


@pytest.mark.clause("AH-4.b")
def test_only_the_hall_office_gives_grants(hall, enter):
    new = make_user("新来的")
    url = reverse("new", args=["hall.grant", "give"])
    data = {"user": new.pk, "role": "guide", "place": ""}
    assert enter(hall.clerk).post(url, data).status_code == 403
    assert enter(hall.supervisor).post(url, data).status_code == 403
    assert not Grant.objects.filter(user=new).exists()
    assert enter(hall.office).post(url, data).status_code == 302
    assert Grant.objects.get(user=new).state == "given"


@pytest.mark.clause("AH-4.b")
def test_a_grant_may_be_limited_to_the_department_chosen_first(hall, enter):
    new = make_user("部门的人")
    office, url = enter(hall.office), reverse("new", args=["hall.grant", "give"])
    assert url in office.get("/").content.decode()
    assert "某旗市场监督管理局" in text_of(office.get(url))
    url = f"{url}?department={hall.department.pk}"
    page = office.get(url)
    data = {"token": field_of(page, "token"), "user": new.pk, "role": "cashier", "place": ""}
    assert office.post(url, data).status_code == 302
    assert Grant.objects.get(user=new).department == hall.department
