"""Whose grants count for what is the centre's own."""

from __future__ import annotations

from windows.seating import seconded_from


class Reach:
    """In the lines of the centre people of the departments work by the grant they have (EL-2.3)."""

    def authorising_department(self, act, do):
        if do.department is None and do.by is not None:
            return seconded_from(do.by, do.hall.pk)
        return do.department
