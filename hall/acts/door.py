"""The door: every change of every workflow object passes through :func:`perform`.

One transaction; shared rows in one order, then the root dossier, then the rest; the number of a paper last.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import IntegrityError, OperationalError, transaction

from hall import legal_time
from hall.clocks import book, engine
from hall.failures import LegalFailure
from hall.papers import issuing
from hall.people.authority import Authority
from hall.reading import reading
from hall.timeline.entry import Entry, append, move_head

from .act import SYSTEM, Act
from .attempts import keep_visible, record_refusal
from .changes import changes, snapshot
from .deed import Deed
from .follows import follow
from .form import ActForm
from .locking import Scope, lock, passing
from .offers import objections_now
from .refusals import Busy, Impossible, Invalid, NotAllowed, Objected, Refused, Stale, WrongState
from .workflow import Workflow

log = logging.getLogger(__name__)


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
        with reading(), transaction.atomic(durable=True):
            deed.obj = lock(target, act, deed, Scope(**scope), token, wait)
            if seen is not None and seen != deed.obj.dossier.version:
                raise Stale("页面打开之后此件已有新的办理，请核对最新情况后再办。刚才的操作没有执行。")
            _carry_out(deed, data, files, system=by is SYSTEM)
            if deed.came_back:
                deed.obj.refresh_from_db()
    except Refused as refusal:
        if refusal.recorded:
            record_refusal(target, deed, refusal)
        raise
    except LegalFailure as failure:
        keep_visible(target, failure)
        raise Impossible(str(failure)) from failure
    except IntegrityError as error:
        if token and "token" in str(error):
            raise Stale("该表单已经提交过，没有重复办理；请在列表中查看。") from error
        raise
    except OperationalError as error:
        if not passing(error):
            raise
        if wait:
            log.warning("busy: %s on %s: %s", name, target, error)
        raise Busy("此件正在被他人办理或者数据库繁忙，刚才的操作没有执行，请稍候再试。") from error
    deed.obj.forget_reads()
    return deed.obj


def _declared(target, name: str) -> Act:
    act = target.acts().get(name)
    if act is None:
        raise WrongState(f"{target._meta.verbose_name}没有“{name}”这一行为。")
    return act


def _carry_out(deed: Deed, data, files, *, system: bool) -> None:
    """Grant, form, objections, transition, clocks, papers, entry, object, head – then what follows from it."""
    act, obj = deed.act, deed.obj
    if not obj.knows(act):
        raise WrongState(f"当前状态是“{obj.get_state_display()}”，不能办理“{act.title}”。")
    _authorize(deed, system)
    form = _bind(deed, data, files)
    objections = objections_now(obj, act, deed)
    if any(one.forbids for one in objections):
        raise NotAllowed("；".join(one.reason for one in objections), objections)
    if objections:
        raise Objected(objections)

    before, state_from = snapshot(obj), obj.state
    obj.dossier.attention = ""  # what stood in the way is overcome, or will be found again
    deed.is_open = True
    getattr(obj, act.name)(deed)
    follow(deed)
    deed.is_open = False
    for event in act.events:
        deed.happened(event)
    engine.react(deed)
    papers = issuing.draw(deed)

    changed = changes(obj, before)
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
        facts=_facts(deed, form, changed, papers),
    )
    _save(obj, [*changed, "state"] if obj.state != state_from else list(changed))
    book.store(deed, entry)
    issuing.store(deed, papers, entry)
    for make in deed.additions:
        row = make(entry)
        row.save(force_insert=row._state.adding)  # else a row with a given key is first looked for
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
    if reason := act.wrong_place(deed.place, deed.hall.pk):
        raise NotAllowed(reason)
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


def _facts(deed: Deed, form: ActForm | None, changed: dict, papers: list) -> dict:
    """What the entry holds: input, field changes, clock effects, papers, notes – references, no personal data."""
    facts = {
        "input": form.record() if form else {},
        "changes": changed,
        "clocks": [change.as_json() for change in deed.clocks],
        "papers": [paper.as_json() for paper in papers],
        "waived": [{"guard": w.guard, "reason": w.reason} for w in deed.waived],
        **deed.notes,
    }
    return {key: value for key, value in facts.items() if value}


def _save(obj: Workflow, changed: list[str]) -> None:
    """Write a new object whole, of another what changed."""
    obj._door_open = True
    try:
        if obj._state.adding:
            obj.save(force_insert=True)
        elif changed:
            obj.save(update_fields=changed)
    finally:
        obj._door_open = False


def _then(deed: Deed, target, name: str, data, scope: dict) -> None:
    """A consequence: done by the system where it may, in the name of whoever caused it; else by right of their own."""
    act = _declared(target, name)
    child = Deed(act, None, deed.at, hall=None, place=deed.place, by=deed.by)
    child.obj = lock(target, act, child, Scope(**scope), held=deed.obj)
    system = SYSTEM in child.obj.roles_for(act)
    if system:
        child.by = deed.by
    _carry_out(child, data, None, system=system)
    # What merely opened something of its own left the object as it is.
    deed.came_back |= child.came_back or isinstance(target, Workflow)
