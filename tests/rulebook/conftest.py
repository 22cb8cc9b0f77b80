"""Five halls, one under each regulation, and a way to ship another edition of a preset."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from hall.places.hall import Hall
from hall.rulebook.presets import all_presets

SHIPPED = Path(__file__).resolve().parents[2] / "fixtures" / "rulebooks"
APPROVED = date(2020, 12, 30)


def make_hall(
    code: str, preset: str = "", *, parent: Hall | None = None, region: str = "150000", **fields
) -> Hall:
    level = fields.pop("level", Hall.Level.LEAGUE if parent is None else parent.level + 1)
    return Hall.objects.create(
        code=code,
        name=f"{code}政务服务中心",
        level=level,
        parent=parent,
        region_code=region,
        preset=preset,
        **fields,
    )


@pytest.fixture
def elsewhere(db) -> Hall:
    """A league under no regulation of its own."""
    return make_hall("elsewhere", region="150400")


@pytest.fixture
def aohan(elsewhere) -> Hall:
    return make_hall("aohan", "AH", parent=elsewhere, region="150430", rules_date=APPROVED)


@pytest.fixture
def dalad(elsewhere) -> Hall:
    return make_hall("dalad", "DL", parent=elsewhere, region="150621")


@pytest.fixture
def hinggan(db) -> Hall:
    """The league of 兴安盟, which chose nothing: its region decides."""
    return make_hall("hinggan", region="152200", rules_date=date(2022, 3, 1))


@pytest.fixture
def erenhot(elsewhere) -> Hall:
    return make_hall("erenhot", "EL", parent=elsewhere, region="152501")


@pytest.fixture
def uxin(elsewhere) -> Hall:
    return make_hall("uxin", "WS", parent=elsewhere, region="150626")


@pytest.fixture
def township(uxin) -> Hall:
    """A township centre of 乌审旗, which applies the sixteen institutions by reference."""
    return make_hall("sumu", parent=uxin, region="150626101")


@pytest.fixture
def ship(tmp_path, settings) -> Iterator[Callable[[str, str, str], None]]:
    """Ship an edition of a preset in which one passage reads differently."""
    folder = tmp_path / "rulebooks"
    shutil.copytree(SHIPPED, folder)

    def ship(preset: str, old: str, new: str) -> None:
        path = folder / f"{preset}.toml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, "the passage to change must stand there once"
        path.write_text(text.replace(old, new), encoding="utf-8")
        settings.FIXTURES = tmp_path
        all_presets.cache_clear()

    yield ship
    all_presets.cache_clear()
