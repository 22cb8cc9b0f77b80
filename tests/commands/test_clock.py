"""Legal time: one source for all processes, moved only outside production."""

import datetime as dt
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from hall import legal_time
from tests.factories import at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


def test_set_and_frozen_it_stands(manage):
    said = "法定时间2026-09-18 10:00（星期五），停在此刻。\n"
    assert manage("clock", "set", "2026-09-18 10:00", "--freeze") == said
    assert legal_time.now() == at("2026-09-18 10:00")
    assert legal_time.today() == dt.date(2026, 9, 18)
    assert manage("clock", "show") == said


def test_set_it_runs_on(manage):
    manage("clock", "set", "2026-09-18 10:00")
    first, second = legal_time.now(), legal_time.now()
    assert at("2026-09-18 10:00") <= first < second < at("2026-09-18 10:01")


@pytest.mark.parametrize(
    ("span", "then"),
    [
        ("3d", "2026-09-21 10:00"),
        ("2h", "2026-09-18 12:00"),
        ("30m", "2026-09-18 10:30"),
        ("1w", "2026-09-25 10:00"),
        ("1d12h", "2026-09-19 22:00"),
    ],
)
def test_advanced_a_frozen_clock_stays_frozen(manage, span, then):
    manage("clock", "set", "2026-09-18 10:00", "--freeze")
    manage("clock", "advance", span)
    assert legal_time.now() == at(then)


def test_advanced_a_running_clock_keeps_running(manage):
    manage("clock", "advance", "3d")
    ahead = legal_time.now() - timezone.now()
    assert dt.timedelta(days=3) - dt.timedelta(seconds=5) < ahead <= dt.timedelta(days=3)


def test_back_it_is_the_machine_s_again(manage):
    manage("clock", "set", "2026-09-18 10:00", "--freeze")
    assert "与机器时钟一致" in manage("clock", "back")
    assert abs(legal_time.now() - timezone.now()) < dt.timedelta(seconds=5)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["set", "2026-09-18"], "不是时刻，请按“2026-09-18 10:00”的格式填写"),
        (["set", "2026-02-30 10:00"], "不是时刻"),
        (["set", "9999-01-01 10:00"], "2000年至2099年之间"),
        (["set", "0001-01-01 00:00"], "2000年至2099年之间"),
        (["advance", "3"], "不是时长，请填写如 3d"),
        (["advance", "1d-3h"], "不是时长"),
        (["advance", "3 d"], "不是时长"),
        (["advance", "9999w"], "2000年至2099年之间"),
    ],
)
def test_what_is_no_time_is_refused(manage, words, message):
    with pytest.raises(CommandError, match=message):
        manage("clock", *words)
    assert legal_time.travelled() is None


def test_it_never_goes_backwards_by_a_span():
    with pytest.raises(ValueError, match="不能倒退"):
        legal_time.advance(dt.timedelta(days=-1))


def test_another_process_agrees_at_once(manage):
    manage("clock", "set", "2026-09-18 10:00", "--freeze")
    name = connection.settings_dict["NAME"]
    look = (
        "import django; django.setup(); from django.db import connection;"
        f"connection.settings_dict['NAME'] = {str(name)!r};"
        "from hall import legal_time; print(legal_time.now().isoformat())"
    )
    seen = subprocess.run(
        [sys.executable, "-c", look],
        cwd=django_settings.BASE_DIR,
        env=None,
        capture_output=True,
        text=True,
        check=True,
    )
    assert dt.datetime.fromisoformat(seen.stdout.split()[-1]) == at("2026-09-18 10:00")


class TestInProduction:
    @pytest.fixture(autouse=True)
    def production(self, manage, settings):
        manage("clock", "set", "2026-09-18 10:00", "--freeze")  # left over from before
        settings.LEGAL_TIME_TRAVEL = False

    def test_it_can_be_read_but_not_moved(self, manage):
        assert "与机器时钟一致" in manage("clock", "show")
        for words in (["set", "2026-09-18 10:00"], ["advance", "1d"], ["back"]):
            with pytest.raises(CommandError, match="正式运行环境不得调整法定时间。"):
                manage("clock", *words)

    def test_what_was_set_before_counts_for_nothing(self):
        assert abs(legal_time.now() - timezone.now()) < dt.timedelta(seconds=5)

    def test_nor_does_any_other_caller_move_it(self):
        for move in (
            lambda: legal_time.travel_to(timezone.now()),
            lambda: legal_time.advance(dt.timedelta(0)),
            legal_time.come_back,
        ):
            with pytest.raises(PermissionDenied):
                move()
