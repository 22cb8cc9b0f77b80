"""Entry, exception, exit and devolution of matters: what the rulebook wants before a matter is in, and what follows."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.models import Hall
from hall.people.roles import Role
from matters.catalogue.models import Matter, MatterChange, StandardItem
from matters.catalogue.selectors import version_on
from matters.catalogue.standing import compared, edition, entry_report, moved_below, not_online
from tests.catalogue.builders import make_matter
from tests.catalogue.filing import FROM, Filing
from tests.factories import make_department, travel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april(calendar):
    travel("2026-04-01")


def errors(refused) -> set[str]:
    return set(refused.value.form.errors)


@pytest.mark.clause("AH-2.1", "WS08-01-2")
def test_a_secret_matter_does_not_enter_and_the_rest_is_missing():
    filing = Filing("AH")
    names = [
        ("01", "许可"),
        ("05", "给付"),
        ("07", "确认"),
        ("08", "奖励"),
        ("09", "裁决"),
        ("10", "其他权力"),
    ]
    for kind, name in names[:5]:
        make_matter(filing.department, kind=kind, name=name)
    for n in range(3):
        make_matter(filing.department, kind="20", name=f"服务{n}", entered_on=None)
    secret, draft = filing.newcomer(name="涉密事项")
    out = filing.file("except", matter=secret.pk, exception="secret", ground="")
    filing.effect(filing.agree_to_the_end(out), "2026-04-01")
    report = entry_report(filing.hall, dt.date(2026, 4, 1))
    assert ([len(report.entered), len(report.missing)], report.excepted) == ([6, 3], [secret])
    filing.delegate()
    change = filing.file("enter", matter=secret.pk, version=draft.pk)
    with pytest.raises(Objected, match="涉密"):
        filing.agree_to_the_end(change)
    assert not Matter.objects.get(pk=secret.pk).entered_on


@pytest.mark.clause("AH-5.2")
def test_lack_of_conditions_needs_the_governments_approval():
    filing = Filing("AH")
    matter, _ = filing.newcomer()
    given = {"matter": matter.pk, "exception": "no_conditions", "ground": ""}
    with pytest.raises(Invalid) as refused:
        filing.file("except", **given)
    assert errors(refused) == {"document_number", "document_date"}
    with pytest.raises(Invalid) as refused:
        filing.file("except", **given | {"exception": ""})
    assert errors(refused) == {"exception"}
    approved = {"document_number": "敖政发〔2026〕3号", "document_date": "2026-03-20"}
    filing.effect(filing.agree_to_the_end(filing.file("except", **given | approved)), "2026-04-01")
    report = entry_report(filing.hall, dt.date(2026, 4, 1))
    assert (report.excepted, report.missing) == ([matter], [])


@pytest.mark.clause("XA-32.1")
def test_the_league_asks_for_a_reason_kind_and_no_government():
    filing = Filing("XA")
    matter, _ = filing.newcomer()
    given = {"matter": matter.pk, "ground": ""}
    with pytest.raises(Invalid) as refused:
        filing.file("except", **given, exception="state_security")
    assert errors(refused) == {"exception"}
    filing.agree_to_the_end(filing.file("except", **given, exception="premises"))
    assert entry_report(filing.hall, dt.date(2026, 4, 1)).excepted == [matter]


@pytest.mark.clause("AH-5.1", "WS08-01-1", "EL-1.1")
def test_the_groups_add_up_to_the_list():
    filing = Filing("WS")
    for n in range(2):
        make_matter(filing.department, name=f"事项{n}")
    out, _ = filing.newcomer()
    filing.agree_to_the_end(filing.file("except", matter=out.pk, exception="sensitive", ground=""))
    report = entry_report(filing.hall, dt.date(2026, 4, 1))
    assert (len(report.entered), len(report.excepted), len(report.missing), report.total) == (3, 1, 0, 4)
    assert (report.rate, report.explained) == (100, 100)
    make_matter(filing.department, name="应进未进", entered_on=None)
    report = entry_report(filing.hall, dt.date(2026, 4, 1))
    assert (report.rate, report.explained) == (75, 80)


@pytest.mark.clause("EL-1.1")
def test_what_cannot_be_applied_for_online_is_listed():
    filing = Filing("EL")
    assert not_online(filing.hall, dt.date(2026, 4, 1)) == []
    matter, draft = filing.newcomer()
    draft.channels, draft.single_channel_reason = ["window"], "须当场核验"
    draft.save()
    filing.agree_to_the_end(filing.file("enter", matter=matter.pk, version=draft.pk))
    assert not_online(filing.hall, FROM) == [draft]


@pytest.mark.clause("AH-2.2", "XA-34.1")
def test_an_entry_needs_somebody_who_may_decide_or_a_meeting():
    for preset in ("AH", "XA"):
        Hall.objects.filter(code="county").update(code=f"before-{preset}")
        filing = Filing(preset)
        matter, draft = filing.newcomer()
        change = filing.review(filing.file("enter", matter=matter.pk, version=draft.pk))
        with pytest.raises(Objected, match="授权"):
            filing.agree(change, Role.BUREAU)
        with pytest.raises(Invalid, match="截止日期不得早于起始日期"):
            filing.delegate("accept", until="2026-03-01")
        filing.delegate("accept", "review")
        with pytest.raises(Objected, match="授权"):
            filing.agree(change, Role.BUREAU)
        draft.needs_meeting = True
        draft.save()
        assert filing.agree(MatterChange.objects.get(pk=change.pk), Role.BUREAU).state != "reviewed"


@pytest.mark.clause("DL-17.4", "XA-7.2", "DL-7.1")
def test_nothing_enters_that_is_not_on_the_standard_list():
    filing = Filing("DL")
    matter, draft = filing.newcomer()
    StandardItem.objects.update(name="另一名称")
    change = filing.review(filing.file("enter", matter=matter.pk, version=draft.pk))
    with pytest.raises(Objected, match="应与基本目录一致"):
        filing.agree(change, Role.BUREAU)
    StandardItem.objects.update(name=matter.name, repealed_on=FROM)
    with pytest.raises(Objected, match="取消，不得进驻"):
        filing.agree(change, Role.BUREAU)
    StandardItem.objects.all().delete()
    with pytest.raises(Objected, match="不得自行设立"):
        filing.agree(change, Role.BUREAU)
    StandardItem.objects.create(code=matter.national_code, name=matter.name, kind=matter.kind)
    draft.bases.all().delete()
    with pytest.raises(Objected, match="设定依据"):
        filing.agree(change, Role.BUREAU)


@pytest.mark.clause("WS08-02", "WS08-03-2", "WS14-06-2")
def test_in_wushen_six_grounds_named_approvers_and_a_first_opinion():
    filing = Filing("WS")
    matter, draft = filing.newcomer()
    entering = {"matter": matter.pk, "version": draft.pk}
    with pytest.raises(Invalid) as refused:
        filing.file("enter", **entering, ground="想改")
    assert errors(refused) >= {"ground"}
    assert len(refused.value.form.fields["ground"].choices) == 7  # six grounds and nothing chosen
    law = refused.value.form.fields["ground"].choices[1][0]
    with pytest.raises(Invalid) as refused:
        filing.file("enter", **entering, ground=law)
    assert errors(refused) == {"document", "document_number", "approvers"}
    change = filing.file(
        "enter",
        **entering,
        ground=law,
        document="某条例",
        document_number="令第1号",
        approvers=[filing.first.pk],
    )
    assert change.approvers == [filing.first.pk]
    with pytest.raises(WrongState):
        filing.agree(change, Role.BUREAU)
    with pytest.raises(NotAllowed):
        perform(change, "review", {"opinion": "可"}, by=filing.people[Role.HALL_OFFICE])
    change = filing.review(change)
    assert (change.reviewed_by, change.state) == (filing.people[Role.BUREAU], "reviewed")
    assert filing.agree(change, Role.BUREAU).state == "in_force"


@pytest.mark.clause("AH-7.2", "DL-17.2")
@pytest.mark.parametrize("preset", ["AH", "DL"])
def test_an_application_long_after_the_change_is_marked_late(preset):
    filing = Filing(preset)
    late = filing.file(changed_on="2026-03-10")
    assert (late.days_to_file, late.late) == (22, True)
    prompt = filing.file(changed_on="2026-03-30")
    assert (prompt.days_to_file, prompt.late) == (2, False)


@pytest.mark.clause("AH-4.6b")
def test_agreement_after_the_day_comes_too_late():
    filing = Filing("WS")
    change = filing.file()
    travel("2026-05-07")
    with pytest.raises(Objected, match="日期已过"):
        filing.agree(change, Role.BUREAU)


@pytest.mark.clause("XA-28.2")
def test_a_matter_handed_down_is_done_below_from_its_day():
    filing = Filing("XA")
    township = Hall.objects.create(
        code="sumu", name="某苏木便民服务中心", level=5, parent=filing.hall, region_code="150999100"
    )
    office = make_department(township, "某苏木人民政府", "苏")
    with pytest.raises(Invalid) as refused:
        filing.file("devolve")
    assert errors(refused) == {"target"}
    filing.agree_to_the_end(filing.file("devolve", target=office.pk))
    below = Matter.objects.get(hall=township)
    eve = FROM - dt.timedelta(days=1)
    here = Matter.objects.get(pk=filing.matter.pk)
    assert [below.is_open(eve), below.is_open(FROM)] == [False, True]
    assert [here.is_open(eve), here.is_open(FROM)] == [True, False]
    assert version_on(below, FROM).matter == below
    assert [(one.matter, one.target.hall) for one in moved_below(filing.hall)] == [(here, township)]


@pytest.mark.clause("WS14-06-1")
def test_a_departments_own_hall_takes_no_matter_without_an_exception():
    filing = Filing("WS")
    own = Hall.objects.create(
        code="own",
        name="某局办事大厅",
        level=4,
        kind=Hall.Kind.SUB_HALL,
        parent=filing.hall,
        region_code=filing.hall.region_code,
        department=filing.department,
        supervision_phone="12345",
    )
    outside = Filing(hall=own)
    matter, draft = outside.newcomer()
    change = outside.file("enter", matter=matter.pk, version=draft.pk, approvers=[outside.first.pk])
    change = outside.review(change)
    with pytest.raises(Objected, match="综合大厅集中受理"):
        outside.agree(change, Role.BUREAU)
    make_matter(filing.department, code=matter.code, entered_on=None)
    Matter.objects.filter(hall=filing.hall, code=matter.code).update(exception="sensitive")
    assert outside.agree(change, Role.BUREAU).state == "in_force"


@pytest.mark.clause("WS08-01-3", "DL-17.1", "XA-7.1")
def test_each_change_makes_a_new_edition_of_the_list():
    filing = Filing("WS")
    matter, change = filing.entry()
    filing.agree_to_the_end(change)
    old, new = edition(filing.hall, FROM - dt.timedelta(days=1)), edition(filing.hall, FROM)
    assert (old.number, new.number, new.since) == (1, 2, FROM)
    assert compared(old, new) == ([matter], [])
