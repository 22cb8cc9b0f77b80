"""Only re-exports: Django finds the models of the complaints' floor here."""

from complaints.ratings.invitation import Invitation
from complaints.ratings.rating import Rating
from complaints.ratings.taking_over import RatingImport
from complaints.rectification.rectification import Rectification

__all__ = ["Invitation", "Rating", "RatingImport", "Rectification"]
