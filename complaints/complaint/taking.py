"""How a complaint comes in, and its sorting: invalid, somebody else's, a suggestion, a report – or accepted."""

from __future__ import annotations

from django_fsm import RETURN_VALUE

from hall.acts.act import NEW, SYSTEM, act
from hall.duty import duty
from hall.papers.paper import draw_number, new_code
from hall.people.roles import Role

from . import ending_forms, forms, handling_forms
from .evidence import keep
from .papers import FORM
from .states import LIVE, SORTING, Channel, Kind, State, Subject, Target

OFFICE, SUPERVISOR = Role.HALL_OFFICE, Role.SUPERVISOR
# Whoever the complaint was addressed to: the hall office, or the discipline commission's people.
HANDLERS = (OFFICE, SUPERVISOR)
WORDS = (
    *("kind", "addressee", "subject", "target", "target_text", "content", "wish", "confidential"),
    *("contact_name", "phone", "is_major"),
)
PARTICULARS = ("channel", "order_number", "platform", "platform_due", "book_page", "opened_on", "opened_by")
FIRST_STATES = RETURN_VALUE(State.RECEIVED, State.WANTING, State.SUGGESTION, State.PETITION)


@duty("WS06-2.6", off=lambda complaint, files: False)
def lacks_writing(complaint, files: list) -> bool:
    """A grave matter is accepted once something in writing lies before the office."""
    return complaint.is_major and not files


