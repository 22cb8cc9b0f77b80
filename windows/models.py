"""Only re-exports: Django finds the models of the windows here."""

from windows.bulletins.bulletin import Bulletin, Reading
from windows.changes.change import WindowChange
from windows.closures.closure import Closure
from windows.facilities.fault import Fault
from windows.mandate import Mandate
from windows.peaks.plan import PeakPlan
from windows.queue.appointment import Appointment
from windows.queue.line import Line
from windows.queue.rest_day import RestDayService
from windows.queue.ticket import Ticket
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
    "Appointment",
    "Briefing",
    "Bulletin",
    "Closure",
    "Fault",
    "Line",
    "Mandate",
    "PeakPlan",
    "Reading",
    "RestDayService",
    "Restart",
    "Seal",
    "SealOwner",
    "SealUse",
    "Season",
    "SeasonalPlan",
    "Seat",
    "ServedMatter",
    "Suspension",
    "Ticket",
    "Window",
    "WindowChange",
]
