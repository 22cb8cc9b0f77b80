"""The page of one dossier: where it stands, whose move it is, what may be done, its clocks, papers and timeline."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.offers import offers
from hall.acts.refusals import Refused
from hall.clocks.sweep import needs_attention
from hall.models import Entry
from hall.people.authority import Authority
from hall.people.roles import Role
from tests.factories import make_user, travel
from tests.timeline.conftest import rules_switched_off
from tests.web.pages import dossier_url, text_of


def test_what_it_is_where_it_stands_and_whose_move_it_is(hall, counter):
    handover = hall.send(hall.serve(hall.case_in("accepted")))
    page = text_of(counter.get(dossier_url(handover)))
    for told in (
        "材料移交",
        handover.case.number,
        "已移交，待签收",
        "某旗市场监督管理局",
        "待 部门审批人员、首席代表 办理",
    ):
        assert told in page


def test_buttons_agree_with_the_door(hall, enter):
    """Every act is shown to whoever could do it: as a button exactly if its page lets it be done."""
    case = hall.case_in("accepted")
    # Who has taken a seat keeps it: first the clerk without one.
    people = (hall.clerk, None), (hall.clerk, hall.window), (hall.first, hall.window), (hall.office, None)
    for user, place in people:
        browser = enter(user, place)
        page = browser.get(dossier_url(case)).content.decode()
        for one in offers(case, Authority.of(user), place):
            url = reverse("act", args=[case.pk, one.act.name])
            assert (f'href="{url}"' in page) == one.available, one.act.title
            assert (browser.get(url).status_code == 200) == one.available, one.act.title


def test_what_is_greyed_the_door_refuses(hall, enter):
    case = hall.case_in("accepted")
    greyed = [one for one in offers(case, Authority.of(hall.clerk), hall.window) if not one.available]
    assert greyed
    for one in greyed:
        with pytest.raises(Refused) as refused:
            perform(case, one.act.name, {}, by=hall.clerk, place=hall.window)
        assert refused.value.status in (400, 403, 422), one.act.title


def test_what_may_not_be_done_says_every_reason(hall, counter):
    case = hall.receive(m2="missing")
    page = text_of(counter.get(dossier_url(case)))
    assert "材料不齐全或者不符合法定形式：身份证明" in page


def test_the_dossiers_of_others_do_not_exist(hall, enter):
    case = hall.case_in("accepted")
    stranger = make_user("别部门", (Role.REVIEWER, hall.hall, hall.other))
    sysadmin = make_user("管机器", (Role.SYSADMIN, hall.hall))
    nobody = make_user("没有授权")
    for user in (stranger, sysadmin, nobody):
        browser = enter(user)
        for url in (
            dossier_url(case),
            reverse("act", args=[case.pk, "approve"]),
            reverse("dossier-verification", args=[case.pk]),
            reverse("reveal", args=[case.pk, "applicant", "phone"]),
            reverse("paper", args=[case.dossier.papers.first().pk]),
        ):
            assert browser.get(url).status_code == 404, (user, url)
    assert enter(hall.clerk).get("/d/999999/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_story(hall, counter):
    case = more(hall, hall.serve(hall.case_in("accepted")), times=1)
    few = queries(counter, case)
    assert few < 60
    case = more(hall, case, times=9)
    assert Entry.objects.filter(dossier=case.pk).count() > 20
    assert queries(counter, case) == few


def more(hall, case, times: int):
    """More lines of every sort: notes, and attempts of several people that were refused."""
    for n in range(times):
        case = perform(case, "note", {"text": f"第{n}次来电"}, by=hall.clerk)
        for user in (hall.clerk, hall.clerk2):
            with pytest.raises(Refused):
                perform(case, "seal", by=user, place=hall.window)
    return case


def queries(browser, case) -> int:
    browser.get(dossier_url(case))  # what is read once per process is read
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(dossier_url(case)).status_code == 200
    return len(seen)


def test_clocks_show_light_date_and_the_sentence(hall, counter):
    case = hall.case_in("accepted")
    page = text_of(counter.get(dossier_url(case)))
    assert "● 正常 承诺期限 2026-03-16" in page
    assert "还有5个工作日" in page
    assert "2026年3月9日受理" in page
    travel("2026-03-17")
    assert "■ 超期 承诺期限 2026-03-16" in text_of(counter.get(dossier_url(case)))


def test_a_provisional_date_says_so(hall, counter):
    travel("2026-12-30")
    case = hall.case_in("accepted")
    assert "暂定" in text_of(counter.get(dossier_url(case)))


def test_papers_wait_are_served_and_voided(hall, counter):
    case = hall.case_in("decided")
    page = text_of(counter.get(dossier_url(case)))
    assert "待用印" in page
    assert "已于2026-03-09送达" in page
    paper = case.dossier.papers.get(kind="acceptance")
    perform(case, "void_paper", {"paper": paper.pk, "reason": "印错了"}, by=hall.office)
    assert "已作废 印错了" in text_of(counter.get(dossier_url(case)))


def test_the_timeline_tells_who_when_where_what_and_why(hall, counter):
    case = hall.case_in("accepted")
    page = text_of(counter.get(dossier_url(case)))
    assert "受理 已收件 → 已受理 2026-03-09 10:00 张窗口（窗口受理人员） A01号窗口 记录于" in page
    assert "《敖汉旗政务服务大厅管理办法》（AH-35.1）" in page
    assert "（EL-3.1b）" not in page, "别的大厅的条款不出现"
    assert "个人信息不记入留痕" in page
    assert "王小明" in page, "窗口人员看得到申请人"


def test_refused_attempts_stand_apart_with_their_reasons(hall, counter):
    case = hall.receive(m2="missing")
    with pytest.raises(Refused):
        hall.accept(case)
    page = counter.get(dossier_url(case)).content.decode()
    assert '<li class="refused">' in page
    only = counter.get(dossier_url(case) + "?only=refused", headers={"HX-Request": "true"})
    assert "未办成 受理" in text_of(only)
    assert "收件 已收件" not in text_of(only)


def test_a_long_story_is_told_in_pages(hall, counter):
    case = hall.case_in("accepted")
    for n in range(55):
        perform(case, "note", {"text": f"第{n}次来电"}, by=hall.clerk)
    first = counter.get(dossier_url(case))
    assert "收件 已收件" not in text_of(first)
    older = first.context["older"]
    rest = counter.get(f"{dossier_url(case)}?before={older}")
    assert "收件 已收件" in text_of(rest)


def test_anybody_who_reads_may_verify_the_chain(hall, enter):
    case = hall.case_in("accepted")
    response = enter(hall.supervisor).get(reverse("dossier-verification", args=[case.pk]))
    assert "完整" in text_of(response)
    with rules_switched_off():
        Entry.objects.filter(dossier=case.pk, act="accept").update(title="没有受理")
    response = enter(hall.supervisor).get(reverse("dossier-verification", args=[case.pk]))
    assert "有问题" in text_of(response)
    assert "本行被改动" in text_of(response)


def test_what_needs_attention_says_so_on_the_page_and_in_the_list(hall, enter):
    case = hall.case_in("accepted")
    needs_attention(case.pk, RuntimeError("规则缺失"))
    browser = enter(hall.office)
    assert "规则缺失" in text_of(browser.get(dossier_url(case)))
    assert "规则缺失" in text_of(browser.get(reverse("attention")))
    stranger = make_user("别部门", (Role.FIRST_REPRESENTATIVE, hall.hall, hall.other))
    assert "规则缺失" not in text_of(enter(stranger).get(reverse("attention")))


def test_the_tree_leads_to_what_belongs_together(hall, counter):
    case = hall.case_in("reviewing")
    handover = case.handovers.get()
    page = counter.get(dossier_url(case)).content.decode()
    assert f'href="{dossier_url(handover)}"' in page
    assert f'href="{dossier_url(case)}"' in counter.get(dossier_url(handover)).content.decode()


def test_a_log_is_told_like_a_story(hall, enter):
    from hall.applicants.access import reveal
    from hall.models import Dossier

    case = hall.case_in("received")
    reveal(case.applicant, "phone", hall=hall.hall, by=hall.clerk, reason="电话通知补正")
    log = Dossier.objects.get(kind="log.access")
    page = text_of(enter(hall.supervisor).get(reverse("dossier", args=[log.pk])))
    assert "张窗口" in page
    assert "查阅内容 联系电话 事由 电话通知补正" in page
    assert "13800000001" not in page
