"""All of an act or nothing: stale pages, double submits, objections, consequences, and what the timeline keeps."""

import json

import pytest
from django import forms

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.form import ActForm
from hall.acts.refusals import Impossible, Invalid, NotAllowed, Objected, Stale
from hall.failures import LegalFailure
from hall.models import Dossier, Entry, RegisterRecord
from hall.people.roles import Role
from hall.registers.register import REGISTERS, Register
from hall.timeline.verify import verify_all
from tests.visits import KEY, correct_visit, record_visit, visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


class TestSeen:
    def test_a_page_drawn_before_the_last_act_is_stale(self, record):
        assert record.dossier.version == 1
        perform(record, "correct", visit(persons=4, correction="一"), by=SYSTEM, seen=1)
        for version in (0, 1, 3):
            with pytest.raises(Stale, match="请核对最新情况后再办。刚才的操作没有执行。"):
                perform(record, "correct", visit(persons=5, correction="二"), by=SYSTEM, seen=version)
        record.refresh_from_db()
        assert record.facts["persons"] == 4
        assert [e.kind for e in record.dossier.entries.all()] == ["act", "act"]  # no offence, no line

    def test_a_refused_attempt_does_not_make_pages_stale(self, record, clerk):
        with pytest.raises(NotAllowed):
            correct_visit(record, by=clerk)
        perform(record, "correct", visit(correction="一"), by=SYSTEM, seen=1)


class TestToken:
    def test_a_form_sent_twice_makes_one_object(self, hall, visits):
        record_visit(hall, token="a1")
        with pytest.raises(Stale, match="该表单已经提交过，没有重复办理；请在列表中查看。"):
            record_visit(hall, token="a1")
        assert RegisterRecord.objects.count() == 1
        record_visit(hall, token="a2")
        record_visit(hall)
        record_visit(hall)
        assert RegisterRecord.objects.count() == 4

    def test_a_form_refused_once_may_be_sent_again(self, hall, visits):
        with pytest.raises(Invalid):
            record_visit(hall, data={"subject": ""}, token="a1")
        record_visit(hall, token="a1")


class TestForm:
    def test_every_fault_is_named_beside_its_field(self, hall, visits):
        with pytest.raises(Invalid) as refused:
            record_visit(hall, data={"persons": 0})
        assert set(refused.value.form.errors) == {"subject", "persons"}
        assert "事由：" in str(refused.value)
        assert "人数：" in str(refused.value)
        assert not Dossier.objects.exists()


class TestObjections:
    def test_all_of_them_come_at_once(self, record, objecting):
        objecting("correct", lambda obj, do: "本台账已移交。", "AH-1 AH-2")
        objecting("correct", lambda obj, do: ["缺少签字。", "缺少日期。"], "AH-3")
        objecting("correct", lambda obj, do: None)
        with pytest.raises(Objected) as refused:
            correct_visit(record)
        reasons = ["本台账已移交。", "缺少签字。", "缺少日期。"]
        assert [one.reason for one in refused.value.objections] == reasons
        assert refused.value.status == 422
        entry = Entry.objects.get(kind=Entry.Kind.REFUSED)
        assert entry.facts["reasons"] == reasons
        assert entry.clauses == ["AH-1", "AH-2", "AH-3"]

    def test_they_stand_after_the_form(self, record, objecting):
        """What was typed and what stands against it are different questions; the typed comes first."""
        objecting("correct", lambda obj, do: "不可。")
        with pytest.raises(Invalid):
            perform(record, "correct", {"persons": 0}, by=SYSTEM)


class Upset(LegalFailure):
    """The law's answer is missing."""


class TestImpossible:
    def test_nothing_is_done_and_the_object_stays_in_sight(self, record, objecting):
        def upset(obj, do):
            if do.data["persons"] == 4:
                raise Upset("规则库没有期限，请大厅管理室补充。")

        objecting("correct", upset)
        with pytest.raises(Impossible, match="规则库没有期限"):
            correct_visit(record, persons=4)
        dossier = Dossier.objects.get(pk=record.pk)
        assert dossier.attention == "规则库没有期限，请大厅管理室补充。"
        assert dossier.head_seq == 1
        correct_visit(record, persons=5)  # what stood in the way is gone
        dossier.refresh_from_db()
        assert dossier.attention == ""
        assert verify_all().sound


