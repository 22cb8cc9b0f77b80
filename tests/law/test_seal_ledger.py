"""用印登记: one line for every impression, readable by those who answer for the seal; what was refused is shown."""

import pytest
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.refusals import NotAllowed, Refused
from hall.models import Paper
from hall.people.authority import Authority
from hall.people.roles import Role
from tests.factories import make_place, make_user, travel
from windows.models import SealUse
from windows.seals.ledger import attempts_visible_to, sealed_without_a_line, uses_visible_to


@pytest.fixture
def hall(hall_of):
    travel("2025-03-10")
    return hall_of("WS")


@pytest.fixture
def decided(hall):
    return hall.approve(hall.into_review(hall.accept(hall.receive())))


def page(client, user, which) -> str:
    client.force_login(user)
    return client.get(reverse("seals"), {"list": which}).content.decode()


@pytest.mark.clause("WS04-4.6-3")
def test_the_register_lists_custodian_and_each_use(hall, decided, client):
    hall.stamp(decided)
    paper = decided.dossier.papers.get(kind="approval")
    use = uses_visible_to(Authority.of(hall.first)).get(seal=hall.seal)
    assert (use.number, use.used_by, use.place, use.facts_hash) == (
        paper.number,
        hall.first,
        hall.window,
        paper.facts_hash,
    )
    assert use.at == paper.sealed_at
    assert hall.first.name in page(client, hall.office, "seals")
    assert paper.number in page(client, hall.office, "uses")


@pytest.mark.clause("WS04-4.6-3")
def test_nobody_but_the_custodian_makes_a_use(hall, decided):
    delegate = make_user("临时代表", (Role.FIRST_REPRESENTATIVE, hall.hall, hall.department))
    with pytest.raises(NotAllowed, match="只能由保管人用印"):
        perform(decided, "seal", by=delegate, place=hall.window)
    assert not SealUse.objects.filter(seal=hall.seal).exists()
    seal = perform(hall.seal, "hand_over", {"receiver": delegate.pk}, by=hall.first)
    perform(seal, "take_over", by=delegate)
    perform(decided, "seal", by=delegate, place=hall.window)
    assert SealUse.objects.get(seal=hall.seal).used_by == delegate


@pytest.mark.clause("WS04-4.7-1")
def test_every_sealed_paper_has_exactly_one_line(hall, decided):
    hall.stamp(decided)
    sealed = Paper.objects.exclude(sealed_at=None)
    assert {paper.seal for paper in sealed} == {"procedure", "approval"}
    assert [SealUse.objects.filter(paper=paper).count() for paper in sealed] == [1] * len(sealed)
    assert not sealed_without_a_line(Authority.of(hall.office)).exists()


@pytest.mark.clause("WS04-4.7-1")
def test_a_paper_sealed_past_the_ledger_is_reported(hall, decided, client, monkeypatch):
    monkeypatch.setattr("hall.papers.kinds.LEDGER", [])
    unseen = hall.accept(hall.receive()).dossier.papers.get(kind="acceptance")
    assert list(sealed_without_a_line(Authority.of(hall.office)).filter(kind="acceptance")) == [unseen]
    assert unseen.number in page(client, hall.office, "missing")


def test_a_seal_put_on_later_has_its_line_too(hall):
    seal = perform(hall.procedure_seal, "suspend", {"reason": "换发"}, by=hall.office)
    case = hall.accept(hall.receive())
    paper = case.dossier.papers.get(kind="acceptance")
    assert paper.sealed_at is None
    perform(seal, "lodge", {"document": "授权〔2025〕1号"}, by=hall.office)
    perform(case, "seal_paper", {"paper": paper.pk}, by=hall.clerk, place=hall.window)
    use = SealUse.objects.get(paper=paper)
    assert (use.seal, use.used_by) == (seal, hall.clerk)


@pytest.mark.clause("AH-30.1", "AH-28.8")
def test_misuse_is_refused_and_shown_to_the_supervisor(hall_of, client):
    travel("2025-03-10")
    hall = hall_of("AH")
    case = hall.approve(hall.into_review(hall.accept(hall.receive())))
    outside = make_place(hall.hall, "Z1", "outside")
    with pytest.raises(Refused):
        perform(case, "seal", by=hall.first, place=outside)
    with pytest.raises(NotAllowed):
        perform(hall.seal, "hand_over", {"receiver": hall.first.pk}, by=hall.clerk)
    supervisor = make_user("监督员", (Role.SUPERVISOR, hall.hall))
    shown = page(client, supervisor, "attempts")
    assert hall.first.name in shown
    assert hall.clerk.name in shown
    assert {entry.act for entry in attempts_visible_to(Authority.of(supervisor))} == {"seal", "hand_over"}


def test_the_departments_leader_and_discipline_group_read_their_own_seals_only(hall, decided, client):
    """AH-32: the unit's leader answers for the seal, its party group watches."""
    hall.stamp(decided)
    number = decided.dossier.papers.get(kind="approval").number
    leader = make_user("郑局长", (Role.DEPARTMENT_LEADER, hall.hall, hall.department))
    group = make_user("党组纪检", (Role.SUPERVISOR, hall.hall, hall.department))
    other = make_user("别局纪检", (Role.SUPERVISOR, hall.hall, hall.other))
    for reader, sees in ((leader, True), (group, True), (other, False)):
        assert (number in page(client, reader, "uses")) is sees
    client.force_login(hall.clerk)
    assert client.get(reverse("seals")).status_code == 403


@pytest.mark.clause("AH-28.8", "AH-32.3")
def test_a_hand_over_is_on_paper_with_both_names_and_times(hall):
    delegate = make_user("临时代表", (Role.FIRST_REPRESENTATIVE, hall.hall, hall.department))
    seal = perform(hall.seal, "hand_over", {"receiver": delegate.pk}, by=hall.first)
    travel("2025-03-10 17:05")
    seal = perform(seal, "take_over", by=delegate)
    rows = seal.dossier.papers.filter(kind="seal_handover").latest("pk").facts["rows"]
    said = {row["label"]: row["text"] for row in rows}
    assert (said["移交人"], said["接收人"]) == (hall.first.name, delegate.name)
    assert said["移交时间"] != said["接收时间"] == "2025年3月10日17时05分"


@pytest.mark.clause("AH-29.1", "AH-32.2")
def test_the_registration_is_on_paper_and_names_who_answers(hall):
    facts = hall.seal.dossier.papers.get(kind="seal_registration").facts
    said = {row["label"]: row["text"] for row in facts["rows"]}
    assert facts["seal"] == hall.seal.name
    assert said["单位责任领导"] == hall.seal.responsible_leader
    assert str(hall.department) in said["用章部门"]


@pytest.mark.clause("AH-29.1", "AH-28.8")
def test_suspension_loss_and_destruction_are_on_paper(hall):
    seal = perform(hall.seal, "suspend", {"reason": "年检"}, by=hall.office)
    lost = {"lost_on": "2025-03-10", "circumstances": "库房失窃"}
    seal = perform(seal, "report_lost", lost, by=hall.office)
    perform(seal, "destroy", {"document": "销毁〔2025〕1号"}, by=hall.office)
    papers = seal.dossier.papers.filter(kind="seal_out_of_use").order_by("pk")
    assert [paper.facts["what"] for paper in papers] == ["停用封存", "挂失", "销毁"]
    assert [row["text"] for row in papers[0].facts["rows"] if row["label"] == "此前保管人"] == [
        hall.first.name
    ]
    assert "库房失窃" in str(papers[1].facts)
