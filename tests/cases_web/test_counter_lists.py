"""What the pages show of the counter's duties: who waited too long, and papers that wait for a seal."""

import pytest
from django.urls import reverse

from hall.acts.door import perform
from tests.factories import travel
from tests.web.pages import act_url, dossier_url

from .lists import sections

WAITED = "本月收件后久未答复的"


@pytest.mark.clause("WS14-07-1")
def test_who_waited_too_long_for_an_answer_is_listed(hall_of, enter):
    hall = hall_of("WS")
    travel("2026-03-09 16:00")
    case = hall.receive()
    office, overdue = enter(hall.office), reverse("overdue")
    assert sections(office.get(overdue))[WAITED] == []
    travel("2026-03-10 09:00")
    assert sections(office.get(overdue))[WAITED] == [case.number]
    hall.accept(case)
    assert sections(office.get(overdue))[WAITED] == [case.number]


@pytest.mark.clause("AH-37.1")
def test_a_paper_without_its_seal_offers_the_seal_and_not_the_hand_over(hall, counter):
    perform(hall.procedure_seal, "suspend", {"reason": "换发"}, by=hall.office)
    case = hall.reject(hall.receive())
    paper = case.dossier.papers.get(kind="rejection")
    page = counter.get(dossier_url(case)).content.decode()
    assert f"{act_url(case, 'seal_paper')}?paper={paper.pk}" in page
    assert f"{act_url(case, 'serve_paper')}?paper={paper.pk}" not in page
    perform(hall.procedure_seal, "lodge", {"document": "授权〔2026〕1号"}, by=hall.office)
    counter.post(act_url(case, "seal_paper"), {"paper": paper.pk, "seen": case.dossier.version})
    page = counter.get(dossier_url(case)).content.decode()
    assert f"{act_url(case, 'serve_paper')}?paper={paper.pk}" in page
