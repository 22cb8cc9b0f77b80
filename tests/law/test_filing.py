"""网上申请: looked at before anybody travels; the law's days run from the platform, and nothing is typed twice."""

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.applicants.crypto import opened
from hall.clocks.sweep import sweep
from matters.cases.models import Case, Filing
from matters.catalogue.models import Material
from matters.catalogue.publishing import publish
from tests.cases_factory import IN_FORCE_SINCE, PERSON, CaseHall, limits
from tests.catalogue.builders import by_nation, make_draft, make_matter, make_statute
from tests.factories import NAMED_SINCE, at, travel
from tests.law.ask import available, cited, decide_for_itself, light, paper, state_of, wrong_fields


def sweep_at(when: str) -> None:
    travel(when)
    assert sweep().failed == 0


@pytest.fixture
def filed(hall) -> Filing:
    """Filed on Sunday evening; today is Monday."""
    return hall.file()


def on_paper(hall: CaseHall) -> None:
    """The licence now is one of whose materials the guide wants the second on paper."""
    hall.licence = make_matter(hall.department, name="验原件许可", entered_on=NAMED_SINCE)
    version = make_draft(hall.licence, IN_FORCE_SINCE, procedure="申请\n受理\n审查\n决定\n送达")
    by_nation(version, 5).save()
    for order, form in ((1, "either"), (2, "paper")):
        fields = {"kind": "original", "form": form, "statute": make_statute(), "article": "第六条"}
        Material(version=version, order=order, name=f"材料{order}", **fields).save()
    publish(version)
    hall.licence_version = version


class TestPreReview:
    @pytest.mark.clause("许可法32-1-4")
    def test_the_five_days_run_from_the_platform(self, filed):
        assert limits(filed, "acceptance")["statutory"].isoformat() == "2026-03-13"

    @pytest.mark.clause("许可法32-1-4")
    def test_silence_makes_it_accepted_since_it_was_filed(self, hall, filed):
        sweep_at("2026-03-14 00:01")
        filed = Filing.objects.get(pk=filed.pk)
        assert filed.silent
        assert "视" not in filed.dossier.attention
        assert "即为受理" in filed.dossier.attention
        filed = hall.look_through(filed, m2="missing")
        with pytest.raises(Objected) as refused:
            hall.tell(filed)
        assert "许可法32-1-4" in cited(refused.value)
        case = hall.take_in(filed).case
        sweep_at("2026-03-16 09:00")
        case = Case.objects.get(pk=case.pk)
        assert (case.state, case.deemed, case.accepted_at) == ("accepted", True, at("2026-03-08 20:15"))

    @pytest.mark.clause("许可法32-1-4")
    def test_nothing_is_taken_in_unseen(self, hall, filed):
        with pytest.raises(Objected) as refused:
            hall.take_in(hall.look_through(filed))
        assert "还没有预审" in str(refused.value)
        assert hall.take_in(hall.pass_review(filed)).state == "received"

    @pytest.mark.clause("许可法32-1-4")
    def test_the_halls_own_limit_holds_online_where_the_rulebook_says_so(self, hall_of):
        hall = hall_of("XA")
        assert limits(hall.file(), "acceptance")["service"].isoformat() == "2026-03-09"
        decide_for_itself(hall, "acceptance.limit_channels", ["counter"])
        assert "service" not in limits(hall.file(number="ZWFW-2"), "acceptance")

    @pytest.mark.clause("许可法33")
    def test_what_lacks_does_not_pass(self, hall, filed):
        filed = hall.look_through(filed, m2="missing")
        with pytest.raises(Objected) as refused:
            hall.pass_review(filed)
        assert "身份证明" in str(refused.value)

    @pytest.mark.clause("许可法32-1-4")
    def test_everything_that_lacks_is_told_once_and_on_paper(self, hall, filed):
        filed = hall.tell(hall.look_through(filed, m2="missing", m3="defective"))
        assert [one["name"] for one in paper(filed, "correction").facts["items"]] == [
            "身份证明",
            "场地平面图",
        ]
        assert filed.state == "correcting"
        assert filed.dossier.runs.get(clock="acceptance").ended_at is not None

    @pytest.mark.clause("XA-16.2b")
    def test_a_told_day_that_passes_ends_it(self, hall_of):
        hall = hall_of("XA")
        filed = hall.serve(hall.tell(hall.look_through(hall.file(), m2="missing")))
        sweep_at("2026-03-24 00:00")
        assert Filing.objects.get(pk=filed.pk).state == "lapsed"
        assert paper(filed, "termination").facts["ended_on"] == "2026-03-24"

    @pytest.mark.clause("许可法32-1-2")
    def test_another_organs_business_is_refused_with_the_organ_named(self, hall, filed):
        data = {"reason": "取水由水行政主管部门许可", "basis": "取水条例第三条", "apply_to": "某旗水利局"}
        filed = perform(filed, "not_ours", data, by=hall.clerk, place=hall.window)
        facts = paper(filed, "rejection").facts
        assert (facts["apply_to"], facts["remedy"]["review_body"]) == ("某旗水利局", "某旗人民政府")

    @pytest.mark.clause("许可法29")
    def test_it_can_be_taken_back_before_it_is_taken_in(self, hall, filed):
        filed = hall.withdraw(hall.pass_review(hall.look_through(filed)))
        assert filed.state == "withdrawn"
        assert not filed.dossier.runs.filter(ended_at=None).exists()


