"""The shipped presets are complete, and the start-up check finds every way of not being so."""

from pathlib import Path

import pytest
from django.core import checks

from hall.papers.facts import TEMPLATES
from hall.papers.rules import FIELDS
from hall.papers.schema import fields_of
from hall.rulebook.checks import problems
from hall.rulebook.clauses import cite, malformed
from hall.rulebook.errors import BadValue, PresetInvalid, RuleMissing
from hall.rulebook.kinds import Int
from hall.rulebook.presets import all_presets, read
from hall.rulebook.rule import RULES, Rule, rule

HEAD = 'title="试"\ndocument="试"\ninterpreted_by="试"\nversion="1"\neffective=2024-01-01\n'


def test_the_shipped_presets_answer_everything():
    assert set(all_presets()) == {"national", "AH", "DL", "XA", "EL", "WS"}
    assert list(problems(RULES, all_presets())) == []


@pytest.mark.parametrize(
    ("preset", "old", "new", "complaint"),
    [
        ("national", 'yellow_used = 90\n', "", "没有回答“黄灯：已用时限的比例”"),
        ("AH", "[fee]\npayment_place", "[fee]\nplace", "没有“fee.place”这一规则"),
        ("DL", 'replacement = { value = "5日"', 'replacement = { value = "五日"', "“五日”不是期限"),
        ("AH", 'clause = "AH-31.1 AH-31.2"', 'clause = "AH31.1"', "条款“AH31.1”不成条款编号"),
        ("AH", 'clause = "AH-31.1 AH-31.2"', 'clause = "WS03-04-1"', "条款“WS03-04-1”不成条款编号"),
        ("AH", 'clause = "AH-34.2"', 'clause = "行政许可条例42"', "条款“行政许可条例42”不成条款编号"),
        ("EL", "[window]\n", '[statute]\nreview = "30日"\n[window]\n', "由国家规定，不得另定"),
        ("national", 'clause = "复议法20-1"', 'clause = ""', "由国家规定，须注明法律条款"),
        ("XA", ', "basis", "quantity", "form_sample"]', "]", "少于国家规定，缺少：设定依据、数量限制、申请书示范文本"),
        ("WS", "[window]\nmodel = { value = \"integrated\"", '[window]\nmodel = { value = "off"', "不能不设"),
    ],
)  # fmt: skip
def test_the_start_up_check_refuses_a_faulty_preset(ship, preset, old, new, complaint):
    ship(preset, old, new)
    found = [error.msg for error in checks.run_checks(tags=["rulebook"])]
    assert len(found) == 1
    assert found[0].startswith(f"{preset}.toml")
    assert complaint in found[0]


def test_a_file_that_cannot_be_read_stops_the_start(ship):
    ship("AH", 'effective = { event = "批准", days_after = 0 }', 'effective = "2020年"')
    assert "AH.toml 的 effective 应为日期" in checks.run_checks(tags=["rulebook"])[0].msg


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[case", "不是正确的 TOML"),
        ('title="试"', "缺少 document、interpreted_by、version、effective"),
        (HEAD + '[case]\nx={ value=1, claus="AH-1" }', "不认识的 claus"),
        (HEAD + '[[earlier]]\nkey="case.x"\nvalue=1\n', "应有 key、value、until"),
        (HEAD + '[[earlier]]\nkey="case.x"\nvalue=1\nuntil=2015-05-01\n', "没有现行的答案"),
    ],
)
def test_a_preset_file_is_refused_by_name(tmp_path: Path, text, complaint):
    path = tmp_path / "QX.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PresetInvalid, match=rf"^QX\.toml.*{complaint}"):
        read(path)


def test_a_rule_is_declared_once_and_under_a_plain_key():
    with pytest.raises(ValueError, match="重复声明"):
        Rule("case.completion_event", Int(), "再来一次", "")
    with pytest.raises(ValueError, match="小写英文"):
        Rule("Case", Int(), "大写", "")


def test_an_undeclared_question_is_missing_not_guessed():
    with pytest.raises(RuleMissing, match=r"没有“case\.colour”"):
        rule("case.colour")


def test_off_is_an_answer_only_where_the_question_says_what_it_means():
    assert rule("closure.notice").parse("off") is None
    assert rule("closure.notice").describe(None) == "不限"
    assert rule("closure.notice").dump(None) == "off"
    with pytest.raises(BadValue, match=r"case\.completion_event.*不能不设"):
        rule("case.completion_event").parse("off")


def test_a_value_is_told_with_its_unit():
    assert rule("window.pause_minutes").describe(15) == "15分钟"


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("许可法42-1", "《中华人民共和国行政许可法》第42条第1款"),
        ("许可法32-1-4", "《中华人民共和国行政许可法》第32条第1款第4项"),
        ("AH-31.1", "《敖汉旗政务服务大厅管理办法》（AH-31.1）"),
        ("WS03-07-1", "《乌审旗政务服务中心限时办结制度》（WS03-07-1）"),
        ("旗政府令第3号第五条", "旗政府令第3号第五条"),
        ("", "无法定依据，由大厅自定"),
    ],
)
def test_a_clause_is_told_with_the_title_of_its_text(clause, told):
    assert cite(clause, all_presets().values()) == told


def test_a_list_of_clauses_is_well_formed_when_each_is():
    assert malformed("AH-31.1 许可法42-1", all_presets().values()) == ""
    assert malformed("AH-31.1 ZZ-1", all_presets().values()) == "ZZ-1"


@pytest.mark.parametrize("paper", FIELDS)
def test_what_a_rulebook_may_demand_of_a_paper_is_a_fact_the_paper_can_carry(paper):
    for path in FIELDS[paper]:
        facts = TEMPLATES[paper]
        for part in path.split("."):
            field = fields_of(facts)[part]
            facts = next(
                (one for one in getattr(field.type, "__args__", ()) if one is not type(None)), field.type
            )
        assert not field.required, f"{path} is always there; demanding it says nothing"
