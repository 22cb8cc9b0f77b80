"""Explanation (红灯说明): what the department says to a red light or a violation, and whether it is taken."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.clocks.ledger import ClockLimit
from hall.legal_time import now
from hall.people.roles import Role
from hall.timeline.dossier import Dossier
from hall.uploads import UploadField

UNIT = (
    Role.FIRST_REPRESENTATIVE,
    Role.DEPARTMENT_LEADER,
    Role.REVIEWER,
    Role.WINDOW_CLERK,
    Role.HALL_OFFICE,
)
JUDGES = (Role.SUPERVISOR, Role.BUREAU, Role.HALL_LEADER)


class ExplainForm(ActForm):
    text = forms.CharField(
        label="情况说明、申诉理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    proof = UploadField(label="证明材料", kinds=("pdf", "png", "jpg"), required=False)


class JudgeForm(ActForm):
    verdict = forms.CharField(label="认定意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


@guard()
def there_is_something_to_explain(explanation, do):
    """A light that is green needs no excuse, and one excuse at a time."""
    if explanation.source is None:
        return "请从电子监察的红灯进入。"
    late = ClockLimit.objects.filter(run__dossier=explanation.source).order_by("pk")
    if explanation.limit_id and not any(one.late(now()) for one in late.filter(pk=explanation.limit_id)):
        return "该期限没有超过，不需要说明。"
    waiting = Explanation.objects.filter(source=explanation.source, limit=explanation.limit)
    if waiting.filter(state=Explanation.State.EXPLAINED).exists():
        return "已有说明正在认定。"
    return None


class Explanation(Workflow):
    """In the dossier of the department whose light it is; the light itself stays as it is."""

    class State(models.TextChoices):
        EXPLAINED = "explained", "待认定"
        EXCUSED = "excused", "有正当理由"
        HELD = "held", "理由不成立"

    final = frozenset({State.EXCUSED, State.HELD})
    opening_fields = frozenset({"source", "limit"})

    state = StateField(State)
    source = models.ForeignKey(Dossier, models.PROTECT, verbose_name="案卷", related_name="+")
    limit = models.ForeignKey(
        ClockLimit, models.PROTECT, verbose_name="期限", null=True, blank=True, related_name="+"
    )
    text = models.TextField("情况说明、申诉理由")
    proof = models.FileField("证明材料", upload_to="explanations/%Y/", max_length=200, blank=True)
    explained_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="说明人", related_name="+")
    verdict = models.TextField("认定意见", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "红灯说明"

    def __str__(self) -> str:
        return f"{self.source}的说明"

    @act(
        "说明（申诉）",
        NEW,
        State.EXPLAINED,
        by=UNIT,
        form=ExplainForm,
        guards=[there_is_something_to_explain],
        clauses="WS14-12-1",
    )
    def explain(self, do):
        self.text, self.proof = do.data["text"], do.data["proof"] or ""
        self.explained_by = do.by
        do.label(str(self))

    @act(
        "认定有正当理由",
        State.EXPLAINED,
        State.EXCUSED,
        by=JUDGES,
        form=JudgeForm,
        clauses="WS14-12-1",
    )
    def excuse(self, do):
        """The light stays red in the record; beside it stands why."""
        self.verdict = do.data["verdict"]

    @act("认定理由不成立", State.EXPLAINED, State.HELD, by=JUDGES, form=JudgeForm, clauses="WS14-12-1")
    def hold(self, do):
        self.verdict = do.data["verdict"]
