"""manage.py verify_timeline: silent success, or every finding and exit status 1."""

import pytest
from django.core.management.base import CommandError
from django.db import connection

from hall.timeline.anchor import drop_anchor
from hall.timeline.installing import install
from tests.timeline.conftest import line, rules_switched_off
from tests.visits import correct_visit, record_visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path


def fails(manage, capsys, *words) -> list[str]:
    with pytest.raises(SystemExit) as ended:
        manage("verify_timeline", *words)
    assert ended.value.code == 1
    return capsys.readouterr().err.splitlines()


def test_sound(manage, record):
    assert manage("verify_timeline") == "核验1个案卷、1行留痕：完整，未发现改动。\n"
    assert manage("verify_timeline", "--dossier", record.pk) == "核验1个案卷、1行留痕：完整，未发现改动。\n"


def test_since_the_anchor(manage, record):
    drop_anchor()
    assert manage("verify_timeline", "--since-anchor").startswith("核验0个案卷、0行留痕")
    correct_visit(record)
    assert manage("verify_timeline", "--since-anchor").startswith("核验1个案卷、1行留痕")


def test_each_finding_is_said(manage, record, hall, capsys):
    other = record_visit(hall)
    with rules_switched_off():
        line(record, 1).update(title="更正")
    said = f"案卷{record.pk}第1行内容与摘要不符，本行被改动。"
    assert fails(manage, capsys) == [said]
    assert fails(manage, capsys, "--dossier", record.pk) == [said]
    manage("verify_timeline", "--dossier", other.pk)


def test_a_database_that_no_longer_refuses(manage, record, capsys):
    name = "keep_hall_entry_rows_update"
    with connection.cursor() as cursor:
        on = ' ON "hall_entry"' if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "{name}"{on}')
    assert fails(manage, capsys) == [f"表 hall_entry 的触发器 {name} 缺失、停用或者被改动。"]
    install(None, "default")


def test_a_dossier_that_does_not_exist(manage, record):
    with pytest.raises(CommandError, match="没有找到案卷“0”"):
        manage("verify_timeline", "--dossier", 0)
