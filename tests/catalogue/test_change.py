"""A change of the catalogue: its chain of approval is the rulebook's, and it takes effect only with the last link."""

import datetime as dt

import pytest

from hall.acts.refusals import Impossible, Invalid, Objected, WrongState
from hall.people.roles import Role
from matters.catalogue.models import Matter, MatterChange
from matters.catalogue.selectors import version_on
from tests.catalogue.filing import FROM, Filing
from tests.factories import travel


@pytest.fixture
def filing_under(db):
    travel("2026-04-01")
    return Filing


@pytest.mark.clause("AH-7.1", "AH-4.6b")
def test_in_aohan_the_justice_bureau_agrees_before_the_bureau(filing_under):
    filing = filing_under("AH")
    change = filing.agree(filing.file(), Role.JUSTICE_BUREAU)
    assert change.state == "reviewed"
    assert version_on(filing.matter, FROM) != filing.draft
    assert filing.agree(change, Role.BUREAU).state == "in_force"
    assert version_on(filing.matter, FROM) == filing.draft


@pytest.mark.clause("WS08-04")
def test_in_wushen_the_bureau_alone(filing_under):
    filing = filing_under("WS")
    assert filing.agree(filing.file(), Role.BUREAU).state == "in_force"
    assert version_on(filing.matter, FROM) == filing.draft


@pytest.mark.clause("AH-4.6a", "AH-4.6c")
def test_an_entry_goes_to_the_centre_first_and_the_centre_puts_it_into_effect(filing_under):
    filing = filing_under("AH")
    matter, change = filing.entry()
    with pytest.raises(WrongState):
        filing.agree(change, Role.BUREAU)
    change = filing.review(change)
    assert (change.opinion, change.reviewed_by) == ("建议进驻", filing.people[Role.HALL_OFFICE])
    change = filing.agree(change, Role.BUREAU)
    assert change.state == "approved"
    assert not Matter.objects.get(pk=matter.pk).is_open(FROM)
    with pytest.raises(Invalid):
        filing.effect(change, "2026-03-31")
    filing.effect(change, "2026-05-11")
    matter.refresh_from_db()
    assert [matter.is_open(dt.date(2026, 5, day)) for day in (10, 11)] == [False, True]


@pytest.mark.clause("DL-17.3")
def test_a_cancelled_matter_is_no_longer_taken_in(filing_under):
    filing = filing_under("WS")
    filing.agree(filing.file("cancel"), Role.BUREAU)
    matter = Matter.objects.get(pk=filing.matter.pk)
    assert (matter.is_open(FROM - dt.timedelta(days=1)), matter.is_open(FROM)) == (True, False)


@pytest.mark.clause("WS08-03-1")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"version": ""}, "version"),
        ({"effective_from": "2026-03-31"}, "effective_from"),
        ({"reason": ""}, "reason"),
    ],
    ids=["no guide", "in the past", "no reason"],
)
def test_the_application_says_what_changes_from_when_and_why(filing_under, changes, field):
    with pytest.raises(Invalid) as refused:
        filing_under("WS").file(**changes)
    assert set(refused.value.form.errors) == {field}
    assert not MatterChange.objects.exists()


@pytest.mark.clause("XA-9.1", "XA-10.1a")
def test_nobody_agrees_to_a_guide_that_is_not_whole(filing_under):
    filing = filing_under("WS")
    change = filing.file()
    filing.draft.bases.all().delete()
    with pytest.raises(Objected) as refused:
        filing.agree(change, Role.BUREAU)
    assert "设定依据" in str(refused.value)
    assert MatterChange.objects.get(pk=change.pk).state == "reviewed"


def test_what_the_catalogue_does_not_take_is_undone_whole(filing_under):
    """Cancelled with effect from before its entry: the agreement, too, was never given."""
    filing = filing_under("WS")
    Matter.objects.filter(pk=filing.matter.pk).update(entered_on=dt.date(2026, 6, 1))
    change = filing.file("cancel")
    with pytest.raises(Impossible, match="进驻日期"):
        filing.agree(change, Role.BUREAU)
    change = MatterChange.objects.get(pk=change.pk)
    assert (change.state, change.chain_step) == ("reviewed", 0)
