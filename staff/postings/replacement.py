"""Replacement (调换意见): the centre asks a department in writing to change one of its people (AH-25, DL-21)."""

from __future__ import annotations

from django import forms
from django.db import models

from hall import legal_time
from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Limit, LimitKind, declare
from hall.papers.kinds import PaperKind
from hall.people.roles import Role

from .standing import SERVING

OFFICE, LEADER = Role.HALL_OFFICE, Role.HALL_LEADER


class Measure(models.TextChoices):
    ADJUST = "adjust", "调整（另派人员）"
    SEND_BACK = "send_back", "勒令退回"


class Ground(models.TextChoices):
    UNFIT = "unfit", "不能胜任、不适合窗口工作"
    DISOBEDIENT = "disobedient", "不服从管理"
    DISCIPLINE = "discipline", "有违纪、违法行为"
    SERIOUS = "serious", "被投诉查实，情节严重"


class LetterForm(ActForm):
    ground = forms.ChoiceField(label="事由", choices=Ground.choices)
    measure = forms.ChoiceField(label="意见", choices=Measure.choices)
    details = forms.CharField(label="具体情况", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))

    @rule_of_form("AH-43.2")
    def check_serious(self, cleaned):
        """In serious cases the person leaves the window, whoever comes after (AH-43.2)."""
        if cleaned.get("ground") == Ground.SERIOUS and cleaned.get("measure") == Measure.ADJUST:
            self.add_error("measure", "情节严重的应当调离窗口，请选择“勒令退回”。")


class RecallForm(ActForm):
    reason = forms.CharField(label="撤回原因", max_length=200)


@guard()
def is_posted(letter, do):
    posting = letter.posting_now(do)
    if posting.state not in SERVING:
        return f"{posting.person}不在岗，不需要调换。"
    if posting.letters.filter(state="open").exists():
        return "对此人的调换意见尚未办结，请在原意见上办理。"
    return None


def _facts(letter, do) -> dict:
    posting = letter.posting
    return {
        "person": posting.person.name,
        "post": posting.title,
        "ground": letter.get_ground_display(),
        "measure": letter.get_measure_display(),
        "details": letter.details,
        "limit": str(do.rule("posting.replacement") or "及时"),
        "centre": do.hall.name,
    }


LETTER = PaperKind("replacement_letter", _facts, clauses="AH-25 DL-21.3")


def _time_to_comply(letter, do) -> list[Limit]:
    """Where the text says only “及时”, no clock runs; the register shows the days it has been open."""
    answer = do.answer("posting.replacement")
    return [Limit(LimitKind.SERVICE, answer.value, answer.clause)] if answer.value else []


CLOCKS = declare(
    "staff.replacement",
    Clock(
        "replacement",
        "调整期限",
        starts=("written",),
        ends=("done", "recalled"),
        limits=_time_to_comply,
        clauses="DL-21.4",
        start_title="书面意见送达",
        optional=True,
    ),
)


class Replacement(Workflow):
    """One letter about one posting, below it; open until a successor is on duty, or the person has left."""

    class State(models.TextChoices):
        OPEN = "open", "待部门调整"
        DONE = "done", "已调整"
        RECALLED = "recalled", "已撤回"

    Measure, Ground = Measure, Ground
    clocks = CLOCKS

    state = StateField(State)
    posting = models.ForeignKey(
        "staff.Posting", models.PROTECT, verbose_name="被调换的派驻", related_name="letters"
    )
    ground = models.CharField("事由", max_length=20, choices=Ground)
    measure = models.CharField("意见", max_length=20, choices=Measure)
    details = models.TextField("具体情况")
    written_at = models.DateTimeField("发出时间")
    done_at = models.DateTimeField("调整到位", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "调换意见"

    def __str__(self) -> str:
        return f"{self.posting.person}：{self.get_measure_display()}"

    def posting_now(self, do):
        """The posting as it is under the lock."""
        from .posting import Posting

        return Posting.objects.select_related("person", "dossier").get(dossier=self.dossier.parent_id)

    @property
    def days_open(self) -> int:
        """Calendar days since it was written, up to today or the day it was complied with (AH-25)."""
        until = legal_time.local_date(self.done_at) if self.done_at else legal_time.today()
        return (until - legal_time.local_date(self.written_at)).days

    @property
    def waits_for_a_successor(self) -> bool:
        """Who is sent back has to leave; for anybody else it is enough that another one came."""
        return self.state == self.State.OPEN and self.measure == Measure.ADJUST

    @act(
        "提出调换意见",
        NEW,
        State.OPEN,
        by=[OFFICE, LEADER],
        form=LetterForm,
        guards=[is_posted],
        papers=[LETTER],
        events=["written"],
        clauses="AH-25 AH-43.2 DL-21.3",
    )
    def write(self, do):
        self.posting = self.posting_now(do)
        for name in ("ground", "measure", "details"):
            setattr(self, name, do.data[name])
        self.written_at = do.at
        do.label(f"{self.posting.person}调换意见")

    @act("调整到位", State.OPEN, State.DONE, by=SYSTEM, events=["done"], hidden=True, clauses="DL-21.4")
    def fulfil(self, do):
        """A successor is on duty; or, where the person was sent back, that person has left."""
        self.done_at = do.at

    @act(
        "撤回调换意见", State.OPEN, State.RECALLED, by=[OFFICE, LEADER], form=RecallForm, events=["recalled"]
    )
    def recall(self, do):
        """The reason has gone."""
