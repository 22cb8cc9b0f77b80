"""What goes wrong at a counter: each time a clear message with what to do, the right kind of refusal, nothing changed,
and a line on the timeline where it matters.
"""

from __future__ import annotations

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, Stale, WrongState
from hall.models import Applicant, Dossier, Entry, Paper
from hall.people.roles import Role
from hall.timeline.verify import verify_all
from matters.cases.models import Case
from tests.cases_factory import PERSON
from tests.factories import make_hall, make_place, make_user
from tests.law.conftest import calendar, hall, published_years  # noqa: F401 – fixtures

pytestmark = pytest.mark.django_db


def standing() -> tuple:
    """Everything a refused attempt must leave as it was."""
    cases = list(Case.objects.order_by("pk").values())
    papers = list(Paper.objects.order_by("pk").values("pk", "number", "served_at", "voided_at"))
    versions = list(Dossier.objects.exclude(kind__startswith="log.").order_by("pk").values("pk", "version"))
    return cases, papers, versions, Applicant.objects.count()


def refused(call, kind, said: str, *, lines: int, status: int) -> str:
    """The message; the attempt has left so many lines and nothing else."""
    before, entries = standing(), Entry.objects.count()
    with pytest.raises(kind, match=said) as found:
        call()
    assert standing() == before
    assert Entry.objects.count() - entries == lines
    assert found.value.status == status
    assert verify_all().sound
    return str(found.value)


def fault(call) -> dict[str, list[str]]:
    """The messages beside the fields of a form that was refused; typing errors are nobody's offence."""
    before, entries = standing(), Entry.objects.count()
    with pytest.raises(Invalid) as found:
        call()
    assert standing() == before
    assert Entry.objects.count() == entries
    assert found.value.status == 400
    return {name: list(errors) for name, errors in found.value.form.errors.items()}


class TestWhatCannotBeNow:
    def test_an_act_the_state_does_not_know(self, hall):  # noqa: F811
        case = hall.accept(hall.receive())
        said = "当前状态是“已受理”，不能办理“受理”。"
        refused(lambda: hall.accept(case), WrongState, said, lines=1, status=409)
        line = case.dossier.entries.last()
        assert (line.kind, line.act, line.by) == ("refused", "accept", hall.clerk)

    def test_an_act_nobody_knows(self, hall):  # noqa: F811
        case = hall.receive()
        said = "办件没有“delete”这一行为。"
        refused(lambda: perform(case, "delete", by=hall.office), WrongState, said, lines=0, status=409)

    def test_a_page_that_has_grown_old(self, hall):  # noqa: F811
        case = hall.receive()
        seen = case.dossier.version
        perform(case, "note", {"text": "补充说明"}, by=hall.clerk2, place=hall.window)
        said = "页面打开之后此件已有新的办理，请核对最新情况后再办。刚才的操作没有执行。"
        refused(
            lambda: perform(case, "accept", by=hall.clerk, place=hall.window, seen=seen),
            Stale,
            said,
            lines=0,
            status=409,
        )

    def test_the_same_button_twice(self, hall):  # noqa: F811
        """The second click comes with the page of the first."""
        case = hall.receive()
        seen = case.dossier.version
        perform(case, "accept", by=hall.clerk, place=hall.window, seen=seen)
        refused(
            lambda: perform(case, "accept", by=hall.clerk, place=hall.window, seen=seen),
            Stale,
            "刚才的操作没有执行",
            lines=0,
            status=409,
        )
        assert case.dossier.papers.filter(kind="acceptance").count() == 1

    def test_the_same_form_twice(self, hall):  # noqa: F811
        data = PERSON | {"in_scope": "yes"} | hall.findings()
        scope = {"hall": hall.hall, "department": hall.department, "matter": hall.licence}

        def receive():
            return perform(Case, "receive", data, by=hall.clerk, place=hall.window, token="t1", **scope)

        receive()
        said = "该表单已经提交过，没有重复办理；请在列表中查看。"
        refused(receive, Stale, said, lines=0, status=409)
        assert Paper.objects.get(dossier__kind="cases.case").serial == 1


