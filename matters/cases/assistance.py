"""Assistance (咨询、导办、帮办、代办、协调): somebody is helped in the hall – by whom, where, from when until when.

A helper who goes along to the window (陪同) is back at the post once it is over (WS05 六).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django import forms
from django.db import models
from django.db.models import Count

from hall.acts.act import NEW, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.applicants.crypto import EncryptedText
from hall.duty import duty
from hall.models import Grant, User
from hall.people.roles import Role
from hall.places.place import Place

HELPERS = [Role.GUIDE, Role.AGENT, Role.WINDOW_CLERK, Role.HALL_OFFICE]


class Kind(models.TextChoices):
    ENQUIRY = "enquiry", "咨询"
    GUIDING = "guiding", "导办"
    HELP = "help", "帮办"
    AGENCY = "agency", "代办"
    COORDINATION = "coordination", "协调"


class Group(models.TextChoices):
    OLD = "old", "老人"
    DISABLED = "disabled", "残疾人"
    PREGNANT = "pregnant", "孕妇"
    OTHER = "other", "其他"


class OpenForm(ActForm):
    private = frozenset({"person"})

    kind = forms.ChoiceField(label="服务种类", choices=Kind.choices)
    group = forms.ChoiceField(label="服务对象", choices=Group.choices)
    person = forms.CharField(label="称呼", max_length=40, required=False, help_text="如“李大娘”，加密保存。")
    matter = forms.ModelChoiceField(None, label="办理事项", required=False)
    window = forms.ModelChoiceField(None, label="陪同到哪个窗口", required=False)
    case_number = forms.CharField(label="办件编号", max_length=30, required=False)

    def __init__(self, *args, **kwargs):
        from matters.catalogue.models import Matter

        super().__init__(*args, **kwargs)
        hall = self.do.hall
        self.fields["matter"].queryset = Matter.objects.filter(hall=hall, entered_on__isnull=False)
        self.fields["window"].queryset = Place.objects.filter(hall=hall, is_active=True)

    @rule_of_form("WS05-6.3")
    def check_window(self, cleaned):
        """Help goes with the person to a window; which one is written down."""
        if cleaned.get("kind") == Kind.HELP and cleaned.get("window") is None:
            self.add_error("window", "帮办须陪同到窗口，请选择窗口。")

    @rule_of_form("WS05-2.5")
    def check_matter(self, cleaned):
        if cleaned.get("kind") in (Kind.HELP, Kind.AGENCY) and cleaned.get("matter") is None:
            self.add_error("matter", "请选择帮办、代办的事项。")

    def check_case(self, cleaned):
        from .case import Case

        cleaned["case"], number = None, cleaned.get("case_number", "")
        if number:
            cleaned["case"] = Case.objects.filter(dossier__hall=self.do.hall, number=number).first()
            if cleaned["case"] is None:
                self.add_error("case_number", "没有这个编号的办件，请核对。")


class CloseForm(ActForm):
    outcome = forms.CharField(label="结果", max_length=200, help_text="如“已受理，送出大厅”。")


@guard("WS05-6.4", forbids=True)
def by_the_helper(assistance, do):
    """Who goes along also sees the person out; the hall office may close what was left open."""
    if do.role != Role.HALL_OFFICE and do.by != assistance.helper:
        return f"该项服务由{assistance.helper}提供，须由本人办结。"


class Assistance(Workflow):
    """One service to one person, with its beginning and its end."""

    Kind, Group = Kind, Group

    class State(models.TextChoices):
        OPEN = "open", "服务中"
        CLOSED = "closed", "已办结"

    private_fields = frozenset({"person"})

    state = StateField(State)
    kind = models.CharField("服务种类", max_length=12, choices=Kind)
    group = models.CharField("服务对象", max_length=10, choices=Group)
    person = EncryptedText("称呼", blank=True)
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, verbose_name="事项", null=True, blank=True, related_name="+"
    )
    case = models.ForeignKey(
        "cases.Case", models.PROTECT, verbose_name="办件", null=True, blank=True, related_name="assistances"
    )
    window = models.ForeignKey(
        "hall.Place", models.PROTECT, verbose_name="窗口", null=True, blank=True, related_name="+"
    )
    helper = models.ForeignKey("hall.User", models.PROTECT, verbose_name="服务人员", related_name="+")
    began_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    outcome = models.CharField("结果", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "咨询导办帮办代办"
        indexes = [models.Index(fields=["helper", "state"], name="assistance_helper_state")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.get_group_display()}）"

    @act(
        "登记服务",
        NEW,
        State.OPEN,
        by=HELPERS,
        form=OpenForm,
        clauses="AH-4.9a DL-3.3c WS05-2.5 WS05-6.3",
    )
    def begin(self, do):
        for name in ("kind", "group", "person", "matter", "window", "case"):
            setattr(self, name, do.data[name])
        self.helper, self.began_at = do.by, do.at
        do.label(str(self))

    @act(
        "办结服务",
        State.OPEN,
        State.CLOSED,
        by=HELPERS,
        form=CloseForm,
        guards=[by_the_helper],
        clauses="WS05-6.4 AH-4.9a",
    )
    def close(self, do):
        """Seen out; back to the post."""
        self.ended_at, self.outcome = do.at, do.data["outcome"]


def services(authority) -> models.QuerySet[Assistance]:
    """What a person may read of the services, the latest first."""
    mine = Assistance.objects.filter(authority.readable("dossier__"))
    return mine.select_related("helper", "matter", "window", "dossier__hall").order_by("-began_at", "-pk")


@duty("AH-4.9a DL-3.3c", off=lambda authority, day: {})
def by_kind(authority, day: dt.date) -> dict[str, int]:
    """How many services of each kind began on a local date, kinds without any included."""
    rows = services(authority).filter(began_at__date=day).order_by()
    counted = dict(rows.values_list("kind").annotate(Count("pk")))
    return {kind.label: counted.get(kind, 0) for kind in Kind}


@duty("WS05-2.5", off=lambda authority, month: Counter())
def by_group_and_helper(authority, month: dt.date) -> Counter:
    """The help and agency of a month: (group, helper) -> how often."""
    rows = services(authority).filter(
        kind__in=(Kind.HELP, Kind.AGENCY), began_at__year=month.year, began_at__month=month.month
    )
    return Counter((row.get_group_display(), row.helper.name) for row in rows)


@duty("WS05-6.4", off=lambda hall, at: [])
def board(hall, at: dt.datetime) -> list[tuple[User, Assistance | None]]:
    """Every guide of a hall with whom they accompany just now, or None: at the post (陪同中、在岗)."""
    grants = Grant.objects.in_force(at).filter(hall=hall, role=Role.GUIDE)
    guides = User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("pk")
    out = Assistance.objects.filter(helper__in=guides, state=Assistance.State.OPEN, window__isnull=False)
    along = {one.helper_id: one for one in out.select_related("window", "matter").order_by("pk")}
    return [(guide, along.get(guide.pk)) for guide in guides]
