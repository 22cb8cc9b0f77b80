"""Facts are checked before a paper is drawn; what is lacking is named in Chinese."""

import pytest

from hall.papers import schema
from hall.papers.facts import TEMPLATES
from hall.papers.failures import FactsIncomplete
from tests.papers.samples import ALL, paper, sample


@pytest.mark.parametrize("template", ALL)
def test_every_required_fact_is_missed_by_its_name(template):
    for key, field in schema.fields_of(TEMPLATES[template]).items():
        if field.required:
            facts = sample(template)
            facts.pop(key)
            optional = "None" in str(field.type)
            if optional:
                continue
            with pytest.raises(FactsIncomplete) as refusal:
                schema.check(template, facts)
            assert refusal.value.missing == [field.name], key


def test_nothing_is_drawn_from_incomplete_facts():
    with pytest.raises(
        FactsIncomplete, match="《不予行政许可决定书》缺少或者填写有误：救济途径。请补全后重新出具。"
    ):
        paper("refusal", remedy=None)


@pytest.mark.parametrize(
    ("template", "changes", "named"),
    [
        ("acceptance", {"accepted_on": "2026年11月20日"}, "受理日期"),
        ("acceptance", {"accepted_on": "2026-02-30"}, "受理日期"),
        ("acceptance", {"fee": "   "}, "收费"),
        ("acceptance", {"clauses": []}, "法律依据"),
        (
            "acceptance",
            {"materials": [{"name": "申请书", "form": "表格", "copies": "1"}]},
            "材料清单第1项的份数",
        ),
        ("acceptance", {"limits": {"statutory": {"length": "20个工作日", "due": None}}}, "承诺办结时限"),
        ("acceptance", {"applicant": "张三"}, "申请人"),
        ("acceptance", {"materials": "申请书"}, "材料清单"),
        ("receipt", {"received_at": "2026-11-20 25:00"}, "收件时间"),
        ("refusal", {"reasons": [{"text": "不符合条件", "basis": ""}]}, "不予许可的理由第1项的理由的依据"),
        (
            "refusal",
            {"remedy": {"review_body": "旗人民政府"}},
            "申请复议的期限（日）、人民法院、起诉的期限（月）",
        ),
        ("window_closure", {"period": {"kind": "forever", "text": "长期"}}, "时间段类别"),
        ("approval", {"renewal_days": True}, "申请延续的提前天数（日）"),
    ],
)
def test_blank_or_wrong_facts_are_named(template, changes, named):
    with pytest.raises(FactsIncomplete) as refusal:
        schema.check(template, sample(template) | changes)
    assert "、".join(refusal.value.missing) == named


def test_what_is_optional_may_be_left_out_or_empty():
    schema.check("acceptance", sample("acceptance") | {"agent": None, "special": [], "rights": []})
    limits = {
        "statutory": {"length": "法律、法规未规定", "due": None},
        "promise": {"length": "当场", "due": "2026-11-20"},
    }
    schema.check("acceptance", sample("acceptance") | {"limits": limits})


def test_a_rulebook_may_require_what_is_optional():
    facts = sample("correction") | {"deadline": None}
    facts["briefing"].pop("special")
    schema.check("correction", facts)
    with pytest.raises(FactsIncomplete) as refusal:
        schema.require("correction", facts, ["deadline", "briefing.special", "briefing.fee", "lapse"])
    assert refusal.value.missing == ["补正期限", "是否需要现场勘查等特殊程序"]


def test_a_rulebook_naming_an_unknown_fact_is_a_mistake():
    with pytest.raises(KeyError):
        schema.require("correction", sample("correction"), ["no_such_fact"])


def test_a_template_never_prints_a_hole():
    """A variable the schema does not know is refused, not left blank."""
    from django.template import Context

    from hall.papers.layout import engine

    with pytest.raises(FactsIncomplete, match="no_such_fact"):
        engine().from_string("{{ no_such_fact }}").render(Context({}))