class TestWhoMayNot:
    def test_the_wrong_role(self, hall):  # noqa: F811
        case = hall.into_review(hall.accept(hall.receive()))
        said = "“加盖审批专用章”|“准予”须由部门审批人员、首席代表、窗口受理人员办理"
        refused(
            lambda: perform(case, "approve", {"decision": "准予"}, by=hall.office, place=hall.window),
            NotAllowed,
            said,
            lines=1,
            status=403,
        )
        line = case.dossier.entries.last()
        assert (line.by, line.place, line.facts["refusal"]) == (hall.office, hall.window, "NotAllowed")

    @pytest.mark.clause("DL-4.1")
    def test_another_department_s_case(self, hall):  # noqa: F811
        case = hall.into_review(hall.accept(hall.receive()))
        refused(
            lambda: perform(case, "refuse", {}, by=hall.other_first, place=hall.window),
            NotAllowed,
            "您在此处没有这项授权",
            lines=1,
            status=403,
        )

    def test_another_hall_s_case(self, hall):  # noqa: F811
        case = hall.receive()
        beside = make_hall(code="beside", region="150998")
        stranger = make_user("邻旗窗口", (Role.WINDOW_CLERK, beside))
        for place in (make_place(beside), hall.window, None):
            refused(
                lambda place=place: perform(case, "accept", by=stranger, place=place),
                NotAllowed,
                "“受理”",
                lines=1,
                status=403,
            )

    def test_away_from_the_window(self, hall):  # noqa: F811
        case = hall.receive()
        said = "“受理”只能在本大厅的窗口办理，请先登录到窗口。"
        refused(lambda: perform(case, "accept", by=hall.clerk), NotAllowed, said, lines=1, status=403)

    def test_who_has_left(self, hall):  # noqa: F811
        case = hall.receive()
        hall.clerk.is_active = False
        hall.clerk.save()
        refused(lambda: hall.accept(case), NotAllowed, "没有这项授权", lines=1, status=403)

    def test_what_stands_against_it_is_told_all_at_once(self, hall):  # noqa: F811
        case = hall.receive(m2="missing", m3="defective", in_scope="no")
        said = refused(lambda: hall.accept(case), Objected, "职权范围", lines=1, status=422)
        for part in ("职权范围", "身份证明", "场地平面图"):
            assert part in said
        line = case.dossier.entries.last()
        assert len(line.facts["reasons"]) == 2
        assert line.clauses


