"""What this floor adds to the shell: each part says its own."""

from complaints.complaint import entries as complaint  # noqa: F401 – each registers itself
from complaints.enquiries import entries as enquiries  # noqa: F401 – each registers itself
from complaints.lost_property import entries as lost_property  # noqa: F401
from complaints.ratings import entries as ratings  # noqa: F401
from complaints.rectification import entries as rectification  # noqa: F401
