"""Posting (派驻): from the entry form to the day of leaving. It gives the role in the hall and takes it back."""

from __future__ import annotations

import datetime as dt

from django.db import models

from hall.acts.act import NEW, act
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.people.grant import Grant
from hall.people.roles import Role

from . import guards
from .forms import ApplicationForm, EntryForm, LetterForm, OpinionForm, RefusalForm, WithdrawalForm
from .kinds import role_of
from .on_duty import OnDutyActs
from .papers import ENTRY_FORM, LETTER, STAND_IN_NOTICE
from .personal import PRIVATE, WRITTEN, Personal
from .training import TrainingForm, TrainingProof

OFFICE, LEADER, FIRST = Role.HALL_OFFICE, Role.HALL_LEADER, Role.FIRST_REPRESENTATIVE
UNIT = (FIRST, Role.DEPARTMENT_LEADER, OFFICE)


class State(models.TextChoices):
    APPLIED = "applied", "待单位审批"
    ENDORSED = "endorsed", "待岗前培训"
    TRAINED = "trained", "待中心审批"
    AGREED = "agreed", "待信息录入"
    ENTERED = "entered", "待上岗"
    ON_DUTY = "on_duty", "在岗"
    AWAY = "away", "由他人顶岗"
    ENDED = "ended", "已离岗"
    DECLINED = "declined", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"


BEFORE_DUTY = (State.ENDORSED, State.TRAINED, State.AGREED, State.ENTERED)


def _until_the_stint_ends(posting, do) -> list[Limit]:
    if not posting.until_on:
        return []
    return [Limit(LimitKind.ARRANGED, None, "派驻（顶岗）的起止日期", until=posting.until_on)]


def whose_power_changes(posting, do) -> list:
    """The department and everybody who gains or loses a role: nobody stamps while it passes from one to the other."""
    principal = posting.stands_in_for
    rows = [do.department, posting.person, principal, principal.person if principal else None]
    return [row for row in rows if row]


CLOCKS = declare(
    "staff.posting",
    Clock(
        "stint",
        "派驻期限",
        starts=("on_duty",),
        ends=("ended",),
        limits=_until_the_stint_ends,
        effects=(Effect(LimitKind.ARRANGED, "expire", "WS13-3.1.4-3"),),
        clauses="WS13-3.1.4-3",
        start_title="上岗",
        optional=True,
    ),
)


