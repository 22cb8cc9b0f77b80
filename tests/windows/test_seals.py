"""The seal register: what is registered, who keeps a seal, and how it changes hands."""

from __future__ import annotations

import base64
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.models import Entry, Grant
from hall.people.roles import Role
from tests.factories import make_user, travel
from windows.models import Seal
from windows.seals.custody import approval_seal, mark_of, procedure_mark

pytestmark = pytest.mark.django_db(transaction=True)


def png(side: int = 40, kind: str = "PNG") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(drawn, kind)
    return SimpleUploadedFile("seal.png", drawn.getvalue())


def lodged_mark(department) -> dict | None:
    today = legal_time.today()
    return procedure_mark(department, department.name_on(today).name, today)


def take_back_grants(user, role) -> None:
    for grant in Grant.objects.filter(user=user, role=role, state=Grant.State.GIVEN):
        perform(grant, "revoke", by=SYSTEM)


# --- The register -------------------------------------------------------------------------------------------


@pytest.mark.clause("AH-29.1")
def test_the_register_holds_name_image_custodian_and_status(desk):
    image = png()
    seal = desk.seal_in_custody(files={"image": image})
    assert (seal.name, seal.custodian, seal.state) == (
        "某旗市场监督管理局行政审批专用章",
        desk.first,
        Seal.State.IN_CUSTODY,
    )
    image.seek(0)
    assert base64.b64decode(seal.image) == image.read()
    assert mark_of(seal, "某旗市场监督管理局")["image"] == seal.image
    registered = Entry.objects.get(dossier=seal.dossier, act="register").facts
    assert registered["changes"]["image"] == "（已变更，不记入留痕）"


def test_without_an_image_the_mark_is_a_placeholder(desk):
    seal = desk.register_seal()
    assert mark_of(seal, "某旗市场监督管理局") == {
        "organ": "某旗市场监督管理局",
        "name": "某旗市场监督管理局行政审批专用章",
        "image": None,
        "seal": seal.pk,
    }


@pytest.mark.parametrize(
    "image",
    [
        SimpleUploadedFile("seal.png", b"\x89PNG\r\n\x1a\n cut off"),
        SimpleUploadedFile("seal.png", b"GIF89a"),
        SimpleUploadedFile("seal.png", b"x" * (513 * 1024)),
    ],
)
def test_an_image_is_judged_by_its_content(desk, image):
    with pytest.raises(Invalid, match="印模图片"):
        desk.register_seal(files={"image": image})


@pytest.mark.parametrize(("side", "kind"), [(2001, "PNG"), (40, "JPEG")])
def test_an_image_is_a_png_of_reasonable_size(desk, side, kind):
    with pytest.raises(Invalid, match="印模图片"):
        desk.register_seal(files={"image": png(side, kind)})


def test_a_responsible_leader_is_named(desk):
    with pytest.raises(Invalid, match="单位责任领导"):
        desk.register_seal(responsible_leader="")


def test_a_department_has_one_seal_of_a_kind(desk):
    """Which seal a paper bears is never a choice."""
    seal = desk.register_seal(others=[desk.other])
    with pytest.raises(Invalid, match="已登记"):
        desk.register_seal(name="第二枚")
    with pytest.raises(Invalid, match="已登记"):
        desk.register_seal(of=desk.other)
    desk.register_seal("procedure", name="行政许可专用章")
    lost = {"lost_on": "2026-03-12", "circumstances": "搬迁时遗失"}
    perform(seal, "report_lost", lost, by=desk.office)
    assert approval_seal(desk.department) is None
    new = desk.register_seal(name="新章")
    assert approval_seal(desk.department) == new


def test_one_seal_may_serve_several_departments(desk):
    seal = desk.register_seal(others=[desk.other])
    assert {owner.department for owner in seal.owners.all()} == {desk.department, desk.other}
    assert approval_seal(desk.other) == seal


