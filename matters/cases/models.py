"""Only re-exports: Django finds the models of this floor here."""

from .bars import ApplicationBar
from .case import Case
from .delivery import Delivery
from .extension import Extension
from .handover import Handover
from .mail_address import MailAddress
from .mail_sample import MailSample, SampledLetter
from .mailing import Mailing
from .materials import MaterialCheck, ToldDefect
from .opinion import Opinion
from .procedure import SpecialProcedure
from .reassignment import Reassignment
from .shared import SharedData

__all__ = [
    "ApplicationBar",
    "Case",
    "Delivery",
    "Extension",
    "Handover",
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
