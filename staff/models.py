"""Only re-exports: Django finds the models of the staff floor here."""

from staff.postings.departure import Departure, ExitStep
from staff.postings.posting import Posting
from staff.postings.replacement import Replacement
from staff.postings.training import TrainingProof
from staff.task import Task

__all__ = ["Departure", "ExitStep", "Posting", "Replacement", "Task", "TrainingProof"]
