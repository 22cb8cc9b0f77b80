"""Only re-exports: Django finds the models of the complaints' floor here."""

from complaints.complaint.complaint import Complaint
from complaints.complaint.evidence import Evidence
from complaints.complaint.statement import Statement
from complaints.complaint.transfer import Transfer
from complaints.enquiries.consultation import Consultation
from complaints.enquiries.enquiry import Enquiry
from complaints.enquiries.referral import Referral
from complaints.lost_property.item import LostItem
from complaints.lost_property.loss import LossReport
from complaints.ratings.invitation import Invitation
from complaints.ratings.rating import Rating
from complaints.ratings.taking_over import RatingImport
from complaints.rectification.rectification import Rectification

__all__ = [
    "Complaint",
    "Consultation",
    "Enquiry",
    "Evidence",
    "Invitation",
    "LossReport",
    "LostItem",
    "Rating",
    "RatingImport",
    "Rectification",
    "Referral",
    "Statement",
    "Transfer",
]
