"""What the calendar tells the floors above it."""

from django.dispatch import Signal

# Sent inside the publishing transaction, after the rows are written: calendar_for already answers anew.
#   sender   HolidayArrangement
#   hall     the hall whose area the document is for, None for the nation; halls below it are touched too
#   changed  frozenset of dates of which the calendar now speaks differently, also those that only became
#            certain (a new year published) or uncertain
# A receiver that raises undoes the publication; one that performs acts does so on commit, each in its own transaction.
calendar_changed = Signal()
