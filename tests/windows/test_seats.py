"""Sitting down at a window: one person a seat, one seat a person, no longer than the day."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import NotAllowed, Objected
from hall.clocks.sweep import sweep
from hall.models import Entry, Grant
from hall.people.roles import Role
from tests.factories import make_place, make_user, travel
from tests.windows.desk import GENERAL
from windows.models import Seat
from windows.seating import current_place, leave, sit

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_clerk_logs_in_and_what_is_done_names_the_place(desk):
    window = desk.window("A01", GENERAL)
    assert current_place(desk.clerk) is None
    seat = sit(desk.clerk, window)
    assert current_place(desk.clerk) == window.place
    assert Entry.objects.get(dossier=seat.dossier).place == window.place
    leave(desk.clerk)
    assert current_place(desk.clerk) is None


def test_one_seat_a_person(desk):
    sit(desk.clerk, desk.window("A01", GENERAL))
    with pytest.raises(Objected, match="您已在“A01号窗口”登记坐席"):
        sit(desk.clerk, desk.window("A02", GENERAL))


def test_one_person_a_seat(desk):
    window = desk.window("A01", GENERAL, seats=2)
    sit(desk.clerk, window)
    sit(make_user("李窗口", (Role.WINDOW_CLERK, desk.hall)), window)
    with pytest.raises(Objected, match="席位已满（在席：张窗口、李窗口）"):
        sit(make_user("王窗口", (Role.WINDOW_CLERK, desk.hall)), window)


def test_a_seat_is_free_again_after_leaving(desk):
    window = desk.window("A01", GENERAL)
    sit(desk.clerk, window)
    leave(desk.clerk)
    assert sit(make_user("李窗口", (Role.WINDOW_CLERK, desk.hall)), window).state == Seat.State.SEATED


@pytest.mark.parametrize("act", ["pause", "set_aside", "retire"])
def test_nobody_sits_at_a_window_that_is_not_open(desk, act):
    window = perform(desk.window("A01", GENERAL), act, {"reason": "设备检修"}, by=desk.office)
    with pytest.raises(Objected, match="不能登记坐席"):
        sit(desk.clerk, window)


def test_a_grant_for_one_place_opens_that_place_only(desk):
    here, there = desk.window("A01", GENERAL), desk.window("A02", GENERAL)
    clerk = make_user("王窗口", (Role.WINDOW_CLERK, desk.hall, None, here.place))
    with pytest.raises(NotAllowed):
        sit(clerk, there)
    assert sit(clerk, here).window == here


def test_at_a_departments_window_sit_its_own_people_and_the_centres(desk):
    window = desk.window("B01", seats=2)
    sit(desk.first, window)
    sit(desk.clerk, window)
    with pytest.raises(NotAllowed):
        sit(desk.other_first, window)
    with pytest.raises(NotAllowed, match="其他部门的窗口"):
        perform(Seat, "sit", by=desk.other_first, parent=window, place=window.place, department=desk.other)


def test_departments_people_may_be_pooled_at_a_window_of_the_centre(desk):
    seat = sit(desk.first, desk.window("A01", GENERAL))
    assert seat.dossier.department == desk.department


def test_without_a_grant_nobody_sits_anywhere(desk):
    with pytest.raises(NotAllowed):
        sit(make_user("路人"), desk.window("A01", GENERAL))
    with pytest.raises(NotAllowed):
        sit(desk.office, desk.window("A02", GENERAL))


def test_the_place_is_the_windows_own(desk):
    window, elsewhere = desk.window("A01", GENERAL), make_place(desk.hall, "Z01", "office")
    with pytest.raises(Objected, match="请在“A01号窗口”登记坐席"):
        perform(Seat, "sit", by=desk.clerk, parent=window, place=elsewhere)


def test_only_the_hall_office_clears_another_persons_seat(desk):
    seat = sit(desk.clerk, desk.window("A01", GENERAL))
    colleague = make_user("李窗口", (Role.WINDOW_CLERK, desk.hall))
    with pytest.raises(NotAllowed, match="只能为自己离席"):
        perform(seat, "leave", by=colleague)
    assert perform(seat, "leave", by=desk.office).state == Seat.State.LEFT


def test_a_seat_does_not_outlast_the_day(desk):
    sit(desk.clerk, desk.window("A01", GENERAL))
    travel("2026-03-13 23:59")
    sweep()
    assert current_place(desk.clerk) is not None
    travel("2026-03-14 00:01")
    assert sweep().failed == 0
    assert current_place(desk.clerk) is None


@pytest.mark.parametrize("act", ["set_aside", "retire"])
def test_whoever_sits_there_is_logged_out_when_the_window_goes(desk, act):
    window = desk.window("A01", GENERAL)
    sit(desk.clerk, window)
    perform(window, act, {"reason": "调整布局"}, by=desk.office)
    assert current_place(desk.clerk) is None


def test_a_paused_window_keeps_its_clerk(desk):
    window = desk.window("A01", GENERAL)
    sit(desk.clerk, window)
    perform(window, "pause", {"reason": "短时离岗"}, by=desk.clerk, place=window.place)
    assert current_place(desk.clerk) == window.place


# --- On screen ----------------------------------------------------------------------------------------------


def chosen(client) -> list[str]:
    return [place.code for place in client.get(reverse("seat")).context["places"]]


def test_the_screen_offers_the_open_windows_within_reach(desk, client):
    desk.window("A01", GENERAL), desk.window("B01"), desk.window("C01", of=desk.other)
    perform(desk.window("A02", GENERAL), "retire", {"reason": "调整布局"}, by=desk.office)
    make_place(desk.hall, "Z01", "office")
    client.force_login(desk.first)
    assert chosen(client) == ["A01", "B01"]
    client.force_login(desk.clerk)
    assert chosen(client) == ["A01", "B01", "C01"]


def test_choosing_another_window_moves_and_logging_out_gets_up(desk, client):
    first, second = desk.window("A01", GENERAL), desk.window("A02", GENERAL)
    client.force_login(desk.clerk)
    for window in (first, first, second):
        client.post(reverse("seat"), {"place": window.place_id})
        assert current_place(desk.clerk) == window.place
    assert Seat.objects.count() == 2
    client.post(reverse("logout"))
    assert current_place(desk.clerk) is None


def test_whose_grant_ran_out_can_still_log_out(desk):
    sit(desk.clerk, desk.window("A01", GENERAL))
    for held in Grant.objects.filter(user=desk.clerk, state=Grant.State.GIVEN):
        perform(held, "revoke", by=SYSTEM)
    leave(desk.clerk)
    assert current_place(desk.clerk) is None
