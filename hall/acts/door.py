"""The door: every change of every workflow object passes through :func:`perform`.

One transaction; shared rows in one order, then the root dossier, then the rest; the number of a paper last.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.db.models.functions import Now

from hall import legal_time
from hall.clocks import engine
from hall.failures import LegalFailure
from hall.papers import issuing
from hall.people.authority import Authority
from hall.timeline.dossier import Dossier
from hall.timeline.entry import Entry, append, move_head
from hall.timeline.logs import log_dossier

from .act import SYSTEM, Act
from .changes import changes, snapshot
from .deed import Deed
from .form import ActForm
from .offers import objections_now
from .refusals import Busy, Impossible, Invalid, NotAllowed, Objected, Refused, Stale, WrongState
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


def perform(
    target: Workflow | type[Workflow],
    name: str,
    data: Any = None,
    *,
    by: Any,
    place: Any = None,
    seen: int | None = None,
    files: Any = None,
    token: str | None = None,
    wait: bool = True,
    **scope: Any,
) -> Any:
    """Do one act, with all its effects, or nothing at all; return the object afterwards.

    ``target`` is an object, or a workflow class for an act that creates (then ``hall``, ``department`` or ``parent``
    say where it belongs). ``by`` is a user or ``SYSTEM``; ``seen`` the version of the page the act was asked from;
    ``token`` makes a creating form count once; ``wait=False`` gives way (Busy) where the lock is held.
    Raises a :class:`Refused`; the attempts that matter are written to the timeline in their own transaction.
    """
    act = _declared(target, name)
    deed = Deed(
        act, None, legal_time.now(), hall=scope.get("hall"), place=place, by=None if by is SYSTEM else by
    )
    try:
        with transaction.atomic(durable=True):
            deed.obj = _lock(target, act, deed, Scope(**scope), token, wait)
            if seen is not None and seen != deed.obj.dossier.version:
                raise Stale("页面打开之后此件已有新的办理，请核对最新情况后再办。刚才的操作没有执行。")
            _carry_out(deed, data, files, system=by is SYSTEM)
            if deed.consequences:
                deed.obj.refresh_from_db()
    except Refused as refusal:
        if refusal.recorded:
            _record_refusal(target, deed, refusal)
        raise
    except LegalFailure as failure:
        _keep_visible(target, failure)
        raise Impossible(str(failure)) from failure
    except IntegrityError as error:
        if token and "token" in str(error):
            raise Stale("该表单已经提交过，没有重复办理；请在列表中查看。") from error
        raise
    except OperationalError as error:
        raise Busy("此件正在被他人办理或者数据库繁忙，刚才的操作没有执行，请稍候再试。") from error
    return deed.obj


def _declared(target, name: str) -> Act:
    act = target.acts().get(name)
    if act is None:
        raise WrongState(f"{target._meta.verbose_name}没有“{name}”这一行为。")
    return act


def _lock(target, act: Act, deed: Deed, scope: Scope, token, wait: bool):
    """Lock shared rows, then the root dossier, and read the object under the lock."""
    if isinstance(target, Workflow):
        target = type(target)._base_manager.select_related("dossier").get(pk=target.pk)
        deed.obj, deed.hall = target, target.dossier.hall
        deed.department = target.dossier.department
    else:
        _settle(deed, scope)
        deed.obj = scope.open(target)
    shared = sorted(act.locks(deed.obj, deed) if act.locks else (), key=lambda row: (row._meta.label, row.pk))
    for row in shared:
        _lock_row(Dossier, row.dossier.lock_id, wait) if isinstance(row, Workflow) else _lock_row(
            type(row), row.pk, wait
        )
    if isinstance(target, Workflow):
        _lock_row(Dossier, target.dossier.lock_id, wait)
        fresh = type(target)._base_manager.annotate(recorded_now=Now())
        fresh = fresh.select_related("dossier__hall", "dossier__department", "dossier__parent").get(
            pk=target.pk
        )
        deed.recorded_at = fresh.recorded_now
        return fresh
    return _open_dossier(deed, scope, token, wait)


def _settle(deed: Deed, scope: Scope) -> None:
    """Fill in where a new object belongs from its parent, its place, or what was said."""
    parent = scope.parent.dossier if isinstance(scope.parent, Workflow) else scope.parent
    deed.parent = scope.parent
    deed.hall = scope.hall or (parent.hall if parent else deed.place.hall if deed.place else None)
    deed.department = scope.department or (parent.department if parent else None)
    if deed.hall is None:
        raise NotAllowed("没有说明在哪个大厅办理：请先登录到窗口或选择大厅。")


def _open_dossier(deed: Deed, scope: Scope, token, wait: bool):
    obj = deed.obj
    parent = obj_parent = None
    if scope.parent is not None:
        parent = scope.parent.dossier if isinstance(scope.parent, Workflow) else scope.parent
        _lock_row(Dossier, parent.lock_id, wait)
        obj_parent = Dossier.objects.get(pk=parent.pk)
    obj.dossier = Dossier.objects.create(
        kind=obj.kind(),
        hall=deed.hall,
        department=deed.department,
        parent=obj_parent,
        root_id=parent.lock_id if parent else None,
        token=token or None,
    )
    deed.recorded_at = obj.dossier.opened_at
    return obj


def _lock_row(model, pk, wait: bool) -> None:
    # FOR NO KEY UPDATE: inserts that merely point at the row are not held up.
    list(model.objects.select_for_update(no_key=True, nowait=not wait).filter(pk=pk).values_list("pk"))


def _carry_out(deed: Deed, data, files, *, system: bool) -> None:
    """Grant, form, objections, transition, clocks, papers, entry, object, head – then what follows from it."""
    act, obj = deed.act, deed.obj
    if not act.starts_from(obj.state):
        raise WrongState(f"当前状态是“{obj.get_state_display()}”，不能办理“{act.title}”。")
    _authorize(deed, system)
    form = _bind(deed, data, files)
    objections = objections_now(obj, act, deed)
    if any(one.forbids for one in objections):
        raise NotAllowed("；".join(one.reason for one in objections), objections)
    if objections:
        raise Objected(objections)

    before, state_from = snapshot(obj), obj.state
    deed.is_open = True
    getattr(obj, act.name)(deed)
    deed.is_open = False
    for event in act.events:
        deed.happened(event)
    engine.react(deed)
    papers = issuing.draw(deed)

    entry = append(
        obj.dossier,
        kind=Entry.Kind.ACT,
        act=act.name,
        title=act.title,
        by=deed.by,
        role=deed.role,
        place=deed.place,
        legal_at=deed.at,
        recorded_at=deed.recorded_at,
        state_from=state_from,
        state_to=obj.state,
        clauses=list(act.clauses),
        facts=_facts(deed, form, before, papers),
    )
    _save(obj)
    engine.store(deed, entry)
    issuing.store(deed, papers, entry)
    for make in deed.additions:
        make(entry).save()
    move_head(obj.dossier, entry)
    for target, name, more, scope in deed.consequences:
        _then(deed, target, name, more, scope)


def _authorize(deed: Deed, system: bool) -> None:
    """The grant that allows the act; the system acts only where SYSTEM is named."""
    act, roles = deed.act, deed.obj.roles_for(deed.act)
    if system:
        if SYSTEM not in roles:
            raise NotAllowed(f"“{act.title}”不能由系统自动办理。")
        deed.role = SYSTEM
        return
    if act.at_window and (deed.place is None or not deed.place.in_hall):
        raise NotAllowed(f"“{act.title}”只能在大厅窗口办理：请先登录到窗口。")
    department = deed.obj.authorising_department(act, deed)
    grant = Authority(deed.by, deed.at).grant_for(
        roles,
        hall_id=deed.hall.pk,
        department_id=department.pk if department else None,
        place=deed.place,
    )
    if grant is None:
        who = "、".join(str(role.label) for role in roles if role != SYSTEM) or "系统"
        raise NotAllowed(f"“{act.title}”须由{who}办理，您在此处没有这项授权。")
    deed.grant, deed.role = grant, grant.role


def _bind(deed: Deed, data, files) -> ActForm | None:
    if deed.act.form is None:
        return None
    form = deed.act.form(data if data is not None else {}, files, do=deed)
    if not form.is_valid():
        raise Invalid(form)
    deed.form, deed.data = form, form.cleaned_data
    return form


def _facts(deed: Deed, form: ActForm | None, before: dict, papers: list) -> dict:
    """What the entry holds: input, field changes, clock effects, papers, notes – references, no personal data."""
    facts = {
        "input": form.record() if form else {},
        "changes": changes(deed.obj, before),
        "clocks": [change.as_json() for change in deed.clocks],
        "papers": [paper.as_json() for paper in papers],
        "waived": [{"guard": w.guard, "reason": w.reason} for w in deed.waived],
        **deed.notes,
    }
    return {key: value for key, value in facts.items() if value}


def _save(obj: Workflow) -> None:
    obj._door_open = True
    try:
        obj.save(force_insert=obj._state.adding)
    finally:
        obj._door_open = False


def _then(deed: Deed, target, name: str, data, scope: dict) -> None:
    """A consequence: done by the same person where they hold the right, else by the system where it may."""
    act = _declared(target, name)
    child = Deed(act, None, deed.at, hall=None, place=deed.place, by=deed.by)
    child.obj = _lock(target, act, child, Scope(**scope), None, True)
    system = SYSTEM in child.obj.roles_for(act)
    if system:
        child.by = deed.by
    _carry_out(child, data, None, system=system)


def _keep_visible(target, failure: LegalFailure) -> None:
    """An object the law's answer could not be given for stays in the list of what needs attention."""
    if isinstance(target, Workflow):
        with transaction.atomic(durable=True):
            _lock_row(Dossier, target.pk, True)
            Dossier.objects.filter(pk=target.pk).update(attention=str(failure))


def _record_refusal(target, deed: Deed, refusal: Refused) -> None:
    """Write the refused attempt: on the object's own dossier, or on the hall's log where nothing was created."""
    if deed.hall is None:
        return
    with transaction.atomic(durable=True):
        if isinstance(target, Workflow):
            lock_id = Dossier.objects.only("root_id").get(pk=target.pk).lock_id
            _lock_row(Dossier, lock_id, True)
            dossier = Dossier.objects.get(pk=target.pk)
        else:
            dossier = log_dossier("log.refused", deed.hall)
        entry = append(
            dossier,
            kind=Entry.Kind.REFUSED,
            act=deed.act.name,
            title=deed.act.title,
            by=deed.by,
            role=deed.role,
            place=deed.place,
            legal_at=deed.at,
            recorded_at=Dossier.objects.annotate(t=Now()).values_list("t", flat=True).get(pk=dossier.pk),
            clauses=sorted({clause for o in refusal.objections for clause in o.clauses}),
            facts={
                "on": deed.act.name if not isinstance(target, Workflow) else target.kind(),
                "refusal": type(refusal).__name__,
                "reasons": [o.reason for o in refusal.objections] or [refusal.message],
            },
        )
        move_head(dossier, entry)
