"""A hall in earnest starts safely or not at all."""

import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet

from setup.steps import ROOT

SAFE = {
    "HALL_MODE": "production",
    "SECRET_KEY": "k9" * 10 + "qZ3x" * 10,
    "PERSONAL_DATA_KEYS": ",".join(Fernet.generate_key().decode() for _ in range(2)),
    "BLIND_INDEX_KEY": "w7Rt" * 10,
    "DATABASE_URL": "postgresql://hall@db/hall",
    "REDIS_URL": "redis://queue:6379/0",
    "ALLOWED_HOSTS": "zwfw.example.gov.cn",
    "PUBLIC_URL": "https://zwfw.example.gov.cn",
}


def start(tmp_path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Reads the settings in a fresh process whose environment is ``SAFE`` with ``changes``."""
    chosen = {name: value for name, value in (SAFE | changes).items() if value is not None}
    env = {"PATH": os.environ["PATH"], "HALL_VAR": str(tmp_path), **chosen}
    told = (
        "from hall import settings as s; print(s.LEGAL_TIME_TRAVEL, s.DEMO_ACCOUNTS, s.SESSION_COOKIE_SECURE)"
    )
    return subprocess.run([sys.executable, "-c", told], cwd=ROOT, env=env, capture_output=True, text=True)


def test_with_everything_in_order_it_starts_without_demo_or_time_travel(tmp_path):
    started = start(tmp_path)
    assert started.returncode == 0, started.stderr
    assert started.stdout.split() == ["False", "False", "True"]


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({"DEBUG": "true"}, "DEBUG 必须关闭"),
        ({"SECRET_KEY": None}, "SECRET_KEY 缺失或太弱"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY 缺失或太弱"),
        ({"PERSONAL_DATA_KEYS": None}, "PERSONAL_DATA_KEYS 缺失或无效"),
        ({"PERSONAL_DATA_KEYS": "not-a-key"}, "PERSONAL_DATA_KEYS 缺失或无效"),
        ({"BLIND_INDEX_KEY": "short"}, "BLIND_INDEX_KEY 缺失或太短"),
        ({"DATABASE_URL": None}, "须使用 PostgreSQL"),
        ({"REDIS_URL": None}, "须使用 Redis"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS 缺失或含"),
        ({"PUBLIC_URL": "http://zwfw.example.gov.cn"}, "PUBLIC_URL"),
        ({"HALL_MODE": "prod"}, "HALL_MODE=prod"),
    ],
)
def test_each_weakness_is_refused_in_chinese(tmp_path, changes, objection):
    refused = start(tmp_path, **changes)
    assert refused.returncode != 0
    assert "ImproperlyConfigured" in refused.stderr
    assert objection in refused.stderr


def test_all_weaknesses_are_named_at_once(tmp_path):
    refused = start(tmp_path, SECRET_KEY=None, BLIND_INDEX_KEY=None, ALLOWED_HOSTS=None)
    assert all(name in refused.stderr for name in ("SECRET_KEY", "BLIND_INDEX_KEY", "ALLOWED_HOSTS"))


def test_sqlite_only_when_told_so(tmp_path):
    started = start(tmp_path, DATABASE_URL=None, ALLOW_SQLITE_IN_PRODUCTION="true")
    assert started.returncode == 0, started.stderr
