"""Only re-exports: Django finds the models of the complaints' floor here."""

from complaints.complaint.complaint import Complaint
from complaints.complaint.evidence import Evidence
from complaints.complaint.statement import Statement
from complaints.complaint.transfer import Transfer
from complaints.ratings.invitation import Invitation
from complaints.ratings.rating import Rating
from complaints.ratings.taking_over import RatingImport
from complaints.rectification.rectification import Rectification

__all__ = [
    "Complaint",
    "Evidence",
    "Invitation",
    "Rating",
    "RatingImport",
    "Rectification",
    "Statement",
    "Transfer",
]
