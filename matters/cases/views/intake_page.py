"""The page of the intake: the act's own form, beside it the guide, below it the outlook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hall import legal_time
from hall.acts.deed import Deed
from hall.web.act_page import ActPage
from matters.cases.forms.correction import CorrectionForm
from windows.window import windows_for

from .guide import guide_of
from .outlook import outlook


@dataclass
class IntakePage(ActPage):
    """``obj`` is the case that is not stored; ``fill`` shows the form with what was typed and found, unjudged."""

    def fill(self, values: dict[str, str]) -> HttpResponse:
        self.form = self.act.form(do=self.judge().do, initial=values)
        return self.render()

    def render(self) -> HttpResponse:
        offered, matter = self.judge(), self.obj.matter
        typed = self.form.data if self.form is not None and self.form.is_bound else {}
        context: dict[str, Any] = {"page": self, "matter": matter, "offered": offered}
        if self.form is None:
            context["elsewhere"] = windows_for(matter, legal_time.today())
        else:
            self._focus()
            if not typed:
                typed = self.form.initial
            context |= {
                "guide": guide_of(offered.do.obj.version),
                "outlook": outlook(offered, typed),
                "telling": telling(offered.do, typed),
            }
        return render(self.request, "cases/intake.html", context, status=self.status)

    def _focus(self) -> None:
        """The cursor waits in the first field that is wrong, else in the number from which the rest follows."""
        wrong = [name for name in self.form.fields if self.form.is_bound and name in self.form.errors]
        self.form.fields[[*wrong, "identity_number"][0]].widget.attrs["autofocus"] = True


def telling(do: Deed, typed: Any) -> CorrectionForm:
    """The few fields of a one-time notice, with the usual deadline in place."""
    return CorrectionForm(do=do, initial={name: typed[name] for name in ("mode", "until") if typed.get(name)})