@pytest.mark.clause("AH-29.1", "AH-32.2")
def test_only_the_hall_office_registers_and_destroys(desk):
    data = {
        "name": "假章",
        "kind": "approval",
        "responsible_leader": "某",
        "document": "某",
        "valid_from": "2020-01-01",
    }
    with pytest.raises(NotAllowed):
        perform(Seal, "register", data, by=desk.first, hall=desk.hall, department=desk.department)
    seal = desk.register_seal()
    with pytest.raises(NotAllowed):
        perform(seal, "destroy", {"document": "销毁〔2026〕1号"}, by=desk.first)
    assert (
        perform(seal, "destroy", {"document": "销毁〔2026〕1号"}, by=desk.office).state
        == Seal.State.DESTROYED
    )


# --- From hand to hand --------------------------------------------------------------------------------------


@pytest.mark.clause("AH-28.8", "AH-32.3")
def test_a_seal_changes_hands_in_two_acts_with_date_and_both_names(desk):
    stand_in = make_user("临时代表", (Role.FIRST_REPRESENTATIVE, desk.hall, desk.department))
    seal = desk.seal_in_custody()
    travel("2026-03-16 09:00")
    seal = desk.hand_over(seal, stand_in, by=desk.first)
    assert (seal.state, seal.custodian) == (Seal.State.HANDING_OVER, desk.first)
    travel("2026-03-16 09:05")
    seal = perform(seal, "take_over", by=stand_in)
    assert (seal.state, seal.custodian, seal.receiver) == (Seal.State.IN_CUSTODY, stand_in, None)
    given, taken = Entry.objects.filter(dossier=seal.dossier).order_by("seq")[3:]
    assert (given.by, given.facts["changes"]["receiver_id"]) == (desk.first, [None, stand_in.pk])
    assert (taken.by, taken.facts["changes"]["custodian_id"]) == (stand_in, [desk.first.pk, stand_in.pk])
    assert taken.legal_at.minute == 5


@pytest.mark.clause("AH-28.8")
def test_only_the_custodian_hands_the_seal_on(desk):
    stand_in = make_user("临时代表", (Role.FIRST_REPRESENTATIVE, desk.hall, desk.department))
    seal = desk.seal_in_custody()
    with pytest.raises(NotAllowed, match="您不是这枚印章的保管人"):
        desk.hand_over(seal, stand_in, by=stand_in)
    for nobody in (desk.clerk, desk.office):
        with pytest.raises(NotAllowed):
            desk.hand_over(seal, stand_in, by=nobody)
    assert desk.hand_over(seal, stand_in, by=desk.first).state == Seal.State.HANDING_OVER


@pytest.mark.clause("AH-28.8")
def test_only_the_named_receiver_takes_it(desk):
    stand_in = make_user("临时代表", (Role.FIRST_REPRESENTATIVE, desk.hall, desk.department))
    seal = desk.hand_over(desk.register_seal(), desk.first)
    with pytest.raises(NotAllowed, match="移交给钱首代"):
        perform(seal, "take_over", by=stand_in)
    assert perform(seal, "take_over", by=desk.first).custodian == desk.first


@pytest.mark.clause("AH-32.3")
def test_a_custodian_is_first_representative_or_stand_in(desk):
    seal = desk.register_seal()
    reviewer = make_user("赵审批", (Role.REVIEWER, desk.hall, desk.department))
    for stranger in (reviewer, desk.other_first, desk.office):
        with pytest.raises(Invalid, match="不是某旗市场监督管理局的首席代表"):
            desk.hand_over(seal, stranger)


@pytest.mark.clause("AH-32.3")
def test_who_lost_the_post_before_taking_the_seal_cannot_take_it(desk):
    seal = desk.hand_over(desk.register_seal(), desk.first)
    take_back_grants(desk.first, Role.FIRST_REPRESENTATIVE)
    perform(
        Grant,
        "give",
        {"user": desk.first.pk, "role": Role.REVIEWER},
        by=SYSTEM,
        hall=desk.hall,
        department=desk.department,
    )
    with pytest.raises(NotAllowed):
        perform(seal, "take_over", by=desk.first)


