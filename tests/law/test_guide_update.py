"""Guides kept true: a change opens an update, days count until the new version, and then only the new one is shown."""

import datetime as dt

import pytest
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.refusals import Invalid
from hall.people.roles import Role
from matters.catalogue.models import ChangeNotice, GuideUpdate, LawChange
from matters.catalogue.selectors import version_on
from tests.catalogue.builders import make_statute
from tests.catalogue.filing import Filing
from tests.catalogue.whole import whole_draft
from tests.factories import travel

pytestmark = pytest.mark.django_db


@pytest.fixture
def under(calendar):
    def filing(preset: str) -> Filing:
        travel("2026-03-03")
        return Filing(preset)

    return filing


def announce(filing, **changes) -> GuideUpdate:
    data = {
        "statute": make_statute().pk,
        "document": "令第2号",
        "changed_on": "2026-03-03",
        "what": "第五条修改",
    }
    by = filing.people[Role.BUREAU]
    perform(LawChange, "announce", data | changes, by=by, hall=filing.hall)
    return GuideUpdate.objects.get()


def revise(filing, day: str) -> None:
    """The department's new guide is agreed to, and in force on the day."""
    travel(day)
    draft = whole_draft(filing.matter, dt.date.fromisoformat(day))
    filing.agree_to_the_end(filing.file(version=draft.pk, effective_from=day))


@pytest.mark.clause("XA-12", "DL-18.5")
@pytest.mark.parametrize("preset", ["XA", "DL"])
def test_a_changed_law_makes_every_guide_resting_on_it_stale(under, preset):
    filing = under(preset)
    filing.draft.delete()
    with pytest.raises(Invalid):
        announce(filing, changed_on="2026-03-04")
    with pytest.raises(Invalid):  # nor a law on which no guide rests
        announce(filing, statute=make_statute("another").pk, changed_on="2026-03-04")
    assert not LawChange.objects.exists()
    update = announce(filing)
    assert (update.matter, update.state) == (filing.matter, "stale")
    revise(filing, "2026-03-11")
    update.refresh_from_db()
    assert (update.state, update.days, update.is_late) == ("updated", 8, True)
    assert update.version == version_on(filing.matter, dt.date(2026, 3, 11))


@pytest.mark.clause("AH-33.3")
def test_in_time_is_not_late(under):
    filing = under("AH")
    filing.draft.delete()
    update = announce(filing)
    run = update.dossier.runs.get()
    assert (run.ended_at, run.limits.get().due_on) == (None, dt.date(2026, 3, 10))
    revise(filing, "2026-03-10")
    update.refresh_from_db()
    assert (update.days, update.is_late) == (7, False)
    assert update.dossier.runs.get().ended_at is not None
    travel("2026-03-12")
    with pytest.raises(Invalid):
        announce_again(filing, changed_on="2026-03-13")
    late = announce_again(filing)
    travel("2026-03-20")
    assert (late.days, late.is_late) == (8, True)


def announce_again(filing, **changes) -> GuideUpdate:
    data = {
        "matter": filing.matter.pk,
        "cause": "materials",
        "document": "部门通知",
        "changed_on": "2026-03-12",
    }
    return perform(GuideUpdate, "open", data | changes, by=filing.first, **filing.scope())


@pytest.mark.clause("EL-5.1a", "EL-5.1b")
def test_three_things_are_brought_up_to_date_and_the_bureau_is_told(under):
    filing = under("EL")
    filing.draft.delete()
    update = announce(filing)
    assert update.tasks_in_words() == ["办事指南", "事项受理清单及样本", "咨询知识库"]
    revise(filing, "2026-03-06")
    update.refresh_from_db()
    assert (update.days, update.is_late, update.state) == (3, True, "stale")
    update = perform(update, "finish_task", {"task": "knowledge"}, by=filing.first)
    assert update.state == "updated"
    notice = ChangeNotice.objects.get()
    assert (notice.matter, notice.noted_at) == (filing.matter, None)
    notice = perform(notice, "note", by=filing.people[Role.BUREAU])
    assert (notice.noted_by, notice.state) == (filing.people[Role.BUREAU], "noted")


@pytest.mark.clause("XA-11.4")
def test_the_old_edition_is_gone_everywhere_at_once(under, client):
    filing = under("WS")
    filing.draft.delete()
    draft = whole_draft(filing.matter, dt.date(2026, 3, 10), conditions="有两处固定的场所")
    filing.agree_to_the_end(filing.file(version=draft.pk, effective_from="2026-03-10"))
    page = reverse("public-guide", args=[filing.matter.pk])
    travel("2026-03-09")
    assert "有两处固定的场所" not in client.get(page).content.decode()
    travel("2026-03-10")
    assert "有两处固定的场所" in client.get(page).content.decode()
