"""Only re-exports: Django finds the models of this floor here."""

from .bars import ApplicationBar
from .case import Case
from .extension import Extension
from .handover import Handover
from .materials import MaterialCheck, ToldDefect
from .opinion import Opinion
from .procedure import SpecialProcedure

__all__ = [
    "ApplicationBar",
    "Case",
    "Extension",
    "Handover",
    "MaterialCheck",
    "Opinion",
    "SpecialProcedure",
    "ToldDefect",
]
