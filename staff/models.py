"""Only re-exports: Django finds the models of the staff floor here."""

from staff.assessment.appraisal import Appraisal
from staff.attendance.duty_leader import LeaderDuty
from staff.attendance.punch import ClockImport, Punch
from staff.guides.absence import PostLeave, ShortAbsence
from staff.guides.handbook import Handbook
from staff.leaves.leave import Leave
from staff.postings.departure import Departure, ExitStep
from staff.postings.posting import Posting
from staff.postings.replacement import Replacement
from staff.postings.training import TrainingProof
from staff.task import Task
from staff.training.attendee import Attendee
from staff.training.course import Course

__all__ = [
    "Appraisal",
    "Attendee",
    "ClockImport",
    "Course",
    "Departure",
    "ExitStep",
    "Handbook",
    "LeaderDuty",
    "Leave",
    "PostLeave",
    "Posting",
    "Punch",
    "Replacement",
    "ShortAbsence",
    "Task",
    "TrainingProof",
]
