"""One thing once (一件事一次办, AH-4.5b): one intake opens the cases of all its matters, shown on one page.

Each case keeps its own file, department, limits, papers and decision; shared are the intake and the view of it all.
"""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, act
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role

from .case import Case
from .forms.one_thing import OneThingForm
from .owning import OPEN


@guard("AH-4.5b")
def bundle_is_offered(thing, do):
    if thing.bundle_id is None:
        return "请先选择要办的一件事。"
    if not type(thing.bundle).objects.offered(do.hall, do.on).filter(pk=thing.bundle_id).exists():
        return f"“{thing.bundle}”今日不按一件事受理。"
    if not thing.bundle.matters_in_order():
        return f"“{thing.bundle}”还没有登记事项，请大厅管理室在事项目录中补齐。"


@guard("AH-4.5b")
def nothing_open(thing, do):
    if still := list(thing.cases().filter(state__in=OPEN)):
        return f"还有{len(still)}个事项没有办完：{'、'.join(str(case.matter) for case in still)}。"


class OneThing(Workflow):
    """One occasion with the cases it takes. They name it; each has its own lock and its own archive."""

    class State(models.TextChoices):
        RUNNING = "running", "办理中"
        DONE = "done", "全部办结"

    opening_fields = frozenset({"bundle"})
    private_fields = frozenset({"applicant"})

    state = StateField(State)
    bundle = models.ForeignKey("catalogue.Bundle", models.PROTECT, verbose_name="一件事", related_name="+")
    applicant = models.ForeignKey("hall.Applicant", models.PROTECT, verbose_name="申请人", related_name="+")
    received_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="收件人", related_name="+")
    received_at = models.DateTimeField("收件时间")

    class Meta:
        verbose_name = verbose_name_plural = "一件事办件"

    def __str__(self) -> str:
        return f"一件事：{self.bundle}"

    def cases(self) -> models.QuerySet[Case]:
        """Its cases, in the order of the bundle."""
        return Case.objects.filter(thing=self).select_related("matter").order_by("pk")

    @act(
        "一件事收件",
        NEW,
        State.RUNNING,
        by=Role.WINDOW_CLERK,
        at_window=True,
        form=OneThingForm,
        guards=[bundle_is_offered],
        clauses="AH-4.5b",
    )
    def take_in(self, do):
        """All or nothing: a matter this window or this clerk may not take in stops the whole intake."""
        self.applicant = do.form.register_applicant()
        self.received_by, self.received_at = do.by, do.at
        for matter in do.form.by_matter:
            scope = {"hall": do.hall, "department": matter.department, "matter": matter, "thing": self}
            do.then(Case, "receive", do.form.intake_of(matter), **scope)
        do.label(str(self))

    @act(
        "一件事办结",
        State.RUNNING,
        State.DONE,
        by=Role.WINDOW_CLERK,
        guards=[nothing_open],
        clauses="AH-4.5b",
    )
    def finish(self, do):
        """Every matter of it is over."""
