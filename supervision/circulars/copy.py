"""Circular copy (送达): one department's copy of a circular, and when it was read."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role


class CircularCopy(Workflow):
    """Below the circular, in the dossier of the department that gets it; with it the department may read both."""

    class State(models.TextChoices):
        SENT = "sent", "已送达"
        READ = "read", "已阅"

    final = frozenset({State.READ})
    state = StateField(State)
    circular = models.ForeignKey(
        "supervision.Circular", models.PROTECT, verbose_name="督查通报", related_name="copies"
    )
    sent_at = models.DateTimeField("送达时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    read_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="签阅人", null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "通报送达"

    def __str__(self) -> str:
        return f"{self.circular}（{self.dossier.department or '中心'}）"

    @act("送达", NEW, State.SENT, by=SYSTEM, hidden=True, clauses="WS15-06.2.3")
    def send(self, do):
        self.circular = do.parent
        self.sent_at = do.at
        do.label(f"{do.parent}（{do.named.name}）")

    @act(
        "签阅",
        State.SENT,
        State.READ,
        by=[Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER],
        clauses="WS15-06.2.3",
    )
    def read(self, do):
        self.read_at, self.read_by = do.at, do.by
