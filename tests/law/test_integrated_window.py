"""Who has a window, what it may do and in whose name (AH-3, AH-11 to 13, DL-4, EL-2)."""

from __future__ import annotations

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed
from hall.models import Place
from hall.people.roles import Role
from tests.cases_factory import CaseHall
from tests.factories import make_place, make_user
from tests.windows.desk import GENERAL, INSTANT, OWN, Desk
from windows.integration import departments_without_window, matters_apart
from windows.models import Mandate, Window
from windows.window import may_take, windows_for

pytestmark = pytest.mark.django_db
MIXED = Place.Kind.MIXED_WINDOW
ON = "2026-03-09"


def today():
    from hall import legal_time

    return legal_time.today()


# --- Who has a window -----------------------------------------------------------------------------------------


@pytest.mark.clause("AH-12.1", "AH-3.1")
def test_a_unit_with_matters_and_no_window_is_on_the_list(desk_of):
    desk = desk_of("AH")
    assert list(departments_without_window(desk.hall, today())) == [desk.department]
    desk.window("B01", matters=[desk.matter])
    assert list(departments_without_window(desk.hall, today())) == []


@pytest.mark.clause("AH-12.1")
def test_an_integrated_window_serves_whoever_is_in_it(desk_of):
    desk = desk_of("AH")
    shared = desk.make_matter("户籍证明", one_window=True, of=desk.other)
    desk.window("A01", GENERAL)
    assert list(departments_without_window(desk.hall, today())) == [desk.department]
    assert may_take(Place.objects.get(code="A01"), shared, today())


@pytest.mark.clause("AH-13.1")
def test_a_window_takes_its_own_matters_and_no_other(desk_of):
    desk = desk_of("AH")
    other = desk.make_matter("兽药经营许可")
    window = desk.window("B05", matters=[desk.matter])
    assert may_take(window.place, desk.matter, today())
    assert not may_take(window.place, other, today())
    assert not windows_for(other, today()).exists()


@pytest.mark.clause("EL-2.4")
def test_a_matter_outside_the_integrated_window_is_listed_as_deviating(desk_of):
    desk = desk_of("EL")
    desk.make_matter("一窗事项", one_window=True)
    desk.window("B01", matters=[desk.matter])
    assert list(matters_apart(desk.hall, today())) == [desk.matter]
    mixed = {"place": make_place(desk.hall, "M01", MIXED).pk, "seats": 1, "matters": [desk.matter.pk]}
    perform(Window, "register", mixed | {"ground": "rare"}, by=desk.office, hall=desk.hall)
    assert list(matters_apart(desk.hall, today())) == []


@pytest.mark.clause("EL-2.4")
def test_own_windows_deviate_only_where_integration_is_the_rule(desk_of):
    desk = desk_of("AH")
    desk.window("B01", matters=[desk.matter])
    assert list(matters_apart(desk.hall, today())) == []


@pytest.mark.clause("EL-2.5")
def test_only_departments_so_marked_run_their_own_integrated_window(desk_of):
    desk = desk_of("EL")
    with pytest.raises(Invalid, match="未列为可以自行设置"):
        desk.window("A02", GENERAL, of=desk.department)
    desk.department.own_window = True
    desk.department.save()
    assert desk.window("A03", GENERAL, of=desk.department).state == Window.State.OPEN


@pytest.mark.clause("EL-2.6")
def test_a_matter_at_the_window_of_all_sorts_says_why(desk_of):
    desk = desk_of("EL")
    data = {"place": make_place(desk.hall, "M01", MIXED).pk, "seats": 1, "matters": [desk.matter.pk]}
    with pytest.raises(Invalid, match="年办件量少"):
        perform(Window, "register", data, by=desk.office, hall=desk.hall)
    window = perform(Window, "register", data | {"ground": "seasonal"}, by=desk.office, hall=desk.hall)
    assert window.served.get().ground == "seasonal"
    assert may_take(window.place, desk.matter, today())
    again = {"matters": [desk.matter.pk]}
    assert perform(window, "change_matters", again, by=desk.office).served.get().ground == "seasonal"


# --- In whose name --------------------------------------------------------------------------------------------


@pytest.mark.clause("AH-11.1", "DL-4.2")
@pytest.mark.parametrize("preset", ["AH", "DL"])
def test_papers_of_the_centres_clerk_speak_for_the_department(hall_of, preset):
    hall: CaseHall = hall_of(preset)
    case = hall.accept(hall.receive())
    organs = {paper.facts["organ"] for paper in case.dossier.papers.all()}
    assert organs == {hall.department.name_on(today()).name}


# --- In writing -----------------------------------------------------------------------------------------------


@pytest.fixture
def desk(desk_of) -> Desk:
    """A window with six matters, and a bureau."""
    desk = desk_of("AH")
    desk.matters = [desk.matter, *(desk.make_matter(f"事项{n}") for n in range(2, 7))]
    desk.counter = desk.window("B05", OWN, matters=desk.matters)
    desk.bureau = make_user("政务局", (Role.BUREAU, desk.hall))
    return desk


def powers(desk: Desk, **changes) -> dict:
    return {f"matter_{matter.pk}": ["accept", "review"] for matter in desk.matters} | changes


def issue(desk: Desk, by=None, **changes) -> Mandate:
    return perform(Mandate, "issue", powers(desk, **changes), by=by or desk.first, parent=desk.counter)


@pytest.mark.clause("AH-11.2")
def test_each_matter_has_its_powers_in_writing(desk):
    with pytest.raises(Invalid, match="具体权限"):
        issue(desk, **{f"matter_{desk.matter.pk}": []})
    with pytest.raises(NotAllowed):
        issue(desk, by=desk.office)
    rows = issue(desk).dossier.papers.get().facts["rows"]
    assert len(rows) == 6
    assert {"matter": "食品经营许可", "powers": "受理、审查"} in rows


@pytest.mark.clause("AH-11.3")
def test_the_bureau_files_the_sheet_and_the_next_replaces_it(desk):
    first = issue(desk)
    for stranger in (desk.first, desk.office):
        with pytest.raises(NotAllowed):
            perform(first, "file", {"number": "备〔2026〕1号"}, by=stranger)
    first = perform(first, "file", {"number": "备〔2026〕1号"}, by=desk.bureau)
    with pytest.raises(NotAllowed):
        perform(first, "supersede", by=desk.bureau)
    perform(issue(desk), "file", {"number": "备〔2026〕2号"}, by=desk.bureau)
    assert Mandate.objects.get(pk=first.pk).state == Mandate.State.SUPERSEDED


@pytest.mark.clause("AH-11.4")
def test_everybody_reads_the_filed_sheet_without_login(desk, client):
    mandate = issue(desk)
    assert "备〔2026〕1号" not in client.get("/board/").content.decode()
    perform(mandate, "file", {"number": "备〔2026〕1号"}, by=desk.bureau)
    page = client.get("/board/").content.decode()
    assert "备〔2026〕1号" in page
    for matter in desk.matters:
        assert f">{matter}</th><td>受理、审查</td>" in page


def test_an_instant_window_is_no_deviation(desk_of):
    desk = desk_of("EL")
    quick = desk.make_matter("证明开具", instant=True)
    desk.window("C01", INSTANT, matters=[quick])
    assert quick not in matters_apart(desk.hall, today())
