"""电子监察: every limit with its light, who sees which, what was done against procedure, what is said to a red one."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.refusals import NotAllowed, Objected
from hall.clocks.ledger import ClockLimit
from hall.people.authority import Authority
from hall.people.roles import Role
from hall.timeline.dossier import Dossier
from hall.timeline.entry import Entry, append, move_head
from staff.models import Task
from supervision.lights.board import limits, missed, monitor, of_tab, tabs
from supervision.lights.violations import violations
from supervision.models import Explanation
from tests.cases_factory import CaseHall
from tests.factories import at, make_place, make_user, travel
from tests.law.patrol_hall import PatrolHall

MARCH = (dt.date(2026, 3, 1), dt.date(2026, 3, 31))


class Watched(CaseHall):
    """A hall with three cases accepted on Monday, and somebody who watches."""

    def __init__(self):
        super().__init__("WS")
        self.supervisor = make_user("吴监督", (Role.SUPERVISOR, self.hall))
        self.bureau = make_user("政务局", (Role.BUREAU, self.hall))
        self.other_clerk = make_user("他窗口", (Role.WINDOW_CLERK, self.hall, self.other))
        self.cases = [self.accept(self.receive()) for _ in range(3)]

    def light(self, case) -> ClockLimit:
        return ClockLimit.objects.filter(run__dossier=case.dossier, run__clock="decision").order_by("due_at")[
            0
        ]


@pytest.fixture
def hall(calendar) -> Watched:
    return Watched()


def page(user, name="lights", **query):
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(reverse(name), query)
    response.asked = len(asked)
    return response


@pytest.mark.clause("WS03-09-2")
def test_the_supervisor_sees_every_department_a_clerk_only_the_own(hall):
    travel("2026-03-30")
    assert limits(Authority.of(hall.supervisor)).filter(run__clock="decision").exists()
    assert limits(Authority.of(hall.clerk)).exists()
    assert not limits(Authority.of(hall.other_clerk)).exists()
    body = page(hall.supervisor, light="red").content.decode()
    assert hall.cases[0].number in body
    assert "超期" in body
    assert hall.cases[0].number not in page(hall.other_clerk).content.decode()


@pytest.mark.clause("DL-3.3a")
def test_the_monitor_counts_open_near_and_overdue_by_department(hall):
    due = hall.light(hall.cases[0])
    (line,) = monitor(Authority.of(hall.office))
    assert (line.department, line.open, line.overdue) == (hall.department, 3, 0)
    travel(due.near_at.astimezone().strftime("%Y-%m-%d %H:%M"))
    (line,) = monitor(Authority.of(hall.office, due.near_at))
    assert (line.open, line.near, line.overdue) == (3, 3, 0)
    (line,) = monitor(Authority.of(hall.office, due.due_at + dt.timedelta(days=1)))
    assert (line.open, line.overdue) == (3, 3)


@pytest.mark.clause("WS14-09.2")
def test_the_five_headings_have_their_counts(hall):
    task = {"receiver": hall.first.pk, "title": "清理积案", "content": "月底前", "due_on": "2026-03-31"}
    perform(Task, "issue", task, by=hall.office, hall=hall.hall, department=hall.department)
    counts = {tab.title: n for tab, n in tabs(Authority.of(hall.supervisor))}
    assert list(counts)[:5] == ["投诉处理", "留言办理", "办件时限", "审批案卷", "重点任务"]
    assert (counts["重点任务"], counts["投诉处理"]) == (1, 0)
    assert counts["办件时限"] == of_tab(limits(Authority.of(hall.supervisor)), "limits").count() > 0
    body = page(hall.supervisor, tab="tasks").content.decode()
    assert "清理积案" in body
    assert hall.cases[0].number not in body


def test_pages_are_cut_by_place_and_cost_the_same_however_many(hall, monkeypatch):
    monkeypatch.setattr("supervision.views.lights.ROWS", 2)
    few = page(hall.supervisor)
    seen = [row.limit.pk for row in few.context["rows"]]
    while after := few.context["after"]:
        few = page(hall.supervisor, after=after)
        seen += [row.limit.pk for row in few.context["rows"]]
    assert len(seen) == len(set(seen)) == limits(Authority.of(hall.supervisor)).count()
    monkeypatch.undo()
    before = page(hall.supervisor).asked
    for _ in range(2):
        hall.accept(hall.receive())
    assert page(hall.supervisor).asked == before
    for query in ({"light": "provisional"}, {"light": "nonsense"}, {"after": "x"}, {"department": "99999"}):
        assert page(hall.supervisor, **query).status_code == 200
    assert page(make_user("无权")).status_code == 403


@pytest.mark.clause("WS14-12-1")
def test_a_red_light_is_explained_and_judged_and_stays_red(hall):
    case = hall.cases[0]
    limit = hall.light(case)

    def explain(by=hall.first):
        return perform(
            Explanation,
            "explain",
            {"text": "上级系统停机两日"},
            by=by,
            hall=hall.hall,
            department=hall.department,
            source=case.dossier,
            limit=limit,
        )

    with pytest.raises(Objected, match="没有超过"):
        explain()
    travel("2026-05-06")
    with pytest.raises(NotAllowed):
        explain(by=hall.other_clerk)
    said = explain()
    with pytest.raises(Objected, match="正在认定"):
        explain()
    for act in ("excuse", "hold"):
        with pytest.raises(NotAllowed):
            perform(said, act, {"verdict": "属实"}, by=hall.first)
    assert perform(said, "excuse", {"verdict": "属实"}, by=hall.supervisor).state == "excused"
    assert limit.late(at("2026-05-06 10:00"))
    assert perform(explain(), "hold", {"verdict": "没有证据"}, by=hall.bureau).state == "held"
    assert not missed(Authority.of(hall.supervisor)).filter(pk=limit.pk).exists()


def forge(dossier, act: str, **line) -> Entry:
    """A line the door would not have written, as another system or a waiver might bring it."""
    dossier.refresh_from_db()
    usual = {"title": act, "kind": Entry.Kind.ACT, "legal_at": at("2026-03-10 10:00"), "facts": {}}
    usual |= {
        "recorded_at": Dossier.objects.annotate(t=Now()).values_list("t", flat=True).get(pk=dossier.pk),
        "by": None,
        "role": "",
        "state_from": "",
        "state_to": "",
    }
    entry = append(dossier, act=act, **usual | line)
    move_head(dossier, entry)
    return entry


@pytest.mark.clause("WS14-09.2")
def test_violations_come_out_of_the_timeline_itself(hall):
    first, second, third = hall.cases
    authority = Authority.of(hall.supervisor)
    assert violations(authority, *MARCH) == []
    outside = make_place(hall.hall, "W01", "outside")
    told = {"papers": [{"kind": "correction"}]}
    forge(first.dossier, "tell_corrections", facts=told)
    forge(first.dossier, "tell_again", facts=told)
    forge(second.dossier, "tell_corrections")
    forge(second.dossier, "seal", place=outside)
    forge(third.dossier, "refuse", facts=told | {"input": {"basis": "许可法38"}})
    forge(third.dossier, "accept", place=outside)
    forge(third.dossier, "extend_nothing")
    found = {(one.title, one.dossier.pk) for one in violations(authority, *MARCH)}
    assert found == {
        ("再次要求补正", first.pk),
        ("未书面告知", second.pk),
        ("厅外用印", second.pk),
        ("不予未说明理由", third.pk),
        ("厅外受理", third.pk),
    }
    assert violations(Authority.of(hall.other_clerk), *MARCH) == []
    body = page(hall.supervisor, "violations", month="2026-03").content.decode()
    assert "厅外用印" in body
    assert "在W01号窗口用印" in body


@pytest.mark.clause("WS14-09.3")
def test_who_looks_at_a_recording_is_logged(calendar):
    hall = PatrolHall()
    finding = hall.find(source="camera", camera="C12", clip_at="2026-03-09 09:40", clip="硬盘3")
    client = Client()
    client.force_login(hall.supervisor)
    address = reverse("finding-clip", args=[finding.pk])
    assert "硬盘3" not in client.get(address).content.decode()
    assert "硬盘3" in client.post(address).content.decode()
    (line,) = Entry.objects.filter(kind=Entry.Kind.ACCESS)
    assert (line.by, line.facts["id"]) == (hall.supervisor, finding.pk)
    client.force_login(hall.other_clerk)
    assert client.post(address).status_code == 404


@pytest.mark.clause("WS10-3.1")
def test_the_patrollers_page_says_how_the_hall_runs(hall):
    from supervision.models import Patrol

    walk = {
        "kind": "daily",
        "methods": ["site"],
        "members": [hall.office.pk],
        "floors": ["1层"],
        "zones": ["front"],
    }
    patrol = perform(Patrol, "begin", walk, by=hall.office, hall=hall.hall)
    client = Client()
    client.force_login(hall.office)
    running = client.get(reverse("dossier", args=[patrol.pk])).context["running"]
    assert [(line.department, line.open) for line in running if line.open] == [(hall.department, 3)]


@pytest.mark.parametrize(
    "name", ["patrols", "findings", "circulars", "oversight", "departments-year", "violations"]
)
def test_pages_open_for_those_who_answer_and_close_for_others(calendar, name):
    hall = PatrolHall()
    hall.walked()
    hall.confirmed(level="typical")
    assert page(hall.leader, name).status_code == 200
    assert page(make_user("外人"), name).status_code == 403


def test_the_year_as_a_table_and_the_awards_for_everybody(calendar):
    hall = PatrolHall()
    body = page(hall.leader, "departments-year", **{"as": "csv"}).content.decode("utf-8-sig")
    assert "某旗市场监督管理局,未考核" in body
    assert Client().get(reverse("awards")).status_code == 200
