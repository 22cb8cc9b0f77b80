"""What an act locks, in one order everywhere: shared rows, then dossiers; and where a new object belongs."""

from __future__ import annotations

import functools
from typing import Any

from django.db import OperationalError
from django.db.models.functions import Now

from hall.prepared import Prepared
from hall.timeline.dossier import Dossier

from .act import Act
from .deed import Deed
from .refusals import NotAllowed
from .workflow import Workflow


class Scope:
    """Where a new object belongs (a child belongs where its parent does), and the fields it is opened with."""

    def __init__(self, hall: Any = None, department: Any = None, parent: Any = None, **opening: Any):
        self.hall, self.department, self.parent, self.opening = hall, department, parent, opening

    def open(self, model: type[Workflow]) -> Workflow:
        """A new object with the fields its class lets the opener say; raises TypeError for any other."""
        if unknown := set(self.opening) - model.opening_fields:
            raise TypeError(f"{model.__name__} cannot be opened with {sorted(unknown)}")
        return model(**self.opening)


def lock(
    target: Workflow | type[Workflow],
    act: Act,
    deed: Deed,
    scope: Scope,
    token: str | None = None,
    wait: bool = True,
    held: Workflow | None = None,
) -> Workflow:
    """Lock all the act needs and return the object as it stands under the lock; a new one with a dossier opened.

    ``held`` is the object of the act this one follows from: its root is locked already, and it stands as it is now.

    Shared rows first, by table and key. Then root dossiers by number, the object's own among them: were it always
    last, two acts that share each other's objects would wait for each other for ever.
    """
    if isinstance(target, Workflow):
        if act.locks:  # they are named by the object as it stands, not as some page once saw it
            target = _read(target, deed)
        dossiers = {target.dossier.lock_id}  # which no act ever moves
    else:
        parent = _settle(deed, scope)
        deed.obj = scope.open(target)
        dossiers = {parent.lock_id} if parent else set()
    rows = set()
    for row in act.locks(deed.obj, deed) if act.locks else ():
        if isinstance(row, Workflow):
            dossiers.add(row.dossier.lock_id)
        else:
            rows.add((row._meta.label, row.pk, row._meta.model))  # a page hands in a lazy user
    for _, pk, model in sorted(rows):
        _lock_row(model, pk, wait)
    for pk in sorted(dossiers - {held.dossier.lock_id} if held else dossiers):
        _lock_row(Dossier, pk, wait)
    return _read(target, deed) if isinstance(target, Workflow) else _open(deed, parent, token, held)


def _settle(deed: Deed, scope: Scope) -> Dossier | None:
    """Fill in where a new object belongs from its parent, its place, or what was said; return the parent's dossier."""
    parent = scope.parent.dossier if isinstance(scope.parent, Workflow) else scope.parent
    deed.parent = scope.parent
    deed.hall = scope.hall or (parent.hall if parent else deed.place.hall if deed.place else None)
    deed.department = scope.department or (parent.department if parent else None)
    if deed.hall is None:
        raise NotAllowed("没有说明在哪个大厅办理：请先登录到窗口或选择大厅。")
    return parent


READ_ALONG = ("dossier__hall__parent", "dossier__department")


@functools.cache
def _whole(model: type[Workflow]) -> Prepared:
    """The question for an object of this kind with all that belongs to it, and what time it is."""
    rows = model._base_manager.select_related(*READ_ALONG, *model.read_along).annotate(recorded_now=Now())
    return Prepared(lambda pk: rows.filter(pk=pk))


def _read(target: Workflow, deed: Deed) -> Workflow:
    """The object as it stands, in one statement; the deed learns where it is and what time it is."""
    found = _whole(type(target))(target.pk)
    if not found:
        raise type(target).DoesNotExist
    deed.obj = fresh = found[0]
    deed.recorded_at = fresh.recorded_now
    deed.hall, deed.department = fresh.dossier.hall, fresh.dossier.department
    return fresh


def _open(deed: Deed, parent: Dossier | None, token: str | None, held: Workflow | None) -> Workflow:
    obj = deed.obj
    if held is not None and deed.parent is held:
        above = held.dossier
    elif isinstance(deed.parent, Workflow):  # the caller's copy was read before the lock
        deed.parent = type(deed.parent)._base_manager.select_related("dossier").get(pk=deed.parent.pk)
        above = deed.parent.dossier
    else:
        above = Dossier.objects.get(pk=parent.pk) if parent else None
    obj.dossier = Dossier.objects.create(
        kind=obj.dossier_kind(),
        hall=deed.hall,
        department=deed.department,
        parent=above,
        root_id=above.lock_id if above else None,
        token=token or None,
    )
    deed.recorded_at = obj.dossier.opened_at
    return obj


def _lock_row(model: type, pk: Any, wait: bool) -> None:
    # FOR NO KEY UPDATE: inserts that merely point at the row are not held up.
    list(model.objects.select_for_update(no_key=True, nowait=not wait).filter(pk=pk).values_list("pk"))


# PostgreSQL: lock not available, deadlock, serialisation failure, query cancelled; class 08 and 57P: connection lost.
PASSING = ("55P03", "40P01", "40001", "57014", "08", "57P")


def passing(error: OperationalError) -> bool:
    """Whether a database error will pass by itself: a held lock, a lost connection. Anything else is a fault."""
    code = getattr(error.__cause__, "pgcode", None)
    if code:
        return code.startswith(PASSING)
    text = str(error).lower()
    return any(word in text for word in ("locked", "busy", "connect", "server closed", "disk is full"))