def test_a_hand_over_not_taken_can_go_to_somebody_else(desk):
    stand_in = make_user("临时代表", (Role.FIRST_REPRESENTATIVE, desk.hall, desk.department))
    seal = desk.hand_over(desk.hand_over(desk.register_seal(), desk.first), stand_in)
    with pytest.raises(NotAllowed):
        perform(seal, "take_over", by=desk.first)
    assert perform(seal, "take_over", by=stand_in).custodian == stand_in


@pytest.mark.clause("EL-4.1e")
def test_where_the_right_comes_by_letter_the_letter_is_named(desk):
    desk.hall.preset = "EL"
    desk.hall.save()
    seal = desk.register_seal()
    with pytest.raises(Invalid, match="授权委托书"):
        desk.hand_over(seal, desk.first)
    assert desk.hand_over(seal, desk.first, document="授权〔2026〕3号").letter == "授权〔2026〕3号"


# --- Lodged, suspended, lost --------------------------------------------------------------------------------


@pytest.mark.clause("EL-4.1a")
def test_a_procedure_seal_is_lodged_in_the_hall_by_letter(desk):
    seal = desk.register_seal("procedure", name="行政许可专用章")
    assert lodged_mark(desk.department) is None
    with pytest.raises(NotAllowed):
        perform(seal, "lodge", {"document": "授权〔2026〕1号"}, by=desk.first)
    perform(seal, "lodge", {"document": "授权〔2026〕1号"}, by=desk.office)
    assert lodged_mark(desk.department)["name"] == "行政许可专用章"
    assert lodged_mark(desk.other) is None


def test_a_procedure_seal_marks_nothing_outside_its_period_or_suspended(desk):
    seal = desk.register_seal("procedure", valid_until="2026-03-13")
    seal = perform(seal, "lodge", {"document": "授权〔2026〕1号"}, by=desk.office)
    assert lodged_mark(desk.department)
    travel("2026-03-14")
    assert lodged_mark(desk.department) is None
    travel("2026-03-13 11:00")
    perform(seal, "suspend", {"reason": "换发新章"}, by=desk.office)
    assert lodged_mark(desk.department) is None


@pytest.mark.clause("AH-32.3")
def test_an_approval_seal_is_not_lodged_and_a_procedure_seal_not_handed_over(desk):
    with pytest.raises(Objected, match="由首席代表保管"):
        perform(desk.register_seal(), "lodge", {"document": "授权〔2026〕1号"}, by=desk.office)
    with pytest.raises(Objected, match="存放大厅"):
        desk.hand_over(desk.register_seal("procedure"), desk.first)


@pytest.mark.clause("AH-32.2")
def test_the_departments_leader_or_the_hall_office_suspends(desk):
    leader = make_user("郑局长", (Role.DEPARTMENT_LEADER, desk.hall, desk.department))
    seal = desk.seal_in_custody()
    with pytest.raises(NotAllowed):
        perform(seal, "suspend", {"reason": "核查用印"}, by=desk.clerk)
    seal = perform(seal, "suspend", {"reason": "核查用印"}, by=leader)
    assert (seal.state, seal.custodian) == (Seal.State.SUSPENDED, None)
    with pytest.raises(NotAllowed):
        desk.hand_over(seal, desk.first, by=desk.first)
    assert desk.hand_over(seal, desk.first).state == Seal.State.HANDING_OVER


@pytest.mark.clause("AH-28.8")
def test_a_lost_seal_is_reported_and_never_used_again(desk):
    seal = desk.seal_in_custody()
    lost = {"lost_on": "2026-03-12", "circumstances": "外出途中遗失"}
    with pytest.raises(NotAllowed):
        perform(seal, "report_lost", lost, by=desk.clerk)
    with pytest.raises(Invalid, match="不能晚于今天"):
        perform(seal, "report_lost", lost | {"lost_on": "2026-03-14"}, by=desk.first)
    seal = perform(seal, "report_lost", lost, by=desk.first)
    assert (seal.state, seal.custodian) == (Seal.State.LOST, desk.first)
    for act in ("hand_over", "suspend", "lodge"):
        with pytest.raises(WrongState):
            perform(seal, act, {}, by=desk.office)
