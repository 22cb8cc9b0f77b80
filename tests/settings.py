"""The hall's settings for tests: a data folder per run and process, a Redis database per process, quick passwords."""

import atexit
import os
import shutil
import tempfile

_worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
if "HALL_TEST_VAR" not in os.environ:  # children of this run share its folder and leave the removal to it
    os.environ["HALL_TEST_VAR"] = tempfile.mkdtemp(prefix="hall-test-")
    atexit.register(shutil.rmtree, os.environ["HALL_TEST_VAR"], ignore_errors=True)
os.environ["HALL_VAR"] = f"{os.environ['HALL_TEST_VAR']}/{_worker}"

from hall.settings import *  # noqa: E402, F403
from hall.settings import CACHES, CELERY_BROKER_URL, DATABASES, REDIS_URL, STORAGES, VAR  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
IDLE_MINUTES = 0  # most tests log in past the login page; the test of the idle lock switches it on
AXES_ENABLED = False  # the test of the login lock switches it on

if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}  # a file, as the embedded hall has it
if REDIS_URL:
    _number = _worker.removeprefix("gw")
    CACHES["default"]["LOCATION"] = f"{REDIS_URL}?db={_number}"
    CELERY_BROKER_URL = f"{CELERY_BROKER_URL}?virtual_host={_number}"
