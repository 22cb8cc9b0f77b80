"""Peak plan (业务高峰预案): duties, publicity, devices, risks and hours of a rush that is coming (WS12 二(一))."""

from __future__ import annotations

from django.db import models
from django_fsm import RETURN_VALUE

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.calendar import calendar_for
from hall.clocks.computation import last_day_ahead, long_date
from hall.duty import duty
from hall.people.roles import Role
from staff.task import Task
from windows.window import Window

from .clocks import CLOCKS
from .forms import Check, CheckForm, CoordinateForm, PlanForm, PublishForm, ReviewForm, WithdrawalForm
from .papers import PLAN

FIRST = Role.FIRST_REPRESENTATIVE


class State(models.TextChoices):
    DRAFTED = "drafted", "拟定中"
    FILED = "filed", "已报送"
    READY = "ready", "准备就绪"
    RUNNING = "running", "高峰期间"
    OVER = "over", "已结束，待总结"
    REVIEWED = "reviewed", "已总结"
    WITHDRAWN = "withdrawn", "已撤回"


# While a plan stands, no window of the department closes and no business stops in its days.
STANDING = (State.FILED, State.READY, State.RUNNING)
WRITTEN = [
    *("cause", "cause_text", "begins_on", "ends_on", "duties", "reported_on", "reinforcements", "publicity"),
    *("needed", "flow", "online", "order_staff", "crowd_staff", "enquiry_staff", "technician", "risks"),
    *("daily_max", "extended"),
]


