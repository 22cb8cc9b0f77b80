"""What the page of one act shows: the form or a confirmation, or why it cannot be done now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from hall.acts.act import Act
from hall.acts.guards import Objection
from hall.acts.offers import Offer
from hall.acts.refusals import Invalid, Refused, WrongState
from hall.acts.workflow import Workflow
from hall.failures import LegalFailure

from .basis import Basis

FORBIDDEN, UNPROCESSABLE = 403, 422


@dataclass
class ActPage:
    """One act on one object, as the person who asks may see it. ``judge`` gives the offer when it is needed."""

    request: HttpRequest
    obj: Workflow
    act: Act
    back: str
    heading: str
    hidden: dict[str, Any]
    judge: Callable[[], Offer]
    form: Any = None
    status: int = 200
    message: str = ""
    reasons: list[dict[str, Any]] = field(default_factory=list)
    possible: bool = True
    question: Any = None

    def ask(self) -> HttpResponse:
        """The form to fill in – or, where the door would refuse anyway, every reason at once."""
        if not self.obj.knows(self.act):
            return self.refuse(
                WrongState(f"当前是“{self.obj.get_state_display()}”，不能办理“{self.act.title}”。")
            )
        offered = self.judge()
        if not offered.available:
            self.possible = False
            forbidden = offered.barred or any(one.forbids for one in offered.objections)
            self.status = FORBIDDEN if forbidden else UNPROCESSABLE
            self.reasons = [{"text": text} for text in offered.barred] + self._listed(offered.objections)
        elif self.act.form:
            self._draw(lambda: self.act.form(do=offered.do, initial=self.request.GET.dict()))
        return self.render()

    def refuse(self, refusal: Refused) -> HttpResponse:
        """The same page with the reasons, and with everything that was typed."""
        self.status = refusal.status
        if isinstance(refusal, Invalid):
            self.form, self.message = refusal.form, "填写的内容有误，请按提示改正后重新提交。"
            return self.render()
        self.reasons = self._listed(refusal.objections)
        self.message = "" if self.reasons else refusal.message
        self.possible = not isinstance(refusal, WrongState) and self.obj.knows(self.act)
        if self.possible and self.act.form:
            data, files = self.request.POST, self.request.FILES
            self._draw(lambda: self.act.form(data, files, do=self.judge().do))
        return self.render()

    def _draw(self, make: Callable) -> None:
        """A form may itself need what the rulebook or the calendar cannot answer."""
        try:
            self.form = make()
        except LegalFailure as failure:
            self.possible, self.status, self.message = False, UNPROCESSABLE, str(failure)

    def _listed(self, objections: Iterable[Objection]) -> list[dict[str, Any]]:
        basis = Basis(self.obj.dossier.hall)
        return [{"text": o.reason, "basis": basis(o.clauses), "waive": self._waive(o)} for o in objections]

    def _waive(self, objection: Objection) -> str:
        """Where a named superior sets this objection aside, for a person who is one."""
        if self.obj.dossier.pk is None or objection.waivable_by not in self.request.authority.roles:
            return ""
        query = urlencode({"act": self.act.name, "guard": objection.guard})
        return f"{reverse('act', args=[self.obj.dossier.pk, 'waive'])}?{query}"

    def render(self) -> HttpResponse:
        """The page as it now stands; a kind of act with a page of its own overrides this."""
        if self.form:
            _focus(self.form)
        template = "hall/parts/act_panel.html" if self.request.htmx else "hall/act.html"
        context = {"page": self, "basis": Basis(self.obj.dossier.hall)(self.act.clauses)}
        return render(self.request, template, context, status=self.status)


def _focus(form: Any) -> None:
    """The cursor waits in the first field that needs attention."""
    names = [field.name for field in form.visible_fields()]
    wrong = [name for name in names if form.is_bound and name in form.errors]
    if first := (wrong or names)[:1]:
        form.fields[first[0]].widget.attrs["autofocus"] = True
