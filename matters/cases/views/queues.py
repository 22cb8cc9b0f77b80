"""The departments' queues: what a reviewer has before them, and what waits for the first representative."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall.people.roles import Role
from hall.web.entrance import staff_only
from matters.cases.case import Case
from matters.cases.further_signing import FurtherSigning
from matters.cases.green import green
from matters.cases.handover import Handover
from matters.cases.opinion import Opinion
from matters.cases.states import State
from matters.cases.worklists import (
    coordinated,
    handled_jointly,
    in_departments,
    renewals_to_watch,
    to_countersign,
    to_sign_elsewhere,
    to_sign_for,
    to_survey,
)
from staff.selectors import waiting_for
from windows.models import Seal
from windows.seals.kinds import Kind
from windows.seals.seal import GONE
from windows.selectors import seals_visible_to

from .rows import CaseList, shown


@staff_only
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """部门审批: hand-overs to sign for, cases under review, opinions other departments ask for."""
    if not request.authority.holds(Role.REVIEWER):
        raise PermissionDenied("审批队列由部门审批人员使用。")
    lists = [
        _to_sign_for(request),
        _renewals(request),
        _green(request),
        _in_state(request, "review", "审批中", State.REVIEWING),
        _to_survey(request),
        _to_countersign(request),
        _in_state(request, "decided", "已决定，待首席代表用印", State.DECIDED),
        _in_state(request, "sealed", "已用印，待送出件窗口", State.SEALED, "bring_to_window"),
        _in_state(request, "above", "已上报，待上级决定", State.SENT_UP),
    ]
    return render(request, "cases/queue.html", {"title": "部门审批", "lists": shown(request, lists)})


@staff_only
@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """首席代表: who keeps the seal, what waits for it, what waits for a decision, and what was given to do."""
    authority = request.authority
    if not authority.holds(Role.FIRST_REPRESENTATIVE):
        raise PermissionDenied("首席代表工作台由首席代表使用。")
    lists = [
        _in_state(request, "seal", "待用印", State.DECIDED, "seal"),
        _to_sign_for(request),
        _renewals(request),
        _in_state(request, "decide", "审批中，待决定", State.REVIEWING),
        _to_survey(request),
        _to_countersign(request),
        _in_state(request, "sealed", "已用印，待送出件窗口", State.SEALED, "bring_to_window"),
        _to_sign_elsewhere(request),
        CaseList(request, "joint", "联合办理（牵头和参加的）", handled_jointly(authority)),
        CaseList(request, "open", "本部门在办的承诺件、上报件", coordinated(authority)),
    ]
    context = {"title": "首席代表", "lists": shown(request, lists)}
    if "list" not in request.GET:
        context |= {"seals": _seals(request), "tasks": waiting_for(authority)}
    return render(request, "cases/first.html", context)


def _in_state(request: HttpRequest, key: str, title: str, state: State, act: str = "") -> CaseList:
    cases = in_departments(request.authority, state)
    return CaseList(request, key, title, cases, act=Case.acts().get(act))


def _renewals(request: HttpRequest) -> CaseList:
    cases = renewals_to_watch(request.authority)
    return CaseList(request, "renewals", "延续待决，原证件即将届满", cases)


def _green(request: HttpRequest) -> CaseList:
    """What goes first (AH-40.1)."""
    cases = green(in_departments(request.authority, *State))
    return CaseList(request, "green", "绿色通道，优先办理", cases)


def _to_sign_for(request: HttpRequest) -> CaseList:
    cases = to_sign_for(request.authority)
    return CaseList(request, "arriving", "窗口移交，待签收材料", cases, act=Handover.acts()["sign"])


def _to_survey(request: HttpRequest) -> CaseList:
    return CaseList(request, "surveys", "待踏勘、待形成踏勘笔录", to_survey(request.authority))


def _to_countersign(request: HttpRequest) -> CaseList:
    cases = to_countersign(request.authority)
    return CaseList(request, "opinions", "其他部门请本部门会签", cases, act=Opinion.acts()["give"])


def _to_sign_elsewhere(request: HttpRequest) -> CaseList:
    cases = to_sign_elsewhere(request.authority)
    return CaseList(request, "signing", "已送另处，待签署盖章", cases, act=FurtherSigning.acts()["sign"])


def _seals(request: HttpRequest) -> QuerySet[Seal]:
    """The approval seals the person may see: who keeps each, and who is to take it over."""
    seals = seals_visible_to(request.authority).filter(kind=Kind.APPROVAL).exclude(state__in=GONE)
    return seals.prefetch_related("dossier__department__names")
