"""Enquiry (咨询): one question, and the first person who was asked. That person stays named until it is answered,
through whatever hands it goes (首问负责: WS01, AH-13.5d, DL-8.2, XA-14.2).
"""

from __future__ import annotations

from django.db import models
from django_fsm import RETURN_VALUE

from complaints.ratings.invitation import Unit, invite, new_code, number_in_hand, rated_by_visit
from hall.acts.act import NEW, SYSTEM, act
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.applicants.contact import Contact
from hall.people.roles import Role

from . import forms
from .clocks import CLOCKS
from .referral import Referral
from .states import POSTED, SAID, UNANSWERED, Channel, Outcome, State

NEXT = RETURN_VALUE(State.OPEN, State.REFERRED, State.ANSWERED)


@guard("WS04-4.1-1", forbids=True)
def in_own_hands(enquiry, do):
    """Answered by whoever has it now, or by the first who was asked; the hall office looks after what was left."""
    if do.role != Role.HALL_OFFICE and do.by not in (enquiry.handler, enquiry.first_asked):
        return f"该咨询现在由{enquiry.handler}答复，首问负责人是{enquiry.first_asked}。"
    return None


class Enquiry(Contact, Workflow):
    """What was asked, by which channel, who was asked first, who has it now, and what was said."""

    State, Channel, Outcome = State, Channel, Outcome
    clocks = CLOCKS
    private_fields = frozenset({"contact_name", "phone", "question", "answer"})
    final = frozenset({State.ANSWERED})
    read_along = ("first_asked", "handler", "matter")

    state = StateField(State)
    number = models.CharField("咨询编号", max_length=12, unique=True, default=new_code)
    channel = models.CharField("咨询方式", max_length=6, choices=Channel)
    question = models.TextField("咨询内容", blank=True)
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, verbose_name="事项", null=True, related_name="+"
    )
    place = models.ForeignKey("hall.Place", models.PROTECT, verbose_name="窗口", null=True, related_name="+")
    first_asked = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="首问负责人", null=True, related_name="+"
    )
    first_role = models.CharField("首问时的身份", max_length=30, choices=Role, blank=True)
    handler = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="现答复人", null=True, related_name="+"
    )
    handled_in = models.ForeignKey(
        "hall.Department", models.PROTECT, verbose_name="现答复部门", null=True, related_name="+"
    )
    asked_at = models.DateTimeField("咨询时间")
    missed_at = models.DateTimeField("未接来电时间", null=True)
    returned_at = models.DateTimeField("回拨时间", null=True)
    agreed_until = models.DateTimeField("约定答复时间", null=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    answer = models.TextField("答复", blank=True)
    outside_unit = models.CharField("所属单位", max_length=80, blank=True)
    outside_address = models.CharField("具体办事地点", max_length=200, blank=True)
    confirmed_at = models.DateTimeField("联系确认时间", null=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    shared_question = models.CharField("常见问题", max_length=300, blank=True)
    shared_answer = models.TextField("常见问题的答复", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "咨询"
        indexes = [
            models.Index(fields=["state", "asked_at"], name="enquiry_state_asked"),
            models.Index(fields=["first_asked", "state"], name="enquiry_first_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}咨询 {self.number}"

    def needs_contact(self, user) -> bool:
        """Whoever has to call back may read the number."""
        return self.state in UNANSWERED and user in (self.first_asked, self.handler)

    def authorising_department(self, act, do):
        """Where the question is now; the first who was asked keeps their own."""
        if self._state.adding or do.by == self.first_asked or self.state == State.ASKED:
            return do.department
        return self.handled_in

    @act(
        "登记咨询",
        NEW,
        NEXT,
        by=POSTED,
        form=forms.RecordForm,
        clauses="WS01-02 WS01-03 AH-13.5a AH-13.5d DL-8.2 XA-14.1 XA-14.2 WS04-4.1-1 WS05-2.1-1",
    )
    def record(self, do):
        self.channel = do.data["channel"]
        self._asked_first(do)
        if self.channel == Channel.DESK and do.place and rated_by_visit(do) and not number_in_hand(do):
            key = f"enquiry-{self.dossier.pk}"
            invite(do, key, Unit.VISIT, self.dossier, matter=do.data["matter"], served_by=do.by)
        return self._conversation(do)

    @act("登记未接来电", NEW, State.MISSED, by=POSTED, form=forms.MissedForm, clauses="WS01-05.2.1-3")
    def miss(self, do):
        """It waits among those to be called back until somebody has."""
        self.channel, self.phone, self.missed_at = Channel.PHONE, do.data["phone"], do.data["missed_at"]
        self._asked_first(do)

    @act(
        "回拨",
        State.MISSED,
        NEXT,
        by=POSTED,
        form=forms.CallBackForm,
        guards=[in_own_hands],
        clauses="WS01-05.2.1-3",
    )
    def call_back(self, do):
        """With an apology, and then as any other call."""
        self.returned_at = do.data["returned_at"]
        return self._conversation(do)

    @act(
        "网上咨询",
        NEW,
        State.ASKED,
        by=SYSTEM,
        form=forms.AskForm,
        clauses="AH-4.9c XA-14.1",
    )
    def ask(self, do):
        """By anybody, without login; the unit it goes to is the dossier's department, else the hall's desk."""
        self.channel, self.asked_at = Channel.WEB, do.at
        for name in ("question", "contact_name", "phone"):
            setattr(self, name, do.data[name])
        do.label(f"网上咨询 {self.number}")

    @act(
        "接答",
        State.ASKED,
        State.OPEN,
        by=POSTED,
        form=forms.TakeForm,
        events=["answer_agreed"],
        clauses="AH-4.9c XA-14.2 WS01-03",
    )
    def take(self, do):
        """Whoever takes a question from the net is the first who was asked."""
        self.agreed_until, asked_at = do.data["agreed_until"], self.asked_at
        self._asked_first(do)
        self.asked_at = asked_at

    @act(
        "答复、转引",
        State.OPEN,
        NEXT,
        by=POSTED,
        form=forms.AnswerForm,
        guards=[in_own_hands],
        clauses="WS04-4.1-1 WS01-05.2.2-2 WS01-05.1.1b AH-4.9c",
    )
    def conclude(self, do):
        if do.data["share"]:
            self.shared_question = do.data["shared_question"]
            self.shared_answer = do.data["shared_answer"]
        return self._outcome(do)

    @act("转由他人接答", State.REFERRED, State.OPEN, by=SYSTEM, form=forms.HandedForm, hidden=True)
    def pass_on(self, do):
        """Follows when somebody takes what was referred to them; the first who was asked stays the first."""
        self.handler, self.handled_in = do.data["handler"], do.data["department"]

    def _asked_first(self, do) -> None:
        self.first_asked = self.handler = do.by
        self.first_role, self.handled_in = do.role, do.department
        self.place, self.asked_at = do.place, do.at
        do.label(str(self))

    def _conversation(self, do) -> str:
        for name in ("question", "matter", "contact_name"):
            setattr(self, name, do.data[name])
        self.phone = do.data.get("phone") or self.phone
        return self._outcome(do)

    def _outcome(self, do) -> str:
        """What it came to; nothing said and nobody named leaves it with whoever was asked."""
        found, self.answer = do.data["outcome"], do.data["answer"] or self.answer
        if found == Outcome.LATER:
            self.agreed_until = do.data["agreed_until"]
            do.happened("answer_agreed")
        if found == Outcome.REFERRED:
            to = {"window": do.data["window"] and do.data["window"].pk, "person": do.data["person"]}
            to["person"] = to["person"] and to["person"].pk
            do.then(Referral, "send", to, parent=self, department=_unit_of(do))
            return State.REFERRED
        if found not in (*SAID, Outcome.OUTSIDE):
            return State.OPEN
        for name in ("outside_unit", "outside_address", "confirmed_at"):
            setattr(self, name, do.data[name])
        self.outcome, self.answered_at = found, do.at
        do.happened("enquiry_answered")
        return State.ANSWERED


def _unit_of(do):
    """The department of the window or the colleague it was referred to; the question's own where they have none."""
    from hall.models import Grant
    from windows.models import Window

    if place := do.data["window"]:
        window = Window.objects.open().select_related("dossier__department").get(place=place)
        return window.dossier.department or do.department
    grants = Grant.objects.in_force(do.at).filter(
        hall=do.hall, user=do.data["person"], role__in=[str(role) for role in POSTED]
    )
    grant = grants.select_related("department").order_by("department").first()
    return (grant.department if grant else None) or do.department
