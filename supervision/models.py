"""All models of the supervision floor."""

from .appeals.appeal import Appeal
from .incidents.defect import Defect
from .incidents.incident import Incident
from .patrols.finding import Finding
from .patrols.patrol import Patrol

__all__ = ["Appeal", "Defect", "Finding", "Incident", "Patrol"]
