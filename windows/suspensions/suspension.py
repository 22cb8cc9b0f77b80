"""Suspension (业务临时停办): filed, announced, told, begun and over at its hours (WS12 二(二))."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.utils import timezone

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from hall.people.user import User
from hall.places.place import Place
from matters.catalogue.matter import Matter
from windows.window import Window

from . import guards
from .briefing import Briefing, guides_of
from .clocks import CLOCKS
from .forms import FilingForm, PostForm, PublishForm, SuspensionForm, TellForm, Telling, WithdrawalForm
from .notice import notice_late, still_to_do, too_few_channels
from .papers import FORM

FIRST = Role.FIRST_REPRESENTATIVE


class State(models.TextChoices):
    DRAFTED = "drafted", "拟写中"
    FILED = "filed", "已备案，待公告"
    PUBLISHED = "published", "已公告"
    SUSPENDED = "suspended", "停办中"
    RESUMED = "resumed", "已恢复"
    WITHDRAWN = "withdrawn", "已撤回"


AHEAD = (State.FILED, State.PUBLISHED)
PLAIN = [
    *("cause", "cause_text", "document_number", "content", "begins_at", "ends_at", "enquiry_phone"),
    *("publicity", "contact", "remark"),
]


class Suspension(Workflow):
    """One business of one department, stopped for a time. Extending it takes a new filing."""

    State, Telling = State, Telling
    clocks = CLOCKS
    final = frozenset({State.RESUMED, State.WITHDRAWN})
    private_fields = frozenset({"contact", "scan"})

    state = StateField(State)
    cause = models.CharField("成因", max_length=40)
    cause_text = models.TextField("具体原因", blank=True)
    document_number = models.CharField("证明文件文号", max_length=100)
    content = models.TextField("停办事由及具体内容")
    matters = models.JSONField("停办事项", default=list)
    windows = models.JSONField("窗口", default=list)
    begins_at = models.DateTimeField("停办开始")
    ends_at = models.DateTimeField("停办结束")
    consultants = models.JSONField("留守咨询解释人员", default=list)
    enquiry_phone = models.CharField("咨询电话", max_length=40)
    publicity = models.TextField("宣传告知工作落实情况")
    contact = models.CharField("联系人及电话", max_length=100)
    remark = models.CharField("备注", max_length=300, blank=True)
    machines = models.JSONField("自助服务机（区）", default=dict)
    scan = models.FileField("盖章的备案表", upload_to="suspensions/%Y/", max_length=200, blank=True)
    filed_at = models.DateTimeField("备案时间", null=True, blank=True)
    published_at = models.DateTimeField("公告时间", null=True, blank=True)
    channels = models.TextField("公告渠道", blank=True)
    told = models.JSONField("大厅告知", default=dict)
    began_at = models.DateTimeField("实际停办", null=True, blank=True)
    resumed_at = models.DateTimeField("实际恢复", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "业务临时停办"
        indexes = [models.Index(fields=["state", "begins_at"], name="suspension_hours")]

    def __str__(self) -> str:
        return f"业务临时停办（{self.period}）"

    @property
    def period(self) -> str:
        """The hours in words."""
        begins, ends = timezone.localtime(self.begins_at), timezone.localtime(self.ends_at)
        return "至".join(f"{t.year}年{t.month}月{t.day}日{t.hour}时{t.minute:02}分" for t in (begins, ends))

    @cached_property
    def affected_windows(self) -> list[Window]:
        return list(
            Window.objects.filter(pk__in=self.windows).select_related("place").order_by("place__code")
        )

    @cached_property
    def suspended_matters(self) -> list[Matter]:
        return list(Matter.objects.filter(pk__in=self.matters))

    @cached_property
    def consultant_names(self) -> list[str]:
        return list(
            User.objects.filter(pk__in=self.consultants).order_by("name").values_list("name", flat=True)
        )

    @property
    def unposted(self) -> list[Place]:
        """The machines on which no notice hangs yet."""
        return list(Place.objects.filter(pk__in=[pk for pk, on in self.machines.items() if not on]))

    @act("拟写停办备案", NEW, State.DRAFTED, by=FIRST, form=SuspensionForm, clauses="WS12-2.2.1-2 WS12-1")
    def draft(self, do):
        self._write(do)

    @act("修改备案", State.DRAFTED, None, by=FIRST, form=SuspensionForm, clauses="WS12-2.2.1-2")
    def amend(self, do):
        self._write(do)

    @act(
        "报大厅管理室备案",
        State.DRAFTED,
        State.FILED,
        by=FIRST,
        form=FilingForm,
        guards=[guards.suspension_filed_in_time, guards.no_peak_during_suspension],
        papers=[FORM],
        events=["filed"],
        clauses="WS12-2.2.1-1 WS12-2.2.1-2",
    )
    def file(self, do):
        """A filing, not an approval. The guides hear of it at once."""
        self.scan, self.filed_at = do.data["scan"], do.at
        for guide in guides_of(do.hall, do.at):
            do.then(Briefing, "send", parent=self, guide=guide)

    @act(
        "登记公告",
        State.FILED,
        State.PUBLISHED,
        by=FIRST,
        form=PublishForm,
        events=["published"],
        clauses="WS12-2.2.2-1 WS12-2.2.2-2 WS12-2.2.2-3",
    )
    def publish(self, do):
        """From now until it is over the notice stands on the public page; late or narrow publicity is flagged."""
        self.published_at, self.channels = do.at, do.data["channels"]
        self.dossier.attention = "；".join([*notice_late(self, do), *too_few_channels(self, do)])

    @act("未按期公告", State.FILED, None, by=SYSTEM, hidden=True, clauses="WS12-2.2.2-1")
    def miss_notice(self, do):
        """The last day to announce is over and nothing was announced."""
        self.dossier.attention = (
            "停办即将开始，尚未按规定的工作日提前向社会公告，请督促部门立即公告并做好解释。"
        )

    @act(
        "登记大厅告知",
        [*AHEAD, State.SUSPENDED],
        None,
        by=Role.HALL_OFFICE,
        form=TellForm,
        clauses="WS12-2.2.2-4",
    )
    def tell(self, do):
        """Screens, official account, both doors: each with its day."""
        self.told = self.told | dict.fromkeys(do.data["ways"], do.data["on"].isoformat())

    @act(
        "登记自助机张贴",
        [*AHEAD, State.SUSPENDED],
        None,
        by=[FIRST, Role.WINDOW_CLERK],
        form=PostForm,
        clauses="WS12-2.2.3-2",
    )
    def post(self, do):
        posted = {str(place.pk): do.data["on"].isoformat() for place in do.data["machines"]}
        self.machines = self.machines | posted

    @act("停办开始", AHEAD, State.SUSPENDED, by=SYSTEM, events=["began"], clauses="WS12-2.2.3-1")
    def begin(self, do):
        """The filed hour has come; what was not done by then is shown to the hall office."""
        self.began_at = do.at
        self.dossier.attention = "；".join(still_to_do(self, do))

    @act("恢复业务", State.SUSPENDED, State.RESUMED, by=SYSTEM, events=["resumed"])
    def resume(self, do):
        """The filed end has come."""
        self.resumed_at = do.at

    @act("提前恢复", State.SUSPENDED, State.RESUMED, by=[FIRST, Role.HALL_OFFICE], events=["resumed"])
    def resume_early(self, do):
        """The business can be done again."""
        self.resumed_at = do.at

    @act(
        "撤回备案",
        [State.DRAFTED, *AHEAD],
        State.WITHDRAWN,
        by=FIRST,
        form=WithdrawalForm,
        events=["withdrawn"],
    )
    def withdraw(self, do):
        """The business goes on."""

    def _write(self, do) -> None:
        for name in PLAIN:
            setattr(self, name, do.data[name])
        for name in ("matters", "windows", "consultants"):
            setattr(self, name, [one.pk for one in do.data[name]])
        self.machines = {str(place.pk): "" for place in do.data["machines"]}
        do.label(str(self))