class ChainedForm(ActForm):
    """A register whose records bring further records about, each below the one before."""

    depth = forms.IntegerField(label="层数")
    fault = forms.CharField(label="差错", required=False)

    def check_more(self, cleaned):
        depth, fault = cleaned["depth"], cleaned["fault"]
        if depth:
            data = {"depth": depth - 1, "fault": fault}
            self.do.then(RegisterRecord, "record", data, parent=self.do.obj, register="test.chained")
        elif fault == "typed":
            raise forms.ValidationError("最后一层不成立。")
        elif fault == "system":
            self.do.then(self.do.obj, "void_paper", {})
        elif fault == "unknown":
            self.do.then(self.do.obj, "void", {"reason": ""})


@pytest.fixture
def chained():
    yield Register("test.chained", "连锁登记", (Role.HALL_OFFICE, SYSTEM), ChainedForm)
    del REGISTERS["test.chained"]


class TestConsequences:
    def do(self, hall, by=SYSTEM, **data):
        return perform(RegisterRecord, "record", data, by=by, hall=hall, register="test.chained")

    def test_each_has_its_own_dossier_below_the_first_and_its_own_line(self, hall, chained, office):
        first = self.do(hall, by=office, depth=2)
        dossiers = list(Dossier.objects.filter(kind="hall.registerrecord").order_by("pk"))
        assert [d.parent for d in dossiers] == [None, dossiers[0], dossiers[1]]
        assert [d.root for d in dossiers] == [None, dossiers[0], dossiers[0]]
        lines = Entry.objects.filter(act="record")
        assert {e.legal_at for e in lines} == {first.dossier.entries.get().legal_at}
        assert [(e.by, e.role) for e in lines] == [
            (office, Role.HALL_OFFICE),
            (office, Role.SYSTEM),  # brought about by the person, done by the system
            (office, Role.SYSTEM),
        ]
        assert verify_all().sound

    @pytest.mark.parametrize(
        ("fault", "refusal"), [("typed", Invalid), ("system", NotAllowed), ("unknown", Invalid)]
    )
    def test_one_refused_undoes_all(self, hall, chained, fault, refusal):
        with pytest.raises(refusal):
            self.do(hall, depth=3, fault=fault)
        assert not RegisterRecord.objects.exists()
        assert not Dossier.objects.exclude(kind="log.refused").exists()

    def test_the_refused_attempt_is_the_one_the_person_made(self, hall, chained):
        with pytest.raises(NotAllowed):
            self.do(hall, depth=1, fault="system")
        entry = Entry.objects.get()
        assert (entry.dossier.kind, entry.act, entry.facts["reasons"]) == (
            "log.refused",
            "record",
            ["“作废文书”须由首席代表、大厅管理室办理，您在此处没有这项授权。"],
        )


class TestTimeline:
    def test_an_entry_holds_input_changes_and_clauses(self, record, office):
        correct_visit(record, by=office, persons=5)
        entry = record.dossier.entries.get(seq=2)
        assert entry.facts["input"]["persons"] == 5
        assert entry.facts["input"]["correction"] == "笔误"
        assert (entry.state_from, entry.state_to) == ("recorded", "recorded")
        assert entry.prev_hash == record.dossier.entries.get(seq=1).hash

    def test_field_changes_stand_with_their_old_and_new_value(self, office):
        grant = office.grants.get()
        perform(grant, "revoke", by=SYSTEM)
        grant.refresh_from_db()
        (old, new) = grant.dossier.entries.get(act="revoke").facts["changes"]["until"]
        assert (old, new) == (None, grant.until.isoformat())

    def test_personal_data_never_stands_in_a_line(self, record, objecting, office):
        number, other = visit()["phone"], "13900000000"
        correct_visit(record, by=office, phone=other)
        objecting("correct", lambda obj, do: "不可。")
        with pytest.raises(Objected):
            correct_visit(record, phone=other)
        record.refresh_from_db()
        assert record.facts["phone"] == other  # it is kept, but elsewhere
        for line in Entry.objects.values():
            text = json.dumps(line, ensure_ascii=False, default=str)
            assert number not in text
            assert other not in text
        assert record.dossier.entries.get(seq=2).facts["input"]["phone"] == "（已填，不记入留痕）"

    def test_a_change_inside_a_json_field_is_a_change(self, record):
        from hall.acts.changes import changes, snapshot

        arrangement = RegisterRecord(register=KEY, facts={"a": 1})
        arrangement.private_fields = frozenset()
        before = snapshot(arrangement)
        arrangement.facts["a"] = 2
        assert changes(arrangement, before) == {"facts": [{"a": 1}, {"a": 2}]}
