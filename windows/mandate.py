"""Mandate (窗口事项及权限): in writing, which matters a window does and how far its powers go (AH-11)."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.papers.kinds import PaperKind
from hall.people.roles import Role
from matters.catalogue.matter import Matter
from windows.closures.like import matters_of
from windows.window import Window

from . import guards

ISSUERS = [Role.DEPARTMENT_LEADER, Role.FIRST_REPRESENTATIVE]


class State(models.TextChoices):
    ISSUED = "issued", "待备案"
    FILED = "filed", "已备案并公示"
    SUPERSEDED = "superseded", "已被替换"
    REVOKED = "revoked", "已撤销"


class Power(models.TextChoices):
    """The steps a window may take for its department."""

    ACCEPT = "accept", "受理"
    REVIEW = "review", "审查"
    DECIDE = "decide", "决定"
    SEAL = "seal", "用印"
    ISSUE = "issue", "出件送达"


class MandateForm(ActForm):
    """One line for each matter of the window: the powers it has there."""

    document = forms.CharField(label="授权文件文号", max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        window = Window.objects.select_related("place", "dossier__hall").get(dossier=window_id(self.do))
        self.listed = list(matters_of(window, self.do.on).filter(department=self.do.department))
        for matter in self.listed:
            self.fields[f"matter_{matter.pk}"] = forms.MultipleChoiceField(
                label=str(matter), choices=Power.choices, required=False
            )

    @rule_of_form("AH-11.2")
    def check_every_matter_has_its_powers(self, cleaned):
        if not self.listed:
            self.add_error(None, "该窗口还没有本部门的事项，请先由大厅管理室登记承办事项。")
        for matter in self.listed:
            name = f"matter_{matter.pk}"
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, "请明确窗口对这一事项的具体权限，至少选一项。")

    def powers(self) -> list[dict]:
        """The rows: matter and powers, in the catalogue's order."""
        return [{"matter": m.pk, "powers": self.cleaned_data[f"matter_{m.pk}"]} for m in self.listed]


class FilingForm(ActForm):
    number = forms.CharField(label="备案号", max_length=60)


class RevokeForm(ActForm):
    reason = forms.CharField(label="撤销原因", max_length=200)


def window_id(do) -> int:
    """The dossier of the window a mandate is about, whether it exists yet or is being written."""
    parent = do.parent or do.obj.dossier.parent
    return parent.pk


def _facts(mandate, do) -> dict:
    window = mandate.window
    return {
        "window": f"{window.place.code} {window}",
        "document": mandate.document or None,
        "rows": [{"matter": matter, "powers": powers} for matter, powers in mandate.lines()],
        "signer": do.by.name,
    }


SHEET = PaperKind("window_mandate", _facts, clauses="AH-11.2")


class MandateQuerySet(models.QuerySet["Mandate"]):
    @duty("AH-11.4", off=lambda mandates: mandates.none())
    def public(self) -> MandateQuerySet:
        """What everybody may read: the sheets filed with the bureau."""
        return self.filter(state=State.FILED).select_related("window__place", "dossier__department")


class Mandate(Workflow):
    """One sheet for one window, below the window's dossier; the next one that is filed replaces it."""

    State, Power = State, Power
    final = frozenset({State.SUPERSEDED, State.REVOKED})

    state = StateField(State)
    window = models.ForeignKey(Window, models.PROTECT, verbose_name="窗口", related_name="mandates")
    rows = models.JSONField("事项和权限", default=list)
    document = models.CharField("授权文件文号", max_length=100, blank=True)
    issued_at = models.DateTimeField("出具时间")
    number = models.CharField("备案号", max_length=60, blank=True)
    filed_at = models.DateTimeField("备案时间", null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "窗口事项及权限"

    def __str__(self) -> str:
        return f"{self.window}事项及权限"

    def lines(self) -> list[tuple[str, str]]:
        """(matter, powers) in words."""
        names = {matter.pk: str(matter) for matter in Matter.objects.filter(pk__in=self.matters)}
        return [
            (names[row["matter"]], "、".join(str(Power(one).label) for one in row["powers"]))
            for row in self.rows
        ]

    @property
    def matters(self) -> list[int]:
        return [row["matter"] for row in self.rows]

    @act(
        "明确事项和权限",
        NEW,
        State.ISSUED,
        by=ISSUERS,
        form=MandateForm,
        guards=[guards.of_a_department],
        papers=[SHEET],
        clauses="AH-11.2",
    )
    def issue(self, do):
        self.window = Window.objects.select_related("place").get(dossier=self.dossier.parent_id)
        self.rows, self.document, self.issued_at = do.form.powers(), do.data["document"], do.at
        do.label(str(self))

    @act("备案", State.ISSUED, State.FILED, by=Role.BUREAU, form=FilingForm, clauses="AH-11.3")
    def file(self, do):
        """The bureau files it; from now on it is public."""
        self.number, self.filed_at = do.data["number"], do.at
        for earlier in Mandate.objects.filter(
            window=self.window_id, dossier__department=do.department, state=State.FILED
        ):
            do.then(earlier, "supersede")

    @act("被替换", State.FILED, State.SUPERSEDED, by=SYSTEM, hidden=True, clauses="AH-11.3")
    def supersede(self, do):
        """Follows when the next sheet of the window is filed."""

    @act("撤销", [State.ISSUED, State.FILED], State.REVOKED, by=ISSUERS, form=RevokeForm)
    def revoke(self, do):
        """The department takes its mandate back."""
