"""Check (明察暗访): sampling, secret visit, meeting, reading of files – with its materials kept (WS14 九(一))."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.people.authority import NARROWED
from hall.people.roles import READS_HALL, Role
from hall.places.department import Department
from hall.timeline.dossier import Dossier
from hall.uploads import UploadField
from supervision.confidential import in_halls_of

from .oversight import OpenForm, Oversight

CHECKERS = (Role.HALL_OFFICE, Role.HALL_LEADER, Role.BUREAU, Role.SUPERVISOR)


class Method(models.TextChoices):
    SAMPLE = "sample", "抽查"
    SECRET = "secret", "暗访"
    MEETING = "meeting", "座谈会"
    FILES = "files", "查阅审批案卷"


class CheckForm(ActForm):
    method = forms.ChoiceField(label="方式", choices=Method.choices)
    on = forms.DateField(label="日期")
    content = forms.CharField(label="情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    material = UploadField(label="监督材料")

    def check_day(self, cleaned):
        if (on := cleaned.get("on")) and on > self.do.on:
            self.add_error("on", "日期不能晚于今天，请核对。")


class PublishForm(OpenForm):
    """To which department, and with what advice; only now it comes to know."""

    unit = forms.ModelChoiceField(None, label="被监督部门")
    field_order = ("unit",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Department.objects.filter(hall=self.do.hall, is_active=True)
        self.fields["unit"].queryset = units.prefetch_related("names")


class Check(Workflow):
    """Belongs to no department: nobody checked knows of it before it is published to them."""

    class State(models.TextChoices):
        RECORDED = "recorded", "已记录"
        PUBLISHED = "published", "已反馈"

    state = StateField(State)
    method = models.CharField("方式", max_length=10, choices=Method)
    on = models.DateField("日期")
    content = models.TextField("情况")
    material = models.FileField("监督材料", upload_to="checks/%Y/", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "明察暗访"

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}{self.get_method_display()}"

    @act("登记明察暗访", NEW, State.RECORDED, by=CHECKERS, form=CheckForm, clauses="WS14-09.1")
    def record(self, do):
        for name, value in do.data.items():
            setattr(self, name, value)
        do.label(str(self))

    @act(
        "反馈被监督部门",
        State.RECORDED,
        State.PUBLISHED,
        by=CHECKERS,
        form=PublishForm,
        clauses="WS14-09.1",
    )
    def publish(self, do):
        """By a piece of supervision below it, in the department's own dossier."""
        data = {name: getattr(value, "pk", value) for name, value in do.data.items()}
        do.then(Oversight, "open", data, parent=self, department=do.data["unit"])


@duty("WS14-09.1", off=lambda authority, prefix: models.Q())
def seen_checks(authority, prefix: str) -> models.Q:
    """Whoever answers for the hall; a department only what was published to it."""
    own = [grant.department_id for grant in authority.grants if grant.department_id]
    told = Dossier.objects.filter(department__in=own, parent__isnull=False).values("parent")
    return in_halls_of(authority, prefix, *READS_HALL) | models.Q(**{f"{prefix}pk__in": told})


NARROWED["supervision.check"] = lambda authority, prefix: seen_checks(authority, prefix)
