"""一次性告知: everything that lacks, at once, in writing, on the day – and what the notice says."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.papers.pdf import pdf_of
from hall.people.roles import Role
from tests.cases_factory import limits
from tests.factories import make_user, travel
from tests.law.ask import available, decide_for_itself, light, limit_of, paper, state_of, wrong_fields
from tests.pdf import text_of


def items(case) -> list[str]:
    return [item["name"] for item in paper(case, "correction").facts["items"]]


# --- Everything at once -------------------------------------------------------------------------------------


@pytest.mark.clause("AH-36.2", "WS04-1.3-2")
@pytest.mark.parametrize(
    ("verdicts", "listed"),
    [
        ({"m2": "missing"}, ["身份证明"]),
        ({"m2": "missing", "m4": "missing"}, ["身份证明", "管理制度"]),
        ({"m1": "defective", "m2": "missing", "m3": "missing"}, ["申请书", "身份证明", "场地平面图"]),
    ],
    ids=["one", "two", "three"],
)
def test_the_notice_lists_exactly_what_lacks(hall_of, verdicts, listed):
    hall = hall_of("AH")
    case = hall.tell(hall.receive(**verdicts))
    assert items(case) == listed
    assert [str(one.material) for one in case.dossier.told_defects.order_by("material__order")] == listed


@pytest.mark.clause("AH-36.2", "WS04-1.3-2")
def test_nothing_is_asked_for_where_nothing_lacks(hall_of):
    hall = hall_of("AH")
    case = hall.receive()
    with pytest.raises(Objected) as refused:
        hall.tell(case)
    assert "不得要求补正" in str(refused.value)
    assert state_of(case) == "received"


@pytest.mark.clause("WS01-05.1.2b-1", "WS03-06-1")
def test_three_missing_items_make_one_numbered_notice(hall_of):
    hall = hall_of("WS")
    case = hall.tell(hall.receive(m1="missing", m2="missing", m3="missing"))
    notice = paper(case, "correction")
    assert notice.title == "一次性告知书"
    assert "2026" in notice.number
    assert len(notice.facts["items"]) == 3
    assert len(limits(case, "acceptance")) == 2
    assert light(case, "acceptance", "service", "2026-06-01") == "green"
    assert not case.dossier.runs.filter(clock="decision").exists()


@pytest.mark.clause("WS02-07-1")
def test_the_notice_tells_what_is_wrong_and_what_to_bring(hall_of):
    hall = hall_of("WS")
    case = hall.tell(hall.receive(m2="defective", m3="defective"))
    assert [
        (one["name"], one["fault"], one["remedy"]) for one in paper(case, "correction").facts["items"]
    ] == [
        ("身份证明", "没有签字", "提交身份证明复印件1份"),
        ("场地平面图", "没有签字", "提交场地平面图复印件1份"),
    ]


def test_what_is_called_defective_must_be_explained(hall):
    plan = hall.licence_version.materials.get(order=3)
    with pytest.raises(Invalid) as refused:
        hall.receive(m3="defective", **{f"fault_{plan.pk}": ""})
    assert wrong_fields(refused.value) == {f"fault_{plan.pk}"}


# --- In writing ---------------------------------------------------------------------------------------------


@pytest.mark.clause("AH-36.3")
def test_the_notice_prints_items_date_and_window_and_stays_with_the_case(hall_of):
    hall = hall_of("AH")
    case = hall.tell(hall.receive(m2="missing", m4="missing"))
    notice = paper(case, "correction")
    assert notice.title == "一次性告知通知书"
    text = text_of(pdf_of(notice))
    for part in ("身份证明", "管理制度", "2026年3月9日", hall.window.name, notice.number):
        assert part in text
    hall.serve(hall.accept(hall.supply(case)))
    assert pdf_of(paper(case, "correction")) == pdf_of(notice)


@pytest.mark.clause("XA-16.2a")
def test_choosing_that_more_is_needed_issues_the_notice_and_ends_the_wait(hall_of):
    hall = hall_of("XA")
    case = hall.tell(hall.receive(m2="missing"))
    notice = paper(case, "correction")
    assert notice.title == "补齐补正通知书"
    assert "〔2026〕1号" in notice.number
    assert limit_of(case, "acceptance", "service").closed_at is not None


@pytest.mark.clause("EL-3.1e")
@pytest.mark.parametrize(("told_on", "shown"), [("2026-03-09", "green"), ("2026-03-10", "red")])
def test_the_notice_bears_the_day_of_intake_and_a_later_one_is_flagged(hall_of, told_on, shown):
    hall = hall_of("EL")
    case = hall.receive(m2="missing")
    travel(told_on)
    case = hall.tell(case)
    notice = paper(case, "correction")
    assert notice.title == "材料补正通知书"
    assert notice.facts["received_on"] == "2026-03-09"
    assert str(notice.issued_on) == told_on
    assert light(case, "acceptance", "service", "2026-06-01") == shown


@pytest.mark.clause("WS02-02", "WS02-03.1")
def test_the_notice_says_all_six_things(hall_of):
    """Complete or not, how to correct, accepted or not and why, special steps, next steps, fee."""
    hall = hall_of("WS")
    notice = paper(hall.tell(hall.receive(m2="missing")), "correction")
    assert notice.facts["items"][0]["remedy"] == "提交身份证明复印件1份"
    text = text_of(pdf_of(notice))
    for part in ("申请材料不齐全", "补正要求", "暂不能受理", "检验（5个工作日）", "当场受理", "不收费"):
        assert part in text


@pytest.mark.clause("WS02-03.1")
def test_an_application_is_answered_by_two_writings_each_numbered(hall_of):
    hall = hall_of("WS")
    case = hall.receive(m2="missing")
    refusing = {"rejection", "termination"}  # the first by the window, the other by the applicant
    telling = {kind.code for name in available(hall, case) for kind in case.acts()[name].papers} - refusing
    assert telling == {"guide", "correction"}
    case = perform(case, "give_guide", by=hall.clerk, place=hall.window)
    case = hall.tell(case)
    assert all(paper(case, kind).number for kind in telling)


@pytest.mark.clause("WS02-02", "WS02-03.1")
def test_the_guide_is_complete(hall_of):
    hall = hall_of("WS")
    case = perform(hall.receive(m2="missing"), "give_guide", by=hall.clerk, place=hall.window)
    assert case.state == "received"
    text = text_of(pdf_of(paper(case, "guide")))
    assert all(material.name in text for material in hall.licence_version.materials.all())
    for part in ("申请→受理→审查→决定→送达", "检验（5个工作日）", "不收费", "20个工作日", "5个工作日"):
        assert part in text


@pytest.mark.clause("WS02-03.1")
def test_the_guide_is_given_at_the_window_by_its_clerk(hall_of):
    hall = hall_of("WS")
    case = hall.receive()
    office = make_user("大厅", (Role.HALL_OFFICE, hall.hall))
    for by, place in ((hall.clerk, None), (office, hall.window)):
        with pytest.raises(NotAllowed):
            perform(case, "give_guide", by=by, place=place)


ORAL = {"mode": "oral"}


@pytest.mark.clause("WS01-05.1.2b-2")
@pytest.mark.parametrize("preset", ["WS", ""])
def test_a_licence_is_told_in_writing_whatever_the_rulebook_says(hall_of, preset):
    hall = hall_of(preset)
    decide_for_itself(hall, "correction.oral_allowed", True)
    case = hall.receive(m2="missing")
    with pytest.raises(Invalid) as refused:
        hall.tell(case, **ORAL)
    assert wrong_fields(refused.value) == {"mode"}
    assert [value for value, _ in refused.value.form.fields["mode"].widget.choices] == ["written"]
    assert state_of(case) == "received"


@pytest.mark.clause("WS01-05.1.2b-2")
@pytest.mark.parametrize("allowed", [True, False])
def test_for_other_matters_the_rulebook_decides(hall, allowed):
    decide_for_itself(hall, "correction.oral_allowed", allowed)
    case = hall.receive(hall.instant, m2="missing")
    if allowed:
        assert hall.tell(case, **ORAL).state == "correcting"
        assert paper(case, "correction")
    else:
        with pytest.raises(Invalid) as refused:
            hall.tell(case, **ORAL)
        assert wrong_fields(refused.value) == {"mode"}


@pytest.mark.clause("XA-16.2c")
@pytest.mark.parametrize("matter", ["licence", "instant"])
def test_word_of_mouth_is_no_notice(hall_of, matter):
    """The case stays undecided, and its time runs on, until there is a written notice."""
    hall = hall_of("XA")
    case = hall.receive(getattr(hall, matter), m2="missing")
    with pytest.raises(Invalid):
        hall.tell(case, **ORAL)
    assert state_of(case) == "received"
    assert not case.dossier.papers.filter(kind="correction").exists()
    assert limit_of(case, "acceptance", "service").closed_at is None
    assert hall.tell(case, mode="written").state == "correcting"
    assert paper(case, "correction")


# --- By when ------------------------------------------------------------------------------------------------


@pytest.mark.clause("XA-16.2b")
def test_the_notice_says_by_when(hall_of):
    """Ten working days where nothing else is typed."""
    hall = hall_of("XA")
    case = hall.tell(hall.receive(m2="missing"))
    assert paper(case, "correction").facts["deadline"] == "2026-03-23"
    assert "2026年3月23日" in text_of(pdf_of(paper(case, "correction")))
    assert str(limits(case, "correction")["service"]) == "2026-03-23"


@pytest.mark.clause("XA-16.2b")
@pytest.mark.parametrize(("until", "goes"), [("2026-03-20", True), ("", False), ("2026-03-08", False)])
def test_a_notice_without_a_day_to_come_is_refused(hall_of, until, goes):
    hall = hall_of("XA")
    decide_for_itself(hall, "correction.supply_limit", "off")
    case = hall.receive(m2="missing")
    if goes:
        assert hall.tell(case, until=until).state == "correcting"
    else:
        with pytest.raises(Invalid) as refused:
            hall.tell(case, until=until)
        assert wrong_fields(refused.value) == {"until"}


def test_the_usual_day_is_counted_in_the_unit_of_the_rule(hall_of):
    """Nineteen days of the calendar end on a Saturday: the Monday after."""
    hall = hall_of("XA")
    decide_for_itself(hall, "correction.supply_limit", "19日")
    travel("2026-03-09")
    assert paper(hall.tell(hall.receive(m2="missing")), "correction").facts["deadline"] == "2026-03-30"


@pytest.mark.clause("XA-16.2b")
def test_a_notice_of_nothing_is_refused(hall_of):
    hall = hall_of("XA")
    case = hall.receive()
    with pytest.raises(Objected):
        hall.tell(case)
    assert not case.dossier.papers.filter(kind="correction").exists()


@pytest.mark.clause("EL-4.1b")
@pytest.mark.parametrize(
    ("step", "kind", "title"),
    [
        ("accept", "acceptance", "受理通知书"),
        ("tell", "correction", "材料补正通知书"),
        ("reject", "rejection", "不予受理通知书"),
    ],
)
def test_each_answer_has_its_own_numbered_notice(hall_of, step, kind, title):
    hall = hall_of("EL")
    case = hall.receive(m2="missing" if step == "tell" else "complete")
    with pytest.raises(WrongState):  # closed without an answer
        perform(case, "archive", by=hall.clerk)
    case = getattr(hall, step)(case)
    notice = paper(case, kind)
    assert notice.title == title
    assert "〔2026〕1号" in notice.number
