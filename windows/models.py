"""Only re-exports: Django finds the models of the windows here."""

from windows.closures.closure import Closure
from windows.seals.seal import Seal
from windows.seals.use import SealOwner, SealUse
from windows.seat import Seat
from windows.served import ServedMatter
from windows.window import Window

__all__ = ["Closure", "Seal", "SealOwner", "SealUse", "Seat", "ServedMatter", "Window"]