class TakingActs:
    """From the first word to the decision whether it is accepted."""

    @act(
        "网上投诉",
        NEW,
        FIRST_STATES,
        by=SYSTEM,
        form=forms.FileForm,
        hidden=True,
        clauses="WS06-1 XA-37.1 DL-3.6 AH-4.7a",
    )
    def file(self, do):
        """From the public page: nobody logs in, nobody has to say who they are."""
        self.channel, self.platform = Channel.WEB, "本网站"
        return self._take_down(do)

    @act(
        "登记投诉",
        NEW,
        FIRST_STATES,
        by=[OFFICE, Role.GUIDE, Role.WINDOW_CLERK, SUPERVISOR],
        form=forms.ReceiveForm,
        clauses="WS06-1 WS06-2.1 WS06-2.2-1 WS06-2.2-2 WS06-2.2-3 WS06-2.3-1 WS06-2.4 WS05-2.3-1 WS14-09.5 DL-3.7a",
    )
    def receive(self, do):
        """By whoever the visitor turned to; a guide tells the leader of the area (WS05)."""
        for name in PARTICULARS:
            setattr(self, name, do.data[name])
        self.is_urgent, self.registered_by = do.data["is_urgent"], do.by
        self.told_leader = do.data["area_leader"]
        self.told_at = do.at if self.told_leader else None
        if self.channel == Channel.HOTLINE:
            self.handler, self.assigned_at = do.data["area_leader"] or do.by, do.at
        twins = type(self).objects.filter(
            dossier__hall=do.hall, channel=Channel.BOOK, book_page=self.book_page
        )
        state = self._take_down(do)
        if self.channel == Channel.BOOK and twins.exists():
            self.dossier.attention = f"登记本第{self.book_page}页已经登记过投诉，请核对是否重复。"
        return state

    @act(
        "差评登记为投诉",
        NEW,
        State.RECEIVED,
        by=SYSTEM,
        form=forms.RatingForm,
        hidden=True,
        clauses="WS06-2.5 WS14-10-1",
    )
    def take_rating(self, do):
        """Where the rulebook makes a bad rating a complaint; it knows its window, its person, its case."""
        self.kind, self.channel, self.addressee = Kind.RATING, Channel.RATING, do.rule("complaint.to")[0]
        self.subject, self.content = Subject.QUALITY, do.data["content"]
        self.accused, self.target_text = do.data["accused"], do.data["target_text"]
        self.target_department, self.order_number = do.data["department"], do.data["order_number"]
        self.target = (
            Target.PERSON if self.accused else Target.UNIT if self.target_department else Target.HALL
        )
        self._number(do)

    @act(
        "登记疑似打击报复",
        NEW,
        State.RECEIVED,
        by=SYSTEM,
        form=ending_forms.NoteForm,
        hidden=True,
        clauses="WS06-4.2-2 WS06-4.4-3",
    )
    def raise_retaliation(self, do):
        """What a follow-up call brought to light is a grave matter of its own, for the leaders to see."""
        first = do.parent
        self.kind, self.channel, self.addressee = Kind.COMPLAINT, Channel.OFFICE, first.addressee
        self.subject, self.target = Subject.INTEGRITY, first.target
        self.target_department, self.accused = first.target_department, first.accused
        self.content, self.is_urgent, self.confidential = do.data["note"], True, True
        self._number(do)
        self.dossier.attention = "回访反映投诉人受到报复刁难，请中心领导过问。"

    def _take_down(self, do):
        for name in WORDS:
            setattr(self, name, do.data[name])
        self.target_department = do.data["department"]
        files = [do.data[name] for name in forms.FILES if do.data[name]]
        for file in files:
            keep(do, file)
        self._number(do)
        if lacks_writing(self, files):
            return State.WANTING
        if self.kind == Kind.SUGGESTION:
            do.happened("complaint_suggested")
            return State.SUGGESTION
        if self.kind == Kind.REPORT:
            do.happened("complaint_petitioned")
            return State.PETITION
        return State.RECEIVED

    def _number(self, do) -> None:
        serial = draw_number(f"hall:{do.hall.pk}", "complaint", do.on.year)
        self.number, self.query_code = f"TS{do.on.year}{serial:05}", new_code(8)
        self.received_at = do.at
        do.label(f"{self.get_kind_display()} {self.number}")
        do.happened("complaint_received")
        if self.platform_due:
            do.happened("complaint_ordered")

    @act(
        "收到书面材料",
        State.WANTING,
        State.RECEIVED,
        by=[*HANDLERS, SYSTEM],
        form=handling_forms.MaterialForm,
        clauses="WS06-2.6",
    )
    def supply(self, do):
        keep(do, do.data["file"])

    @act(
        "补充证据材料",
        [*LIVE[:3], *LIVE[4:]],
        None,
        by=[*HANDLERS, SYSTEM],
        form=handling_forms.MaterialForm,
        clauses="WS06-4.3-3",
    )
    def add_evidence(self, do):
        """A file that stands for another leaves the other where it is."""
        keep(do, do.data["file"], do.data["replaces"])

    @act(
        "受理投诉",
        [*SORTING],
        State.ACCEPTED,
        by=HANDLERS,
        form=handling_forms.AcceptForm,
        papers=[FORM],
        events=["complaint_sorted", "complaint_accepted"],
        clauses="WS06-3.1-1 WS06-3.1-2 AH-4.7a XA-37.3",
    )
    def accept(self, do):
        """On the ledger of its channel; the registration form is printed."""
        for name in ("subject", "target", "accused", "matter", "reason", "is_urgent"):
            setattr(self, name, do.data[name])
        self.target_department = do.data["department"]
        self.handler, self.accepted_at = do.by, do.at

    @act(
        "认定无效投诉",
        [State.WANTING, *SORTING],
        State.INVALID,
        by=HANDLERS,
        form=handling_forms.InvalidForm,
        events=["complaint_closed"],
        clauses="WS06-3.1.4",
    )
    def turn_down(self, do):
        """Not on the ledger and in no department's figures, but kept: the trace of it stays."""
        self.invalid_ground, self.note = do.data["ground"], do.data["note"]

    @act(
        "告知不属受理范围",
        [State.WANTING, *SORTING],
        State.ELSEWHERE,
        by=HANDLERS,
        form=handling_forms.ElsewhereForm,
        events=["complaint_closed"],
        clauses="WS06-3.1.3",
    )
    def send_elsewhere(self, do):
        self.body, self.body_contact = do.data["body"], do.data["contact"]
        self.answer_text, self.answered_at = do.data["explanation"], do.at

    @act(
        "按意见建议办理",
        [State.RECEIVED, State.PETITION],
        State.SUGGESTION,
        by=HANDLERS,
        events=["complaint_sorted"],
        clauses="WS06-3.1.5-2",
    )
    def take_as_suggestion(self, do):
        """It counts from when it came, not from when somebody saw what it was."""
        self.kind = Kind.SUGGESTION
        do.happened("complaint_suggested", at=self.received_at)

    @act(
        "按信访举报办理",
        [State.RECEIVED, State.SUGGESTION],
        State.PETITION,
        by=HANDLERS,
        events=["complaint_sorted"],
        clauses="WS09-3-4",
    )
    def take_as_petition(self, do):
        self.kind = Kind.REPORT
        do.happened("complaint_petitioned", at=self.received_at)

    @act(
        "未按期决定受理",
        [State.RECEIVED, State.WANTING, *SORTING[1:]],
        None,
        by=SYSTEM,
        hidden=True,
        clauses="WS06-4.2-1",
    )
    def miss_intake(self, do):
        """The day to decide is over."""
        self.dossier.attention = "投诉收到后未按期决定是否受理，请立即办理。"
