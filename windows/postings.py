"""Where people of a department are posted: at its own windows, or at the centre's integrated ones."""

from __future__ import annotations

from hall.acts.guards import objects_to

from .window import Window


@objects_to("staff.posting", "assign", "WS04-4.6-4")
def own_or_integrated_window(posting, do):
    place = do.data.get("place")
    window = Window.objects.filter(place=place).select_related("dossier").first() if place else None
    owner = window.dossier.department_id if window else None
    if owner is not None and (do.department is None or owner != do.department.pk):
        return f"“{window}”是其他部门的窗口，请选择本部门的窗口或者综合窗口。"
    return None
