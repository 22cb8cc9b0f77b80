"""不予受理: with a ground of law, reasons and basis, on a sealed and dated paper; never for what a notice can mend."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.papers.pdf import pdf_of
from hall.people.roles import Role
from matters.cases.models import Case
from matters.cases.states import RejectionGround
from tests.cases_factory import CaseHall
from tests.factories import at, make_user
from tests.law.ask import paper, state_of, wrong_fields
from tests.law.matters import registration
from tests.pdf import text_of

ELSEWHERE = {
    "ground": "out_of_scope",
    "reason": "取水许可由水利部门实施",
    "basis": "水法第四十八条",
    "apply_to": "某旗水利局",
}


@pytest.fixture
def counter(hall_of) -> CaseHall:
    return hall_of("AH")


@pytest.fixture
def received(counter) -> Case:
    return counter.receive()


# --- Reasons and basis --------------------------------------------------------------------------------------


@pytest.mark.clause("AH-37.2", "WS01-05.1.2c-1", "WS03-08-1")
@pytest.mark.parametrize(
    ("left_out", "wrong"),
    [
        ({}, set()),
        ({"reason": ""}, {"reason"}),
        ({"reason": "　"}, {"reason"}),
        ({"basis": ""}, {"basis"}),
        ({"reason": "", "basis": ""}, {"reason", "basis"}),
    ],
)
def test_reason_and_basis_are_both_needed(counter, received, left_out, wrong):
    if wrong:
        with pytest.raises(Invalid) as refused:
            counter.reject(received, **left_out)
        assert wrong_fields(refused.value) == wrong
        assert state_of(received) == "received"
    else:
        case = counter.reject(received)
        assert case.state == "not_accepted"
        told = case.dossier.entries.get(act="reject")
        assert told.legal_at == at("2026-03-09")
        assert told.facts["input"]["reason"] == "不具备申请条件"
        assert told.facts["input"]["basis"] == "某条例第五条"


@pytest.mark.clause("WS02-07-2", "EL-3.1g")
@pytest.mark.parametrize("preset", ["WS", "EL"])
@pytest.mark.parametrize("explained", [True, False])
def test_what_cannot_be_handled_at_all_is_explained(hall_of, preset, explained):
    hall = hall_of(preset)
    case = hall.receive(hall.instant)
    policy = {"ground": "not_required", "basis": "某政策文件第三条"}
    if explained:
        assert hall.reject(case, reason="该事项已取消，不需办理", **policy).state == "not_accepted"
    else:
        with pytest.raises(Invalid):
            hall.reject(case, reason="", **policy)


@pytest.mark.clause("AH-37.2", "WS01-05.1.2c-2")
def test_reason_and_basis_print(counter, received):
    text = text_of(pdf_of(paper(counter.reject(received), "rejection")))
    assert "不具备申请条件（依据：某条例第五条）" in text


# --- The ground ---------------------------------------------------------------------------------------------


@pytest.mark.clause("WS09-2")
@pytest.mark.parametrize("ground", ["", "incomplete"])
def test_complete_papers_and_no_ground_of_law_must_be_handled(hall_of, ground):
    hall = hall_of("WS")
    case = hall.receive()
    with pytest.raises(Invalid) as refused:
        hall.reject(case, ground=ground)
    assert wrong_fields(refused.value) == {"ground"}
    assert hall.accept(case).state == "accepted"


@pytest.mark.clause("AH-35.1", "WS09-2")
@pytest.mark.parametrize("special", [True, False])
def test_incomplete_papers_are_no_ground_unless_a_statute_says_so(hall, special):
    case = hall.receive(registration(hall) if special else hall.licence, m2="missing")
    if special:
        assert hall.reject(case, ground="incomplete").state == "not_accepted"
    else:
        with pytest.raises(Invalid) as refused:
            hall.reject(case, ground="incomplete")
        assert "应当一次性告知补正" in str(refused.value)


@pytest.mark.clause("AH-35.1")
def test_not_even_there_when_the_papers_are_complete(hall):
    case = hall.receive(registration(hall))
    with pytest.raises(Invalid) as refused:
        hall.reject(case, ground="incomplete")
    assert "材料已经齐全" in str(refused.value)


@pytest.mark.clause("AH-35.5")
@pytest.mark.parametrize("apply_to", ["某旗水利局", ""])
def test_the_applicant_is_told_where_to_go(counter, apply_to):
    case = counter.receive(in_scope="no")
    data = ELSEWHERE | {"apply_to": apply_to}
    if apply_to:
        case = counter.reject(case, **data)
        assert f"请向{apply_to}申请" in text_of(pdf_of(paper(case, "rejection")))
    else:
        with pytest.raises(Invalid) as refused:
            counter.reject(case, **data)
        assert wrong_fields(refused.value) == {"apply_to"}


@pytest.mark.clause("AH-35.4")
@pytest.mark.parametrize("ground", sorted(set(RejectionGround) - {RejectionGround.OUT_OF_SCOPE}))
def test_outside_the_organs_power_no_other_ground_is_taken(counter, ground):
    case = counter.receive(in_scope="no")
    with pytest.raises(Invalid) as refused:
        counter.reject(case, **ELSEWHERE | {"ground": ground})
    assert "ground" in wrong_fields(refused.value)
    assert counter.reject(case, **ELSEWHERE).state == "not_accepted"


@pytest.mark.clause("AH-36.2")
@pytest.mark.parametrize(("cited", "goes"), [(2, True), (4, False)])
def test_nothing_the_notice_left_out_is_held_against_the_applicant(counter, cited, goes):
    case = counter.tell(counter.receive(m2="missing", m3="missing"))
    data = {"cited": [counter.licence_version.materials.get(order=cited).pk]}
    if goes:
        assert counter.reject(case, **data).state == "not_accepted"
    else:
        with pytest.raises(Invalid) as refused:
            counter.reject(case, **data)
        assert "没有列出管理制度" in str(refused.value)
        assert state_of(case) == "correcting"


# --- The paper ----------------------------------------------------------------------------------------------


@pytest.mark.clause("AH-37.1", "WS03-08-2")
@pytest.mark.parametrize(
    ("preset", "title"), [("AH", "不予受理申请通知书"), ("WS", "不予受理通知书"), ("", "不予受理决定书")]
)
def test_one_numbered_dated_sealed_paper_under_the_halls_title(hall_of, preset, title):
    hall = hall_of(preset)
    case = hall.reject(hall.receive())
    notice = paper(case, "rejection")
    assert (notice.title, notice.serial, str(notice.issued_on)) == (title, 1, "2026-03-09")
    assert notice.seal_mark == {
        "organ": "某旗市场监督管理局",
        "seal": hall.procedure_seal.pk,
        "name": hall.procedure_seal.name,
        "image": None,
        "electronic": True,
    }
    assert notice.sealed_at == at("2026-03-09")
    text = text_of(pdf_of(notice))
    for part in (
        title,
        notice.number,
        "王小明",
        "食品经营许可",
        "某旗市场监督管理局",
        "2026年3月9日",
        "样章",
    ):
        assert part in text


def test_the_paper_tells_the_remedies(counter, received):
    text = text_of(pdf_of(paper(counter.reject(received), "rejection")))
    for part in ("六十日内向某旗人民政府申请行政复议", "六个月内", "某旗人民法院"):
        assert part in text


@pytest.fixture
def seal_elsewhere(counter) -> CaseHall:
    """The department has taken its procedural seal out of the hall."""
    perform(counter.procedure_seal, "suspend", {"reason": "换发"}, by=counter.office)
    return counter


@pytest.mark.clause("AH-37.1")
def test_without_its_seal_it_cannot_be_handed_over(seal_elsewhere):
    hall = seal_elsewhere
    case = hall.reject(hall.receive())
    notice = paper(case, "rejection")
    assert notice.seal_mark is None
    with pytest.raises(Invalid) as refused:
        _hand_over(hall, case, notice)
    assert "尚未加盖印章" in str(refused.value)
    assert paper(case, "rejection").served_at is None


@pytest.mark.clause("AH-37.1")
def test_the_seal_back_in_the_hall_is_put_on_later(seal_elsewhere):
    hall = seal_elsewhere
    case = hall.reject(hall.receive())
    notice = paper(case, "rejection")
    with pytest.raises(Invalid) as refused:
        _put_on(hall, case, notice)
    assert "印章不在大厅" in str(refused.value)
    perform(hall.procedure_seal, "lodge", {"document": "授权〔2026〕1号"}, by=hall.office)
    _put_on(hall, case, notice)
    notice = paper(case, "rejection")
    assert notice.sealed_at == at("2026-03-09")
    assert "样章" in text_of(pdf_of(notice))
    _hand_over(hall, case, notice)
    assert paper(case, "rejection").served_at == at("2026-03-09")


@pytest.mark.clause("AH-37.1")
def test_the_seal_goes_on_once_in_the_hall_by_who_deals_with_the_applicant(counter, received):
    case = counter.reject(received)
    with pytest.raises(Invalid) as refused:
        _put_on(counter, case, paper(case, "rejection"))
    assert "不缺印章" in str(refused.value)
    stranger = make_user("导服", (Role.GUIDE, counter.hall))
    for by, place in ((stranger, counter.window), (counter.clerk, None)):
        with pytest.raises(NotAllowed):
            perform(case, "seal_paper", {"paper": paper(case, "rejection").pk}, by=by, place=place)


def test_a_result_waits_for_the_first_representative_and_no_other_hand(hall_of):
    hall = hall_of("AH")
    case = hall.approve(hall.into_review(hall.accept(hall.receive())))
    with pytest.raises(Invalid) as refused:
        _put_on(hall, case, paper(case, "approval"))
    assert "首席代表用印" in str(refused.value)


@pytest.mark.clause("AH-37.1")
def test_a_case_is_not_filed_away_before_the_refusal_is_handed_over(counter, received):
    case = counter.reject(received)
    with pytest.raises(Objected) as refused:
        perform(case, "archive", by=counter.clerk)
    assert "不予受理" in str(refused.value)
    assert counter.archive(case).state == "archived"


def _hand_over(hall, case, notice) -> None:
    data = {"paper": notice.pk, "received_by": "王小明", "relation": "self"}
    perform(case, "serve_paper", data, by=hall.clerk, place=hall.window)


def _put_on(hall, case, notice) -> None:
    perform(case, "seal_paper", {"paper": notice.pk}, by=hall.clerk, place=hall.window)
