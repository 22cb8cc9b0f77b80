"""Grant (授权): who may act in which role, for which hall, department and place, from when until when.

A grant is a workflow object itself: its timeline names the act that gave it and the act that took it back.
"""

from __future__ import annotations

from django import forms
from django.db import models
from django.db.models import Q

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty

from .roles import WATCHES_THE_OFFICE, Role
from .user import User


class GrantQuerySet(models.QuerySet):
    def in_force(self, at):
        """Grants given, not revoked, and within their own period at a legal instant."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gt=at), state=Grant.State.GIVEN, since__lte=at
        ).order_by("pk")

    def meeting(self, since, until):
        """Grants given, not revoked, and in force at some instant of a period (``until`` None: for ever)."""
        running = self.filter(Q(until__isnull=True) | Q(until__gt=since), state=Grant.State.GIVEN)
        return running.filter(since__lt=until) if until else running


# Higher floors say which roles one person may not hold together: ``(do, user, role, place, held) -> reason | None``,
# where ``held`` are the grants of this hall that the new one would meet.
CONFLICTS: list = []
APPOINTING = [Role.HALL_OFFICE, Role.BUREAU, SYSTEM]


def _appoints(do, role: str) -> bool:
    """Whether this person may give or take back the role: the office serves those who watch over it."""
    return do.role != Role.HALL_OFFICE or role not in WATCHES_THE_OFFICE


@guard("AH-4.b", forbids=True)
def not_over_its_watchers(grant, do):
    if not _appoints(do, grant.role):
        return f"大厅管理室不能收回“{grant.get_role_display()}”的授权，请由政务服务局办理。"


class GiveForm(ActForm):
    user = forms.ModelChoiceField(User.objects.filter(is_active=True), label="用户")
    role = forms.ChoiceField(choices=[c for c in Role.choices if c[0] != Role.SYSTEM], label="身份")
    place = forms.ModelChoiceField(None, label="限于地点", required=False)
    since = forms.DateTimeField(label="起始", required=False)
    until = forms.DateTimeField(label="截止", required=False)

    def __init__(self, *args, **kwargs):
        from hall.places.place import Place

        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.filter(hall=self.do.hall, is_active=True)

    @property
    def period(self) -> tuple:
        """From when until when; a grant without a beginning begins now."""
        return self.cleaned_data.get("since") or self.do.at, self.cleaned_data.get("until")

    def check_period(self, cleaned):
        since, until = self.period
        if until and until <= since:
            self.add_error("until", "截止时间应晚于起始时间，请重新填写。")

    @rule_of_form("AH-4.b")
    def check_appoints(self, cleaned):
        role = cleaned.get("role")
        if role and not _appoints(self.do, role):
            self.add_error("role", f"大厅管理室不能授予“{Role(role).label}”，请由政务服务局授权。")

    def check_department(self, cleaned):
        """A sub-hall is staffed by departments of its main hall."""
        department = self.do.department
        if department is not None and not department.hall.covers(self.do.hall):
            raise forms.ValidationError(f"“{department}”不是本大厅的部门，请在它所在的大厅授权。")

    def check_conflicts(self, cleaned):
        if not {"user", "role"} <= cleaned.keys():
            return
        user, role, place = cleaned["user"], cleaned["role"], cleaned.get("place")
        held = (
            Grant.objects.meeting(*self.period)
            .filter(user=user, hall=self.do.hall)
            .select_related("place", "department")
        )
        for conflict in CONFLICTS:
            if reason := conflict(self.do, user, role, place, held):
                self.add_error("role", reason)


class Grant(Workflow):
    """Time-boxed authority. ``department`` empty means every department of the hall; ``place`` empty, every place."""

    class State(models.TextChoices):
        GIVEN = "given", "有效"
        REVOKED = "revoked", "已收回"

    state = StateField(State)
    user = models.ForeignKey("hall.User", models.PROTECT, verbose_name="用户", related_name="grants")
    role = models.CharField("身份", max_length=30, choices=Role)
    hall = models.ForeignKey("hall.Hall", models.PROTECT, verbose_name="大厅", related_name="+")
    department = models.ForeignKey(
        "hall.Department", models.PROTECT, verbose_name="部门", null=True, blank=True, related_name="+"
    )
    place = models.ForeignKey(
        "hall.Place", models.PROTECT, verbose_name="地点", null=True, blank=True, related_name="+"
    )
    since = models.DateTimeField("起始")
    until = models.DateTimeField("截止", null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "授权"
        indexes = [models.Index(fields=["user", "state"], name="grant_user_state")]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    @duty("DL-4.1 AH-27.3 AH-28.4a", off=lambda grant, *reach: True)
    def covers(self, hall_id, department_id, place) -> bool:
        """Whether this grant reaches an object of that hall and department, worked on from that place."""
        return (
            self.hall_id == hall_id
            and self.department_id in (None, department_id)
            and (self.place_id is None or (place is not None and place.pk == self.place_id))
        )

    @act("授权", NEW, State.GIVEN, by=APPOINTING, form=GiveForm, clauses="AH-4.b")
    def give(self, do):
        self.user, self.role = do.data["user"], do.data["role"]
        self.hall, self.department, self.place = do.hall, do.department, do.data["place"]
        self.since, self.until = do.form.period
        do.label(f"{self.get_role_display()}授权")

    @act(
        "收回授权",
        State.GIVEN,
        State.REVOKED,
        by=APPOINTING,
        guards=[not_over_its_watchers],
        clauses="AH-4.b",
    )
    def revoke(self, do):
        self.until = do.at
