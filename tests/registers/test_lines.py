"""One line of a register: recorded, corrected, voided – by whom the register names, and never edited."""

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.offers import offers
from hall.acts.refusals import Invalid, NotAllowed, WrongState
from hall.models import RegisterRecord
from hall.people.authority import Authority
from hall.people.roles import Role
from hall.registers.register import CorrectionForm
from tests.factories import make_user, travel

from .conftest import correct, record, typed

pytestmark = pytest.mark.django_db


def faults(call) -> dict:
    before = list(RegisterRecord.objects.values())
    with pytest.raises(Invalid) as refused:
        call()
    assert list(RegisterRecord.objects.values()) == before
    return {name: list(errors) for name, errors in refused.value.form.errors.items()}


class TestRecording:
    def test_what_was_typed_is_kept_by_value_or_reference(self, county):
        line = record(county)
        assert line.state == "recorded"
        assert line.recorded_on.isoformat() == "2026-03-09"
        assert line.facts == {
            "name": "叫号屏一号",
            "kind": "screen",
            "bought_on": "2026-03-01",
            "keeper": {"ref": "hall.user", "id": county.clerk.pk},
            "users": [{"ref": "hall.user", "id": pk} for pk in (county.clerk.pk, county.guide.pk)],
            "spare": True,
            "count": 2,
            "phone": "13847612345",
        }
        assert line.dossier.label == "设备台账"

    def test_the_timeline_holds_all_but_what_is_private(self, county):
        entry = record(county).dossier.entries.get()
        assert entry.facts["input"]["name"] == "叫号屏一号"
        assert entry.facts["input"]["phone"] == "（已填，不记入留痕）"
        assert "13847612345" not in str(entry.facts)

    def test_the_register_s_own_checks_hold(self, county):
        assert faults(lambda: record(county, bought_on="2026-03-10", count="0", name="")) == {
            "bought_on": ["购置日期不能晚于今天，请核对。"],
            "count": ["确保该值大于或等于1。"],
            "name": ["这个字段是必填项。"],
        }

    def test_a_register_nobody_declared(self, county):
        with pytest.raises(WrongState, match=r"没有“test\.nothing”这一台账，请核对台账代码"):
            perform(RegisterRecord, "record", {}, by=county.office, hall=county.hall, register="test.nothing")
        assert not RegisterRecord.objects.exists()


class TestCorrecting:
    def test_the_line_says_what_is_right_and_the_timeline_why(self, county):
        line = record(county)
        travel("2026-03-10")
        line = correct(county, line, count="3")
        assert line.facts["count"] == 3
        assert line.recorded_on.isoformat() == "2026-03-09", "it was recorded when it was recorded"
        entry = line.dossier.entries.last()
        assert (entry.act, entry.facts["input"]["correction"]) == ("correct", "登记有误")

    def test_not_without_a_reason(self, county):
        line = record(county)
        assert faults(lambda: correct(county, line, correction=" ")) == {"correction": ["这个字段是必填项。"]}

    def test_what_is_private_and_left_empty_stays(self, county):
        """It is not shown again, so it need not be typed again."""
        line = correct(county, record(county), phone="")
        assert line.facts["phone"] == "13847612345"
        assert correct(county, line, phone="13900001111").facts["phone"] == "13900001111"

    def test_the_form_begins_with_what_stands_there_and_shows_nothing_private(self, county):
        line = record(county)
        do = next(o for o in offers(line, Authority.of(county.office)) if o.act.name == "correct").do
        form = CorrectionForm(do=do)
        assert form.initial["name"] == "叫号屏一号"
        assert form.initial["keeper"] == county.clerk.pk
        assert form.initial["users"] == [county.clerk.pk, county.guide.pk]
        html = str(form)
        assert "叫号屏一号" in html
        assert f'value="{county.clerk.pk}" selected' in html
        assert "13847612345" not in html


class TestVoiding:
    def test_the_line_stays_to_be_seen(self, county):
        line = perform(record(county), "void", {"reason": "重复登记"}, by=county.office)
        assert (line.state, line.facts["name"]) == ("voided", "叫号屏一号")
        assert line.dossier.entries.last().facts["input"] == {"reason": "重复登记"}

    def test_and_nothing_happens_to_it_any_more(self, county):
        line = perform(record(county), "void", {"reason": "重复登记"}, by=county.office)
        for attempt in (
            lambda: correct(county, line),
            lambda: perform(line, "void", {"reason": "再次"}, by=county.office),
            lambda: perform(line, "note", {"text": "记事"}, by=county.clerk),
        ):
            with pytest.raises(WrongState, match="已作废"):
                attempt()

    def test_not_without_a_reason(self, county):
        line = record(county)
        assert "reason" in faults(lambda: perform(line, "void", {}, by=county.office))


class TestWhoMay:
    """Each register names who records in it; they alone also correct and void."""

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
    def test_only_whom_the_register_names(self, county, role):
        user = make_user("某人", (role, county.hall))
        allowed = role in (Role.HALL_OFFICE, Role.GUIDE)
        line = record(county)
        for attempt in (
            lambda: record(county, by=user),
            lambda: correct(county, line, by=user),
            lambda: perform(line, "void", {"reason": "误"}, by=user),
        ):
            if allowed:
                attempt()
            else:
                with pytest.raises(NotAllowed, match="须由大厅管理室、导服人员办理"):
                    attempt()

    def test_a_department_s_person_in_lines_of_that_department(self, county):
        own = record(county, by=county.guide, department=county.market)
        correct(county, own, by=county.guide)
        with pytest.raises(NotAllowed):
            correct(county, record(county), by=county.guide)

    def test_not_the_system_unless_the_register_says_so(self, county):
        with pytest.raises(NotAllowed, match="不能由系统自动办理"):
            perform(
                RegisterRecord,
                "record",
                typed(county),
                by=SYSTEM,
                hall=county.hall,
                register="test.equipment",
            )

    def test_the_buttons_say_the_same(self, county):
        line = record(county)
        for user, sees in ((county.office, True), (county.leader, False), (county.clerk, False)):
            found = {o.act.name: o.available for o in offers(line, Authority.of(user))}
            assert (found["correct"], found["void"]) == (sees, sees)
