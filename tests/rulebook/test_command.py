"""manage.py rulebook, and the page it writes."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hall.rulebook import RULES
from hall.rulebook.rows import RuleRow
from tests.rulebook.conftest import make_hall

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rulebook.md"


def run(*args: str) -> str:
    out = StringIO()
    call_command("rulebook", *args, stdout=out)
    return out.getvalue()


def test_the_page_in_docs_is_the_page_of_today():
    assert PAGE.read_text(encoding="utf-8") == run("--doc"), (
        "请运行 manage.py rulebook --doc > docs/rulebook.md"
    )
    assert all(f"| `{key}` |" in PAGE.read_text(encoding="utf-8") for key in RULES)


def test_all_answers_of_a_hall_on_a_day(uxin):
    RuleRow.objects.create(
        hall=uxin, key="closure.notice", value="3个工作日", effective_from="2026-01-01", reason="试行"
    )
    told = run("--hall", "uxin", "--on", "2026-02-01")
    assert "自 2023-06-13 起施行，由乌审旗政务服务中心解释" in told
    assert "自定  临时关闭申请的提前期限：3个工作日（原 1个工作日）：试行" in told
    assert "posting.out_notice  离岗申请的提前期限：15个工作日" in told
    assert all(f"\n{key}  " in told for key in RULES)
    assert "closure.notice  临时关闭申请的提前期限：1个工作日" in run("--hall", "uxin", "--on", "2025-12-31")


def test_the_differences_not_yet_adopted(uxin, ship):
    assert "uxin政务服务中心：已全部采用" in run("--diff")
    ship("WS", "pause_minutes = { value = 15", "pause_minutes = { value = 20")
    told = run("--diff", "--hall", "uxin")
    assert "1 项尚未采用" in told
    assert "短时离岗的时间：15分钟（WS04-5.4-3） → 20分钟（WS04-5.4-3）" in told


def test_which_hall_must_be_clear(uxin):
    with pytest.raises(CommandError, match=r"请用 --hall 指明大厅编码，现有：.*uxin"):
        run()


def test_a_hall_without_its_date_is_named(db):
    make_hall("league", region="152200")
    with pytest.raises(CommandError, match="请先在大厅资料中填写"):
        run()
