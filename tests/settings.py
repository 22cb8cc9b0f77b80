"""The hall's settings for tests: own data folder and Redis database per pytest process, quick passwords."""

import os
from pathlib import Path

_worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
_folder = os.environ.setdefault("HALL_TEST_VAR", str(Path(__file__).resolve().parent.parent / "var/test"))
os.environ["HALL_VAR"] = f"{_folder}/{_worker}"

from hall.settings import *  # noqa: E402, F403
from hall.settings import CACHES, CELERY_BROKER_URL, DATABASES, REDIS_URL, STORAGES, VAR  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
AXES_ENABLED = False  # the test of the login lock switches it on

if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}  # a file, as the embedded hall has it
if REDIS_URL:
    _number = _worker.removeprefix("gw")
    CACHES["default"]["LOCATION"] = f"{REDIS_URL}?db={_number}"
    CELERY_BROKER_URL = f"{CELERY_BROKER_URL}?virtual_host={_number}"
