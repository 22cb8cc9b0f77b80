"""Only re-exports: Django finds the models of this floor here."""

from .announcement import Announcement
from .archive import ArchiveFile, ArchiveReading
from .argument import Argument
from .assistance import Assistance
from .bars import ApplicationBar
from .case import Case
from .charge import Charge
from .deliberation import Deliberation
from .delivery import Delivery
from .doubt import Doubt
from .errand import Errand
from .extension import Extension
from .filing import Filing
from .filing_files import FilingFile
from .further_signing import FurtherSigning
from .handover import Handover
from .hearing import Hearing
from .incoming_mail import IncomingMail
from .licences.certificate import Certificate
from .licences.licence import Licence
from .mail_address import MailAddress
from .mail_sample import MailSample, SampledLetter
from .mailing import Mailing
from .materials import MaterialCheck, ToldDefect
from .meeting import JointMeeting
from .one_thing import OneThing
from .opinion import Opinion
from .outage import LateEntry, Outage, SlipSeries
from .party import Party
from .procedure import SpecialProcedure
from .push.record import PlatformRecord
from .reassignment import Reassignment
from .shared import SharedData
from .survey import Survey
from .suspicion import Suspicion

__all__ = [
    "Announcement",
    "ApplicationBar",
    "ArchiveFile",
    "ArchiveReading",
    "Argument",
    "Assistance",
    "Case",
    "Certificate",
    "Charge",
    "Deliberation",
    "Delivery",
    "Doubt",
    "Errand",
    "Extension",
    "Filing",
    "FilingFile",
    "FurtherSigning",
    "Handover",
    "Hearing",
    "IncomingMail",
    "JointMeeting",
    "LateEntry",
    "Licence",
    "MailAddress",
    "MailSample",
    "Mailing",
    "MaterialCheck",
    "OneThing",
    "Opinion",
    "Outage",
    "Party",
    "PlatformRecord",
    "Reassignment",
    "SampledLetter",
    "SharedData",
    "SlipSeries",
    "SpecialProcedure",
    "Survey",
    "Suspicion",
    "ToldDefect",
]
