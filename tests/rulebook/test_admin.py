"""The hall office reads and changes its rulebook in the admin, as a browser would; nobody else changes it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse, reverse_lazy

from hall import legal_time
from hall.people.roles import Role
from hall.rulebook import answer, count_open_clocks
from hall.rulebook.rows import PresetAdoption, RuleRow
from hall.span import Span
from tests.factories import make_user

ADD = reverse_lazy("admin:hall_rulerow_add")
ANSWERS = reverse_lazy("admin:hall_rulerow_answers")


@pytest.fixture
def log_in(client, uxin):
    def log_in(role: Role, hall=uxin):
        client.force_login(make_user(role, (role, hall)))
        return client

    return log_in


@pytest.fixture
def office(log_in):
    return log_in(Role.HALL_OFFICE)


def change(client, hall, key: str, **fields):
    given = {"mode": "own", "effective_from": str(legal_time.today()), "reason": "旗中心会议", "confirm": "1"}
    return client.post(f"{ADD}?hall={hall.pk}&key={key}", given | fields)


def errors(response, field: str) -> str:
    return "".join(response.context["form"].errors.get(field, []))


def test_the_page_lists_every_answer_with_its_basis(office, uxin):
    page = office.get(ANSWERS, {"hall": uxin.pk}).content.decode()
    assert "乌审旗政务服务中心窗口工作制度等16个制度" in page
    assert "2023-06-13" in page
    assert "《乌审旗政务服务中心进驻部门（单位）窗口及工作人员调整管理制度》（WS13-2.2.2a-1）" in page
    assert "无法定依据，由大厅自定" in page
    assert f"?hall={uxin.pk}&amp;key=closure.notice" in page
    assert "key=statute.review" not in page


def test_the_page_speaks_of_any_day(office, uxin):
    page = office.get(ANSWERS, {"hall": uxin.pk, "on": "2023-06-12"}).content.decode()
    assert "国家规定和通用设定" in page
    assert office.get(ANSWERS, {"hall": uxin.pk, "on": "昨天"}).status_code == 404


def test_a_hall_whose_rules_cannot_start_is_told_what_is_missing(office, aohan):
    type(aohan).objects.filter(pk=aohan.pk).update(rules_date=None)
    page = office.get(ANSWERS, {"hall": aohan.pk}).content.decode()
    assert "请先在大厅资料中填写" in page


def test_a_preview_shows_before_and_after_and_that_running_clocks_keep_their_rule(office, uxin):
    def three(hall, key, **kwargs):
        return 3 if (hall, key) == (uxin, "closure.notice") else 0

    data = {"mode": "own", "value": "2个工作日", "effective_from": str(legal_time.today()), "reason": "会议"}
    count_open_clocks.connect(three)
    try:
        page = office.post(f"{ADD}?hall={uxin.pk}&key=closure.notice", data).content.decode()
    finally:
        count_open_clocks.disconnect(three)
    assert "<td>1个工作日</td><td>2个工作日</td>" in page
    assert "此更改将影响哪些在办时限" in page
    assert "在办的 3 个期限受影响的为 0 个：每个期限都按开始计时当日的规定计算到底。" in page
    assert "确认变更" in page
    assert not RuleRow.objects.exists()


def test_a_confirmed_change_counts_from_its_day(office, uxin):
    tomorrow = legal_time.today() + timedelta(days=1)
    response = change(office, uxin, "closure.notice", value="2个工作日", effective_from=str(tomorrow))
    assert response.status_code == 302
    row = RuleRow.objects.get()
    assert (row.made_by.name, row.reason) == (Role.HALL_OFFICE, "旗中心会议")
    assert answer(uxin, "closure.notice", legal_time.today()).value == Span(1)
    assert answer(uxin, "closure.notice", tomorrow).value == Span(2)
    page = office.get(ANSWERS, {"hall": uxin.pk, "on": str(tomorrow)}).content.decode()
    assert "本大厅自定的规则" in page
    assert "（第1次调整）" in page


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("correction.oral_allowed", "是", True),
        ("correction.second_notice", "relist_only", "relist_only"),
        ("delivery.ways", ["post", "window"], ["window", "post"]),
        ("complaint.serious_approvers", "主要领导\r\n分管领导", ["chief", "deputy"]),
        ("training.subjects", "业务\r\n礼仪", ["业务", "礼仪"]),
        ("closure.quota_fraction", "1/4", "1/4"),
        ("leave.approval_levels", "3 | 首席代表", [{"days": 3, "approver": "first_representative"}]),
    ],
)
def test_every_kind_of_answer_can_be_typed(office, uxin, key, typed, value):
    page = office.get(f"{ADD}?hall={uxin.pk}&key={key}")
    assert page.status_code == 200
    change(office, uxin, key, value=typed)
    assert RuleRow.objects.get().value == value


def test_off_and_back_again(office, uxin):
    change(office, uxin, "closure.notice", mode="off")
    assert answer(uxin, "closure.notice", legal_time.today()).value is None
    change(office, uxin, "closure.notice", mode="inherit")
    assert answer(uxin, "closure.notice", legal_time.today()).value == Span(1)


@pytest.mark.parametrize(
    ("fields", "field", "complaint"),
    [
        ({"value": "五日"}, "value", "请写成“5个工作日”"),
        ({"value": "2个工作日", "reason": ""}, "reason", "这个字段是必填项"),
        ({"value": "2个工作日", "clause": "ZZ-1"}, "clause", "没有“ZZ-1”这样的条款编号"),
        ({"value": "2个工作日", "effective_from": "2026-01-01"}, "effective_from", "不能早于今天"),
    ],
)
def test_a_wrong_change_is_refused_beside_its_field(office, uxin, fields, field, complaint):
    response = change(office, uxin, "closure.notice", **fields)
    assert complaint in errors(response, field)
    assert not RuleRow.objects.exists()


def test_what_statute_fixes_is_offered_to_nobody(office, uxin):
    assert office.get(f"{ADD}?hall={uxin.pk}&key=statute.review").status_code == 403
    assert office.get(f"{ADD}?hall={uxin.pk}&key=statute.colour").status_code == 404


@pytest.mark.clause("AH-4.b")
@pytest.mark.parametrize(
    "role", [Role.REVIEWER, Role.WINDOW_CLERK, Role.SUPERVISOR, Role.SYSADMIN, Role.BUREAU]
)
def test_only_the_hall_office_changes_rules(log_in, uxin, role):
    client = log_in(role)
    assert change(client, uxin, "closure.notice", value="2个工作日").status_code in (302, 403)
    assert not RuleRow.objects.exists()


def test_another_halls_office_changes_nothing_here(log_in, aohan, uxin):
    client = log_in(Role.HALL_OFFICE, aohan)
    assert change(client, uxin, "closure.notice", value="2个工作日").status_code == 403
    page = client.get(ANSWERS, {"hall": uxin.pk}).content.decode()
    assert "key=closure.notice" not in page


def test_rows_are_listed_and_neither_changed_nor_deleted(office, uxin):
    change(office, uxin, "closure.notice", value="2个工作日")
    row = RuleRow.objects.get()
    page = office.get(reverse("admin:hall_rulerow_changelist")).content.decode()
    assert "临时关闭申请的提前期限" in page
    assert "2个工作日" in page
    assert (
        office.post(reverse("admin:hall_rulerow_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    )
    assert (
        office.post(reverse("admin:hall_rulerow_change", args=[row.pk]), {"reason": "x"}).status_code == 403
    )


def test_a_new_edition_is_shown_and_adopted(office, uxin, ship):
    ship("WS", "pause_minutes = { value = 15", "pause_minutes = { value = 20")
    assert "1 项新内容尚未采用" in office.get(ANSWERS, {"hall": uxin.pk}).content.decode()
    address = reverse("admin:hall_presetadoption_add") + f"?hall={uxin.pk}"
    page = office.get(address).content.decode()
    assert "15分钟（WS04-5.4-3）" in page
    assert "20分钟（WS04-5.4-3）" in page
    past = office.post(address, {"effective_from": "2026-01-01", "reason": "修订"})
    assert "不能早于今天" in errors(past, "effective_from")
    today = legal_time.today()
    assert office.post(address, {"effective_from": str(today), "reason": "修订"}).status_code == 302
    assert PresetAdoption.objects.filter(hall=uxin).count() == 2
    assert answer(uxin, "window.pause_minutes", today).value == 20
    assert answer(uxin, "window.pause_minutes", date(2026, 1, 1)).value == 15
    assert "没有尚未采用的内容" in office.get(address).content.decode()
