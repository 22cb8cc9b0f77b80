"""Only re-exports: Django finds the models of this floor here."""

from .archive import ArchiveFile, ArchiveReading
from .assistance import Assistance
from .bars import ApplicationBar
from .case import Case
from .charge import Charge
from .delivery import Delivery
from .errand import Errand
from .extension import Extension
from .filing import Filing
from .handover import Handover
from .licences.certificate import Certificate
from .licences.licence import Licence
from .mail_address import MailAddress
from .mail_sample import MailSample, SampledLetter
from .mailing import Mailing
from .materials import MaterialCheck, ToldDefect
from .meeting import JointMeeting
from .opinion import Opinion
from .procedure import SpecialProcedure
from .reassignment import Reassignment
from .shared import SharedData

__all__ = [
    "ApplicationBar",
    "ArchiveFile",
    "ArchiveReading",
    "Assistance",
    "Case",
    "Certificate",
    "Charge",
    "Delivery",
    "Errand",
    "Extension",
    "Filing",
    "Handover",
    "JointMeeting",
    "Licence",
    "MailAddress",
    "MailSample",
    "Mailing",
    "MaterialCheck",
    "Opinion",
    "Reassignment",
    "SampledLetter",
    "SharedData",
    "SpecialProcedure",
    "ToldDefect",
]
