"""一件事一次办: one intake, each paper once, a case for every matter, and all of them on one page (AH-4.5b)."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.people.roles import Role
from matters.cases.models import Case, OneThing
from matters.catalogue.models import Bundle, BundleMatter, Entrustment, Material
from matters.catalogue.publishing import publish
from tests.cases_factory import IN_FORCE_SINCE, PERSON
from tests.catalogue.builders import by_nation, make_draft, make_matter, make_statute
from tests.factories import NAMED_SINCE, make_user, travel
from tests.law.ask import state_of, wrong_fields


@pytest.fixture
def bundle(hall):
    """开办餐饮店: a licence of one department, and one of another that asks for the identity paper as well."""
    other = make_matter(hall.other, name="特种行业许可", entered_on=NAMED_SINCE)
    version = make_draft(other, IN_FORCE_SINCE, procedure="申请\n受理\n审查\n决定\n送达")
    by_nation(version, 5).save()
    for order, name in enumerate(("身份证明", "安全承诺书"), start=1):
        Material(
            version=version, order=order, name=name, kind="copy", statute=make_statute(), article="第六条"
        ).save()
    publish(version)
    Entrustment(
        hall=hall.hall,
        department=hall.other,
        all_matters=True,
        powers=["receive", "accept"],
        instrument="letter",
        document_number="授权〔2020〕2号",
        effective_from=NAMED_SINCE,
    ).save()
    bundle = Bundle.objects.create(
        hall=hall.hall, name="开办餐饮店", lead=hall.department, since=dt.date(2025, 1, 1)
    )
    for order, matter in enumerate((hall.licence, other), start=1):
        BundleMatter.objects.create(bundle=bundle, matter=matter, order=order)
    return bundle


def asked_for(bundle):
    """Each material of the form, by name; the same name and kind stands there once."""
    found = {}
    for matter in bundle.matters_in_order():
        for material in matter.versions.get().materials.order_by("order"):
            found.setdefault((material.name, material.kind), material)
    return found


def take_in(hall, bundle, *, by=None, **verdicts):
    data = PERSON | {
        f"verdict_{material.pk}": verdicts.get(name, "complete")
        for (name, _), material in asked_for(bundle).items()
    }
    return perform(
        OneThing,
        "take_in",
        data,
        by=by or hall.clerk,
        place=hall.window,
        hall=hall.hall,
        bundle=bundle,
    )


@pytest.mark.clause("AH-4.5b")
def test_one_intake_opens_a_case_for_every_matter(hall, bundle):
    thing = take_in(hall, bundle)
    cases = list(thing.cases())
    assert [case.matter for case in cases] == bundle.matters_in_order()
    assert [case.dossier.department for case in cases] == [hall.department, hall.other]
    assert {case.applicant.name for case in cases} == {"王小明"}
    assert all(case.dossier.papers.filter(kind="receipt").exists() for case in cases)


@pytest.mark.clause("AH-4.5b")
def test_what_both_want_is_looked_at_once_and_counts_for_both(hall, bundle):
    assert len(asked_for(bundle)) == 5
    thing = take_in(hall, bundle, 身份证明="missing")
    found = [[row.material.name for row in case.checklist.defects] for case in thing.cases()]
    assert found == [["身份证明"], ["身份证明"]]


@pytest.mark.clause("AH-4.5b")
def test_a_material_left_out_stops_the_whole_intake(hall, bundle):
    with pytest.raises(Invalid) as refused:
        take_in(hall, bundle, 安全承诺书="")
    assert len(wrong_fields(refused.value)) == 1
    assert not Case.objects.exists()


@pytest.mark.clause("AH-4.5b")
def test_who_may_not_take_one_of_them_takes_none(hall, bundle):
    narrow = make_user("单部门", (Role.WINDOW_CLERK, hall.hall, hall.department))
    with pytest.raises(NotAllowed):
        take_in(hall, bundle, by=narrow)
    assert not OneThing.objects.exists()


@pytest.mark.clause("AH-4.5b")
def test_each_case_goes_its_own_way_and_the_thing_ends_with_the_last(hall, bundle):
    thing = take_in(hall, bundle)
    first, second = thing.cases()
    hall.into_review(hall.accept(first))
    assert [state_of(first), state_of(second)] == ["reviewing", "received"]
    with pytest.raises(Objected) as refused:
        perform(OneThing.objects.get(), "finish", by=hall.clerk)
    assert "特种行业许可" in str(refused.value)
    for case in (first, second):
        hall.reject(case) if state_of(case) == "received" else hall.terminate(case)
    assert perform(OneThing.objects.get(), "finish", by=hall.clerk).state == "done"


@pytest.mark.clause("AH-4.5b")
def test_a_bundle_that_ended_is_not_taken_in(hall, bundle):
    Bundle.objects.update(until=dt.date(2026, 3, 10))
    travel("2026-03-10")
    with pytest.raises(Objected):
        take_in(hall, bundle)