class Posting(OnDutyActs, Personal, Workflow):
    """One person's posting for the department of its dossier; without one, for the centre's integrated windows."""

    State = State
    clocks = CLOCKS
    private_fields = PRIVATE
    read_along = ("person", "stands_in_for__person", "answers__dossier", "place")

    state = StateField(State)
    person = models.ForeignKey("hall.User", models.PROTECT, verbose_name="姓名", related_name="postings")
    is_first = models.BooleanField("首席代表", default=False)
    stands_in_for = models.ForeignKey(
        "self", models.PROTECT, verbose_name="为谁顶岗", null=True, blank=True, related_name="stand_ins"
    )
    answers = models.ForeignKey(
        "staff.Replacement",
        models.PROTECT,
        verbose_name="答复的调换意见",
        null=True,
        blank=True,
        related_name="successors",
    )
    place = models.ForeignKey(
        "hall.Place", models.PROTECT, verbose_name="窗口（岗位）", null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField("申请时间")
    unit_opinion = models.CharField("工作单位审批意见", max_length=200, blank=True)
    unit_signer = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="单位签字人", null=True, blank=True, related_name="+"
    )
    unit_signed_at = models.DateTimeField("单位签字时间", null=True, blank=True)
    powers = models.JSONField("授予的权力", default=list)
    attendance_number = models.CharField("考勤编号", max_length=40, blank=True)
    evaluator = models.CharField("评价器等设备信息", max_length=200, blank=True)
    on_duty_at = models.DateTimeField("上岗时间", null=True, blank=True)
    ended_at = models.DateTimeField("离岗时间", null=True, blank=True)
    membership_moved_on = models.DateField("党团关系转入", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "人员派驻"
        indexes = [models.Index(fields=["person", "state"], name="posting_person_state")]

    def __str__(self) -> str:
        return f"{self.person} {self.title}"

    @property
    def title(self) -> str:
        """What the person is in the hall."""
        what = "首席代表" if self.is_first else self.get_post_display()
        return f"{what}（顶岗）" if self.stands_in_for_id else what

    @act(
        "申请入岗",
        NEW,
        State.APPLIED,
        by=UNIT,
        form=ApplicationForm,
        clauses="WS13-3-2 WS13-3.1.1-1 DL-21.1 EL-4.2b",
    )
    def apply(self, do):
        for name in WRITTEN:
            setattr(self, name, do.data[name])
        self.person, self.answers = do.data["person"], do.data["answers"]
        self.stands_in_for = principal = do.form.principal
        self.is_first = principal.is_first if principal else do.data["is_first"]
        self.applied_at = do.at
        do.label(f"{self.person} {self.title}派驻")

    @act(
        "签署单位意见",
        State.APPLIED,
        State.ENDORSED,
        by=[Role.DEPARTMENT_LEADER, OFFICE],
        form=OpinionForm,
        guards=[guards.unit_speaks_for_itself],
        clauses="WS13-3.1.1-2",
    )
    def endorse(self, do):
        self.unit_opinion, self.unit_signer, self.unit_signed_at = do.data["opinion"], do.by, do.at
        if self.stands_in_for:
            do.issue(STAND_IN_NOTICE)

    @act(
        "出具授权委托书",
        [*BEFORE_DUTY, State.ON_DUTY],
        None,
        by=Role.DEPARTMENT_LEADER,
        form=LetterForm,
        guards=[guards.for_a_first_representative],
        papers=[LETTER],
        clauses="AH-27.2 EL-4.1e",
    )
    def authorise(self, do):
        """The powers granted; a later letter takes the place of an earlier one."""
        self.powers = do.data["powers"]

    @act(
        "报送培训结果",
        State.ENDORSED,
        State.TRAINED,
        by=UNIT,
        form=TrainingForm,
        guards=[guards.trained_by_whom_the_text_names],
        clauses="AH-20.1 WS13-3.1.2-1",
    )
    def train(self, do):
        self._keep_trainings(do)

    @act(
        "补报培训结果",
        [State.TRAINED, State.AGREED, State.ENTERED],
        None,
        by=UNIT,
        form=TrainingForm,
        guards=[guards.trained_by_whom_the_text_names],
        clauses="WS13-3.1.2-2",
    )
    def train_further(self, do):
        self._keep_trainings(do)

    @act(
        "中心同意（备案）",
        State.TRAINED,
        State.AGREED,
        by=[OFFICE, LEADER],
        form=OpinionForm,
        guards=[guards.training_is_proven],
        papers=[ENTRY_FORM],
        clauses="WS13-3.1.1-2 DL-21.2",
    )
    def agree(self, do):
        """The form is complete with both opinions; nobody starts on it alone."""

    @act(
        "中心不同意",
        [State.ENDORSED, State.TRAINED],
        State.DECLINED,
        by=[OFFICE, LEADER],
        form=RefusalForm,
        guards=[guards.more_than_filing],
        papers=[ENTRY_FORM],
        clauses="DL-21.2",
    )
    def decline(self, do):
        """The unit is told on the form itself, with the reason."""

    @act("录入信息", State.AGREED, State.ENTERED, by=OFFICE, form=EntryForm, clauses="WS13-3.1.3")
    def enter_data(self, do):
        self.attendance_number, self.evaluator = do.data["attendance_number"], do.data["evaluator"]

    @act(
        "正式上岗",
        State.ENTERED,
        State.ON_DUTY,
        by=OFFICE,
        guards=guards.STARTING,
        locks=whose_power_changes,
        events=["on_duty"],
        clauses="WS13-3.1.4-1 AH-28.1",
    )
    def start(self, do):
        """From here on the person may act in the hall, and whoever is stood in for may not."""
        self.on_duty_at = do.at
        if self.stands_in_for:
            do.then(self.stands_in_for, "step_aside")
        self.give_role(do)
        if self.answers and self.answers.waits_for_a_successor:
            do.then(self.answers, "fulfil")

    @act("撤回申请", [State.APPLIED, *BEFORE_DUTY], State.WITHDRAWN, by=UNIT, form=WithdrawalForm)
    def withdraw(self, do):
        """The unit posts somebody else, or nobody."""

    def give_role(self, do) -> None:
        """The grant, below this posting's dossier, for as long as the posting is meant to last."""
        after = self.until_on + dt.timedelta(days=1) if self.until_on else None
        data = {
            "user": self.person_id,
            "role": str(role_of(self)),
            "place": self.place_id or "",
            "until": f"{after} 00:00" if after else "",
        }
        do.then(Grant, "give", data, parent=self)

    def take_back_role(self, do) -> None:
        """Whatever this posting gave and is still in force."""
        for grant in Grant.objects.filter(dossier__parent=self.dossier_id, state=Grant.State.GIVEN):
            do.then(grant, "revoke")

    def _keep_trainings(self, do) -> None:
        for subject, passed_on, proof in do.form.passed():
            do.add(
                lambda entry, s=subject, on=passed_on, file=proof: TrainingProof(
                    posting=self, subject=s, passed_on=on, proof=file, entry=entry
                )
            )
