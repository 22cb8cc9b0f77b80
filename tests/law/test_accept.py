"""受理: what must be there, what the applicant gets, when the clocks start."""

import pytest
from django.db import connection

from hall.acts.refusals import Objected
from hall.papers.pdf import pdf_of
from matters.cases.models import Case
from tests.cases_factory import limits
from tests.factories import at, travel
from tests.pdf import text_of


def acceptance(case: Case):
    return case.dossier.papers.get(kind="acceptance")


@pytest.mark.clause("AH-35.1")
def test_complete_papers_must_be_accepted_and_nothing_else(hall):
    from hall.acts.offers import offers
    from hall.people.authority import Authority

    case = hall.receive()
    available = {o.act.name for o in offers(case, Authority.of(hall.clerk), hall.window) if o.available}
    assert "accept" in available
    assert "tell_corrections" not in available
    assert hall.accept(case).state == "accepted"


@pytest.mark.clause("AH-35.1")
def test_incomplete_papers_are_not_accepted(hall):
    case = hall.receive(m2="missing")
    with pytest.raises(Objected) as refused:
        hall.accept(case)
    assert "身份证明" in str(refused.value)


@pytest.mark.clause("AH-35.2", "EL-3.1b")
def test_the_applicant_gets_a_sealed_dated_acceptance(hall_of):
    hall = hall_of("AH")
    paper = acceptance(hall.accept(hall.receive()))
    assert paper.title == "行政许可申请受理通知书"
    assert paper.facts["accepted_on"] == "2026-03-09"
    assert paper.seal_mark["name"] == "行政许可专用章"
    assert paper.sealed_at == at("2026-03-09")
    text = text_of(pdf_of(paper))
    assert "受理通知书" in text
    assert paper.number in text


@pytest.mark.clause("AH-35.2")
def test_the_case_does_not_move_on_before_the_acceptance_is_handed_over(hall):
    case = hall.accept(hall.receive())
    with pytest.raises(Objected) as refused:
        hall.send(case)
    assert "没有交付" in str(refused.value)
    hall.send(hall.serve(case, "acceptance"))


@pytest.mark.clause("DL-9.2")
def test_the_acceptance_names_handler_due_time_and_rights(hall_of):
    hall = hall_of("DL")
    paper = acceptance(hall.accept(hall.receive()))
    text = text_of(pdf_of(paper))
    assert hall.clerk.name in text
    assert "2026年3月16日" in text
    assert "投诉" in text
    assert paper.facts["rights"]


@pytest.mark.clause("DL-9.2")
def test_no_acceptance_leaves_without_the_rights_the_rulebook_asks_for(hall_of, monkeypatch):
    from hall.acts.refusals import Impossible
    from matters.cases import papers

    hall = hall_of("DL")
    case = hall.receive()
    whole = papers.ACCEPTANCE.facts
    monkeypatch.setitem(papers.ACCEPTANCE.__dict__, "facts", lambda c, do: whole(c, do) | {"rights": []})
    with pytest.raises(Impossible) as refused:
        hall.accept(case)
    assert "权利" in str(refused.value)


@pytest.mark.clause("XA-16.1")
def test_acceptance_yields_a_numbered_receipt(hall_of):
    hall = hall_of("XA")
    paper = acceptance(hall.accept(hall.receive()))
    assert paper.title == "受理凭证"
    assert "2026" in paper.number
    assert paper.serial == 1


@pytest.mark.clause("WS01-05.1.2a-2")
def test_the_promised_day_is_printed(hall_of):
    hall = hall_of("WS")
    travel("2024-03-04")
    paper = acceptance(hall.accept(hall.receive()))
    assert paper.facts["limits"]["promise"]["due"] == "2024-03-11"
    assert "2024年3月11日" in text_of(pdf_of(paper))


@pytest.mark.clause("WS01-05.1.2a-2")
def test_a_matter_without_any_limit_cannot_be_accepted(hall):
    """The catalogue refuses to publish such a guide; should one exist all the same, the door refuses."""
    from matters.catalogue.models import ClockRule

    case = hall.receive(hall.instant)
    with connection.cursor() as cursor:
        table = ClockRule._meta.db_table
        cursor.execute(f"UPDATE {table} SET stage = 'reply' WHERE version_id = %s", [case.version_id])  # noqa: S608
    case = Case.objects.get(pk=case.pk)
    with pytest.raises(Objected) as refused:
        hall.accept(case)
    assert "时限" in str(refused.value)


@pytest.mark.clause("AH-35.3")
def test_the_limit_runs_from_acceptance_not_from_filing(hall):
    travel("2025-03-03")
    case = hall.receive()
    travel("2025-03-05")
    assert str(limits(hall.accept(case), "decision")["promise"]) == "2025-03-12"


@pytest.mark.clause("WS03-09-1")
def test_the_times_of_acts_are_the_servers(hall):
    """A form value that back-dates the acceptance is ignored."""
    from hall.acts.door import perform

    case = hall.receive()
    case = perform(case, "accept", {"accepted_at": "2026-03-01 09:00"}, by=hall.clerk, place=hall.window)
    assert case.accepted_at == at("2026-03-09")
    entry = case.dossier.entries.get(act="accept")
    assert entry.legal_at == at("2026-03-09")
    assert entry.recorded_at != entry.legal_at
