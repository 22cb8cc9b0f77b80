"""Only re-exports: Django finds the models of this floor here."""

from hall.applicants.agency import Agency
from hall.applicants.applicant import Applicant
from hall.places.department import Department, DepartmentName
from hall.places.hall import Hall
from hall.places.place import Place
from hall.places.remedies import DepartmentRemedy

__all__ = ["Agency", "Applicant", "Department", "DepartmentName", "DepartmentRemedy", "Hall", "Place"]
