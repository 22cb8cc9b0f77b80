"""延续: asked for before the licence ends, decided before it ends – and granted by silence (行政许可法 50, XA-17.4)."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, Objected, WrongState
from hall.applicants.identity import id_check_character
from hall.clocks.sweep import sweep
from hall.papers.pdf import pdf_of
from hall.people.authority import Authority
from matters.cases.models import Case, Filing, Licence
from matters.cases.views.lights import month_begins
from matters.cases.worklists import finished_late, renewals_to_watch
from tests.cases_factory import limits
from tests.factories import travel
from tests.law.ask import decide_for_itself, light, paper, wrong_fields
from tests.law.licences import ask, grant_licence, licence_until, licensing
from tests.pdf import text_of

LAST = "2025-06-30"
SOMEBODY_ELSE = "15043019900307221" + id_check_character("15043019900307221")


@pytest.fixture
def hall(hall_of):
    return hall_of("XA")


@pytest.fixture
def licence(hall):
    """Valid for a year, until 2025-06-30."""
    return licence_until(hall, licensing(hall, validity_n=1), LAST, years=1)


def now(model, obj):
    return model.objects.get(pk=obj.pk)


def to_the_day_after() -> None:
    travel("2025-07-01 00:00")
    assert sweep().failed == 0


def watched(hall) -> list[Case]:
    """The watch list of the department."""
    return list(renewals_to_watch(Authority.of(hall.first)))


@pytest.mark.clause("XA-17.4a", "许可法50-2")
def test_a_renewal_is_due_on_the_last_day_of_the_licence(hall, licence):
    travel("2025-05-20")
    case = ask(hall, licence)
    assert (case.business, case.licence) == ("renewal", licence)
    assert str(limits(case, "renewal")["statutory"]) == LAST
    assert light(case, "renewal", "statutory", "2025-06-30 23:59") != "breach"
    assert light(case, "renewal", "statutory", "2025-07-01 00:00") == "breach"


@pytest.mark.clause("XA-17.4a")
def test_it_comes_on_the_watch_list_ten_days_before(hall, licence):
    travel("2025-05-20")
    case = ask(hall, licence)
    assert light(case, "renewal", "statutory", "2025-06-19 23:59") == "green"
    assert light(case, "renewal", "statutory", "2025-06-20 00:00") == "yellow"
    travel("2025-06-19")
    assert watched(hall) == []
    travel("2025-06-20")
    assert watched(hall) == [case]


@pytest.mark.clause("XA-17.4a")
def test_the_length_of_the_warning_is_the_halls(hall, licence):
    decide_for_itself(hall, "renewal.watch_before", "30日")
    travel("2025-05-20")
    case = ask(hall, licence)
    assert light(case, "renewal", "statutory", "2025-05-31 00:00") == "yellow"


@pytest.mark.clause("XA-17.4a", "许可法50-2")
def test_a_decision_before_the_end_renews(hall, licence):
    travel("2025-06-23")
    case = hall.approve(hall.into_review(hall.accept(ask(hall, licence))))
    assert paper(case, "approval").facts["certificate"]["valid"] == "自2025年7月1日至2026年6月30日"
    hall.stamp(case)
    licence = now(Licence, licence)
    assert (licence.state, licence.valid_until) == ("valid", dt.date(2026, 6, 30))
    assert licence.certificates.count() == 2
    assert licence.scope == "糕点加工"  # what nobody changed stays
    to_the_day_after()
    assert now(Licence, licence).state == "valid"


@pytest.mark.clause("XA-17.4b", "许可法50-2")
@pytest.mark.parametrize("stage", ["received", "accepted", "reviewing"])
def test_silence_until_the_end_renews(hall, licence, stage):
    travel("2025-06-27" if stage == "received" else "2025-05-20")
    if stage == "received":
        decide_for_itself(hall, "renewal.late_filing", "deemed_granted")
    case = ask(hall, licence)
    case = case if stage == "received" else hall.accept(case)
    case = hall.into_review(case) if stage == "reviewing" else case
    travel("2025-06-30 23:59")
    assert sweep().failed == 0
    assert now(Case, case).state == stage
    to_the_day_after()
    case, licence = now(Case, case), now(Licence, licence)
    assert (case.state, case.outcome, case.deemed_renewed) == ("decided", "granted", True)
    assert (licence.state, licence.valid_until) == ("valid", dt.date(2026, 6, 30))
    assert licence.dossier.attention == ""


@pytest.mark.clause("XA-17.4b")
def test_after_that_nobody_refuses_and_it_stands_among_the_late(hall, licence):
    travel("2025-05-20")
    case = hall.into_review(hall.accept(ask(hall, licence)))
    to_the_day_after()
    with pytest.raises(WrongState):
        hall.refuse(now(Case, case))
    authority = Authority.of(hall.office)
    assert case in finished_late(authority, month_begins())
    assert light(case, "renewal", "statutory", "2025-12-31 10:00") == "breach"


@pytest.mark.clause("XA-17.4b", "许可法50-2")
def test_the_renewal_by_silence_is_told_stamped_and_handed_out(hall, licence):
    travel("2025-05-20")
    case = hall.into_review(hall.accept(ask(hall, licence)))
    to_the_day_after()
    travel("2025-07-01")
    case = hall.stamp(now(Case, case))
    text = text_of(pdf_of(paper(case, "renewal_deemed")))
    for part in ("视为准予延续", "2025年6月30日届满", "自2025年7月1日至2026年6月30日"):
        assert part in text
    case = hall.hand_out(hall.bring(case))
    assert paper(case, "renewal_deemed").served_at is not None
    assert case.state == "delivered"
    assert now(Licence, licence).certificates.count() == 2  # the stamp renews nothing a second time


@pytest.mark.clause("XA-17.4b", "许可法50")
def test_where_silence_does_not_grant_the_licence_runs_out(hall, licence):
    decide_for_itself(hall, "renewal.silence_grants", "否")
    travel("2025-05-20")
    case = hall.into_review(hall.accept(ask(hall, licence)))
    to_the_day_after()
    assert (now(Case, case).state, now(Licence, licence).state) == ("reviewing", "expired")
    with pytest.raises(Objected) as refused:
        hall.approve(now(Case, case))
    assert "已届满" in str(refused.value)


@pytest.mark.clause("许可法50-2")
@pytest.mark.parametrize(
    ("preset", "filed", "renewed"),
    [
        ("XA", "2025-05-31", True),
        ("XA", "2025-06-03", True),  # XA-17.4 asks for no lead
        ("", "2025-05-31", True),
        ("", "2025-06-03", False),  # 行政许可法 50: thirty days before
    ],
)
def test_whether_silence_mends_a_late_filing_the_rulebook_says(hall_of, preset, filed, renewed):
    hall = hall_of(preset)
    licence = licence_until(hall, licensing(hall, validity_n=1), LAST, years=1)
    travel(filed)
    case = ask(hall, licence)
    to_the_day_after()
    assert now(Case, case).deemed_renewed is renewed
    assert now(Licence, licence).state == ("valid" if renewed else "expired")


@pytest.mark.clause("XA-17.4a", "许可法50-2")
@pytest.mark.parametrize("supplied", [True, False])
def test_while_the_applicant_corrects_nobody_keeps_silent(hall, supplied):
    """What is not there cannot be decided on; once everything has come in, the last day counts again."""
    matter = licensing(hall, "场地证明", validity_n=1)
    licence = licence_until(hall, matter, LAST, years=1)
    travel("2025-05-20")
    case = hall.tell(ask(hall, licence, m1="missing"), until="2025-08-01")
    assert case.dossier.runs.get(clock="renewal").ended_at is not None
    travel("2025-06-27")
    if supplied:
        case = hall.supply(hall.serve(case))
        case = hall.accept(case)
        assert str(limits(case, "renewal")["statutory"]) == LAST
    to_the_day_after()
    assert now(Case, case).deemed_renewed is supplied
    assert now(Licence, licence).state == ("valid" if supplied else "expired")


@pytest.mark.clause("XA-17.4a")
def test_an_application_that_ends_otherwise_waits_for_nothing(hall, licence):
    travel("2025-05-20")
    case = hall.reject(ask(hall, licence))
    assert case.dossier.runs.get(clock="renewal").ended_at is not None
    to_the_day_after()
    assert now(Licence, licence).state == "expired"


@pytest.mark.clause("许可法50")
def test_without_an_application_the_licence_runs_out(hall, licence):
    travel("2025-06-30 23:59")
    sweep()
    assert now(Licence, licence).state == "valid"
    to_the_day_after()
    licence = now(Licence, licence)
    assert licence.state == "expired"
    with pytest.raises(Invalid) as refused:
        ask(hall, licence)
    assert "请按新办申请" in str(refused.value.form.errors)


@pytest.mark.clause("许可法49", "许可法50")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"licence_number": ""}, "请填写原证件编号"),
        ({"licence_number": "没有这个号"}, "登记簿中没有"),
        ({"identity_number": SOMEBODY_ELSE}, "不是该证件的持证人"),
    ],
)
def test_a_renewal_is_about_a_licence_of_the_applicant(hall, licence, changes, words):
    travel("2025-05-20")
    with pytest.raises(Invalid) as refused:
        ask(hall, licence, **changes)
    assert wrong_fields(refused.value) == {"licence_number"}
    assert words in str(refused.value.form.errors)


@pytest.mark.clause("许可法50")
def test_a_licence_is_renewed_once_at_a_time_and_not_without_an_end(hall, licence):
    travel("2025-05-20")
    ask(hall, licence)
    with pytest.raises(Invalid):
        ask(hall, licence)
    endless = grant_licence(hall, licensing(hall, validity_n=None, validity_unit=""), "XZF-2")
    with pytest.raises(Invalid) as refused:
        ask(hall, endless)
    assert "长期有效" in str(refused.value.form.errors)
    assert "长期" in paper(endless.case, "approval").facts["certificate"]["valid"]


@pytest.mark.clause("许可法49")
def test_a_change_alters_what_it_grants_and_not_the_term(hall, licence):
    travel("2025-03-10")
    case = hall.into_review(hall.accept(ask(hall, licence, "change")))
    perform(case, "approve", {"scope": "糕点、冷冻饮品加工"}, by=hall.first, place=hall.window)
    hall.stamp(now(Case, case))
    licence = now(Licence, licence)
    assert (licence.scope, str(licence.valid_until)) == ("糕点、冷冻饮品加工", LAST)
    old, new = licence.certificates.all()
    assert (old.standing, new.standing) == ("已换发新证", "有效")
    assert paper(case, "approval").facts["certificate"]["number"] == licence.number


@pytest.mark.clause("XA-17.4b", "许可法50-2")
def test_a_renewal_filed_online_counts_from_the_platform(hall, licence):
    """Nobody looked at it before the licence ended: the licence holds, and taking it in renews it."""
    travel("2025-05-20")
    wanted = {"business": "renewal", "licence_number": licence.number, "certificate_forms": ["electronic"]}
    filing = hall.file(licence.matter, received_at="2025-05-19 20:15", **wanted)
    to_the_day_after()
    assert now(Licence, licence).state == "valid"
    travel("2025-07-02")
    case = hall.take_in(hall.pass_review(hall.look_through(now(Filing, filing)))).case
    assert (case.business, case.licence, case.certificate_forms) == ("renewal", licence, ["electronic"])
    assert sweep().failed == 0
    assert now(Case, case).deemed_renewed
    assert str(now(Licence, licence).valid_until) == "2026-06-30"
