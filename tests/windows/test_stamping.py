"""Stamping a decision: by the custodian, at an open window, on an owner's paper, and every use on record."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.conf import settings

from hall import legal_time
from hall.acts.deed import Deed
from hall.acts.door import perform
from hall.acts.refusals import NotAllowed, Objected
from hall.calendar.seeding import seed_calendar
from hall.models import Entry, Paper
from hall.people.roles import Role
from tests.cases_factory import CaseHall
from tests.factories import make_department, make_place, make_user, travel
from windows.models import Seal, SealUse, Window
from windows.seals.custody import approval_seal
from windows.seals.forms import UseForm

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Decided:
    """A case that waits for the seal, in the hall of the AH rules: stamped only at a window."""

    hall: CaseHall
    case: object

    @property
    def seal(self) -> Seal:
        return approval_seal(self.hall.department)

    def stamp(self, *, by=None, place=None):
        return perform(self.case, "seal", by=by or self.hall.first, place=place or self.hall.window)


@pytest.fixture
def decided(transactional_db, tmp_path) -> Decided:
    (tmp_path / "2026.toml").write_bytes((settings.FIXTURES / "calendars/2026.toml").read_bytes())
    assert list(seed_calendar(tmp_path))
    travel("2026-03-13")
    hall = CaseHall("AH")
    return Decided(hall, hall.case_in("decided"))


@pytest.mark.embedded
@pytest.mark.clause("AH-28.8", "AH-30.1")
def test_every_use_is_on_the_seals_own_timeline(decided):
    travel("2026-03-16 09:20")
    decided.stamp()
    paper = Paper.objects.get(dossier=decided.case.dossier, kind="approval")
    use = SealUse.objects.get(seal=decided.seal)
    assert (use.seal, use.paper, use.number, use.facts_hash) == (
        decided.seal,
        paper,
        paper.number,
        paper.facts_hash,
    )
    assert (use.dossier, use.place, use.used_by) == (
        decided.case.dossier,
        decided.hall.window,
        decided.hall.first,
    )
    assert use.at == paper.sealed_at == legal_time.now()
    line = Entry.objects.filter(dossier=decided.seal.dossier).latest("seq")
    assert (line.act, line.by, line.place) == ("use", decided.hall.first, decided.hall.window)
    assert line.facts["input"]["paper_hash"] == paper.facts_hash
    assert paper.seal_mark["name"] == decided.seal.name


@pytest.mark.clause("AH-28.8")
def test_only_the_custodian_stamps(decided):
    colleague = make_user("另一首代", (Role.FIRST_REPRESENTATIVE, decided.hall.hall, decided.hall.department))
    with pytest.raises(NotAllowed, match="由钱首代保管"):
        decided.stamp(by=colleague)
    assert not SealUse.objects.filter(seal=decided.seal).exists()
    seal = perform(decided.seal, "hand_over", {"receiver": colleague.pk}, by=decided.hall.first)
    perform(seal, "take_over", by=colleague)
    decided.stamp(by=colleague)
    assert SealUse.objects.get(seal=decided.seal).used_by == colleague


@pytest.mark.clause("AH-30.1")
@pytest.mark.parametrize("kind", ["office", "department_window"])
def test_a_place_that_is_no_window_is_refused(decided, kind):
    """In the hall, but not a registered window."""
    with pytest.raises(Objected, match="只能在大厅开放的窗口使用"):
        decided.stamp(place=make_place(decided.hall.hall, "Z01", kind))
    assert decided.stamp().state == "sealed"


@pytest.mark.clause("AH-30.1")
def test_outside_the_hall_nothing_is_stamped(decided):
    with pytest.raises(NotAllowed, match="只能在本大厅的窗口办理"):
        decided.stamp(place=make_place(decided.hall.hall, "Z02", "outside"))


@pytest.mark.clause("AH-30.1")
def test_a_window_that_is_not_open_is_no_window(decided):
    window = Window.objects.get(place=decided.hall.window)
    window = perform(window, "pause", {"reason": "设备检修"}, by=decided.hall.office)
    with pytest.raises(Objected, match="只能在大厅开放的窗口使用"):
        decided.stamp()
    perform(window, "resume", by=decided.hall.office)
    assert decided.stamp().state == "sealed"


@pytest.mark.clause("AH-29.1", "AH-28.8")
def test_a_seal_between_two_hands_stamps_nothing(decided):
    seal = perform(decided.seal, "hand_over", {"receiver": decided.hall.first.pk}, by=decided.hall.first)
    with pytest.raises(Objected, match="目前移交中"):
        decided.stamp()
    perform(seal, "take_over", by=decided.hall.first)
    assert decided.stamp().state == "sealed"


@pytest.mark.clause("AH-29.1")
def test_a_decision_can_only_bear_a_registered_seal(decided):
    lost = {"lost_on": "2026-03-12", "circumstances": "遗失"}
    perform(decided.seal, "report_lost", lost, by=decided.hall.first)
    with pytest.raises(Objected, match="没有登记在册的审批专用章"):
        decided.stamp()


@pytest.mark.clause("AH-30.1")
def test_nobody_records_a_use_by_hand(decided):
    with pytest.raises(NotAllowed):
        perform(
            decided.seal,
            "use",
            {"paper": "某字1号", "paper_hash": "0" * 64, "case": decided.case.pk},
            by=decided.hall.first,
            place=decided.hall.window,
        )


@pytest.mark.clause("AH-29.1")
def test_a_seal_goes_on_the_papers_of_its_departments_only(decided):
    """The same stamped paper, offered to the seal of another department."""
    decided.stamp()
    paper = Paper.objects.get(dossier=decided.case.dossier, kind="approval")
    stranger = make_stranger(decided)
    data = {"paper": paper.number, "paper_hash": paper.facts_hash, "case": paper.dossier_id}

    def check(seal) -> list[str]:
        deed = Deed(Seal.acts()["use"], seal, paper.sealed_at, hall=decided.hall.hall)
        form = UseForm(data, do=deed)
        return [message for messages in form.errors.values() for message in messages]

    assert check(decided.seal) == []
    assert check(stranger) == ["“公安局审批专用章”不得用于某旗市场监督管理局的文书。"]
    data["paper_hash"] = "0" * 64
    assert check(decided.seal) == ["没有找到要登记用印的文书，请核对文号和内容摘要。"]


def make_stranger(decided) -> Seal:
    """A seal that serves one other department alone."""
    police = make_department(decided.hall.hall, "某旗公安局", "公")
    data = {
        "name": "公安局审批专用章",
        "kind": "approval",
        "responsible_leader": "冯局长",
        "document": "刻章备案2号",
        "valid_from": "2020-01-01",
    }
    return perform(Seal, "register", data, by=decided.hall.office, hall=decided.hall.hall, department=police)
