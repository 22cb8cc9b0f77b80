"""Who sees which windows, seals and closures: in lists, and in the admin, where nothing can be changed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hall.acts.door import perform
from hall.people.authority import Authority
from hall.people.roles import Role
from tests.factories import make_hall, make_user
from windows.seating import sit
from windows.selectors import closures_visible_to, seals_visible_to, windows_of

pytestmark = pytest.mark.django_db(transaction=True)


def seen(found, user) -> list:
    return list(found(Authority.of(user)))


def test_a_department_sees_its_own_seals_and_closures(desk):
    seal, closure = desk.register_seal(), desk.file(desk.windows(2)[0], "2026-03-20", "2026-03-24")
    for user, sees in ((desk.first, True), (desk.office, True), (desk.other_first, False)):
        assert (seal in seen(seals_visible_to, user)) is sees
        assert (closure in seen(closures_visible_to, user)) is sees


def test_another_hall_sees_nothing(desk):
    desk.register_seal()
    stranger = make_user("外厅管理", (Role.HALL_OFFICE, make_hall(code="elsewhere")))
    assert seen(seals_visible_to, stranger) == []


def test_the_board_of_windows_reads_in_a_fixed_number_of_queries(desk, django_assert_num_queries):
    first, second, *_ = desk.windows(4)
    perform(second, "retire", {"reason": "部门退出"}, by=desk.office)
    sit(desk.first, first)
    with django_assert_num_queries(3):
        board = [
            (str(w), str(w.dossier.department), [s.user.name for s in w.present])
            for w in windows_of(desk.hall)
        ]
    bureau = "某旗市场监督管理局"
    assert board == [("B01号窗口", bureau, ["钱首代"]), ("B03号窗口", bureau, []), ("B04号窗口", bureau, [])]


@pytest.mark.parametrize("model", ["window", "seat", "closure", "seal", "sealuse"])
def test_the_admin_shows_and_changes_nothing(desk, client, model):
    window, _ = desk.windows(2)
    desk.seal_in_custody()
    sit(desk.first, window)
    desk.file(window, "2026-03-20", "2026-03-24")
    client.force_login(desk.office)
    page = client.get(reverse(f"admin:windows_{model}_changelist"))
    assert page.status_code == 200
    assert client.get(reverse(f"admin:windows_{model}_add")).status_code == 403
    for row in page.context["cl"].result_list:
        address = reverse(f"admin:windows_{model}_change", args=[row.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, {"state": "destroyed"}).status_code == 403


def test_the_admin_hides_other_departments_and_the_seals_image(desk, client):
    seal = desk.register_seal()
    client.force_login(make_user("外厅管理", (Role.HALL_OFFICE, make_hall(code="elsewhere"))))
    assert not client.get(reverse("admin:windows_seal_changelist")).context["cl"].result_list
    client.force_login(desk.office)
    page = client.get(reverse("admin:windows_seal_change", args=[seal.pk]))
    assert "image" not in page.context["adminform"].fields
