"""Contest (评优创先) and nomination: held at intervals, proposed by first representatives, decided by leaders."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from supervision.accountability.eligibility import barred
from supervision.patrols.people import under_patrol

OFFICE, LEADER, FIRST = Role.HALL_OFFICE, Role.HALL_LEADER, Role.FIRST_REPRESENTATIVE


class ContestForm(ActForm):
    title = forms.CharField(label="名称", max_length=100)
    first = forms.DateField(label="评比期间自")
    last = forms.DateField(label="评比期间至")
    criteria = forms.CharField(
        label="评比内容（办件质量、效率等）", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    public = forms.BooleanField(label="结果向社会公布", required=False)

    def check_period(self, cleaned):
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "期间的末日不能早于首日，请核对。")


class Contest(Workflow):
    """One round, with its candidates below it."""

    class State(models.TextChoices):
        OPEN = "open", "评比中"
        CLOSED = "closed", "已评定"

    state = StateField(State)
    title = models.CharField("名称", max_length=100)
    first = models.DateField("评比期间自")
    last = models.DateField("评比期间至")
    criteria = models.TextField("评比内容")
    public = models.BooleanField("结果向社会公布", default=False)
    closed_on = models.DateField("评定日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评优创先"

    def __str__(self) -> str:
        return self.title

    @act("开展评优创先", NEW, State.OPEN, by=[OFFICE, LEADER], form=ContestForm, clauses="DL-25.1")
    def begin(self, do):
        for name, value in do.data.items():
            setattr(self, name, value)
        do.label(self.title)

    @act("公布评定结果", State.OPEN, State.CLOSED, by=LEADER, clauses="DL-25.1")
    def close(self, do):
        self.closed_on = do.on


class NominationForm(ActForm):
    """A person, or without one the window of the department."""

    person = forms.ModelChoiceField(None, label="推荐人员", required=False, help_text="推荐窗口的不选。")
    ground = forms.CharField(label="推荐理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = under_patrol(self.do.hall, self.do.on, self.do.department)

    def check_eligible(self, cleaned):
        """The year's eligibility may be gone (WS04-4.6-5)."""
        contest = Contest.objects.get(dossier=self.do.obj.dossier.parent_id)
        year, person = contest.last.year, cleaned.get("person")
        unit = None if person else self.do.department
        if reason := barred(self.do.hall, year, person=person, department=unit):
            self.add_error("person", reason)


@guard("DL-25.1")
def contest_is_open(nomination, do):
    contest = Contest.objects.get(dossier=nomination.dossier.parent_id)
    return None if contest.state == Contest.State.OPEN else "本轮评比已经评定，不能再推荐或者评定。"


class Nomination(Workflow):
    """One candidate of a contest, of the department that recommends."""

    class State(models.TextChoices):
        NOMINATED = "nominated", "已推荐"
        AWARDED = "awarded", "获评"
        DECLINED = "declined", "未获评"

    state = StateField(State)
    person = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="推荐人员", null=True, blank=True, related_name="+"
    )
    ground = models.TextField("推荐理由")

    class Meta:
        verbose_name = verbose_name_plural = "评优推荐"

    def __str__(self) -> str:
        return f"{self.person or self.dossier.department or '中心窗口'}"

    @act(
        "推荐",
        NEW,
        State.NOMINATED,
        by=FIRST,
        form=NominationForm,
        guards=[contest_is_open],
        clauses="WS04-4.6-5",
    )
    def nominate(self, do):
        self.person, self.ground = do.data["person"], do.data["ground"]
        do.label(f"推荐{self}")

    @act("评定获评", State.NOMINATED, State.AWARDED, by=LEADER, guards=[contest_is_open], clauses="DL-25.1")
    def award(self, do):
        """One of the winners of the round."""

    @act("未获评", State.NOMINATED, State.DECLINED, by=LEADER, guards=[contest_is_open], clauses="DL-25.1")
    def pass_over(self, do):
        """Not this time."""
