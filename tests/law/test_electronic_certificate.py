"""电子证照: beside the paper unless one of them falls away; shown instead of paper, with the same force."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, Objected
from hall.applicants.identity import id_check_character
from matters.cases.models import Certificate, Licence
from matters.catalogue.models import Material
from matters.catalogue.publishing import publish
from tests.cases_factory import IN_FORCE_SINCE, PERSON
from tests.catalogue.builders import by_nation, make_draft, make_matter, make_statute
from tests.factories import NAMED_SINCE
from tests.law.ask import paper, wrong_fields
from tests.law.golden.licence_situations import REVOKE
from tests.law.licences import grant_licence, licensing

SOMEBODY_ELSE = "15043019900307221" + id_check_character("15043019900307221")


@pytest.fixture
def shown(hall):
    """A licence in force of the applicant the tests know."""
    return grant_licence(hall, licensing(hall), "XZF-1")


@pytest.fixture
def asking(hall):
    """A matter that asks for that licence, and for a plan on paper because its statute says so."""
    matter = make_matter(hall.department, name="集中用餐配送许可", entered_on=NAMED_SINCE)
    version = make_draft(matter, IN_FORCE_SINCE, procedure="申请\n受理\n审查\n决定")
    by_nation(version, 5).save()
    cited = {"version": version, "kind": "original", "statute": make_statute(), "article": "第六条"}
    Material(order=1, name="小作坊许可证", source="government", **cited).save()
    Material(order=2, name="消防验收意见书", form="paper", **cited).save()
    publish(version)
    return matter


def rows(matter) -> tuple[int, int]:
    return tuple(matter.versions.get().materials.values_list("pk", flat=True))


# --- Both forms -------------------------------------------------------------------------------------------------


@pytest.mark.clause("XA-17.3")
@pytest.mark.parametrize(
    ("offered", "asked", "given"),
    [
        (["paper", "electronic"], [], ["paper", "electronic"]),
        (["paper", "electronic"], ["electronic"], ["electronic"]),
        (["electronic"], [], ["electronic"]),  # paper is abolished
        (["paper"], [], ["paper"]),  # there is no electronic one yet
    ],
)
def test_the_applicant_may_have_both_as_far_as_there_are_both(hall, offered, asked, given):
    matter = licensing(hall, certificate_forms=offered)
    licence = grant_licence(hall, matter, certificate_forms=asked)
    assert licence.certificates.get().forms == given


@pytest.mark.clause("XA-17.3")
@pytest.mark.parametrize(("offered", "asked"), [(["electronic"], "paper"), (["paper"], "electronic")])
def test_what_has_fallen_away_cannot_be_asked_for(hall, offered, asked):
    with pytest.raises(Invalid) as refused:
        hall.receive(licensing(hall, certificate_forms=offered), certificate_forms=[asked])
    assert wrong_fields(refused.value) == {"certificate_forms"}


# --- Stored and shared ------------------------------------------------------------------------------------------


@pytest.mark.clause("EL-3.2f")
def test_the_certificate_is_kept_whole_and_found_by_its_holder(hall, shown):
    (certificate,) = Certificate.objects.held_by(PERSON["identity_number"])
    assert certificate.licence == shown
    assert certificate.facts["number"] == "XZF-1"
    assert PERSON["identity_number"] not in str(certificate.facts)
    assert certificate.is_unaltered
    assert not Certificate.objects.held_by(SOMEBODY_ELSE).exists()


@pytest.mark.clause("EL-3.2f")
@pytest.mark.parametrize("kept", [True, False])
def test_an_approved_case_is_closed_only_with_its_result_document(hall, kept):
    case = hall.case_in("delivered")
    if kept:
        assert hall.archive(case).state == "archived"
        return
    data = {"paper": paper(case, "approval").pk, "reason": "误发"}
    case = perform(case, "void_paper", data, by=hall.first)
    with pytest.raises(Objected) as refused:
        hall.archive(case)
    assert "没有有效的结果文书" in str(refused.value)


# --- Shown instead of paper -------------------------------------------------------------------------------------


@pytest.mark.clause("XA-26.2", "XA-27.5")
@pytest.mark.parametrize("electronic", [True, False])
def test_the_electronic_certificate_ticks_the_row_like_the_paper(hall, shown, asking, electronic):
    first, _ = rows(asking)
    given = {f"verdict_{first}": "", f"ecert_{first}": "XZF-1"} if electronic else {}
    case = hall.accept(hall.receive(asking, **given))
    row = case.checklist.rows[0]
    assert row.verdict == "complete"
    assert (row.check.certificate is not None) is electronic
    assert paper(case, "acceptance").facts["materials"][0] == {
        "name": "小作坊许可证",
        "form": "原件",
        "copies": 1,
    }


@pytest.mark.clause("XA-26.2")
def test_beside_a_certificate_in_force_no_paper_may_be_asked_for(hall, shown, asking):
    first, _ = rows(asking)
    wrong = {f"verdict_{first}": "defective", f"fault_{first}": "需要纸质原件", f"ecert_{first}": "XZF-1"}
    with pytest.raises(Invalid) as refused:
        hall.receive(asking, **wrong)
    assert wrong_fields(refused.value) == {f"ecert_{first}"}
    assert "不得再要求提交纸质原件" in str(refused.value.form.errors)


@pytest.mark.clause("XA-26.2")
def test_where_a_statute_wants_paper_it_is_paper(hall, shown, asking):
    _, second = rows(asking)
    with pytest.raises(Invalid) as refused:
        hall.receive(asking, **{f"ecert_{second}": "XZF-1"})
    assert "某事项管理条例" in str(refused.value.form.errors)


@pytest.mark.clause("XA-27.5", "XA-26.2")
@pytest.mark.parametrize("why", ["unknown", "of somebody else", "revoked", "only on paper"])
def test_only_the_applicants_own_certificate_in_force_counts(hall, asking, why):
    forms = ["paper"] if why == "only on paper" else ["paper", "electronic"]
    licence = grant_licence(hall, licensing(hall, certificate_forms=forms), "XZF-1")
    if why == "revoked":
        perform(Licence.objects.get(pk=licence.pk), "revoke", REVOKE, by=hall.first)
    first, _ = rows(asking)
    given = {f"ecert_{first}": "没有这个号" if why == "unknown" else "XZF-1"}
    if why == "of somebody else":
        given |= {"identity_number": SOMEBODY_ELSE, "name": "李小红"}
    with pytest.raises(Invalid) as refused:
        hall.receive(asking, **given)
    assert wrong_fields(refused.value) == {f"ecert_{first}"}


@pytest.mark.clause("XA-27.5")
def test_it_may_be_shown_later_by_its_code(hall, shown, asking):
    first, _ = rows(asking)
    case = hall.tell(hall.receive(asking, m1="missing"), until="2026-03-20")
    code = shown.certificates.get().verify_code
    case = perform(case, "supply", {f"ecert_{first}": code.lower()}, by=hall.clerk, place=hall.window)
    assert hall.accept(case).state == "accepted"
