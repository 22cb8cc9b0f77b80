"""The catalogue: its lists and fees, what got simpler, one standard in all halls, and who may act for a department."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.offers import offers
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.models import Hall
from hall.papers.qr import qr_svg
from hall.people.authority import Authority
from hall.people.roles import Role
from matters.cases.public.catalogue import rows_of
from matters.catalogue.lists import on_list
from matters.catalogue.models import Delegation, Entrustment, Fee, Matter, MatterChange, MatterVersion
from matters.catalogue.publishing import publish, successor
from matters.catalogue.selectors import version_on, versions_on
from matters.catalogue.simplifying import at_most_one_visit, cuts_of, history_of
from matters.catalogue.uniform import differences
from tests.catalogue.builders import make_matter, make_statute
from tests.catalogue.filing import FROM, Filing
from tests.catalogue.whole import a_file, whole_draft
from tests.factories import make_department, make_user, travel
from tests.law.charged import Charged

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def april(calendar):
    cache.clear()
    travel("2026-04-01")


def published(department, name: str, *, materials=(), fee: bool = False, **fields) -> Matter:
    """A matter in force today whose first materials are marked as said."""
    matter = make_matter(department, name=name)
    version = whole_draft(matter, dt.date(2026, 3, 2), **fields)
    for material, marks in zip(version.materials.all(), materials, strict=False):
        for field, value in marks.items():
            setattr(material, field, value)
        material.save()
    if fee:
        Fee(
            version=version,
            name="工本费",
            standard="每证10元",
            payment="银行窗口",
            statute=make_statute(),
            article="第七条",
        ).save()
    publish(version)
    return matter


@pytest.fixture
def listed(calendar):
    """A hall under 达拉特 with six matters, each on lists of its own."""
    filing = Filing("DL")
    plain = {"visits": 2}
    office = filing.department
    for name, given in {
        "甲": {"visits": 1, "materials": [{"tolerable": True}]},
        "乙": {"visits": 0, "materials": [{"is_proof": True}, {"tolerable": True}]},
        "丙": plain | {"materials": [{"source": "intermediary", "source_note": "有资质的检测机构"}]},
        "丁": plain | {"fee": True},
        "戊": plain,
    }.items():
        published(office, name, **given)
    Matter.objects.filter(pk=filing.matter.pk).update(withdrawn_on=TODAY)
    return filing


@pytest.mark.clause("DL-19.1")
def test_each_list_holds_the_matters_marked_so(listed, client):
    found = {
        key: [version.matter.name for version in on_list(listed.hall, key, TODAY)]
        for key in ("one_visit", "intermediary", "tolerant", "proof")
    }
    assert found == {
        "one_visit": ["甲", "乙"],
        "intermediary": ["丙"],
        "tolerant": ["甲", "乙"],
        "proof": ["乙"],
    }
    page = client.get(reverse("public-list", args=["intermediary"]), {"hall": listed.hall.code})
    assert "有资质的检测机构" in page.content.decode()
    assert client.get(reverse("public-list", args=["nothing"])).status_code == 404


@pytest.mark.clause("DL-16.2", "WS04-4.8-2")
def test_the_fee_list_shows_matter_basis_and_standard_of_what_costs(listed, client):
    assert [version.matter.name for version in on_list(listed.hall, "charged", TODAY)] == ["丁"]
    for name in ("public-fees", "public-list"):
        args = ["charged"] if name == "public-list" else []
        page = client.get(reverse(name, args=args), {"hall": listed.hall.code}).content.decode()
        for said in ("丁", "每证10元", "第七条"):
            assert said in page


@pytest.mark.clause("DL-17.1", "XA-7.1", "XA-7.5")
def test_the_public_list_is_the_list(listed, client):
    assert len(rows_of(listed.hall, TODAY)) == versions_on(listed.hall, TODAY).count() == 5
    page = client.get(reverse("public-catalogue"), {"hall": listed.hall.code}).content.decode()
    assert "共5项" in page
    table = client.get(reverse("public-catalogue-table"), {"hall": listed.hall.code}).content.decode()
    assert table.count("\n") == 6
    since = client.get(reverse("public-catalogue"), {"hall": listed.hall.code, "since": "2026-03-31"})
    assert "食品经营许可" in since.content.decode()


@pytest.mark.clause("DL-19.2", "XA-20.1", "EL-1.4", "WS14-07-2")
def test_what_got_fewer_is_summed_by_department_and_year(listed, client):
    matter = Matter.objects.get(name="甲")
    old = version_on(matter, TODAY)
    new = successor(old, dt.date(2026, 4, 2))
    new.procedure, new.visits = "申请\n受理\n办结", 0
    new.save()
    new.materials.get(kind="copy").delete()
    new.clock_rules.update(promise_n=3)
    publish(new)
    [step, first] = history_of(matter)
    assert step.lines() == ["材料2 → 1", "环节5 → 3", "承诺工作日5 → 3", "到现场次数1 → 0"]
    assert first == old
    cuts = cuts_of(listed.hall, 2026)
    assert cuts == {str(listed.department): {"materials": 1, "steps": 2, "days": 2, "visits": 1}}
    assert cuts_of(listed.hall, 2025) == {}
    assert at_most_one_visit(listed.hall, TODAY) == (2, 5)
    client.force_login(listed.people[Role.HALL_OFFICE])
    page = client.get(reverse("catalogue-simplification")).content.decode()
    assert "占40%" in page
    history = client.get(reverse("public-guide-history", args=[matter.pk])).content.decode()
    assert "材料2 → 1" in history


@pytest.fixture
def league(calendar):
    """A league hall and a county hall below it with the same matter, under 兴安盟."""
    filing = Filing("XA")
    above = filing.hall.parent
    Hall.objects.filter(pk=above.pk).update(preset="XA", rules_date=dt.date(2022, 1, 1))
    above.refresh_from_db()
    top = make_department(above, "某盟市场监督管理局", "盟监")
    matter = make_matter(top, national_code="000131016000")
    publish(whole_draft(matter, dt.date(2026, 3, 2)))
    Matter.objects.filter(pk=filing.matter.pk).update(national_code="000131016000")
    filing.draft.refresh_from_db()
    return filing


@pytest.mark.clause("XA-9.2", "XA-3", "DL-18.4")
def test_ten_elements_read_as_in_the_league_and_the_telephone_may_differ(league):
    draft = MatterVersion.objects.get(pk=league.draft.pk)
    assert differences(draft, FROM) == []
    draft.conditions = "有两处场所"
    draft.save()
    draft.materials.filter(kind="copy").delete()
    assert {one.label for one in differences(draft, FROM)} == {"受理条件", "所需材料"}
    change = league.file(version=draft.pk)
    with pytest.raises(Objected, match="同一事项应当统一"):
        league.agree(change, Role.BUREAU)
    type(league.department).objects.filter(pk=league.department.pk).update(phone="0482-1111111")
    Hall.objects.filter(pk=league.hall.pk).update(address="别处2号")
    again = whole_draft(Matter.objects.get(pk=league.matter.pk), FROM)
    assert league.agree(league.file(version=again.pk), Role.BUREAU).state == "in_force"


@pytest.mark.clause("DL-18.4")
def test_in_dalate_conditions_flow_and_materials(league):
    Hall.objects.filter(pk=league.hall.pk).update(preset="DL")
    draft = MatterVersion.objects.get(pk=league.draft.pk)
    draft.result_name, draft.procedure = "另一证件", "申请\n受理"
    draft.save()
    assert [one.label for one in differences(draft, FROM)] == ["办理流程"]


@pytest.mark.clause("AH-8.2")
def test_whoever_may_review_by_name_does_not_decide(hall_of):
    world = hall_of("DL")
    leader = make_user("局长", (Role.DEPARTMENT_LEADER, world.hall, world.department))
    scope = {"hall": world.hall, "department": world.department}
    case = world.case_in("reviewing")

    def delegate(*powers) -> Delegation:
        data = {"person": world.reviewer.pk, "powers": powers, "document": "授权1号", "since": "2026-03-01"}
        return perform(Delegation, "delegate", data, by=leader, **scope)

    given = delegate("review")
    with pytest.raises(NotAllowed, match="批准权限"):
        world.approve(case, by=world.reviewer)
    shown = {one.act.name: one.available for one in offers(case, Authority.of(world.reviewer), world.window)}
    assert shown["opine"]
    assert not shown.get("approve")
    perform(given, "revoke", {"reason": "改授"}, by=leader)
    delegate("review", "approve")
    assert world.approve(case, by=world.reviewer).state == "decided"


@pytest.mark.clause("AH-9.1", "XA-32.2")
@pytest.mark.parametrize("preset", ["AH", "XA"])
def test_the_centre_does_what_the_document_entrusts_and_nothing_else(hall_of, preset):
    world = hall_of(preset)
    given = Entrustment.objects.get()
    Entrustment.objects.all().delete()
    with pytest.raises(NotAllowed, match="收件权限"):
        world.receive()
    without = Entrustment(
        hall=world.hall,
        department=world.department,
        all_matters=True,
        powers=["receive"],
        instrument=given.instrument,
        document_number="",
        effective_from=given.effective_from,
    )
    with pytest.raises(ValidationError):
        without.save()
    without.document_number = "旗政办函〔2026〕7号"
    without.save()
    case = world.receive()
    with pytest.raises(NotAllowed, match="受理权限"):
        world.accept(case)
    without.powers = ["receive", "accept"]
    without.save()
    accepted = world.accept(case)
    facts = accepted.dossier.papers.get(kind="acceptance").facts
    assert facts["organ"] == str(world.department)
    ready = world.case_in("at_window")
    with pytest.raises(NotAllowed, match="送达权限"):
        world.hand_out(ready)


@pytest.mark.clause("AH-16.1", "WS04-4.8-3")
def test_nothing_is_charged_that_is_not_published_nor_more_than_that(hall_of):
    charged = Charged(hall_of("WS"))
    with pytest.raises(Invalid):
        charged.ask(amount="120")
    free = charged.hall.serve(charged.hall.accept(charged.hall.receive(charged.hall.instant)))
    charged.case = free
    with pytest.raises((Objected, Invalid)):
        charged.ask()
    assert charged.fee.standard == "每件100元"


@pytest.mark.clause("AH-16.1")
def test_a_fee_rests_on_a_law_or_a_regulation(hall_of):
    filing = Filing("AH")
    document = make_statute("memo", rank="document", title="某通知", number="某发1号")
    with pytest.raises(ValidationError, match="收费应有"):
        Fee(version=filing.draft, name="费", standard="10元", statute=document, article="一").save()


@pytest.mark.clause("WS08-01-4")
def test_no_way_leads_round_the_application(client):
    filing = Filing("WS")
    client.force_login(filing.people[Role.HALL_OFFICE])
    page = reverse("admin:catalogue_matter_change", args=[filing.matter.pk])
    form = client.get(page).context["adminform"].form
    assert not {"entered_on", "withdrawn_on", "exception"} & set(form.fields)
    typed = {name: form.initial.get(name) or "" for name in form.fields}
    client.post(page, typed | {"withdrawn_on": "2026-04-02", "name": "新名称"})
    filing.matter.refresh_from_db()
    assert (filing.matter.name, filing.matter.withdrawn_on) == ("新名称", None)
    clerk = make_user("窗口", (Role.WINDOW_CLERK, filing.hall))
    with pytest.raises(NotAllowed):
        perform(MatterChange, "file", {}, by=clerk, **filing.scope())


def test_a_manager_runs_a_revision_without_code(client):
    """From the version in force to a draft, its sample confirmed, to the application on a page of its own."""
    filing = Filing("WS")
    office = filing.people[Role.HALL_OFFICE]
    client.force_login(office)
    current = version_on(filing.matter, TODAY)
    listed = reverse("admin:catalogue_matterversion_changelist")
    client.post(listed, {"action": "draft_next", "_selected_action": [current.pk]})
    draft = MatterVersion.objects.filter(matter=filing.matter, published_at=None).latest("pk")
    page = reverse("admin:catalogue_matterversion_change", args=[draft.pk])
    shown = client.get(page)
    form = shown.context["adminform"].form
    typed = {name: form.initial.get(name) or "" for name in form.fields}
    for formset in shown.context["inline_admin_formsets"]:
        prefix = formset.formset.prefix
        typed |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    client.post(page, typed | {"result_sample": a_file("样本.pdf"), "masked": "on"})
    draft.refresh_from_db()
    assert (draft.sample_masked_by, bool(draft.result_sample)) == (office, True)
    client.force_login(filing.first)
    opened = client.get(reverse("new", args=["catalogue.matterchange", "file"]))
    assert opened.status_code == 200
    assert str(draft) in opened.content.decode()


@pytest.mark.clause("XA-11.3")
def test_the_qr_code_opens_the_guide(hall_of, client):
    world = hall_of("XA")
    page = reverse("public-guide", args=[world.licence.pk])
    code = client.get(reverse("public-guide-qr", args=[world.licence.pk]))
    assert code.content == qr_svg(f"http://testserver{page}")
    shown = client.get(page).content.decode()
    assert reverse("public-guide-qr", args=[world.licence.pk]) in shown
    assert "width=device-width" in shown


def test_the_desk_of_the_catalogue_opens(client):
    filing = Filing("AH")
    filing.file(changed_on="2026-03-02")
    client.force_login(filing.people[Role.HALL_OFFICE])
    for name in ("catalogue-standing", "catalogue-updates", "catalogue-simplification"):
        assert client.get(reverse(name)).status_code == 200
    assert "迟延" in client.get(reverse("catalogue-standing")).content.decode()
    client.force_login(make_user("窗口", (Role.WINDOW_CLERK, filing.hall)))
    assert client.get(reverse("catalogue-standing")).status_code == 403
