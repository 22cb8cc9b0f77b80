"""All models of the supervision floor."""

from .accountability.sanction import Sanction
from .appeals.appeal import Appeal
from .circulars.circular import Circular
from .circulars.copy import CircularCopy
from .clauses.figures import ClauseFigure
from .commendation.contest import Contest, Nomination
from .discipline.referral import Referral
from .incidents.defect import Defect
from .incidents.incident import Incident
from .lights.explanation import Explanation
from .oversight.check import Check
from .oversight.guidance import Guidance
from .oversight.meeting import JointMeeting
from .oversight.oversight import Oversight
from .oversight.social import SocialReport, SocialSupervisor
from .patrols.finding import Finding
from .patrols.patrol import Patrol
from .reports.fact import CaseFact, DayFigure, Mark

__all__ = [
    "Appeal",
    "CaseFact",
    "Check",
    "Circular",
    "CircularCopy",
    "ClauseFigure",
    "Contest",
    "DayFigure",
    "Defect",
    "Explanation",
    "Finding",
    "Guidance",
    "Incident",
    "JointMeeting",
    "Mark",
    "Nomination",
    "Oversight",
    "Patrol",
    "Referral",
    "Sanction",
    "SocialReport",
    "SocialSupervisor",
]
