"""Only re-exports: Django finds the models of this floor here."""

from hall.acts.waiver import Waiver
from hall.applicants.agency import Agency
from hall.applicants.applicant import Applicant
from hall.calendar.arrangements import ArrangedDay, HolidayArrangement
from hall.clocks.ledger import ClockFiring, ClockLimit, ClockLine, ClockRun, Heartbeat
from hall.legal_time import LegalClock
from hall.outbox.message import Message
from hall.outbox.outgoing import Outgoing
from hall.papers.paper import Paper, PaperSeries
from hall.people.grant import Grant
from hall.people.user import User
from hall.places.department import Department, DepartmentName
from hall.places.hall import Hall
from hall.places.place import Place
from hall.places.remedies import DepartmentRemedy
from hall.policies.policy import Explanation, Policy
from hall.registers.register import RegisterRecord
from hall.rulebook.rows import PresetAdoption, RuleRow
from hall.timeline.anchor import Anchor, AnchoredHead
from hall.timeline.dossier import Dossier
from hall.timeline.entry import Entry

__all__ = [
    "Agency",
    "Anchor",
    "AnchoredHead",
    "Applicant",
    "ArrangedDay",
    "ClockFiring",
    "ClockLimit",
    "ClockLine",
    "ClockRun",
    "Department",
    "DepartmentName",
    "DepartmentRemedy",
    "Dossier",
    "Entry",
    "Explanation",
    "Grant",
    "Hall",
    "Heartbeat",
    "HolidayArrangement",
    "LegalClock",
    "Message",
    "Outgoing",
    "Paper",
    "PaperSeries",
    "Place",
    "Policy",
    "PresetAdoption",
    "RegisterRecord",
    "RuleRow",
    "User",
    "Waiver",
]