class TestWhatWasTyped:
    def receive(self, hall, **changes):  # noqa: F811
        return fault(lambda: hall.receive(**changes))

    def test_a_wrong_check_character(self, hall):  # noqa: F811
        number = PERSON["identity_number"]
        wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
        found = self.receive(hall, identity_number=wrong)
        assert "校验" in found["identity_number"][0]
        assert wrong not in str(found), "what was typed wrongly may be somebody else's number"

    @pytest.mark.parametrize(
        "number", ["", "123", "15043019801301001X", "150430202712310017", "1５0430198001010014", "x" * 41]
    )
    def test_no_identity_number_at_all(self, hall, number):  # noqa: F811
        assert "identity_number" in self.receive(hall, identity_number=number)

    def test_a_credit_code_whose_last_character_is_wrong(self, hall):  # noqa: F811
        found = self.receive(
            hall,
            kind="legal",
            name="某商贸公司",
            identity_kind="credit_code",
            identity_number="91150430MA0N3XKX0A",
        )
        assert "identity_number" in found

    def test_all_faults_at_once(self, hall):  # noqa: F811
        found = self.receive(hall, name="", phone="电话", identity_number="123")
        assert {"name", "phone", "identity_number"} <= found.keys()

    def test_a_day_that_is_over_cannot_be_a_deadline(self, hall):  # noqa: F811
        case = hall.receive(m2="missing")
        for until in ("2026-03-08", "2026-02-30", "昨天"):
            assert "until" in fault(lambda until=until: hall.tell(case, until=until))

    def test_nobody_signs_tomorrow(self, hall):  # noqa: F811
        case = hall.accept(hall.receive())
        paper = case.dossier.papers.get(kind="acceptance")
        data = {
            "paper": paper.pk,
            "received_by": "王小明",
            "relation": "self",
            "signed_at": "2026-03-10 09:00",
        }
        assert fault(lambda: perform(case, "serve_paper", data, by=hall.clerk, place=hall.window)) == {
            "signed_at": ["签收时间不能晚于现在，请核对日期。"]
        }

    @pytest.mark.parametrize(
        "text",
        ["王\x1b[31m明", "王\u202e明", "王\x07明", "\ufeff王明", "王\u2066明", "王\x85明", "王\ud800明"],
        ids=lambda text: f"U+{next(ord(c) for c in text if c not in '王明'):04X}",
    )
    def test_what_cannot_be_seen(self, hall, text):  # noqa: F811
        assert self.receive(hall, name=text) == {"name": ["含有看不见的控制字符，请删去后重新填写。"]}

    @pytest.mark.parametrize(
        "text", ["买买提·艾山", "喆堃", "\u182e\u1823\u1829\u182d\u1823\u182f \u180e\u200d", "王 小明"]
    )
    def test_what_people_are_really_called(self, hall, text):  # noqa: F811
        case = hall.receive(name=text)
        assert case.applicant.name == text

    def test_lines_and_tabs_in_a_longer_text(self, hall):  # noqa: F811
        case = hall.receive()
        text = "第一行\n\t第二行"
        case = perform(case, "note", {"text": text}, by=hall.clerk, place=hall.window)
        assert case.dossier.entries.last().facts["input"]["text"] == text

    @pytest.mark.parametrize("length", [4001, 100_000])
    def test_too_long_a_text(self, hall, length):  # noqa: F811
        case, other = hall.accept(hall.receive()), hall.receive()
        data = {"paper": case.dossier.papers.get(kind="acceptance").pk, "reason": "长" * length}
        assert fault(lambda: perform(case, "void_paper", data, by=hall.first)) == {
            "reason": ["文字过长，最多4000字，请精简或者以附件提交。"]
        }
        assert "500 字符" in fault(lambda: hall.reject(other, reason="长" * length))["reason"][0]

    def test_markup_is_text(self, hall):  # noqa: F811
        name = "<b>王</b>&amp;明"
        case = hall.receive(name=name)
        assert case.applicant.name == name

    def test_a_number_from_another_list(self, hall):  # noqa: F811
        """Crafted: a paper of another case, a material of another matter, a choice nobody offered."""
        case, other = hall.accept(hall.receive()), hall.accept(hall.receive())
        data = {
            "paper": other.dossier.papers.get(kind="acceptance").pk,
            "received_by": "王小明",
            "relation": "nobody",
        }
        found = fault(lambda: perform(case, "serve_paper", data, by=hall.clerk, place=hall.window))
        assert {"paper", "relation"} <= found.keys()

    def test_fields_nobody_asked_for_are_not_taken(self, hall):  # noqa: F811
        case = hall.receive(state="archived", number="1", accepted_at="2020-01-01")
        assert (case.state, case.accepted_at, case.matter) == ("received", None, hall.licence)
        assert case.number != "1"

    @pytest.mark.parametrize("until", ["9999-12-31", "2100-01-01", "0001-01-01"])
    def test_a_year_no_calendar_reaches(self, hall, until):  # noqa: F811
        case = hall.receive(m2="missing")
        assert "日期的年份超出范围，请核对。" in fault(lambda: hall.tell(case, until=until))["until"]
