"""Exactly one version in force on a date; what is published stays as it was."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matters.catalogue.frozen import Frozen
from matters.catalogue.models import Fee, JointDepartment, Material, MatterVersion, SpecialProcedure
from matters.catalogue.publishing import objections, publish, successor
from matters.catalogue.selectors import NoVersionInForce, version_on, versions_on
from tests.catalogue.builders import FIRST_DAY, by_nation, make_draft, make_matter, make_statute
from tests.factories import make_department, travel

DAY = dt.timedelta(days=1)


@pytest.fixture
def published(licence_draft):
    by_nation(licence_draft, 5).save()
    Material(version=licence_draft, order=1, name="申请书", kind="form").save()
    publish(licence_draft)
    return licence_draft


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gaps=st.lists(st.integers(1, 9), min_size=1, max_size=5), life=st.integers(0, 9))
def test_on_every_date_exactly_one_version_is_in_force(department, gaps, life):
    with transaction.atomic():
        matter = make_matter(department)
        firsts = [FIRST_DAY]
        for gap in gaps:
            firsts.append(firsts[-1] + gap * DAY)
        for first in firsts:
            publish(make_draft(matter, first))
        end = firsts[-1] + life * DAY
        matter.withdrawn_on = end
        matter.save()
        for offset in range(-3, (end - FIRST_DAY).days + 3):
            on = FIRST_DAY + offset * DAY
            begun = [number for number, first in enumerate(firsts, start=1) if first <= on < end]
            assert [version.number for version in versions_on(matter.hall, on)] == begun[-1:]
            if begun:
                assert version_on(matter, on).number == begun[-1]
            else:
                with pytest.raises(NoVersionInForce, match="没有施行的版本"):
                    version_on(matter, on)
        transaction.set_rollback(True)


def test_a_draft_is_never_in_force(licence, licence_draft):
    with pytest.raises(NoVersionInForce):
        version_on(licence, FIRST_DAY)


class TestNoTwoOnOneDay:
    def test_publishing_a_second_one_is_refused_with_a_reason(self, licence, published):
        second = make_draft(licence, FIRST_DAY)
        assert objections(second) == ["施行日期应晚于现行版本的2026-03-02，请改填以后的日期。"]
        with pytest.raises(ValidationError, match="应晚于现行版本"):
            publish(second)

    def test_the_database_refuses_it_whoever_writes(self, licence, published):
        second = make_draft(licence, FIRST_DAY)
        with pytest.raises(IntegrityError), transaction.atomic():
            MatterVersion.objects.filter(pk=second.pk).update(published_at=timezone.now())

    def test_none_is_put_before_another(self, licence, published):
        travel("2026-03-01")
        with pytest.raises(ValidationError, match="应晚于现行版本"):
            publish(make_draft(licence, FIRST_DAY - DAY))

    def test_a_later_one_does_not_reach_back(self, licence, published):
        travel("2026-04-10")
        with pytest.raises(ValidationError, match="不得溯及既往"):
            publish(make_draft(licence, dt.date(2026, 4, 9)))
        publish(make_draft(licence, dt.date(2026, 4, 10)))

    def test_a_withdrawn_matter_gets_no_more(self, licence, published):
        licence.withdrawn_on = dt.date(2026, 5, 1)
        licence.save()
        with pytest.raises(ValidationError, match="已取消"):
            publish(make_draft(licence, dt.date(2026, 5, 1)))


class TestPublishedStays:
    def test_its_head_cannot_be_saved(self, published):
        published.conditions = "无条件"
        with pytest.raises(Frozen, match="另建新版本"):
            published.save()

    def test_a_stale_copy_cannot_be_saved_either(self, licence_draft):
        stale = MatterVersion.objects.get(pk=licence_draft.pk)
        publish(licence_draft)
        with pytest.raises(Frozen):
            stale.save()

    def test_it_cannot_be_published_twice(self, published):
        with pytest.raises(Frozen):
            publish(published)

    def test_it_cannot_be_deleted(self, published):
        with pytest.raises(Frozen):
            published.delete()

    def test_no_row_is_changed_added_or_removed(self, published):
        rule = published.clock_rules.get()
        rule.promise_n = 10
        for change in (
            rule.save,
            rule.delete,
            Material(version=published, order=2, name="营业执照", kind="copy").save,
        ):
            with pytest.raises(Frozen):
                change()

    def test_no_row_is_moved_to_a_draft(self, licence, published):
        rule = published.clock_rules.get()
        rule.version = make_draft(licence, dt.date(2026, 6, 1))
        with pytest.raises(Frozen):
            rule.save()

    def test_nothing_is_written_in_bulk(self, published):
        for change in (
            lambda: published.clock_rules.all().update(promise_n=10),
            lambda: published.materials.all().delete(),
            lambda: MatterVersion.objects.update(conditions=""),
        ):
            with pytest.raises(Frozen):
                change()
        with pytest.raises(NotImplementedError):
            Material.objects.bulk_create([Material(version=published, order=2, name="营业执照", kind="copy")])

    def test_a_draft_can_be_thrown_away_with_its_rows(self, licence_draft):
        by_nation(licence_draft, 5).save()
        licence_draft.delete()
        assert not MatterVersion.objects.exists()


class TestSuccessor:
    def test_it_is_a_draft_with_every_row_and_the_next_number(self, hall, published):
        travel("2026-04-01")
        draft = successor(published, dt.date(2026, 4, 1))
        assert (draft.number, draft.published_at, draft.is_draft) == (2, None, True)
        assert [row.promise_n for row in draft.clock_rules.all()] == [5]
        assert [row.name for row in draft.materials.all()] == ["申请书"]
        assert [str(row) for row in draft.bases.all()] == [str(row) for row in published.bases.all()]

    def test_the_case_accepted_under_the_old_one_keeps_it(self, published):
        travel("2026-04-01")
        draft = successor(published, dt.date(2026, 4, 1))
        rule = draft.clock_rules.get()
        rule.promise_n = 3
        rule.save()
        publish(draft)
        published.refresh_from_db()
        assert (published.promise("decide").span.n, draft.promise("decide").span.n) == (5, 3)
        assert version_on(published.matter, dt.date(2026, 3, 31)) == published
        assert version_on(published.matter, dt.date(2026, 4, 1)) == draft


class TestObjections:
    def test_without_a_legal_basis_it_is_not_published(self, licence_draft):
        licence_draft.bases.get().delete()
        assert objections(licence_draft) == ["没有设定依据，不能公布。"]

    def test_a_row_that_no_longer_fits_is_named(self, licence_draft):
        law = make_statute("local", rank="local", title="某自治区条例")
        licence = licence_draft.matter
        licence.kind = "20"
        licence.save()
        licence_draft.case_type = "instant"
        licence_draft.save()
        fee = Fee(version=licence_draft, name="工本费", standard="每件5元", statute=law, article="第三条")
        fee.save()
        licence.kind = "01"
        licence.save()
        licence_draft.refresh_from_db()
        assert "收费项目“工本费：每件5元”" in "".join(objections(licence_draft))

    def test_joint_handling_names_its_departments(self, hall, licence_draft):
        licence_draft.joint_mode = "joint"
        licence_draft.save()
        assert objections(licence_draft) == ["联合办理或者征求意见的应列明联办机构；单独办理的不列。"]
        police = make_department(hall, "某旗公安局", "公")
        JointDepartment(version=licence_draft, department=police, role="decides").save()
        assert objections(licence_draft) == []

    def test_a_procedure_the_limit_does_not_leave_out_is_refused(self, licence_draft):
        own = {"statute": make_statute(), "article": "第十二条"}
        SpecialProcedure(version=licence_draft, kind="consultation", n=10, **own).save()
        assert objections(licence_draft) == ["征求意见所需时间依法计入办理期限，不能列为特别程序。"]
