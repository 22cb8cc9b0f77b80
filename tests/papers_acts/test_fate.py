"""What may become of an issued paper: printed again under its number, handed over once, voided, corrected."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.models import Paper
from hall.papers.pdf import pdf_of
from matters.cases.models import Case
from tests.factories import at, travel
from tests.pdf import text_of

pytestmark = pytest.mark.django_db


def again(paper: Paper) -> Paper:
    return Paper.objects.get(pk=paper.pk)


def words(paper: Paper) -> str:
    return "".join(text_of(pdf_of(paper)).split())


def fault(case: Case, act: str, data: dict, by, **more) -> dict:
    """The messages beside the fields of a refused form; nothing else has happened."""
    before = case.dossier.entries.count(), list(Paper.objects.order_by("pk").values())
    with pytest.raises(Invalid) as refused:
        perform(case, act, data, by=by, **more)
    assert (case.dossier.entries.count(), list(Paper.objects.order_by("pk").values())) == before
    return {name: list(errors) for name, errors in refused.value.form.errors.items()}


class TestServing:
    def serve(self, hall, case, paper, **data):
        data = {"paper": paper.pk, "received_by": "王小明", "relation": "self"} | data
        return perform(case, "serve_paper", data, by=hall.clerk, place=hall.window)

    def fault(self, hall, case, paper, **data):
        data = {"paper": paper.pk, "received_by": "王小明", "relation": "self"} | data
        return fault(case, "serve_paper", data, hall.clerk, place=hall.window)

    def test_who_signed_when_and_who_handed_it_over(self, hall, case, acceptance):
        travel("2026-03-10 09:00")
        self.serve(hall, case, acceptance, relation="agent", received_by="李四")
        served = again(acceptance)
        assert served.served_at == at("2026-03-10 09:00")
        assert served.served_facts == {
            "by": "李四",
            "relation": "agent",
            "handed_over_by": hall.clerk.pk,
            "place": hall.window.pk,
        }
        entry = case.dossier.entries.last()
        assert entry.facts["paper"] == acceptance.number
        assert "李四" not in str(entry.facts)

    def test_signed_earlier_and_entered_now(self, hall, case, acceptance):
        travel("2026-03-11")
        self.serve(hall, case, acceptance, signed_at="2026-03-10 16:30")
        assert again(acceptance).served_at == at("2026-03-10 16:30")

    def test_once(self, hall, case, acceptance):
        self.serve(hall, case, acceptance)
        assert self.fault(hall, case, acceptance) == {"paper": ["该文书已经签收，不必重复登记。"]}

    def test_not_in_the_future(self, hall, case, acceptance):
        assert self.fault(hall, case, acceptance, signed_at="2026-03-09 10:01") == {
            "signed_at": ["签收时间不能晚于现在，请核对日期。"]
        }

    def test_not_before_it_was_issued(self, hall, case, acceptance):
        travel("2026-03-11")
        assert self.fault(hall, case, acceptance, signed_at="2026-03-08 16:30") == {
            "signed_at": ["签收时间不能早于文书出具、用印之时，请核对日期。"]
        }

    def test_not_before_its_seal(self, hall):
        case = hall.case_in("decided")
        paper = case.dossier.papers.get(kind="approval")
        assert self.fault(hall, case, paper) == {
            "paper": ["该文书尚未加盖印章，不能交付；请先由首席代表用印。"]
        }

    def test_not_another_s_and_not_a_void_one(self, hall, case, acceptance):
        choice = "选择一个有效的选项"
        other = hall.accept(hall.receive()).dossier.papers.get(kind="acceptance")
        assert choice in self.fault(hall, case, other)["paper"][0]
        perform(case, "void_paper", {"paper": acceptance.pk, "reason": "误"}, by=hall.first)
        assert choice in self.fault(hall, case, acceptance)["paper"][0]


class TestReprint:
    def test_the_same_number_and_the_same_bytes(self, hall, case, acceptance):
        first = pdf_of(acceptance)
        hall.serve(case)
        travel("2027-03-09")
        assert pdf_of(again(acceptance)) == first
        assert Paper.objects.filter(kind="acceptance").count() == 1


class TestVoiding:
    def test_with_a_reason_and_it_stays_to_be_seen(self, hall, case, acceptance):
        first = pdf_of(acceptance)
        travel("2026-03-10")
        perform(case, "void_paper", {"paper": acceptance.pk, "reason": "重复出具"}, by=hall.first)
        void = again(acceptance)
        assert (void.voided_at, void.void_reason) == (at("2026-03-10"), "重复出具")
        assert not void.is_valid
        assert pdf_of(void) == first
        entry = case.dossier.entries.last()
        assert (entry.act, entry.by, entry.facts["paper"]) == ("void_paper", hall.first, acceptance.number)

    def test_not_without_one(self, hall, case, acceptance):
        for reason in ("", "  "):
            data = {"paper": acceptance.pk, "reason": reason}
            assert fault(case, "void_paper", data, hall.first) == {"reason": ["这个字段是必填项。"]}

    def test_once(self, hall, case, acceptance):
        data = {"paper": acceptance.pk, "reason": "误"}
        perform(case, "void_paper", data, by=hall.first)
        assert "paper" in fault(case, "void_paper", data, hall.first)

    def test_not_by_the_counter(self, hall, case, acceptance):
        with pytest.raises(NotAllowed, match="须由首席代表、大厅管理室办理"):
            perform(case, "void_paper", {"paper": acceptance.pk, "reason": "误"}, by=hall.clerk)

    def test_its_number_is_not_given_again(self, hall, case, acceptance):
        perform(case, "void_paper", {"paper": acceptance.pk, "reason": "误"}, by=hall.first)
        other = hall.accept(hall.receive()).dossier.papers.get(kind="acceptance")
        assert other.serial == acceptance.serial + 1


class TestCorrecting:
    """更正笔误: the old paper void, a new one under its own number, and a notice that says what was wrong."""

    def correct(self, hall, case, paper, was, now, field="申请人名称"):
        data = {"paper": paper.pk, "field": field, "was": was, "now": now}
        return perform(case, "correct_paper", data, by=hall.reviewer)

    def fault(self, hall, case, paper, was, now):
        data = {"paper": paper.pk, "field": "某处", "was": was, "now": now}
        return fault(case, "correct_paper", data, hall.reviewer)

    def test_the_three_papers(self, hall, case, acceptance):
        travel("2026-03-10")
        self.correct(hall, case, acceptance, "王小明", "王晓明")
        old, new = again(acceptance), acceptance.replaced_by
        notice = case.dossier.papers.get(kind="clerical_correction")
        assert (old.voided_at, old.void_reason) == (at("2026-03-10"), "笔误更正，以更正后的文书替换")
        assert (new.serial, new.kind, new.issued_on.isoformat()) == (2, "acceptance", "2026-03-10")
        assert new.number != old.number
        assert "王晓明" in words(new)
        assert "王小明" not in words(new)
        for said in (old.number, "王小明", "王晓明", "申请人名称"):
            assert said in words(notice)
        assert notice.facts["applicant"]["name"] == "王晓明", "it is addressed to who they are"

    def test_all_else_is_as_it_was(self, hall, case, acceptance):
        self.correct(hall, case, acceptance, "王小明", "王晓明")
        own = {"applicant", "number", "issued_on"}
        new = acceptance.replaced_by.facts
        assert {k: v for k, v in new.items() if k not in own} == {
            k: v for k, v in acceptance.facts.items() if k not in own
        }
        assert new["applicant"] == acceptance.facts["applicant"] | {"name": "王晓明"}

    def test_names_stay_out_of_the_timeline(self, hall, case, acceptance):
        self.correct(hall, case, acceptance, "王小明", "王晓明")
        facts = str(case.dossier.entries.last().facts)
        assert "王小明" not in facts
        assert "王晓明" not in facts

    def test_the_corrected_one_must_be_handed_over_again(self, hall, case, acceptance):
        case = hall.serve(case)
        case = self.correct(hall, case, acceptance, "王小明", "王晓明")
        with pytest.raises(Objected, match="没有交付"):
            hall.send(case)
        hall.send(hall.serve(case))

    def test_it_may_be_corrected_again(self, hall, case, acceptance):
        case = self.correct(hall, case, acceptance, "王小明", "王晓明")
        self.correct(hall, case, acceptance.replaced_by, "王晓明", "王小萌")
        assert [p.serial for p in Paper.objects.filter(kind="acceptance").order_by("pk")] == [1, 2, 3]
        assert Paper.objects.filter(kind="acceptance", voided_at=None).get().serial == 3

    def test_neither_dates_nor_numbers_nor_what_was_decided(self, hall, case, acceptance):
        due = acceptance.facts["limits"]["promise"]["due"]
        refused = "文书上没有这段可更正的文字；日期、文号和决定内容不属于笔误，请照原文填写。"
        for was, now in [
            (due, "2026-12-31"),
            ("2026年3月16日", "2026年12月31日"),
            (acceptance.number, "另一文号"),
            (acceptance.facts["applicant"]["id_masked"], "150430199001010010"),
            (acceptance.facts["case_no"], "另一编号"),
            ("不收费", "收费一百元"),
            ("没有写在上面的", "什么"),
        ]:
            assert self.fault(hall, case, acceptance, was, now) == {"was": [refused]}

    def test_nor_the_decision(self, hall):
        case = hall.into_review(hall.accept(hall.receive()))
        data = {
            "decision": "准予经营预包装食品",
            "certificate_number": "JY11504300000001",
            "scope": "预包装食品销售",
        }
        case = perform(case, "approve", data, by=hall.first, place=hall.window)
        paper = case.dossier.papers.get(kind="approval")
        facts = paper.facts["certificate"]
        for was in ("准予经营预包装食品", "JY11504300000001", "预包装食品销售", facts["valid"]):
            assert "不属于笔误" in self.fault(hall, case, paper, was, "散装食品销售")["was"][0]

    def test_a_date_within_a_reason_is_a_date(self, hall):
        case = hall.into_review(hall.accept(hall.receive()))
        data = {"found": "2026年3月8日检查时不符合条件", "reason": "距污染源过近", "basis": "某条例第九条"}
        case = perform(case, "refuse", data, by=hall.first, place=hall.window)
        paper = case.dossier.papers.get(kind="refusal")
        assert "不属于笔误" in self.fault(hall, case, paper, "2026年3月8日", "2026年3月18日")["was"][0]
        self.correct(hall, case, paper, "距污染源过近", "距污染源太近", field="理由")

    def test_a_correction_that_changes_nothing(self, hall, case, acceptance):
        assert self.fault(hall, case, acceptance, "王小明", "王小明") == {
            "was": ["文书上没有这段可更正的文字；日期、文号和决定内容不属于笔误，请照原文填写。"],
            "now": ["更正后的文字与原文相同，请核对。"],
        }

    @pytest.mark.clause("AH-30.2")
    def test_a_sealed_decision_is_sealed_anew_and_handed_out(self, hall):
        """What was corrected after the stamp bears a stamp of its own, or it could never be printed."""
        case = hall.case_in("at_window")
        paper = case.dossier.papers.get(kind="approval")
        case = self.correct(hall, case, paper, "王小明", "王晓明")
        new = paper.replaced_by
        assert new.waits_for_seal
        with pytest.raises(Objected, match="尚未加盖"):
            hall.hand_out(case)
        completed = case.completed_at
        case = perform(case, "seal_again", by=hall.first, place=hall.window)
        assert (case.state, case.completed_at) == ("at_window", completed)
        new = again(new)
        assert not new.waits_for_seal
        assert "王晓明" in words(new)
        case = hall.archive(hall.hand_out(case))
        assert case.state == "archived"
        assert again(new).served_at

    def test_a_stamp_is_put_only_on_what_waits_for_one(self, hall):
        case = hall.case_in("sealed")
        with pytest.raises(Objected, match="没有等待加盖审批专用章的文书"):
            perform(case, "seal_again", by=hall.first, place=hall.window)