class PeakPlan(Workflow):
    """One department's plan for one rush. Days are whole local days, both included."""

    State, Check = State, Check
    clocks = CLOCKS
    final = frozenset({State.REVIEWED, State.WITHDRAWN})
    private_fields = frozenset({"technician"})

    state = StateField(State)
    cause = models.CharField("成因", max_length=40)
    cause_text = models.TextField("具体内容", blank=True)
    matters = models.JSONField("涉及事项", default=list)
    begins_on = models.DateField("高峰首日")
    ends_on = models.DateField("高峰末日")
    duties = models.TextField("职责分工")
    reported_on = models.DateField("已报派驻部门")
    reinforcements = models.TextField("增援人员")
    publicity = models.TextField("宣传引导措施")
    needed = models.TextField("所需资料")
    flow = models.TextField("办理流程")
    online = models.TextField("网上、手机办理方式")
    order_staff = models.CharField("秩序维护人员", max_length=200)
    crowd_staff = models.CharField("人员疏导人员", max_length=200)
    enquiry_staff = models.CharField("咨询答复人员", max_length=200)
    technician = models.CharField("值守技术人员", max_length=100)
    risks = models.TextField("风险防范")
    daily_max = models.PositiveIntegerField("每日最多可办理业务数量")
    extended = models.TextField("延时服务安排")
    filed_at = models.DateTimeField("报送时间", null=True, blank=True)
    late = models.BooleanField("迟报", default=False)
    published_at = models.DateTimeField("宣传时间", null=True, blank=True)
    channels = models.TextField("发布渠道", blank=True)
    checks = models.JSONField("检查准备", default=dict)
    served_all = models.BooleanField("已取号群众全部办完", null=True, blank=True)
    review = models.TextField("总结", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "业务高峰预案"
        indexes = [models.Index(fields=["state", "begins_on", "ends_on"], name="peak_days")]

    def __str__(self) -> str:
        return f"业务高峰预案（{self.days}）"

    @property
    def days(self) -> str:
        """The period in words."""
        if self.begins_on == self.ends_on:
            return long_date(self.begins_on)
        return f"{long_date(self.begins_on)}至{long_date(self.ends_on)}"

    @property
    def unchecked(self) -> list[str]:
        """What has still to be looked at or prepared, in words."""
        return [str(one.label) for one in Check if one not in self.checks]

    @act("拟定预案", NEW, State.DRAFTED, by=FIRST, form=PlanForm, clauses="WS12-2.1.1-1 WS12-1")
    def draft(self, do):
        self._write(do)

    @act("修改预案", State.DRAFTED, None, by=FIRST, form=PlanForm, clauses="WS12-2.1.1-1")
    def amend(self, do):
        self._write(do)

    @act(
        "报送大厅管理室",
        State.DRAFTED,
        State.FILED,
        by=FIRST,
        papers=[PLAN],
        events=["filed"],
        clauses="WS12-2.1.1-2 WS12-2.1.1-3 WS12-2.1.4",
    )
    def file(self, do):
        """The first representative confirms the plan by filing it; a late one is taken and flagged, the rush comes
        all the same.
        """
        self.filed_at, self.late = do.at, filed_late(self, do)
        if self.late:
            self.dossier.attention = "迟报：业务高峰预案未按规定的工作日提前报送。"

    @act("协调配合部门", STANDING, None, by=Role.HALL_OFFICE, form=CoordinateForm, clauses="WS12-2.1.1-4")
    def coordinate(self, do):
        """Each supporting department gets one task with its day."""
        task = {"receiver": do.form.receiver.pk, "title": f"配合{self}"[:100], "content": do.data["content"]}
        task["due_on"] = do.data["due_on"].isoformat()
        do.then(Task, "issue", task, hall=do.hall, department=do.data["department"])

    @act("登记宣传", STANDING, None, by=FIRST, form=PublishForm, clauses="WS12-2.1.2-1 WS12-2.1.2-2")
    def publish(self, do):
        """From now on the notice stands on the public page."""
        self.published_at, self.channels = do.at, do.data["channels"]

    @act(
        "登记检查准备",
        [State.FILED, State.READY],
        RETURN_VALUE(State.FILED, State.READY),
        by=FIRST,
        form=CheckForm,
        clauses="WS12-2.1.3-1 WS12-2.1.3-2",
    )
    def inspect(self, do):
        found = {"by": do.data["checker"], "on": do.data["on"].isoformat()}
        self.checks = self.checks | dict.fromkeys(do.data["items"], found)
        return State.READY if all_checked(self) else State.FILED

    @act(
        "高峰开始",
        [State.FILED, State.READY],
        State.RUNNING,
        by=SYSTEM,
        events=["began"],
        clauses="WS12-2.1.5-1",
    )
    def begin(self, do):
        """What is not ready is shown to the hall office on the first day."""
        if wanting := shortcomings(self, ready=self.state == State.READY):
            self.dossier.attention = f"业务高峰已经开始：{'；'.join(wanting)}。"

    @act("高峰结束", State.RUNNING, State.OVER, by=SYSTEM, events=["ended"])
    def end(self, do):
        """The last day is over."""

    @act("总结", State.OVER, State.REVIEWED, by=FIRST, form=ReviewForm, clauses="WS12-2.1.7-1")
    def review_peak(self, do):
        self.served_all, self.review = do.data["served_all"], do.data["review"]
        if not self.served_all:
            self.dossier.attention = "业务高峰期间有已取号群众当日没有办完，请核实。"

    @act(
        "撤回预案",
        [State.DRAFTED, State.FILED, State.READY],
        State.WITHDRAWN,
        by=FIRST,
        form=WithdrawalForm,
        events=["withdrawn"],
    )
    def withdraw(self, do):
        """The rush does not come."""

    def _write(self, do) -> None:
        for name in WRITTEN:
            setattr(self, name, do.data[name])
        self.matters = [matter.pk for matter in do.data["matters"]]
        do.label(str(self))


@duty("WS12-2.1.1-3", off=lambda plan, do: False)
def filed_late(plan: PeakPlan, do) -> bool:
    """Whether a plan reaches the hall office later ahead than the rulebook asks."""
    notice = do.rule("peak.plan_notice")
    return notice is not None and do.on > last_day_ahead(plan.begins_on, notice, calendar_for(do.hall))


@duty("WS12-2.1.3-1 WS12-2.1.3-2", off=lambda plan: True)
def all_checked(plan: PeakPlan) -> bool:
    return not plan.unchecked


@duty("WS12-2.1.5-1 WS12-2.1.2-1", off=lambda plan, ready: [])
def shortcomings(plan: PeakPlan, ready: bool) -> list[str]:
    """What is wanting as a peak begins: checks, publicity, windows that are not open."""
    shut = Window.objects.of_department(plan.dossier.department).filter(
        state__in=(Window.State.CLOSED, Window.State.OFF_SEASON)
    )
    wanting = [] if ready else [f"尚未检查、备齐{'、'.join(plan.unchecked)}"]
    if plan.published_at is None:
        wanting.append("未宣传")
    if names := [str(window) for window in shut.select_related("place")]:
        wanting.append(f"未开放的窗口：{'、'.join(names)}")
    return wanting
