"""The shipped matters: all of them into any hall, once, and what changes becomes a new version."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from hall.calendar.seeding import seed_calendar
from hall.models import Hall
from hall.span import Span
from matters.catalogue.loading import BadFixture, load_catalogue
from matters.catalogue.models import Material, Matter, MatterVersion, Statute
from matters.catalogue.selectors import version_on
from tests.catalogue.builders import FIRST_DAY, make_county
from tests.factories import make_department, make_hall, travel

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def county() -> Hall:
    travel("2026-03-02")
    return make_county()


@pytest.fixture
def fixtures(tmp_path) -> Path:
    """A copy of one department's files, to be changed."""
    shutil.copytree(settings.FIXTURES / "statutes", tmp_path / "statutes")
    (tmp_path / "matters").mkdir()
    for name in ("departments.toml", "market.toml"):
        shutil.copy(settings.FIXTURES / "matters" / name, tmp_path / "matters")
    return tmp_path


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class TestAgain:
    @pytest.fixture
    def food(self, county, fixtures) -> Matter:
        load_catalogue(county, FIRST_DAY, fixtures)
        return Matter.objects.get(name="食品经营许可")

    def test_loading_twice_changes_nothing(self, county, fixtures, food):
        def everything() -> list[int]:
            records = (
                county.departments,
                MatterVersion.history,
                Matter.history,
                Statute.history,
                Material.objects,
            )
            return [record.count() for record in records]

        before = everything()
        again = load_catalogue(county, FIRST_DAY + DAY, fixtures)
        assert (again.entered, again.renewed, again.unchanged, again.not_offered) == (0, 0, 4, [])
        assert everything() == before

    def test_a_changed_guide_is_a_new_version_and_the_old_one_stays(self, county, fixtures, food):
        rewrite(fixtures / "matters/market.toml", 'promise = "5个工作日"', 'promise = "4个工作日"')
        later = FIRST_DAY + 30 * DAY
        again = load_catalogue(county, later, fixtures)
        assert (again.entered, again.renewed, again.unchanged) == (0, 1, 3)
        assert version_on(food, later - DAY).promise("decide").span == Span(5)
        assert version_on(food, later).promise("decide").span == Span(4)

    def test_a_changed_name_is_on_record_and_needs_no_new_version(self, county, fixtures, food):
        rewrite(fixtures / "matters/market.toml", 'name = "食品经营许可"', 'name = "食品经营许可证"')
        assert load_catalogue(county, FIRST_DAY, fixtures).renewed == 0
        assert list(food.history.values_list("name", flat=True)) == ["食品经营许可证", "食品经营许可"]

    def test_two_changes_in_one_day_are_refused_with_a_hint(self, county, fixtures, food):
        rewrite(fixtures / "matters/market.toml", 'promise = "5个工作日"', 'promise = "4个工作日"')
        with pytest.raises(BadFixture, match=r"market.toml matter 食品经营许可：施行日期应晚于"):
            load_catalogue(county, FIRST_DAY, fixtures)

    def test_a_department_the_hall_already_has_is_taken(self, county, fixtures):
        own = make_department(county, "某旗市场监督管理局", code="11150000000000000X")
        load_catalogue(county, FIRST_DAY, fixtures)
        assert Matter.objects.get(name="食品经营许可").department == own


@pytest.mark.parametrize(
    ("preset", "left_out"),
    [
        ("AH", set()),
        ("DL", {"仅销售预包装食品备案", "政府信息公开申请"}),
        ("XA", set()),
        ("EL", set()),
        ("WS", set()),
    ],
)
def test_every_hall_takes_what_its_rulebook_offers(preset, left_out):
    travel("2026-03-02")
    list(seed_calendar())
    hall = make_county(preset)
    loaded = load_catalogue(hall, FIRST_DAY)
    assert set(loaded.not_offered) == left_out
    assert loaded.entered == 31 - len(left_out)


class TestMistakes:
    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            (
                'promise = "5个工作日"',
                'promise = "21个工作日"',
                "食品经营许可 guide limits 作出决定",
            ),
            ('promise = "5个工作日"', 'promise = "五天"', "期限“五天”看不懂"),
            ('case_type = "承诺件"', 'case_type = "慢件"', "没有“慢件”，可用：即办件、承诺件、上报件"),
            ('result = "食品经营许可证"', 'outcome = "食品经营许可证"', "缺少 result"),
            ("illustrative = true\n", "ilustrative = true\n", "不认识 ilustrative"),
            ("food-safety-law 第三十五条", "food-law 第三十五条", "没有代号为“food-law”的法律依据"),
            ('department = "market"', 'department = "markt"', "departments.toml 中没有“markt”"),
            ("[matter.guide]", "[matter.guide", "market.toml 不是正确的 TOML"),
        ],
    )
    def test_it_is_told_where_and_nothing_is_kept(self, county, fixtures, old, new, said):
        rewrite(fixtures / "matters/market.toml", old, new)
        with pytest.raises(BadFixture) as refused:
            load_catalogue(county, FIRST_DAY, fixtures)
        assert said in str(refused.value)
        assert "market.toml" in str(refused.value)
        assert not Matter.objects.exists()


class TestCommand:
    def test_it_loads_and_says_what_it_did(self, county, capsys):
        list(seed_calendar())
        call_command("load_catalogue", hall=county.code, on=FIRST_DAY)
        assert "新增事项 31 个" in capsys.readouterr().out

    def test_an_unknown_hall_is_told(self, db):
        with pytest.raises(CommandError, match="没有编码为“nowhere”的大厅"):
            call_command("load_catalogue", hall="nowhere")

    def test_a_hall_without_government_is_told(self, db):
        with pytest.raises(CommandError, match="应登记且只登记一个本级人民政府"):
            call_command("load_catalogue", hall=make_hall().code, on=FIRST_DAY)
