"""Law first, then the promise inside it; no matter without a time."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hall.calendar.composition import compose
from hall.calendar.seeding import seed_calendar
from hall.span import Span, Unit
from matters.catalogue.models import ClockRule
from matters.catalogue.period import LimitMissing, outlasts, read_span
from matters.catalogue.publishing import objections, publish
from tests.calendar.published import shipped_documents
from tests.catalogue.builders import by_analogy, by_nation, by_statute

EIGHT = ("hearing", "tender", "auction", "inspection", "test", "quarantine", "appraisal", "expert_review")


def errors_of(rule: ClockRule) -> dict[str, list[str]]:
    """The messages of saving a rule, by field; nothing is kept."""
    with pytest.raises(ValidationError) as refused:
        rule.save()
    return refused.value.message_dict


class TestTheLaw:
    def test_a_licence_without_a_rule_of_its_own_has_the_nations(self, licence_draft):
        decide = licence_draft.statutory("decide")
        assert (decide.span, decide.anchor) == (Span(20), "accepted")
        assert (decide.extension, decide.extension_approver) == (Span(10), "head_of_organ")
        assert decide.excludable == EIGHT
        assert decide.basis == "《中华人民共和国行政许可法》第四十二条第一款"

    def test_joint_handling_has_the_longer_limit_and_the_governments_extension(self, licence_draft):
        licence_draft.joint_mode = "joint"
        decide = licence_draft.statutory("decide")
        assert (decide.span, decide.extension) == (Span(45), Span(15))
        assert decide.extension_approver == "head_of_government"

    def test_asking_others_for_an_opinion_is_not_joint_handling(self, licence_draft):
        licence_draft.joint_mode = "consulting"
        assert licence_draft.statutory("decide").span == Span(20)

    @pytest.mark.parametrize(
        ("stage", "span", "anchor", "effect"),
        [
            ("accept", Span(5), "received", "deemed_accepted"),
            ("lower_review", Span(20), "accepted", "none"),
            ("deliver", Span(10), "decided", "none"),
            ("renew", Span(30, Unit.DAY), "expiry", "deemed_renewed"),
            ("hearing_request", Span(5, Unit.DAY), "notified", "none"),
            ("hearing", Span(20), "requested", "none"),
            ("hearing_notice", Span(7), "hearing", "none"),
        ],
    )
    def test_the_other_stages_of_a_licence(self, licence_draft, stage, span, anchor, effect):
        period = licence_draft.statutory(stage)
        assert (period.span, period.anchor, period.default_effect) == (span, anchor, effect)

    def test_nothing_holds_before_the_law_was_in_force(self, licence_draft):
        licence_draft.effective_from = dt.date(2004, 6, 30)
        with pytest.raises(LimitMissing):
            licence_draft.statutory("decide")

    def test_the_matters_own_statute_goes_first(self, licence_draft):
        by_statute(licence_draft, 7, "day", anchor="received").save()
        decide = licence_draft.statutory("decide")
        assert (decide.span, decide.anchor, decide.extension) == (Span(7, Unit.DAY), "received", None)
        assert decide.basis == "《某事项管理条例》第十条"

    def test_what_a_special_statute_leaves_unsaid_stays_general_law(self, licence_draft):
        by_statute(licence_draft, 45).save()
        by_statute(licence_draft, 5, stage="accept", anchor="received").save()
        assert licence_draft.statutory("decide").excludable == EIGHT
        assert licence_draft.statutory("accept").default_effect == "deemed_accepted"

    def test_a_statute_may_name_what_stands_outside_its_limit(self, licence_draft):
        by_statute(licence_draft, 45, excludable=["hearing", "consultation"]).save()
        assert licence_draft.statutory("decide").excludable == ("hearing", "consultation")

    def test_licensing_law_says_nothing_about_a_service(self, service_draft):
        for ask in (service_draft.statutory, service_draft.promise):
            with pytest.raises(LimitMissing, match="没有“作出决定”的法定时限"):
                ask("decide")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("excludable", ["hearing"]),
            ("default_effect", "deemed_accepted"),
            ("incomplete_refusable", True),
            ("extension_n", 5),
        ],
    )
    def test_only_a_statute_can_loosen_a_limit(self, service_draft, field, value):
        rule = by_analogy(service_draft, 10, "某事项", stage="accept")
        setattr(rule, field, value)
        assert field in errors_of(rule)

    def test_incomplete_papers_are_refused_only_where_a_statute_on_acceptance_says_so(self, service_draft):
        assert "incomplete_refusable" in errors_of(by_statute(service_draft, 30, incomplete_refusable=True))
        assert not service_draft.refuses_incomplete
        own = {"stage": "accept", "anchor": "received", "default_effect": "deemed_accepted"}
        by_statute(service_draft, 0, "same_day", incomplete_refusable=True, **own).save()
        assert service_draft.refuses_incomplete
        assert service_draft.statutory("accept").span == Span(0, Unit.SAME_DAY)

    def test_a_statute_needs_its_article(self, service_draft):
        assert "article" in errors_of(by_statute(service_draft, 10, article=""))

    def test_the_nations_limit_cannot_be_typed_over(self, licence_draft):
        assert "source" in errors_of(by_nation(licence_draft, 5, n=30, unit="working_day"))


class TestThePromise:
    @pytest.mark.clause("AH-34.1")
    def test_twenty_is_kept_and_twenty_one_refused(self, licence_draft):
        errors = errors_of(by_nation(licence_draft, 21))
        assert errors == {"promise_n": ["承诺时限不得超过法定时限：承诺21个工作日，法定20个工作日。"]}
        by_nation(licence_draft, 20).save()
        assert licence_draft.promise("decide").span == Span(20)

    @pytest.mark.clause("AH-34.1")
    def test_a_promise_that_a_later_change_makes_too_long_is_not_published(self, licence_draft):
        licence_draft.joint_mode = "joint"
        licence_draft.save()
        by_nation(licence_draft, 30).save()
        licence_draft.joint_mode = "single"
        licence_draft.save()
        assert "承诺30个工作日，法定20个工作日" in "".join(objections(licence_draft))

    @pytest.mark.clause("AH-34.1")
    def test_three_working_days_can_outlast_seven_days(self, licence_draft):
        list(seed_calendar())
        own = {"anchor": "received", "promise_unit": "working_day"}
        errors = errors_of(by_statute(licence_draft, 7, "day", promise_n=3, **own))
        assert "例如从2" in errors["promise_n"][0]
        by_statute(licence_draft, 7, "day", promise_n=1, **own).save()

    @pytest.mark.parametrize(
        ("promise", "law", "holds"),
        [
            ("1个工作日", "7日", True),
            ("2个工作日", "7日", False),
            ("8个工作日", "20日", True),
            ("9个工作日", "20日", False),
            ("30个工作日", "3个月", True),
            ("70个工作日", "3个月", False),
            ("5日", "5个工作日", True),
            ("8日", "5个工作日", False),
            ("12个月", "1年", True),
            ("13个月", "1年", False),
        ],
    )
    def test_different_units_are_compared_on_the_worst_start_day(self, promise, law, holds):
        calendar = compose(shipped_documents())
        worst = outlasts(read_span(promise), read_span(law), calendar)
        assert (worst is None) == holds

    def test_it_runs_from_where_the_law_runs(self, licence_draft):
        by_statute(licence_draft, 20, anchor="received", promise_n=3, promise_unit="working_day").save()
        assert licence_draft.promise("decide").anchor == "received"

    def test_without_a_promise_the_law_is_promised(self, licence_draft):
        assert licence_draft.promise("decide").span == Span(20)

    @pytest.mark.clause("DL-8.4")
    def test_zero_is_for_what_is_done_on_the_spot(self, licence_draft):
        assert "promise_n" in errors_of(by_nation(licence_draft, 0, ""))
        licence_draft.case_type = "instant"
        licence_draft.save()
        assert "promise_n" in errors_of(by_nation(licence_draft, 5))
        by_nation(licence_draft, 0, "").save()
        assert licence_draft.promise("decide").span == Span(0, Unit.SAME_DAY)


class TestNoMatterWithoutATime:
    @pytest.mark.clause("DL-8.4")
    def test_blank_time_is_not_published(self, service_draft):
        assert objections(service_draft) == [
            f"“{service_draft.matter}”没有“作出决定”的法定时限。"
            "法律没有规定的，请参照同类事项确定标准办理时限后再公布。"
        ]
        with pytest.raises(ValidationError):
            publish(service_draft)
        by_analogy(service_draft, 10, "某同类事项").save()
        publish(service_draft)

    @pytest.mark.clause("DL-8.4")
    def test_a_time_of_zero_is_not_published_unless_instant(self, service_draft):
        by_statute(service_draft, 0, "same_day").save()
        assert objections(service_draft) == ["办结时限为当场的须标明为即办件，其他办件不得为0。"]
        service_draft.case_type = "instant"
        service_draft.save()
        publish(service_draft)

    @pytest.mark.clause("WS03-03-1")
    def test_each_of_law_standard_limit_and_instant_flag_suffices(self, service_draft, licence_draft):
        with pytest.raises(ValidationError, match="没有“作出决定”的法定时限"):
            publish(service_draft)
        publish(licence_draft)  # 行政许可法 gives it a limit
        service_draft.case_type = "instant"
        service_draft.save()
        publish(service_draft)
        assert service_draft.promise("decide").span == Span(0, Unit.SAME_DAY)


class TestWhereTheLawIsSilent:
    @pytest.mark.clause("WS03-04-2")
    def test_a_standard_limit_and_what_it_follows_are_both_required(self, service_draft):
        errors = errors_of(by_analogy(service_draft, None, " ", unit=""))
        assert errors == {
            "n": ["请填写办理时限和单位；当场办理填0。"],
            "reference": ["法律没有规定时限的，请填写参照的同类事项或者依据。"],
        }
        by_analogy(service_draft, 10, "社会保险登记").save()
        assert service_draft.statutory("decide").basis == "参照社会保险登记"

    @pytest.mark.clause("WS03-04-2")
    def test_a_promise_alone_does_not_replace_it(self, service_draft):
        assert "source" in errors_of(by_nation(service_draft, 5))
        assert "n" in errors_of(
            by_analogy(service_draft, None, "某事项", promise_n=5, promise_unit="working_day")
        )

    def test_nothing_is_set_by_analogy_where_the_law_speaks(self, licence_draft):
        assert "source" in errors_of(by_analogy(licence_draft, 10, "某事项"))


@pytest.mark.parametrize("text", ["20", "工作日", "二十个工作日", "20工作日", "-1日", "0日", ""])
def test_an_unreadable_span_is_refused(text):
    with pytest.raises(ValueError, match="期限"):
        read_span(text)
