"""Only re-exports: Django finds the models of the staff floor here."""

from staff.task import Task

__all__ = ["Task"]
