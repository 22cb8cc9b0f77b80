"""manage.py act: the same door, the same refusals, the same timeline as the screens."""

import io
import json

import pytest
from django.core.management.base import CommandError

from hall.models import Dossier, Entry, Grant, RegisterRecord
from hall.people.roles import Role
from tests.factories import make_department, make_user
from tests.visits import KEY, visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


@pytest.fixture
def form(tmp_path):
    """A JSON file with a form's data."""

    def write(data) -> str:
        file = tmp_path / "form.json"
        file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        return str(file)

    return write


NEW = ("hall.registerrecord", "new", "record", "--hall=county", f"--set=register={KEY}")


class TestDone:
    def test_a_new_object(self, manage, office, place, visits, form):
        said = manage("act", *NEW, f"--by={office.username}", "--place=A01", "--data", form(visit()))
        record = RegisterRecord.objects.get()
        assert said == f"已办理“登记”：案卷{record.pk}，已登记。\n"
        assert record.facts["subject"] == "参观"
        entry = record.dossier.entries.get()
        assert (entry.by, entry.place, entry.role) == (office, place, Role.HALL_OFFICE)

    def test_a_new_object_of_a_department_below_another(self, manage, hall, record, form):
        make_department(hall, code="D9")
        manage(
            "act", *NEW, "--by=SYSTEM", "--department=D9", f"--parent={record.pk}", "--data", form(visit())
        )
        dossier = Dossier.objects.latest("pk")
        assert (dossier.department.code, dossier.parent_id) == ("D9", record.pk)

    def test_an_existing_object(self, manage, record, form):
        data = form(visit(persons=8, correction="误"))
        manage("act", "hall.registerrecord", record.pk, "correct", "--by=SYSTEM", "--seen=1", "--data", data)
        record.refresh_from_db()
        assert record.facts["persons"] == 8

    def test_data_from_standard_input(self, manage, record, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.StringIO('{"reason": "重复"}'))
        said = manage("act", "hall.registerrecord", record.pk, "void", "--by=SYSTEM", "--data=-")
        assert said == f"已办理“作废”：案卷{record.pk}，已作废。\n"

    def test_a_grant(self, manage, hall, form):
        guide = make_user("导服")
        data = form({"user": guide.pk, "role": "guide"})
        manage("act", "hall.grant", "new", "give", "--by=SYSTEM", "--hall=county", "--data", data)
        assert Grant.objects.get().role == Role.GUIDE


class TestRefused:
    def test_it_says_why_and_the_timeline_says_so_too(self, manage, record):
        nobody = make_user("外人")
        with pytest.raises(CommandError, match="“作废”须由大厅管理室、导服人员办理"):
            manage("act", "hall.registerrecord", record.pk, "void", f"--by={nobody.username}")
        entry = record.dossier.entries.get(kind=Entry.Kind.REFUSED)
        assert (entry.by, entry.act) == (nobody, "void")

    def test_a_stale_page(self, manage, record):
        with pytest.raises(CommandError, match="已有新的办理"):
            manage("act", "hall.registerrecord", record.pk, "void", "--by=SYSTEM", "--seen=7")

    def test_a_form_that_does_not_hold(self, manage, record, form):
        with pytest.raises(CommandError, match="作废原因：这个字段是必填项。"):
            manage("act", "hall.registerrecord", record.pk, "void", "--by=SYSTEM", "--data", form({}))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["hall.nothing", "1", "void"], "没有“hall.nothing”这一类别，可用的有：.*hall.grant（授权）"),
        (["hall.hall", "1", "void"], "没有“hall.hall”这一类别"),
        (["hall.registerrecord", "99999", "void"], "没有找到台账记录“99999”"),
        (["hall.registerrecord", "x", "void"], "没有找到台账记录“x”"),
        (["hall.registerrecord", "{record}", "burn"], "台账记录没有“burn”这一行为"),
        (["hall.registerrecord", "{record}", "void", "--place=Z9"], "没有找到地点“Z9”"),
        (["hall.registerrecord", "{record}", "void", "--data=/nowhere"], "读不到文件“/nowhere”"),
        (["hall.registerrecord", "{record}", "void", "--file=scan"], "“scan”应写成 名=值。"),
        (["hall.registerrecord", "{record}", "void", "--file=scan=/nowhere"], "读不到文件“/nowhere”"),
        ([*NEW[:3], NEW[4]], "没有说明在哪个大厅办理"),
        ([*NEW[:3], NEW[4], "--place=A01"], "请用 --hall 说明大厅"),
        (NEW[:4], "新建台账记录须用 --set 名=值 填写：register。"),
        ([*NEW[:4], "--set=register=none"], "没有“none”这一台账"),
        ([*NEW[:4], "--set=state=voided"], "新建台账记录不能填写“state”，可填写的有：register。"),
        ([*NEW[:3], "--hall=moon"], "没有找到大厅“moon”"),
        ([*NEW, "--department=D0"], "没有找到部门“D0”"),
        ([*NEW, "--parent=99999"], "没有找到上级案卷“99999”"),
    ],
)
def test_words_that_name_nothing(manage, record, words, message):
    with pytest.raises(CommandError, match=message):
        manage("act", *[word.format(record=record.pk) for word in words], "--by=SYSTEM")


def test_a_user_that_does_not_exist(manage, record):
    with pytest.raises(CommandError, match="没有找到用户“nobody”"):
        manage("act", "hall.registerrecord", record.pk, "void", "--by=nobody")


@pytest.mark.parametrize(("text", "message"), [("{", "不是 UTF-8 编码的 JSON"), ("[]", "应为一个 JSON 对象")])
def test_data_that_is_no_form(manage, record, form, text, message):
    with pytest.raises(CommandError, match=message):
        manage("act", "hall.registerrecord", record.pk, "void", "--by=SYSTEM", "--data", form(text))
