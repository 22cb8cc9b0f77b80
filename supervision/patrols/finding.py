"""Finding (问题): what supervision saw, from the note on the spot to its end (WS10 四, WS14 十二)."""

from __future__ import annotations

from django.db import models
from django_fsm import RETURN_VALUE

from complaints.rectification.rectification import Rectification
from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.clocks.ledger import ClockLimit
from hall.people.roles import Role

from . import finding_guards as guards
from .checklist import item_of
from .clocks import CLOCKS
from .finding_forms import CorrectedForm, FindingForm, GraveForm, LevelForm, PublishForm
from .kinds import Level, Problem, Source, Zone
from .patrol_forms import ReasonForm
from .people import POSTED
from .repeats import has_become_a_habit

OFFICE, LEADER, FIRST = Role.HALL_OFFICE, Role.HALL_LEADER, Role.FIRST_REPRESENTATIVE
CENTRE = (OFFICE, LEADER, Role.BUREAU, Role.SUPERVISOR)
# A department goes over its own window with the centre's help (AH-15.2, EL-4.1i).
UNIT = (FIRST, Role.DEPARTMENT_LEADER, Role.REVIEWER)


class State(models.TextChoices):
    NOTED = "noted", "已记录"
    REPORTED = "reported", "已报告领导"
    PUBLISHED = "published", "已公布"
    CONTESTED = "contested", "申诉中"
    CONFIRMED = "confirmed", "已确认"
    CLOSED = "closed", "已办结"
    VOID = "void", "不成立"
    WITHDRAWN = "withdrawn", "已撤回"


COUNTING = (State.CONFIRMED, State.CLOSED)
STANDING = tuple(one for one in State if one not in (State.VOID, State.WITHDRAWN))


