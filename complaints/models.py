"""Only re-exports: Django finds the models of the complaints' floor here."""

from complaints.rectification.rectification import Rectification

__all__ = ["Rectification"]
