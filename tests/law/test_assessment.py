"""Assessment: dated rows with points, criteria nobody may leave out, an opinion that goes home."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed
from hall.rulebook.rows import RuleRow
from staff.assessment.evidence import all_figures
from staff.assessment.overview import guide_month, overview
from staff.assessment.sheets import Period, Sheets, circulars
from staff.models import Appraisal, ShortAbsence
from tests.catalogue.builders import make_matter
from tests.factories import make_department, make_user, travel

pytestmark = pytest.mark.django_db
MARCH, YEAR = Period(2026, 3), Period(2026)
SCORES = {f"score_{n}": 90 for n in range(5)}
CRITERIA = ["思想品德", "业务技能", "办事效率", "服务态度", "遵纪守法"]


def assess(world, person=None, unit=None, by=None, **changes) -> Appraisal:
    data = {"year": 2026, "grade": "competent", "opinion": "坚守岗位。"} | SCORES | changes
    if person:
        data["person"] = person.pk
    by, unit = by or world.office, unit or world.unit
    return perform(Appraisal, "draw_up", data, by=by, hall=world.hall, department=unit)


def find_out(world, ground: str, person=None, **changes):
    data = {
        "on": "2026-03-09",
        "ground": ground,
        "content": "核查属实",
        "reference": "通报〔2026〕3号",
    } | changes
    if person:
        data["person"] = person.pk
    return world.line("findings", unit=world.unit.pk, **data)


@pytest.mark.clause("AH-24.1", "AH-24.2", "AH-24.3", "AH-24.4", "AH-24.5")
@pytest.mark.parametrize(("n", "criterion"), list(enumerate(CRITERIA)))
def test_no_criterion_is_left_blank(staff_of, n, criterion):
    world = staff_of("AH")
    with pytest.raises(Invalid, match=f"请填写“{criterion}”"):
        assess(world, world.clerk, **{f"score_{n}": ""})
    assert assess(world, world.clerk).scores[criterion] == 90


@pytest.mark.clause("AH-4.2b", "AH-23.1", "DL-3.2d")
def test_a_unit_or_person_without_a_score_is_shown_as_missing(staff_of):
    world = staff_of("AH")
    units = [world.unit, world.other_unit]
    units += [make_department(world.hall, f"某旗第{n}局", f"局{n}") for n in range(3)]
    people = [make_user(f"窗口{n}", ("window_clerk", world.hall, units[n % 5])) for n in range(15)]
    rows = overview(world.hall, YEAR)
    assert (len(rows), all(one.missing for one in rows)) == (25, True)
    assess(world, people[0])
    assess(world, unit=world.other_unit)
    found = [one.subject for one in overview(world.hall, YEAR) if not one.missing]
    assert found == [world.other_unit, people[0]]
    with pytest.raises(Invalid, match="已经考核过"):
        assess(world, people[0])
    with pytest.raises(NotAllowed):
        assess(world, people[1], by=world.first)


@pytest.mark.clause("AH-23.2")
def test_the_yearly_opinion_goes_to_the_home_unit_and_is_signed_for(staff_of):
    world = staff_of("AH")
    made = perform(assess(world, world.clerk), "send", by=world.office)
    paper = made.dossier.papers.get()
    assert paper.title == "窗口工作人员年度考核意见"
    assert (paper.facts["subject"], paper.facts["grade"]) == ("张窗口", "称职")
    assert "主要依据" in paper.facts["result_use"]
    with pytest.raises(NotAllowed):
        perform(made, "receive", by=world.office)
    signed = travel("2026-03-11 09:00")
    assert perform(made, "receive", by=world.chief).received_at == signed


@pytest.mark.clause("AH-44.3")
def test_the_supervisors_have_their_say(staff_of):
    world = staff_of("AH")
    made = assess(world, world.clerk)
    text = {"supervisor_opinion": "未收到有效投诉。"}
    with pytest.raises(NotAllowed):
        perform(made, "supervise", text, by=world.office)
    made = perform(made, "supervise", text, by=world.supervisor)
    made = perform(made, "send", by=world.office)
    assert made.dossier.papers.get().facts["supervisor_opinion"] == "未收到有效投诉。"


@pytest.mark.clause("DL-22.3")
def test_attendance_is_counted_not_typed(staff_of):
    world = staff_of("WS")
    travel("2026-03-13 09:00")
    days = ("02", "03", "04", "05", "06", "09", "10", "11", "12")
    world.clock((world.first, "2026-03-12 08:00"))
    late = [(world.clerk, f"2026-03-{day} 08:40") for day in days[:3]]
    prompt = [(world.clerk, f"2026-03-{day} 08:10") for day in days[3:-1]]
    world.clock(*late, *prompt, *[(world.clerk, f"2026-03-{day} 17:40") for day in days[:-1]])
    made = assess(world, world.clerk, month=3)
    assert made.figures["考勤"] == "迟到3，早退0，旷工1，脱岗、擅自离岗0"
    sheet = Sheets(world.hall, MARCH).of_person(world.clerk)
    assert (sheet.line("late").count, sheet.line("absent").count) == (3, 1)
    assert made.points == sheet.points == -8


FOUND = [
    pytest.param("first_asked", marks=pytest.mark.clause("WS01-06")),
    pytest.param("complaint", marks=pytest.mark.clause("WS06-5.1")),
    pytest.param("patrol", marks=pytest.mark.clause("WS10-4R-1")),
    pytest.param("inspection", marks=pytest.mark.clause("WS14-14")),
    pytest.param("circular", marks=pytest.mark.clause("WS15-05.3-2")),
]


@pytest.mark.parametrize("ground", FOUND)
def test_each_finding_is_a_line_of_unit_and_person(staff_of, ground):
    world = staff_of("WS")
    assert Sheets(world.hall, YEAR).of_department(world.unit).line(ground).count == 0
    lines = [find_out(world, ground, world.clerk) for _ in range(2)]
    sheets = Sheets(world.hall, YEAR)
    for sheet in (sheets.of_department(world.unit), sheets.of_person(world.clerk)):
        line = sheet.line(ground)
        assert [one.row.dossier for one in line.rows] == [one.pk for one in lines]
        assert line.points == sum(one.points for one in line.rows) < 0
    assert sheets.of_department(world.other_unit).line(ground).count == 0


@pytest.mark.clause("WS15-07")
def test_a_nomination_is_read_against_the_years_circulars(staff_of):
    world = staff_of("WS")
    for ground in ("circular", "praise", "praise"):
        find_out(world, ground, world.clerk)
    assert circulars(Sheets(world.hall, YEAR).of_person(world.clerk)) == (1, 2)


@pytest.mark.clause("WS14-08-1")
def test_points_change_from_their_day_only(staff_of):
    world = staff_of("WS")
    RuleRow.objects.create(
        hall=world.hall,
        key="assessment.points",
        value=[{"ground": "patrol", "points": -4}],
        effective_from=dt.date(2026, 3, 9),
        reason="修订计分表",
    )
    for on in ("2026-03-06", "2026-03-09"):
        find_out(world, "patrol", on=on)
    line = Sheets(world.hall, MARCH).of_department(world.unit).line("patrol")
    assert [one.points for one in line.rows] == [-2, -4]


@pytest.mark.clause("WS14-08-2")
def test_a_years_score_is_the_sum_of_its_daily_rows(staff_of):
    world = staff_of("WS")
    travel("2026-04-02")
    for on, ground in (("2026-02-03", "patrol"), ("2026-03-09", "inspection"), ("2026-04-01", "praise")):
        find_out(world, ground, on=on)
    sheet = Sheets(world.hall, YEAR).of_department(world.unit)
    rows = [one for line in sheet.lines for one in line.rows]
    assert sheet.points == sum(one.points for one in rows) == -2
    assert all(one.row.dossier for one in rows)


@pytest.mark.clause("WS05-7.7")
def test_a_guides_month_in_four_figures(staff_of):
    world = staff_of("WS")
    travel("2026-03-09 11:10")
    away = perform(ShortAbsence, "step_out", {"reason": "饮水"}, by=world.guide, hall=world.hall)
    travel("2026-03-09 11:25")
    perform(away, "come_back", by=world.guide)
    find_out(world, "praise", world.guide)
    matter = make_matter(world.unit, name="食品经营许可", entered_on=dt.date(2020, 1, 1))
    world.line("enquiries", by=world.guide, on="2026-03-09", matter=matter.pk)
    month = guide_month(Sheets(world.hall, MARCH), world.guide)
    assert (month.praise, month.findings, month.helped) == (1, 1, 1)
    assert month.attendance == "迟到0，早退0，旷工0，脱岗、擅自离岗0"


@pytest.mark.clause("WS03-10", "AH-24.3")
def test_limits_kept_and_broken_count(hall_of):
    world = hall_of("AH")
    travel("2026-03-02")
    cases = [world.case_in("reviewing") for _ in range(2)]
    travel("2026-03-03")
    world.stamp(world.approve(cases[0]))
    travel("2026-03-31")
    world.stamp(world.approve(cases[1]))
    sheet = Sheets(world.hall, MARCH).of_department(world.department)
    assert [one.row.dossier for one in sheet.line("overdue").rows] == [cases[1].pk]
    [figure] = [one for one in sheet.figures if one.title == "按时办结"]
    assert figure.text == "办结2件，按时1件，按时率50.0%"
    data = {"year": 2026, "month": 3, "grade": "competent", "opinion": "尚可。"} | SCORES | {"score_2": ""}
    made = perform(Appraisal, "draw_up", data, by=world.office, hall=world.hall, department=world.department)
    assert made.scores["办事效率"] == 50


@pytest.mark.clause("WS02-10")
def test_one_time_notices_and_refused_second_ones_count(hall_of):
    world = hall_of("WS")
    world.tell(world.receive(m2="missing"))
    told = {
        one.title: one.text
        for one in all_figures(world.hall, world.department, None, MARCH.first, MARCH.last)
    }
    assert told["一次性告知"].startswith("出具告知书1份")
