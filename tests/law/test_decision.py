"""The decision: granted, granted in part or refused – reasoned, with remedies, sealed, and corrected by a paper."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Impossible, Invalid, NotAllowed, Objected
from hall.models import Department, DepartmentRemedy
from hall.papers.pdf import pdf_of
from matters.cases.models import Licence
from tests.factories import travel
from tests.law.ask import paper, wrong_fields
from tests.law.golden.licence_situations import REASONED, REVOKE, WITHDRAW
from tests.law.licences import grant_licence, licensing
from tests.pdf import text_of

PARTLY = {
    "decision": "准予销售预包装食品",
    "not_granted": "散装熟食销售",
    "found": "没有冷藏设备",
    "reason": "不具备冷藏条件",
    "basis": "某条例第九条",
}


@pytest.fixture
def case(hall):
    return hall.case_in("reviewing")


def partly(hall, case, **changes):
    return perform(case, "approve_partly", PARTLY | changes, by=hall.first, place=hall.window)


# --- Granted in part --------------------------------------------------------------------------------------------


@pytest.mark.clause("许可法38-2", "XA-17.2")
def test_both_sides_of_a_partial_grant_are_on_one_sealed_paper(hall, case):
    case = hall.stamp(partly(hall, case, certificate_number="XZF-1", scope="预包装食品"))
    assert case.outcome == "partly"
    text = text_of(pdf_of(paper(case, "partial")))
    said = (
        "准予销售预包装食品",
        "散装熟食销售",
        "没有冷藏设备",
        "不具备冷藏条件",
        "某条例第九条",
        "六十日",
        "六个月",
    )
    for part in (*said, "第三十八条第一款", "第三十八条第二款"):
        assert part in text
    assert Licence.objects.get(case=case).scope == "预包装食品"
    assert hall.archive(hall.hand_out(hall.bring(case))).state == "archived"


@pytest.mark.clause("许可法38-2", "XA-17.2")
@pytest.mark.parametrize("left_out", ["decision", "not_granted", "found", "reason", "basis"])
def test_neither_side_goes_without_its_words(hall, case, left_out):
    with pytest.raises(Invalid) as refused:
        partly(hall, case, **{left_out: ""})
    assert wrong_fields(refused.value) == {left_out}


@pytest.mark.clause("XA-17.2")
def test_whoever_may_not_decide_may_not_decide_in_part(hall, case):
    with pytest.raises(NotAllowed):
        perform(case, "approve_partly", PARTLY, by=hall.reviewer)


# --- Refused ----------------------------------------------------------------------------------------------------


@pytest.mark.clause("XA-17.2")
def test_a_refusal_prints_reasons_contact_and_remedies_under_the_seal(hall_of):
    hall = hall_of("XA")
    case = hall.refuse(hall.case_in("reviewing"))
    assert paper(case, "refusal").waits_for_seal
    with pytest.raises(Objected):
        hall.bring(case)
    refusal = paper(hall.stamp(case), "refusal")
    assert refusal.facts["seal_name"] == "审批业务专用章"
    text = text_of(pdf_of(refusal))
    for part in ("距污染源不足二十五米", "某条例第九条", "0470-7654321", "某旗人民政府", "某旗人民法院"):
        assert part in text


@pytest.mark.clause("XA-17.2")
def test_without_a_number_to_call_there_is_no_refusal(hall, case):
    Department.objects.filter(pk=hall.department.pk).update(phone="")
    type(hall.hall).objects.filter(pk=hall.hall.pk).update(enquiry_phone="")
    with pytest.raises(Impossible) as failed:
        hall.refuse(case)
    assert "咨询电话" in str(failed.value)


# --- Remedies on whatever goes against somebody -------------------------------------------------------------------


def rejected(hall):
    return hall.reject(hall.receive()), "rejection"


def refused(hall):
    return hall.refuse(hall.case_in("reviewing")), "refusal"


def in_part(hall):
    return partly(hall, hall.case_in("reviewing")), "partial"


def revoked(hall):
    licence = grant_licence(hall, licensing(hall))
    return perform(licence, "revoke", REVOKE, by=hall.first), "licence_revocation"


def withdrawn(hall):
    licence = grant_licence(hall, licensing(hall))
    return perform(licence, "withdraw", WITHDRAW, by=hall.first), "licence_withdrawal"


def cancelled(hall):
    licence = grant_licence(hall, licensing(hall))
    ground = {"ground": "force_majeure"}
    return perform(licence, "cancel", REASONED | ground, by=hall.first), "licence_cancellation"


ADVERSE = [rejected, refused, in_part, revoked, withdrawn, cancelled]


@pytest.mark.clause("XA-17.2", "许可法69-1", "许可法8-2", "许可法70", "AH-37.2")
@pytest.mark.parametrize("against", ADVERSE)
def test_every_adverse_paper_says_where_and_until_when(hall, against):
    found, kind = against(hall)
    assert paper(found, kind).facts["remedy"] == {
        "review_body": "某旗人民政府",
        "review_days": 60,
        "court": "某旗人民法院",
        "court_months": 6,
    }


@pytest.mark.parametrize("kind", [Department.Kind.DEPARTMENT, Department.Kind.SUBORDINATE_LED])
def test_the_review_organ_follows_the_kind_of_department(hall, case, kind):
    """Whoever stands under a superior alone is reviewed by that superior (行政复议法 27)."""
    Department.objects.filter(pk=hall.department.pk).update(kind=kind, parent=hall.other)
    organ = paper(hall.refuse(case), "refusal").facts["remedy"]["review_body"]
    assert organ == ("某旗人民政府" if kind == Department.Kind.DEPARTMENT else "某旗公安局")


@pytest.mark.clause("XA-17.2")
def test_where_nobody_knows_the_court_nothing_adverse_is_issued(hall, case):
    DepartmentRemedy.objects.all().delete()
    with pytest.raises(Impossible) as failed:
        hall.refuse(case)
    assert "管辖法院" in str(failed.value)
    case.refresh_from_db()
    assert case.state == "reviewing"


# --- A slip of the pen ------------------------------------------------------------------------------------------


SLIP = {"field": "申请人姓名", "was": "王小明", "now": "王晓明"}


@pytest.mark.clause("AH-30.2")
@pytest.mark.parametrize("kind", ["approval", "refusal", "partial"])
def test_a_corrected_decision_replaces_the_old_paper_and_is_sealed_again(hall, case, kind):
    decide = {"approval": hall.approve, "refusal": hall.refuse, "partial": lambda c: partly(hall, c)}[kind]
    case = hall.stamp(decide(case))
    old = paper(case, kind)
    travel("2026-03-10")
    case = perform(case, "correct_paper", SLIP | {"paper": old.pk}, by=hall.first)
    new = paper(case, kind)
    old.refresh_from_db()
    assert (new.replaces, old.is_valid) == (old, False)
    assert new.facts["applicant"]["name"] == "王晓明"
    assert new.number != old.number
    assert new.waits_for_seal
    with pytest.raises(Objected):
        hall.bring(case)
    case = perform(case, "seal_again", by=hall.first, place=hall.window)
    assert paper(case, kind).sealed_at is not None
    assert hall.bring(case).state == "at_window"
    notice = text_of(pdf_of(paper(case, "clerical_correction")))
    for part in (old.number, "王小明", "王晓明"):
        assert part in notice


@pytest.mark.clause("AH-30.2")
def test_a_correction_enters_no_second_licence(hall, case):
    case = hall.stamp(hall.approve(case))
    case = perform(case, "correct_paper", SLIP | {"paper": paper(case, "approval").pk}, by=hall.first)
    perform(case, "seal_again", by=hall.first, place=hall.window)
    assert Licence.objects.get(case=case).certificates.count() == 1


def test_without_a_valid_decision_nothing_is_entered(hall, case):
    case = hall.approve(case)
    case = perform(case, "void_paper", {"paper": paper(case, "approval").pk, "reason": "误发"}, by=hall.first)
    with pytest.raises(Impossible) as failed:
        hall.stamp(case)
    assert "决定书已经作废" in str(failed.value)


def test_substance_dates_and_numbers_are_no_slips(hall, case):
    case = hall.stamp(hall.refuse(case))
    data = {"paper": paper(case, "refusal").pk, "field": "日期", "was": "2026-03-09", "now": "2026-03-01"}
    with pytest.raises(Invalid) as refusal:
        perform(case, "correct_paper", data, by=hall.first)
    assert wrong_fields(refusal.value) == {"was"}
