"""What the supervision floor adds to the shell: menu, start page, openings, pages."""

from __future__ import annotations

from supervision import desk_pages, patrol_pages, report_pages  # noqa: F401 – register themselves
