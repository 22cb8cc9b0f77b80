"""Rest-day service (公休日预约): a special or urgent need agreed beforehand (WS04 四（四））."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.clocks.computation import long_date
from hall.people.roles import Role
from hall.people.user import User
from hall.places.department import Department

from .appointment import ATTENDANTS, Visitor, its_day_has_come
from .booking_forms import AssignForm, CancelForm, DeclineForm, InvolveForm, RestDayForm
from .clocks import REST_DAY_CLOCKS
from .reach import Reach

OFFICE = Role.HALL_OFFICE


class State(models.TextChoices):
    ASKED = "asked", "待确认"
    CONFIRMED = "confirmed", "已确认"
    DECLINED = "declined", "不能安排"
    SERVED = "served", "已到办理"
    CANCELLED = "cancelled", "已取消"
    MISSED = "missed", "未到"


@guard("WS04-4.4-2")
def each_department_has_somebody(service, do):
    """大厅管理室协调统筹安排: the promise stands only once every department has named who comes."""
    left = [str(one) for one in service.involved if str(one.pk) not in service.people]
    return f"以下部门还没有安排办理人员：{'、'.join(left)}。" if left else None


class RestDayService(Reach, Visitor, Workflow):
    """``departments`` are keys; ``people`` says by department who comes that day."""

    State = State
    clocks = REST_DAY_CLOCKS
    private_fields = frozenset({"visitor", "phone", "code", "reason"})
    final = frozenset({State.DECLINED, State.SERVED, State.CANCELLED, State.MISSED})

    state = StateField(State)
    on = models.DateField("公休日")
    need = models.CharField("需要", max_length=10, choices=[("urgent", "紧急"), ("special", "特殊")])
    reason = models.TextField("原因")
    departments = models.JSONField("涉及的部门", default=list)
    people = models.JSONField("办理人员", default=dict)
    answer = models.CharField("答复", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公休日预约"

    def __str__(self) -> str:
        return f"公休日预约（{long_date(self.on)}）"

    @property
    def involved(self) -> list[Department]:
        return list(Department.objects.filter(pk__in=self.departments).prefetch_related("names"))

    @property
    def arranged(self) -> list[tuple[str, str]]:
        """Each department with the person who comes, or a dash."""
        names = dict(User.objects.filter(pk__in=self.people.values()).values_list("pk", "name"))
        return [(str(one), names.get(self.people.get(str(one.pk)), "—")) for one in self.involved]

    @act(
        "公休日预约",
        NEW,
        State.ASKED,
        by=[SYSTEM, *ATTENDANTS],
        form=RestDayForm,
        events=["asked"],
        clauses="WS04-4.4-1",
    )
    def ask(self, do):
        self.named(do)
        self.on, self.need, self.reason = (do.data[name] for name in ("on", "need", "reason"))
        self.departments = sorted(one.pk for one in do.data["departments"])
        do.label(str(self))

    @act(
        "报请统筹",
        State.ASKED,
        None,
        by=[Role.WINDOW_CLERK, Role.FIRST_REPRESENTATIVE, OFFICE],
        form=InvolveForm,
        clauses="WS04-4.4-2",
    )
    def involve(self, do):
        """The handling department tells the hall office that others are needed."""
        self.departments = sorted({*self.departments, *(one.pk for one in do.data["departments"])})

    @act("安排人员", [State.ASKED, State.CONFIRMED], None, by=OFFICE, form=AssignForm, clauses="WS04-4.4-2")
    def assign(self, do):
        self.people = self.people | {str(do.data["department"].pk): do.data["person"].pk}

    @act(
        "确认预约",
        State.ASKED,
        State.CONFIRMED,
        by=OFFICE,
        guards=[each_department_has_somebody],
        clauses="WS04-4.4-1 WS04-4.4-2",
    )
    def confirm(self, do):
        """Agreed: the visitor is expected on that day."""

    @act(
        "不能安排",
        State.ASKED,
        State.DECLINED,
        by=OFFICE,
        form=DeclineForm,
        events=["declined"],
    )
    def decline(self, do):
        self.answer = do.data["reason"]

    @act(
        "到场办理",
        State.CONFIRMED,
        State.SERVED,
        by=ATTENDANTS,
        guards=[its_day_has_come],
        events=["arrived"],
        clauses="WS04-4.4-1",
    )
    def check_in(self, do):
        """On a rest day nobody queues: those named serve the visitor at once."""

    @act(
        "取消预约",
        [State.ASKED, State.CONFIRMED],
        State.CANCELLED,
        by=[SYSTEM, *ATTENDANTS],
        form=CancelForm,
        events=["cancelled"],
    )
    def cancel(self, do):
        """Not needed any more."""

    @act("预约未到", [State.ASKED, State.CONFIRMED], State.MISSED, by=SYSTEM, hidden=True, events=["missed"])
    def miss(self, do):
        """The day is over."""
