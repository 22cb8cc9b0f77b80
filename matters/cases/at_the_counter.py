"""At the counter (前台综合受理): intake, the one-time notice, acceptance or not."""

from __future__ import annotations

from hall.acts.act import NEW, SYSTEM, act
from hall.papers.paper import new_code
from hall.people.roles import Role

from . import guards, papers
from .bars import BarGround, bar_applicant, not_barred
from .errand import file_open_errand
from .findings import keep_findings
from .forms.acceptance import AcceptForm
from .forms.checking import FirstCheckForm
from .forms.correction import CorrectionForm, RelistForm, SupplyForm
from .forms.intake import IntakeForm
from .forms.rejection import RejectionForm
from .forms.tolerance import ToleranceForm
from .materials import ToldDefect
from .notifying import notify
from .outage import slip_is_approved
from .rules import POST
from .states import BEFORE_ACCEPTANCE, Channel, RejectionGround, State
from .survey import Survey

CLERK = Role.WINDOW_CLERK


class CounterActs:
    """The acts of a case until it is accepted."""

    @act(
        "收件",
        NEW,
        State.RECEIVED,
        by=CLERK,
        at_window=True,
        form=IntakeForm,
        guards=[
            guards.matter_is_open,
            guards.window_takes_matter,
            guards.clerk_is_entrusted,
            slip_is_approved,
        ],
        papers=[papers.RECEIPT],
        clauses="AH-6 DL-2.2 DL-7.2 DL-9.1 EL-3.1a WS02-06-1 WS03-09-1 WS16-3.2-1",
    )
    def receive(self, do):
        self.number = f"{do.hall.region_code[:6]}{do.on:%Y%m%d}{self.dossier.pk:08d}"
        self.query_code = new_code(8)
        self.applicant = do.form.register_applicant()
        self.agency = do.form.register_agency(self.applicant)
        do.form.keep_business(self)
        self.summary, self.delivery_way = do.data["summary"], do.data["delivery_way"]
        self.notice_way = do.data["notice_way"]
        self.in_scope = do.data["in_scope"]
        self.owner = do.by
        self.window, self.received_by, self.received_at = do.place, do.by, do.at
        if self.filing_id:
            self.channel, self.received_at = Channel.ONLINE, self.filing.counts_from(do.at)
        if self.late_entry_id:
            self.received_at = self.late_entry.received_at
            do.then(self.late_entry, "use")
        do.happened("received", at=self.received_at)
        if self.delivery_way == POST:
            do.add(lambda entry: do.form.mail_to(self, entry))
        keep_findings(self, do)
        file_open_errand(do, self)
        do.label(f"{self.number} {self.matter}")

    @act(
        "重新核对材料",
        BEFORE_ACCEPTANCE,
        None,
        by=CLERK,
        at_window=True,
        form=FirstCheckForm,
        guards=[guards.clerk_is_entrusted, guards.nothing_told_yet],
        clauses="DL-9.1 WS02-06-1",
    )
    def recheck(self, do):
        self.in_scope = do.data["in_scope"]
        keep_findings(self, do)

    @act(
        "出具服务指南",
        BEFORE_ACCEPTANCE,
        None,
        by=CLERK,
        at_window=True,
        papers=[papers.GUIDE],
        clauses="WS02-02 WS02-03.1",
    )
    def give_guide(self, do):
        """Beside the one-time notice, the other written answer to an application: the complete guide."""

    @act(
        "受理",
        BEFORE_ACCEPTANCE,
        State.ACCEPTED,
        by=CLERK,
        at_window=True,
        form=AcceptForm,
        guards=[
            guards.clerk_is_entrusted,
            guards.in_scope,
            not_barred,
            guards.materials_ticked,
            guards.materials_complete,
            guards.has_a_limit,
        ],
        papers=[papers.ACCEPTANCE],
        clauses="AH-35.1 XA-16.1 XA-34.3 EL-3.1b WS02-08-2",
    )
    def accept(self, do):
        self._accepted(do, self.supplied_at or do.at)

    @act(
        "容缺受理",
        BEFORE_ACCEPTANCE,
        State.ACCEPTED,
        by=CLERK,
        at_window=True,
        form=ToleranceForm,
        guards=[
            guards.clerk_is_entrusted,
            guards.in_scope,
            not_barred,
            guards.materials_ticked,
            guards.only_tolerable_gaps,
            guards.has_a_limit,
        ],
        papers=[papers.TOLERANT],
        events=["tolerated"],
        clauses="XA-16.3a EL-3.1c",
    )
    def accept_tolerantly(self, do):
        self.tolerant_until = do.data["until"]
        self._accepted(do, do.at)

    @act(
        "视为受理",
        State.RECEIVED,
        State.ACCEPTED,
        by=SYSTEM,
        guards=[guards.in_scope, not_barred],
        papers=[papers.ACCEPTANCE],
        clauses="许可法32-1-4",
    )
    def deem_accepted(self, do):
        """Nobody told the applicant anything in time: accepted since the day the papers came in (行政许可法 32)."""
        self.deemed = True
        self.accepted_at = self.received_at
        do.happened("accepted", at=self.received_at)
        notify(do, self, "accepted")

    @act(
        "一次性告知补正",
        BEFORE_ACCEPTANCE,
        State.CORRECTING,
        by=CLERK,
        at_window=True,
        form=CorrectionForm,
        guards=[
            guards.clerk_is_entrusted,
            guards.in_scope,
            not_barred,
            guards.nothing_told_yet,
            guards.materials_ticked,
            guards.something_to_correct,
        ],
        papers=[papers.CORRECTION],
        events=["corrections_told"],
        clauses="AH-36.3 XA-16.2a EL-3.1e WS01-05.1.2b-1 WS03-06-1 WS04-1.3-2",
    )
    def tell_corrections(self, do):
        self._told(do, [row.material for row in self.checklist.defects])

    @act(
        "重列未补正材料",
        State.CORRECTING,
        None,
        by=CLERK,
        at_window=True,
        form=RelistForm,
        guards=[guards.clerk_is_entrusted, guards.second_notice_allowed, guards.told_items_still_open],
        papers=[papers.RELIST],
        clauses="AH-13.5e DL-8.3 WS01-05.1.2b-1",
    )
    def tell_again(self, do):
        """The same items once more. What a rulebook lets a reason add is shown to the supervisor."""
        if new := do.form.new_items(do.data):
            self._told(do, new)
            keep_findings(self, do)
            names = "、".join(material.name for material in new)
            self.dossier.attention = f"第二次告知增加了第一次没有列出的材料，请监督人员核查：{names}"

    @act(
        "收取补正材料",
        State.CORRECTING,
        None,
        by=CLERK,
        at_window=True,
        form=SupplyForm,
        guards=[guards.clerk_is_entrusted, guards.told_items_still_open],
        clauses="WS02-08-2 WS03-06-2",
    )
    def supply(self, do):
        keep_findings(self, do)
        if do.form.all_supplied():
            self.supplied_at = do.at
            do.happened("corrections_supplied")

    @act(
        "不予受理",
        BEFORE_ACCEPTANCE,
        State.NOT_ACCEPTED,
        by=CLERK,
        at_window=True,
        form=RejectionForm,
        guards=[guards.clerk_is_entrusted, guards.not_all_supplied],
        papers=[papers.REJECTION],
        events=["rejected"],
        clauses="AH-37.1 EL-4.1b WS03-08-2",
    )
    def reject(self, do):
        """不予受理, with grounds, basis and remedies on its own numbered paper."""
        self.rejection_ground, self.competent_organ = do.data["ground"], do.data["apply_to"]
        if self.rejection_ground == RejectionGround.FALSE_MATERIAL:
            bar_applicant(do, self.applicant, self.matter, BarGround.FALSE_MATERIAL)

    @act(
        "逾期未补正",
        State.CORRECTING,
        State.LAPSED,
        by=SYSTEM,
        guards=[guards.not_all_supplied, guards.told_in_time],
        papers=[papers.LAPSE],
        events=["lapsed"],
        clauses="XA-16.2b",
    )
    def lapse_corrections(self, do):
        """The applicant let the told deadline pass; the application ends on paper, and may be made anew."""

    def _accepted(self, do, at) -> None:
        self.accepted_at, self.accepted_by = at, do.by
        do.happened("accepted", at=at)
        notify(do, self, "accepted")
        if do.form.survey:
            do.then(Survey, "arrange", do.form.survey, parent=self)

    def _told(self, do, materials) -> None:
        for material in materials:
            do.add(lambda entry, m=material: ToldDefect(dossier=self.dossier, material=m, entry=entry))
