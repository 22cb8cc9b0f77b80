"""Only re-exports: Django finds the models of the windows here."""

from windows.changes.change import WindowChange
from windows.closures.closure import Closure
from windows.mandate import Mandate
from windows.peaks.plan import PeakPlan
from windows.restarts.restart import Restart
from windows.seals.seal import Seal
from windows.seals.use import SealOwner, SealUse
from windows.seasons.plan import SeasonalPlan
from windows.seasons.row import Season
from windows.seat import Seat
from windows.served import ServedMatter
from windows.suspensions.briefing import Briefing
from windows.suspensions.suspension import Suspension
from windows.window import Window

__all__ = [
    "Briefing",
    "Closure",
    "Mandate",
    "PeakPlan",
    "Restart",
    "Seal",
    "SealOwner",
    "SealUse",
    "Season",
    "SeasonalPlan",
    "Seat",
    "ServedMatter",
    "Suspension",
    "Window",
    "WindowChange",
]
