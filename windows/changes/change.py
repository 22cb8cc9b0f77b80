"""Window change (窗口变更): a department gets or gives up windows for good, on one form (WS13 二(一))."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django_fsm import RETURN_VALUE

from hall.acts.act import NEW, act
from hall.acts.workflow import StateField, Workflow
from hall.clocks.computation import long_date
from hall.duty import duty
from hall.people.roles import Role
from hall.places.place import Place
from matters.catalogue.matter import Matter
from windows import guards
from windows.forms import LISTING
from windows.served import ServedMatter
from windows.window import Window

from .forms import ChangeForm, Entered, EntryForm, FilingForm, Kind, OpinionForm, ReturnForm, WithdrawalForm
from .papers import FORM

FIRST = Role.FIRST_REPRESENTATIVE


class State(models.TextChoices):
    DRAFTED = "drafted", "拟写中"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已审核，待负责人签字"
    SIGNED = "signed", "已签字，待录入"
    IN_FORCE = "in_force", "已完成"
    WITHDRAWN = "withdrawn", "已撤回"


WRITTEN = ["kind", "reason", "begins_on", "ends_on", "equipment"]


@duty("WS13-2.1.2-2", off=lambda change: True)
def all_entered(change) -> bool:
    """Whether window data, screen, evaluator and queue machine all say the same."""
    return all(one in change.entered for one in Entered)


def _signer(verbose_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name=verbose_name, null=True, blank=True, related_name="+"
    )


class WindowChange(Workflow):
    """One form of one department. Nothing changes at the counters before the person in charge has signed."""

    State, Kind, Entered = State, Kind, Entered
    final = frozenset({State.IN_FORCE, State.WITHDRAWN})
    private_fields = frozenset({"scan"})

    state = StateField(State)
    kind = models.CharField("变更类别", max_length=8, choices=Kind)
    reason = models.TextField("变更原因")
    places = models.JSONField("窗口位置", default=list)
    begins_on = models.DateField("起始日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    matters = models.JSONField("窗口办理业务内容", default=list)
    equipment = models.CharField("自带（撤离）设施设备", max_length=300)
    scan = models.FileField("盖章的登记备案表", upload_to="changes/%Y/", max_length=200, blank=True)
    filed_by, filed_at = _signer("申请签字人"), models.DateTimeField("提出时间", null=True, blank=True)
    opinion = models.CharField("大厅管理室意见", max_length=200, blank=True)
    reviewed_by, reviewed_at = _signer("审核人"), models.DateTimeField("审核时间", null=True, blank=True)
    leader_opinion = models.CharField("有关负责人意见", max_length=200, blank=True)
    signed_by, signed_at = _signer("有关负责人"), models.DateTimeField("签字时间", null=True, blank=True)
    entered = models.JSONField("录入调整", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "窗口变更"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}窗口{len(self.places)}个（{long_date(self.begins_on)}起）"

    @property
    def days(self) -> str:
        """Since when, and until when where that is said."""
        until = f"至{long_date(self.ends_on)}" if self.ends_on else "起"
        return f"{long_date(self.begins_on)}{until}"

    @cached_property
    def changed_places(self) -> list[Place]:
        return list(Place.objects.filter(pk__in=self.places).order_by("code"))

    @cached_property
    def business(self) -> list[Matter]:
        """The matters of the new windows, or those the given-up ones list."""
        if self.kind == Kind.ADD:
            return list(Matter.objects.filter(pk__in=self.matters))
        listed = ServedMatter.objects.current().filter(window__place__in=self.places)
        return list(Matter.objects.filter(pk__in=listed.values("matter")))

    def standing_windows(self):
        """The windows that stand at the places now."""
        return Window.objects.filter(place__in=self.places).exclude(state=Window.State.RETIRED)

    @act(
        "拟写窗口变更",
        NEW,
        State.DRAFTED,
        by=FIRST,
        form=ChangeForm,
        guards=[guards.of_a_department],
        clauses="WS13-2.1-0 WS13-2.1.1-1",
    )
    def draft(self, do):
        self._write(do)

    @act("修改申请", [State.DRAFTED, State.RETURNED], None, by=FIRST, form=ChangeForm, clauses="WS13-2.1.1-1")
    def amend(self, do):
        self._write(do)

    @act(
        "报大厅管理室",
        [State.DRAFTED, State.RETURNED],
        State.SUBMITTED,
        by=FIRST,
        form=FilingForm,
        clauses="WS13-2.1.1-1",
    )
    def submit(self, do):
        self.scan, self.filed_by, self.filed_at = do.data["scan"], do.by, do.at
        self._issue(do, "重新报送，以新的登记备案表替换")

    @act(
        "审核同意",
        State.SUBMITTED,
        State.APPROVED,
        by=Role.HALL_OFFICE,
        form=OpinionForm,
        clauses="WS13-2.1.2-1",
    )
    def approve(self, do):
        self._review(do)

    @act(
        "退回",
        State.SUBMITTED,
        State.RETURNED,
        by=Role.HALL_OFFICE,
        form=ReturnForm,
        clauses="WS13-2.1.2-1",
    )
    def return_(self, do):
        """With the reason; the department may put it right and file it again."""
        self._review(do)

    @act(
        "负责人签字",
        State.APPROVED,
        State.SIGNED,
        by=Role.HALL_LEADER,
        form=OpinionForm,
        clauses="WS13-F1",
    )
    def sign(self, do):
        self.leader_opinion, self.signed_by, self.signed_at = do.data["opinion"], do.by, do.at
        self._issue(do, "意见和签字已经齐全，以完整的登记备案表替换")

    @act(
        "录入调整",
        State.SIGNED,
        RETURN_VALUE(State.SIGNED, State.IN_FORCE),
        by=Role.HALL_OFFICE,
        form=EntryForm,
        locks=lambda change, do: [do.hall, *change.standing_windows().select_related("dossier")],
        clauses="WS13-2.1.2-2",
    )
    def enter(self, do):
        """The task of the window data is the change itself; the change is in force when all four are done."""
        self.entered = self.entered | dict.fromkeys(do.data["tasks"], do.at.isoformat())
        if Entered.WINDOW in do.data["tasks"]:
            self._carry_out(do)
        return State.IN_FORCE if all_entered(self) else State.SIGNED

    @act(
        "撤回申请",
        [State.DRAFTED, State.SUBMITTED, State.RETURNED, State.APPROVED],
        State.WITHDRAWN,
        by=FIRST,
        form=WithdrawalForm,
    )
    def withdraw(self, do):
        """Nothing has been changed yet."""

    def _write(self, do) -> None:
        for name in WRITTEN:
            setattr(self, name, do.data[name])
        for name in ("places", "matters"):
            setattr(self, name, [one.pk for one in do.data[name]])
        do.label(str(self))

    def _review(self, do) -> None:
        self.opinion, self.reviewed_by, self.reviewed_at = do.data["opinion"], do.by, do.at

    def _issue(self, do, why: str) -> None:
        """The form as it now stands; an earlier one of the same file is void."""
        earlier = self.dossier.papers.filter(voided_at=None).first()
        if earlier is not None:
            earlier.voided_at, earlier.void_reason = do.at, why
            do.add(lambda entry: earlier)
        do.issue(FORM, replaces=earlier)

    def _carry_out(self, do) -> None:
        if self.kind == Kind.REDUCE:
            for window in self.standing_windows():
                do.then(window, "retire", {"reason": f"窗口变更：{self.reason}"[:200]})
            return
        for place in self.changed_places:
            data = {"place": place.pk, "seats": 1, "matters": self.matters if place.kind in LISTING else []}
            do.then(Window, "register", data, hall=do.hall, department=do.department)