class Finding(Workflow):
    """One problem. The dossier's department is the one it concerns; without one it concerns the centre itself."""

    State, Level, Problem = State, Level, Problem
    clocks = CLOCKS
    final = frozenset({State.CLOSED, State.VOID, State.WITHDRAWN})
    opening_fields = frozenset({"patrol"})
    read_along = ("patrol", "person", "noted_by")

    state = StateField(State)
    patrol = models.ForeignKey(
        "supervision.Patrol",
        models.PROTECT,
        verbose_name="巡查",
        related_name="findings",
        null=True,
        blank=True,
    )
    source = models.CharField("发现方式", max_length=12, choices=Source)
    problem = models.CharField("问题类别", max_length=12, choices=Problem)
    level = models.CharField("程度", max_length=10, choices=Level)
    item = models.CharField("检查项目", max_length=40, blank=True)
    clause = models.CharField("违反的条款", max_length=40)
    floor = models.CharField("楼层", max_length=20)
    zone = models.CharField("区域", max_length=10, choices=Zone)
    area = models.CharField("服务区域", max_length=40, blank=True)
    window = models.ForeignKey(
        "windows.Window", models.PROTECT, verbose_name="窗口", null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="涉及人员", null=True, blank=True, related_name="+"
    )
    unit_inspector = models.ForeignKey(
        "hall.User",
        models.PROTECT,
        verbose_name="部门参加检查的人员",
        null=True,
        blank=True,
        related_name="+",
    )
    content = models.TextField("问题情况")
    photo = models.FileField("照片", upload_to="findings/%Y/%m/", max_length=200, blank=True)
    camera = models.CharField("摄像头编号", max_length=40, blank=True)
    clip_at = models.DateTimeField("录像时间", null=True, blank=True)
    clip = models.CharField("录像存放位置", max_length=200, blank=True)
    noted_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="记录人", related_name="+")
    noted_at = models.DateTimeField("发现时间")
    on = models.DateField("日期")
    corrected_at = models.DateTimeField("当场纠正", null=True, blank=True)
    fed_back = models.BooleanField("反馈首席代表", default=False)
    due_on = models.DateField("整改期限", null=True, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    grave_at = models.DateTimeField("认定影响恶劣、整改不到位", null=True, blank=True)
    result = models.TextField("处理结果", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "问题"
        indexes = [
            models.Index(fields=["on", "state"], name="finding_by_day"),
            models.Index(fields=["person", "problem", "on"], name="finding_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}：{self.get_problem_display()}"

    def limits_of(self, clock: str) -> list[ClockLimit]:
        """The limits of a clock that still runs."""
        return list(ClockLimit.objects.filter(run__dossier=self.dossier_id, run__clock=clock, closed_at=None))

    @act(
        "记录问题",
        NEW,
        RETURN_VALUE(State.NOTED, State.REPORTED),
        by=[*CENTRE, *UNIT, Role.GUIDE],
        form=FindingForm,
        guards=[guards.the_patrol_goes_on],
        clauses="EL-4.1i AH-15.2 WS10-3.5",
    )
    def note(self, do):
        """Graver problems are with the leaders at once (WS10-4.2-3)."""
        data = dict(do.data)
        corrected, item = data.pop("corrected"), item_of(data["item"])
        data.pop("on_leave_known")
        data["photo"] = data["photo"] or ""
        for name, value in data.items():
            setattr(self, name, value)
        self.clause = item.clause if item else self.clause
        self.noted_by, self.noted_at, self.on = do.by, do.at, do.on
        self.corrected_at = do.at if corrected else None
        if self.level == Level.ORDINARY and has_become_a_habit(self, do):
            self.level = Level.REPEATED
        do.label(str(self))
        return State.NOTED if self.level == Level.ORDINARY else State.REPORTED

    @act(
        "升级",
        State.NOTED,
        State.REPORTED,
        by=CENTRE,
        form=LevelForm,
        guards=[guards.not_handed_on],
        clauses="WS10-4.2-3",
    )
    def raise_level(self, do):
        self.level = do.data["level"]
        do.label(str(self))

    @act(
        "公布（送被监督部门）",
        [State.NOTED, State.REPORTED],
        State.PUBLISHED,
        by=[OFFICE, LEADER, Role.BUREAU],
        form=PublishForm,
        guards=[guards.not_handed_on],
        events=["published"],
        clauses="WS14-12-1",
    )
    def publish(self, do):
        self.published_at, self.due_on = do.at, do.data["due_on"]

    @act("申诉", State.PUBLISHED, State.CONTESTED, by=SYSTEM, events=["contested"], hidden=True)
    def contest(self, do):
        """An appeal was filed; nothing counts until it is decided."""

    @act(
        "认可",
        State.PUBLISHED,
        State.CONFIRMED,
        by=sorted({*POSTED}),
        guards=[guards.concerned],
        events=["accepted"],
        clauses="WS14-12-1",
    )
    def accept(self, do):
        self._stands(do)

    @act(
        "确认",
        State.PUBLISHED,
        State.CONFIRMED,
        by=[OFFICE, LEADER, SYSTEM],
        guards=[guards.the_time_to_appeal_is_over],
        events=["confirmed"],
        clauses="WS14-12-1",
    )
    def confirm(self, do):
        """Nobody appealed in time."""
        self._stands(do)

    @act("维持", State.CONTESTED, State.CONFIRMED, by=SYSTEM, hidden=True)
    def uphold(self, do):
        self._stands(do)

    @act("撤销", State.CONTESTED, State.VOID, by=SYSTEM, hidden=True)
    def annul(self, do):
        """It does not hold; its points go with it (WS14-12-5)."""

    @act(
        "认定影响恶劣、整改不到位",
        State.CONFIRMED,
        None,
        by=[OFFICE, LEADER],
        form=GraveForm,
        guards=[guards.not_handed_on],
        events=["grave"],
        clauses="WS15-05.3-3",
    )
    def call_grave(self, do):
        self.grave_at = do.at

    @act("已紧急通报", State.CONFIRMED, None, by=SYSTEM, events=["told_at_once"], hidden=True)
    def tell_at_once(self, do):
        """The urgent circular was issued."""

    @act(
        "纠正后办结",
        [State.NOTED, State.CONFIRMED],
        State.CLOSED,
        by=CENTRE,
        form=CorrectedForm,
        guards=[guards.not_handed_on, guards.is_corrected],
        clauses="WS10-4.2-2",
    )
    def close(self, do):
        self.result = f"{do.data['corrected_on']:%Y-%m-%d}：{do.data['result']}"

    @act(
        "撤回问题",
        [State.NOTED, State.REPORTED, State.PUBLISHED],
        State.WITHDRAWN,
        by=CENTRE,
        form=ReasonForm,
        guards=[guards.a_second_person, guards.not_handed_on],
        events=["withdrawn"],
        clauses="WS10-4.1",
    )
    def withdraw(self, do):
        """It stays visible, with the reason."""

    def _stands(self, do) -> None:
        """From now on it counts; what is more than ordinary is ordered to be corrected (WS10-4R-2)."""
        self.confirmed_at = do.at
        if self.level == Level.ORDINARY:
            return
        order = {"problem": self.content, "basis": self.clause}
        if self.due_on and self.due_on >= do.on:
            order["due_on"] = self.due_on
        do.then(Rectification, "order", order, parent=self)
