"""The hall's settings for tests: a data folder of their own, quick passwords, static files as they lie."""

import os
from pathlib import Path

os.environ.setdefault("HALL_VAR", str(Path(__file__).resolve().parent.parent / "var" / "test"))

from hall.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
AXES_ENABLED = False  # the test of the login lock switches it on
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}  # a file, as the embedded hall has it
