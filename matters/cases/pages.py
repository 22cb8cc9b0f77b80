"""What the cases add to the shell: menu, start page, the case's own page, and what is opened below a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from hall import legal_time
from hall.models import Department, Grant, User
from hall.people.roles import READS_HALL, Role
from hall.web import navigation, openings, pages, panels, verification
from hall.web.shell import working_hall
from matters.catalogue.models import Bundle

from . import hand_out_pages  # noqa: F401 – registers what follows the decision
from .licences.verification import look_up
from .rules import WAYS
from .states import FilingState, State
from .views import case_page, charges, helping, licences, platform
from .views import filings as filings_page
from .views.figures import MAY_READ as MAY_SEE_FIGURES
from .views.lights import LATE, MAY_READ
from .views.rows import case_rows
from .worklists import AtWindow, filings, in_departments, late, readable, to_countersign, to_sign_for

navigation.register("窗口工作台", "workbench", "工作台", roles=[Role.WINDOW_CLERK], order=10, key="g")
navigation.register("网上申请", "filings", "工作台", roles=[Role.WINDOW_CLERK], order=15, key="n")
navigation.register("部门审批", "review-queue", "工作台", roles=[Role.REVIEWER], order=20, key="r")
navigation.register("首席代表", "first-queue", "工作台", roles=[Role.FIRST_REPRESENTATIVE], order=30, key="y")
navigation.register("帮办代办", "assistance", "办件", roles=helping.MAY_READ, order=50)
navigation.register("收费台账", "takings", "办件", roles=charges.MAY_READ, order=40)
navigation.register("超期和临近", "overdue", "办件", roles=MAY_READ, order=20)
navigation.register("许可证件登记", "licences", "办件", roles=licences.MAY_READ, order=30)
navigation.register("办件统计", "figures", "办件", roles=MAY_SEE_FIGURES, order=60)
navigation.register("平台推送", "platform-records", "系统", roles=platform.MAY_READ, order=40)
navigation.register("限时办结情况", "limits", "监督", roles=READS_HALL, order=10)
navigation.register(
    "找事项、看指南",
    "public-search",
    "事项",
    public=True,
    order=5,
    about="按名称、拼音首字母、部门或者一件事查办事指南，可以网上办的直接申请",
)
navigation.register(
    "大厅导览",
    "public-directory",
    "窗口",
    public=True,
    order=25,
    about="各功能区、窗口、部门和电话，今天谁在岗",
)
navigation.register(
    "许可决定公开", "public-decisions", "事项", public=True, order=60, about="已经准予的许可和审批，免费查阅"
)
navigation.register(
    "政策公开", "public-policies", "事项", public=True, order=65, about="政务服务的政策措施和解读"
)
navigation.register("收费目录", "public-fees", "事项", public=True, order=70, about="收费项目、标准和依据")
navigation.register(
    "办理进度查询",
    "progress",
    "办件",
    public=True,
    order=90,
    about="凭收件凭证上的办件编号和查询码，查办到哪一步、还要多久",
)


def _todo(request: HttpRequest) -> dict[str, Any] | None:
    """How much waits in each queue of the person, with the way there."""
    authority, lines = request.authority, []
    if authority.holds(Role.WINDOW_CLERK) and request.place:
        at = AtWindow(authority, request.place)
        lines += [
            ("待答复申请人", at.open(), "workbench", "open"),
            ("待移交或者当场办结", at.accepted(), "workbench", "accepted"),
            ("结果待领取（全厅）", at.to_hand_out(), "workbench", "ready"),
        ]
    if authority.holds(Role.WINDOW_CLERK):
        lines += [
            ("网上申请待预审", filings(authority, FilingState.FILED), "filings", "filed"),
            ("网上申请待收件", filings(authority, FilingState.PASSED), "filings", "passed"),
        ]
    if authority.holds(Role.REVIEWER):
        lines += [
            ("待签收材料", to_sign_for(authority), "review-queue", "arriving"),
            ("审批中", in_departments(authority, State.REVIEWING), "review-queue", "review"),
        ]
    if authority.holds(Role.FIRST_REPRESENTATIVE):
        lines += [
            ("待用印", in_departments(authority, State.DECIDED), "first-queue", "seal"),
            ("审批中，待决定", in_departments(authority, State.REVIEWING), "first-queue", "decide"),
        ]
    if authority.holds(Role.REVIEWER, Role.FIRST_REPRESENTATIVE):
        view = "first-queue" if authority.holds(Role.FIRST_REPRESENTATIVE) else "review-queue"
        lines.append(("其他部门请会签", to_countersign(authority), view, "opinions"))
    lines = [(title, cases.count(), f"{reverse(view)}?list={key}") for title, cases, view, key in lines]
    return {"lines": lines} if lines else None


def _late(request: HttpRequest) -> dict[str, Any]:
    """How many open cases have passed which kind of limit."""
    lines = [(title, late(request.authority, kind).count(), kind) for kind, title in LATE.items()]
    return {"lines": [(title, n, f"{reverse('overdue')}?list={kind}") for title, n, kind in lines]}


panels.register(
    "待办",
    "cases/panels/todo.html",
    _todo,
    roles=[Role.WINDOW_CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
    order=5,
    wide=True,
)
panels.register("超期办件", "cases/panels/todo.html", _late, roles=READS_HALL, order=6, wide=True)


def _asked(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """The department whose opinion is asked for; whether it takes part, the act itself decides."""
    asked = request.GET.get("department", "")
    return {"department": get_object_or_404(Department, pk=asked if asked.isdecimal() else 0)}


class LeaverChoice(forms.Form):
    """Whose work is to be handed on: anybody with open work in the hall."""

    leaver = forms.ModelChoiceField(None, label="谁的工作要交接")

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        granted = Grant.objects.filter(hall=working_hall(request)).values("user")
        self.fields["leaver"].queryset = User.objects.filter(pk__in=granted).order_by("pk")


def _leaver(request: HttpRequest, parent: Any) -> dict[str, Any]:
    asked = request.GET.get("leaver", "")
    leaver = get_object_or_404(User, pk=asked) if asked.isdecimal() else None
    return {"hall": working_hall(request), "leaver": leaver}


openings.register("cases.reassignment", "reassign", _leaver, asks=LeaverChoice, menu=True)


class BundleChoice(forms.Form):
    """Which one thing is to be done."""

    bundle = forms.ModelChoiceField(None, label="办什么事")

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        self.fields["bundle"].queryset = Bundle.objects.offered(working_hall(request), legal_time.today())


def _bundle(request: HttpRequest, parent: Any) -> dict[str, Any]:
    asked, hall = request.GET.get("bundle", ""), working_hall(request)
    return {
        "hall": hall,
        "bundle": get_object_or_404(Bundle, pk=asked, hall=hall) if asked.isdecimal() else None,
    }


def _progress_of_all(request: HttpRequest, thing: Any) -> dict[str, Any]:
    """Every case of the one thing, with its light."""
    cases = readable(request.authority).filter(thing=thing.pk).order_by("pk")
    return {"rows": case_rows(list(cases))}


openings.register("cases.slipseries", "register", menu=True)
openings.register("cases.outage", "declare", menu=True)
openings.register("cases.lateentry", "propose", menu=True)
pages.register("cases.lateentry", template="cases/late_entry.html", related=("matter", "outage"))
openings.register("cases.onething", "take_in", _bundle, asks=BundleChoice, menu=True)
pages.register(
    "cases.onething",
    template="cases/one_thing.html",
    context=_progress_of_all,
    related=("bundle", "applicant", "received_by"),
    explain={"materials": case_page.verdicts_told},
)
openings.register("cases.assistance", "begin", menu=True)
openings.register("cases.errand", "entrust", menu=True)
openings.register("cases.charge", "ask", under="cases.case", listed=False)
openings.register("cases.filing", "file", filings_page.scope, asks=filings_page.MatterChoice, menu=True)
openings.register("cases.handover", "send", under="cases.case")
openings.register("cases.specialprocedure", "start", under="cases.case")
openings.register("cases.jointmeeting", "propose", under="cases.case")
openings.register("cases.extension", "ask", under="cases.case")
openings.register("hall.message", "tell", under="cases.case")
openings.register("cases.survey", "arrange", under="cases.case")
openings.register("cases.argument", "ask", under="cases.case")
openings.register("cases.doubt", "ask", under="cases.case")
openings.register("cases.suspicion", "suspect", under="cases.case")
openings.register("cases.deliberation", "convene", under="cases.case")
openings.register("cases.announcement", "publish", under="cases.case")
openings.register("cases.party", "register", under="cases.case")
openings.register("cases.hearing", "tell", under="cases.case")
openings.register("cases.hearing", "order", under="cases.case")
openings.register("cases.furthersigning", "arrive", under="cases.case")
openings.register("cases.opinion", "ask", _asked, under="cases.case", listed=False)

pages.register(
    "cases.case",
    template="cases/case.html",
    context=case_page.context,
    related=(
        "matter__department",
        "version__matter",
        "applicant",
        "agency__agent",
        "window",
        "received_by",
        "owner",
        "examiner",
    ),
    codes={"delivery_way": WAYS},
    explain={"materials": case_page.verdicts_told},
    usual=(
        "accept",
        "supply",
        "accept_tolerantly",
        "tell_corrections",
        "seal",
        "bring_to_window",
        "hand_out",
        "approve",
        "opine",
        "refuse",
        "archive",
        "fill_gaps",
        "reject",
        "tell_again",
        "recheck",
        "confirm_shared",
        "replace_shared",
        "transfer",
        "withdraw",
        "terminate",
    ),
)
navigation.register(
    "事项目录清单",
    "public-catalogue",
    "事项",
    public=True,
    order=88,
    about="全部事项和专项清单：最多跑一次、中介服务、容缺受理、证明事项、即办、收费",
)
navigation.register(
    "公示公告",
    "public-notices",
    "办件",
    public=True,
    order=91,
    about="审批决定之前的公示、公告，有异议的可以提出",
)
EXAMINED_BY = "survey argument doubt suspicion deliberation announcement party hearing"
ELSE = "charge handover specialprocedure opinion extension jointmeeting"
for kind in (*ELSE.split(), *EXAMINED_BY.split()):
    pages.register(f"cases.{kind}", related=("case__matter", "case__applicant"))

pages.register(
    "cases.filing",
    template="cases/filing.html",
    context=filings_page.page,
    related=("matter__department", "version__matter", "applicant", "agency__agent", "window", "received_by"),
    codes={"delivery_way": WAYS},
    explain={"materials": case_page.verdicts_told},
    usual=("take_in", "look_through", "pass_review", "tell_corrections", "supply", "not_ours", "withdraw"),
)
pages.register(
    "cases.licence",
    template="cases/licence.html",
    context=licences.context,
    related=("case__matter", "matter", "holder"),
    explain={"case": lambda number: None},  # the page lists the cases with their numbers
    usual=("stamp", "cancel", "withdraw", "revoke"),
)
verification.LOOKS.append(look_up)
