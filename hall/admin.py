"""Django finds the ground floor's admin pages here; each part keeps its own."""

import hall.applicants.admin
import hall.calendar.admin
import hall.places.admin
import hall.rulebook.admin
import hall.web.accounts
import hall.web.records  # noqa: F401
