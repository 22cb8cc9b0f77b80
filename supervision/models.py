"""All models of the supervision floor."""

from .accountability.sanction import Sanction
from .appeals.appeal import Appeal
from .circulars.circular import Circular
from .circulars.copy import CircularCopy
from .commendation.contest import Contest, Nomination
from .discipline.referral import Referral
from .incidents.defect import Defect
from .incidents.incident import Incident
from .patrols.finding import Finding
from .patrols.patrol import Patrol

__all__ = [
    "Appeal",
    "Circular",
    "CircularCopy",
    "Contest",
    "Defect",
    "Finding",
    "Incident",
    "Nomination",
    "Patrol",
    "Referral",
    "Sanction",
]
