"""One signature for all that lies on the counter, and an act for every paper."""

from django.urls import reverse

from hall.models import Entry
from tests.web.pages import dossier_url, text_of


def sign(client, case, **changes):
    papers = list(case.dossier.papers.values_list("pk", flat=True))
    data = {"seen": case.dossier.version, "papers": papers, "received_by": "王小明", "relation": "self"}
    return client.post(reverse("serve-papers", args=[case.pk]), data | changes)


def test_the_name_stands_there_and_every_paper_gets_its_own_line(hall, counter):
    case = hall.accept(hall.receive())
    page = counter.get(dossier_url(case)).content.decode()
    assert 'name="received_by" value="王小明"' in page
    response = sign(counter, case)
    assert "已登记签收" in text_of(counter.get(response.url))
    assert not case.dossier.papers.filter(served_at=None).exists()
    assert Entry.objects.filter(dossier=case.dossier, act="serve_paper").count() == 2
    assert "申请人签收" not in text_of(counter.get(dossier_url(case)))


def test_only_the_papers_chosen_are_served(hall, counter):
    case = hall.accept(hall.receive())
    receipt = case.dossier.papers.get(kind="receipt")
    sign(counter, case, papers=[receipt.pk])
    assert [p.kind for p in case.dossier.papers.filter(served_at=None)] == ["acceptance"]


def test_without_a_signature_nothing_is_served(hall, counter):
    case = hall.accept(hall.receive())
    response = sign(counter, case, received_by="")
    assert "签收人" in text_of(counter.get(response.url))
    assert case.dossier.papers.filter(served_at=None).count() == 2


def test_a_form_sent_twice_serves_once(hall, counter):
    case = hall.accept(hall.receive())
    sign(counter, case)
    sign(counter, case)
    assert Entry.objects.filter(dossier=case.dossier, act="serve_paper").count() == 2


def test_a_decision_without_its_seal_is_not_on_the_counter(hall, counter):
    case = hall.case_in("decided")
    assert "申请人签收" not in text_of(counter.get(dossier_url(case)))


def test_it_is_the_clerks_and_nobody_elses(hall, enter):
    case = hall.accept(hall.receive())
    assert "申请人签收" not in text_of(enter(hall.clerk).get(dossier_url(case)))
    assert "申请人签收" not in text_of(enter(hall.reviewer).get(dossier_url(case)))
    assert sign(enter(hall.other_reviewer), case).status_code == 404
