"""The verifier that has only a sheet and a dump finds every attack, whatever the forger did to cover it."""

import json
import subprocess
import sys
from itertools import product
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection, transaction

from hall.models import Anchor, Dossier
from hall.timeline import outside
from hall.timeline.anchor import drop_anchor
from hall.timeline.logs import log_access
from hall.timeline.sheet import mail, sheet, sheet_json, sheet_pdf
from tests.factories import make_hall, make_user, travel
from tests.visits import correct_visit, record_visit, visits  # noqa: F401 – a fixture

from .attacks import ATTACKS, COVERS
from .conftest import dump

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="a dump is PostgreSQL's"),
]


@pytest.fixture
def told(db, visits):  # noqa: F811
    """Two dossiers and an access log with a history, and the sheet of the day."""
    travel("2026-09-18")
    hall = make_hall()
    person = make_user("查阅人", ("supervisor", hall))
    records = [record_visit(hall), record_visit(hall)]
    for persons, record in product((4, 5, 6), records):
        correct_visit(record, persons=persons)
    for reason in ("核对", "送达\t上门", "投诉\n复核", "回访"):
        log_access(hall, person, records[0], "phone", reason)
    log = Dossier.objects.get(kind="log.access")
    anchor = drop_anchor()
    return SimpleNamespace(hall=hall, person=person, records=records, log=log, sheet=sheet(anchor))


def found(told) -> list[str]:
    return outside.verify_dump(told.sheet, dump()).found


def test_an_honest_history_agrees_with_its_sheet_and_may_grow(told):
    outcome = outside.verify_dump(told.sheet, dump())
    assert outcome.found == []
    assert (outcome.lines, outcome.later) == (told.sheet["lines"], 0)
    correct_visit(told.records[0], persons=9)
    log_access(told.hall, told.person, told.records[0], "phone", "再次核对")
    outcome = outside.verify_dump(told.sheet, dump())
    assert outcome.found == []
    assert outcome.later == 2
    assert str(outcome).endswith("与锚定单一致，未发现改动。")


def test_every_attack_is_found_whatever_covers_it(told, record_property):
    """On a dossier and on the log of who read personal data."""
    targets = {"案卷": tuple(told.records), "查阅登记": (told.log, told.records[1])}
    missed, tried = [], 0
    for (target, pair), attack, cover in product(targets.items(), ATTACKS, COVERS):
        before = transaction.savepoint()
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        attack(*pair)
        cover(*pair)
        if not found(told):
            missed.append((target, attack.__name__, cover.__name__))
        transaction.savepoint_rollback(before)
        tried += 1
    figures = (
        f"{tried} attacks with their cover-ups on a dossier and the access log, {tried - len(missed)} found"
    )
    record_property("figures", figures)
    assert missed == []
    assert found(told) == []


def test_a_sheet_of_another_day_or_digest(told):
    told.sheet["digest"] = "0" * 64
    assert "与锚定单上的摘要不符" in found(told)[0]
    told.sheet["day"] = "2026-01-01"
    assert "转储中没有2026-01-01的锚定" in found(told)[0]


def test_the_sheet_as_typed_from_paper(told, tmp_path, capsys):
    digest = told.sheet["digest"]
    file = tmp_path / "dump.sql"
    file.write_text(dump().getvalue(), encoding="utf-8")
    typed = f"{told.sheet['day']} " + " ".join(digest[n : n + 8].upper() for n in range(0, 64, 8))
    assert outside.main([typed, str(file)]) == 0
    assert "未发现改动" in capsys.readouterr().out
    assert outside.main([f"{told.sheet['day']} 123", str(file)]) == 2
    file.write_text("", encoding="utf-8")
    assert outside.main([typed, str(file)]) == 2
    assert "hall_entry" in capsys.readouterr().err


def test_the_file_runs_without_the_hall(told, tmp_path):
    """What is handed to whoever keeps the sheets: this one file, Python, and nothing else."""
    tool = tmp_path / "outside.py"
    tool.write_bytes((settings.BASE_DIR / "hall/timeline/outside.py").read_bytes())
    (tmp_path / "sheet.json").write_text(json.dumps(told.sheet), encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(tool), "sheet.json", "-"]
    done = subprocess.run(command, input=dump().getvalue(), text=True, capture_output=True, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_sheet_is_printed_and_mailed(told, settings, mailoutbox):
    anchor = Anchor.objects.get()
    assert json.loads(sheet_json(anchor)) == told.sheet
    assert sheet_pdf(anchor)[:5] == b"%PDF-"
    mail(anchor)
    assert mailoutbox == []
    settings.ANCHOR_SHEET_TO = ["jiandu@example.gov.cn"]
    mail(anchor)
    (sent,) = mailoutbox
    assert anchor.digest in sent.body
    assert [name for name, _, _ in sent.attachments] == [
        f"anchor-{anchor.day}.json",
        f"anchor-{anchor.day}.pdf",
    ]