class TestTakingIn:
    def test_nothing_is_typed_again(self, hall, filed):
        case = hall.take_in(hall.pass_review(hall.look_through(filed))).case
        assert (case.channel, case.applicant, case.summary) == ("online", filed.applicant, "开一家小店")
        assert opened(case.applicant.identity_number) == PERSON["identity_number"]
        assert case.checklist.complete
        assert hall.accept(case).state == "accepted"

    @pytest.mark.clause("许可法33")
    def test_only_a_window_takes_it_in(self, hall, filed):
        filed = hall.pass_review(hall.look_through(filed))
        with pytest.raises(NotAllowed, match="转为办件"):
            perform(filed, "take_in", by=hall.clerk)

    def test_an_agent_comes_along(self, hall):
        agent = {
            "agent_name": "李代办",
            "agent_identity_kind": "passport",
            "agent_identity_number": "E12345678",
            "agent_phone": "13800000002",
            "authority_document": "委托书2026年3月8日",
        }
        filed = hall.file(**agent)
        case = hall.take_in(hall.pass_review(hall.look_through(filed))).case
        assert (case.agency.agent.name, case.signer) == ("李代办", "李代办")

    def test_the_case_has_lain_here_since_it_was_filed(self, hall, filed):
        travel("2026-03-11")
        case = hall.take_in(hall.pass_review(hall.look_through(filed))).case
        assert case.received_at == at("2026-03-08 20:15")
        assert paper(case, "receipt").facts["received_at"].startswith("2026-03-08T")
        assert light(case, "acceptance", "statutory", "2026-03-14") == "breach"

    def test_what_was_completed_online_counts_from_that_day(self, hall, filed):
        filed = hall.tell(hall.look_through(filed, m2="missing"))
        travel("2026-03-18")
        filed = hall.supply(filed)
        travel("2026-03-19")
        case = hall.take_in(hall.pass_review(filed)).case
        assert case.received_at == at("2026-03-18")

    @pytest.mark.clause("XA-8.2")
    def test_originals_are_wanted_only_where_the_guide_wants_paper(self, hall, filed):
        assert not hall.pass_review(hall.look_through(filed)).wants_originals
        on_paper(hall)
        filed = hall.pass_review(hall.look_through(hall.file(number="ZWFW-2")))
        assert filed.wants_originals
        travel("2026-03-20")
        assert hall.take_in(filed).case.received_at == at("2026-03-20")

    @pytest.mark.clause("AH-36.2", "DL-8.3")
    def test_who_was_told_online_is_not_told_again_at_the_counter(self, hall, filed):
        filed = hall.supply(hall.tell(hall.look_through(filed, m2="missing")))
        case = hall.take_in(hall.pass_review(filed)).case
        assert not {"recheck", "tell_corrections"} & available(hall, case)
        with pytest.raises(Objected) as refused:
            perform(case, "recheck", hall.findings(m4="missing"), by=hall.clerk, place=hall.window)
        assert "AH-36.2" in cited(refused.value)

    def test_a_matter_no_longer_open_is_not_taken_in(self, hall, filed):
        filed = hall.pass_review(hall.look_through(filed))
        hall.licence.withdrawn_on = "2026-03-09"
        hall.licence.save()
        with pytest.raises(Objected):
            hall.take_in(filed)
        assert state_of_filing(filed) == "passed"
        assert not Case.objects.exists()


class TestTakingOver:
    @pytest.mark.clause("许可法33")
    def test_the_platform_hands_over_without_a_clerk(self, hall):
        filed = hall.file(by=SYSTEM)
        assert (filed.state, filed.received_at) == ("filed", at("2026-03-08 20:15"))

    def test_one_number_is_one_application(self, hall, filed):
        with pytest.raises(Invalid) as refused:
            hall.file()
        assert wrong_fields(refused.value) == {"number"}

    @pytest.mark.clause("许可法33")
    def test_nothing_enters_the_platform_tomorrow(self, hall):
        with pytest.raises(Invalid) as refused:
            hall.file(received_at="2026-03-10 09:00")
        assert wrong_fields(refused.value) == {"received_at"}

    def test_persons_are_not_on_the_timeline(self, hall, filed):
        assert PERSON["phone"] not in str(filed.dossier.entries.get(act="file").facts)
        assert "王小明" not in str(filed.dossier.entries.get(act="file").facts)


def state_of_filing(filing: Filing) -> str:
    return Filing.objects.values_list("state", flat=True).get(pk=filing.pk)


def test_a_barred_applicant_does_not_pass(hall, filed):
    hall.licence.public_safety = True
    hall.licence.save()
    hall.reject(hall.receive(), ground="false_material", reason="伪造", basis="行政许可法第七十八条")
    filed = hall.look_through(hall.file(number="ZWFW-2", received_at="2026-03-09 09:00"))
    with pytest.raises(Objected) as refused:
        hall.pass_review(filed)
    assert "许可法78" in cited(refused.value)
    assert state_of(hall.receive()) == "received"
