"""The hall that needs no configuration: its secrets, and its SQLite under many hands at once."""

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from hall.embedded import generated_secrets
from setup.steps import ROOT


def test_secrets_are_drawn_once_and_for_the_owner_alone(tmp_path):
    path = tmp_path / "var/secrets.json"
    drawn = generated_secrets(path)
    assert generated_secrets(path) == drawn
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secrets.json"]


def test_processes_that_start_together_agree_on_the_secrets(tmp_path):
    path = tmp_path / "secrets.json"
    told = f"from hall.embedded import generated_secrets as g; from pathlib import Path; print(g(Path({str(path)!r})))"
    together = [
        subprocess.Popen([sys.executable, "-c", told], cwd=ROOT, stdout=subprocess.PIPE) for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in together}) == 1


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_many_hands_write_at_once_and_none_is_turned_away():
    """Without IMMEDIATE and WAL this ends in "database is locked" or in lost updates."""
    Session.objects.create(session_key="counter", session_data="0", expire_date=timezone.now())

    def count_up(_: int) -> None:
        try:
            with transaction.atomic():
                counter = Session.objects.select_for_update().get(pk="counter")
                counter.session_data = str(int(counter.session_data) + 1)
                counter.save()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(count_up, range(200)))
    assert Session.objects.get(pk="counter").session_data == "200"
