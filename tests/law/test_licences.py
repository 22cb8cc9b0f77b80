"""许可证件: entered when the grant is stamped; revoked, withdrawn and cancelled only on the law's grounds."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed
from hall.papers.pdf import pdf_of
from hall.span import Span, Unit
from matters.cases.licences.terms import last_day
from matters.cases.models import ApplicationBar, Certificate, Licence
from tests.factories import travel
from tests.law.ask import paper, wrong_fields
from tests.law.golden.licence_situations import REASONED, REVOKE, WITHDRAW
from tests.law.licences import grant_licence, licensing
from tests.pdf import text_of


@pytest.fixture
def licence(hall):
    return grant_licence(hall, licensing(hall))


def end(hall, licence, act: str, data: dict, **changes) -> Licence:
    return perform(licence, act, data | changes, by=hall.first)


# --- Entered --------------------------------------------------------------------------------------------------


@pytest.mark.clause("EL-3.2f", "许可法39")
def test_the_stamp_enters_the_licence_with_number_holder_scope_and_term(hall):
    matter = licensing(hall)
    case = hall.into_review(hall.accept(hall.receive(matter)))
    case = perform(case, "approve", {"certificate_number": "XZF-1", "scope": "糕点加工"}, by=hall.first)
    assert not Licence.objects.exists()
    travel("2026-03-10")
    hall.stamp(case)
    licence = Licence.objects.get()
    assert (licence.number, licence.scope, licence.state) == ("XZF-1", "糕点加工", "valid")
    assert licence.holder == case.applicant
    assert (str(licence.valid_from), str(licence.valid_until)) == ("2026-03-09", "2031-03-08")
    assert str(licence.renew_by) == "2031-02-06"
    approval = paper(case, "approval").facts
    assert approval["certificate"]["valid"] == "自2026年3月9日至2031年3月8日"
    assert approval["renewal_days"] == 30


@pytest.mark.clause("EL-3.2f")
def test_a_licence_without_a_certificate_bears_the_number_of_the_decision(hall):
    case = hall.case_in("sealed")
    assert Licence.objects.get().number == paper(case, "approval").number


@pytest.mark.clause("EL-3.2f")
def test_what_is_refused_or_is_no_licence_is_not_entered(hall):
    hall.stamp(hall.refuse(hall.into_review(hall.accept(hall.receive()))))
    hall.stamp(hall.approve(hall.accept(hall.receive(hall.instant))))
    assert not Licence.objects.exists()


@pytest.mark.clause("许可法39")
@pytest.mark.parametrize("stamped", [True, False])
def test_no_number_is_given_twice(hall, stamped):
    matter = licensing(hall)
    first, second = (hall.into_review(hall.accept(hall.receive(matter))) for _ in range(2))
    number = {"certificate_number": "XZF-7"}
    first = perform(first, "approve", number, by=hall.first)
    if stamped:
        hall.stamp(first)
    with pytest.raises(Invalid) as refused:
        perform(second, "approve", number, by=hall.first)
    assert wrong_fields(refused.value) == {"certificate_number"}


@pytest.mark.parametrize(
    ("first", "validity", "last"),
    [
        ("2026-11-20", Span(5, Unit.YEAR), "2031-11-19"),
        ("2024-02-29", Span(1, Unit.YEAR), "2025-02-28"),
        ("2026-01-31", Span(1, Unit.MONTH), "2026-02-28"),
        ("2026-03-01", Span(30, Unit.DAY), "2026-03-30"),
    ],
)
def test_a_term_ends_on_the_eve_of_the_same_day(first, validity, last):
    assert str(last_day(dt.date.fromisoformat(first), validity)) == last


# --- Revoked --------------------------------------------------------------------------------------------------


@pytest.mark.clause("许可法69-1")
def test_a_revocation_states_ground_reasons_hearing_and_remedies(hall, licence):
    licence = end(hall, licence, "revoke", REVOKE)
    assert (licence.state, licence.ground) == ("revoked", "not_eligible")
    licence = perform(licence, "stamp", by=hall.first, place=hall.window)
    text = text_of(pdf_of(paper(licence, "licence_revocation")))
    for part in (
        "第六十九条第一款第（四）项",
        "XZF-1",
        "没有异议",
        "赔偿：依法核定",
        "某旗人民政府",
        "某旗人民法院",
    ):
        assert part in text


@pytest.mark.clause("许可法69-1")
def test_only_the_organ_that_granted_it_revokes_and_only_on_a_ground_of_the_list(hall, licence):
    with pytest.raises(NotAllowed):
        perform(licence, "revoke", REVOKE, by=hall.other_first)
    for ground in ("", "顾客投诉多"):
        with pytest.raises(Invalid) as refused:
            end(hall, licence, "revoke", REVOKE, ground=ground)
        assert "ground" in wrong_fields(refused.value)


@pytest.mark.clause("许可法69-1", "许可法70")
@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("revoke", REVOKE | {"ground": "other_revocation"}),
        ("cancel", REASONED | {"ground": "other_cancellation"}),
    ],
)
def test_the_catch_all_names_the_law_it_rests_on(hall, licence, act, data):
    with pytest.raises(Invalid) as refused:
        end(hall, licence, act, data)
    assert wrong_fields(refused.value) == {"basis"}
    assert end(hall, licence, act, data, basis="《某条例》第三十条").ground == data["ground"]


@pytest.mark.clause("许可法69-3")
def test_what_would_gravely_harm_the_public_is_not_revoked(hall, licence):
    with pytest.raises(Invalid) as refused:
        end(hall, licence, "revoke", REVOKE, public_harm="on")
    assert wrong_fields(refused.value) == {"public_harm"}


@pytest.mark.clause("许可法69-4")
@pytest.mark.parametrize(("ground", "asked"), [("beyond_power", True), ("fraud", False)])
def test_whoever_relied_on_a_wrong_grant_is_made_whole_and_whoever_cheated_is_not(
    hall, licence, ground, asked
):
    data = REVOKE | {"ground": ground, "compensation": ""}
    if asked:
        with pytest.raises(Invalid) as refused:
            end(hall, licence, "revoke", data)
        assert wrong_fields(refused.value) == {"compensation"}
    else:
        licence = end(hall, licence, "revoke", data)
        assert paper(licence, "licence_revocation").facts["no_protection"] is True


@pytest.mark.clause("许可法69-2", "许可法79")
@pytest.mark.parametrize(("ground", "barred"), [("fraud", True), ("procedure", False)])
def test_fraud_bars_a_new_application(hall, ground, barred):
    licence = grant_licence(hall, licensing(hall, public_safety=True))
    end(hall, licence, "revoke", REVOKE, ground=ground)
    bars = ApplicationBar.objects.filter(applicant=licence.holder, matter=licence.matter)
    assert [str(bar.until) for bar in bars] == (["2029-03-09"] if barred else [])


# --- Withdrawn and cancelled ----------------------------------------------------------------------------------


@pytest.mark.clause("许可法8-2")
@pytest.mark.parametrize("left_out", ["public_interest", "compensation", "reason", "heard"])
def test_a_withdrawal_needs_the_public_interest_and_makes_good(hall, licence, left_out):
    with pytest.raises(Invalid) as refused:
        end(hall, licence, "withdraw", WITHDRAW, **{left_out: ""})
    assert wrong_fields(refused.value) == {left_out}
    licence = end(hall, licence, "withdraw", WITHDRAW)
    facts = paper(licence, "licence_withdrawal").facts
    assert (facts["public_interest"], facts["compensation"]) == ("保护水源", "依法核定")
    assert facts["clauses"] == ["《中华人民共和国行政许可法》第八条第二款"]


@pytest.mark.clause("许可法70")
@pytest.mark.parametrize(
    ("before", "ground", "fits"),
    [
        (None, "force_majeure", True),
        (None, "incapable", True),
        (None, "dissolved", False),  # the holder is a person
        (None, "run_out", False),
        ("revoke", "taken_back", True),
        ("revoke", "force_majeure", False),
        ("withdraw", "taken_back", True),
    ],
)
def test_a_cancellation_names_what_has_become_of_the_licence(hall, licence, before, ground, fits):
    if before:
        licence = end(hall, licence, before, {"revoke": REVOKE, "withdraw": WITHDRAW}[before])
    if fits:
        licence = end(hall, licence, "cancel", REASONED, ground=ground)
        assert licence.state == "cancelled"
        assert paper(licence, "licence_cancellation").facts["remedy"]["review_days"] == 60
    else:
        with pytest.raises(Invalid) as refused:
            end(hall, licence, "cancel", REASONED, ground=ground)
        assert wrong_fields(refused.value) == {"ground"}


@pytest.mark.clause("许可法69-1", "许可法8-2", "许可法70")
@pytest.mark.parametrize(
    ("act", "data"),
    [("revoke", REVOKE), ("withdraw", WITHDRAW), ("cancel", REASONED | {"ground": "force_majeure"})],
)
def test_the_certificate_follows_the_licence(hall, licence, act, data):
    certificate = licence.certificates.get()
    assert certificate in Certificate.objects.in_force(dt.date(2026, 3, 9))
    licence = end(hall, licence, act, data)
    assert certificate not in Certificate.objects.in_force(dt.date(2026, 3, 9))
    assert Certificate.objects.get().standing == licence.get_state_display()
    assert licence.dossier.runs.get(clock="validity").ended_at is not None
