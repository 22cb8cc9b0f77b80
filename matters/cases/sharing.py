"""What a clerk may do about shared data: have it confirmed, or take down that it lawfully changed (XA-10.4)."""

from __future__ import annotations

from hall.acts.act import act
from hall.acts.guards import guard
from hall.people.roles import Role

from .forms.shared import ConfirmSharedForm, ReplaceSharedForm
from .shared import SharedData
from .states import UNDECIDED


@guard()
def something_shared(case, do):
    if not case.checklist.shared:
        return "本事项的办事指南没有共享核验的材料。"


class SharedDataActs:
    """Confirming is all that may be asked of the applicant; a change comes with the document that made it."""

    @act(
        "申请人确认共享数据",
        UNDECIDED,
        None,
        by=Role.WINDOW_CLERK,
        at_window=True,
        form=ConfirmSharedForm,
        guards=[something_shared],
        clauses="XA-10.4b",
        help="办事指南列为共享核验的材料不向申请人索取，只请申请人确认内容。",
    )
    def confirm_shared(self, do):
        self._keep_shared(do, changed=False)

    @act(
        "登记共享数据依法变更",
        UNDECIDED,
        None,
        by=[Role.WINDOW_CLERK, Role.REVIEWER],
        form=ReplaceSharedForm,
        guards=[something_shared],
        clauses="XA-10.4c",
        help="已经确认的数据依法变更的，以变更后的为准；原来的内容留存备查。",
    )
    def replace_shared(self, do):
        self._keep_shared(do, changed=True)

    def _keep_shared(self, do, *, changed: bool) -> None:
        names = ("material", "content", "reference", "confirmed_by")
        row = {name: do.data[name] for name in names} | {"document": do.data.get("document") or ""}
        do.add(
            lambda entry: SharedData(
                dossier=self.dossier, changed=changed, confirmed_at=do.at, entry=entry, **row
            )
        )
