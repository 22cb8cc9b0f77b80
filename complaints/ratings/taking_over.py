"""Taking over ratings from the region's system (导入): looked at row by row, then taken over whole or not at all."""

from __future__ import annotations

import json

from django import forms
from django.db import models
from django_fsm import RETURN_VALUE

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.applicants.crypto import EncryptedText, opened
from hall.people.roles import Role
from hall.places.department import Department

from .rating import Rating
from .reading import Unreadable, check, parse

LARGEST = 2 * 1024 * 1024  # bytes: many times what five hundred ratings need


class State(models.TextChoices):
    CHECKED = "checked", "已核对，可以导入"
    FAULTY = "faulty", "核对未通过"
    TAKEN_OVER = "taken_over", "已导入"


class FileForm(ActForm):
    private = frozenset({"file"})
    file = forms.FileField(
        label="评价数据", help_text="自治区“好差评”系统导出的 CSV 或者 JSON 文件。先核对，不导入。"
    )

    def check_file(self, cleaned):
        """Readable at all; what is wrong in single rows is a result of the check, not a refusal of the file."""
        if not (file := cleaned.get("file")):
            return
        if file.size > LARGEST:
            self.add_error("file", "文件超过2MB，请分几个文件导出。")
            return
        try:
            cleaned["rows"] = parse(file.read())
        except Unreadable as error:
            self.add_error("file", str(error))


def _known() -> set[str]:
    return set(Rating.objects.exclude(external=None).values_list("external", flat=True))


@guard("XA-38.2b")
def still_right(one, do):
    """Between check and import the same ratings may have come in another way."""
    sheet = check(do.hall, json.loads(opened(one.raw)), _known(), do.at)
    return sheet.faults or None


class RatingImport(Workflow):
    """One file. Its rows stay sealed: they hold what citizens wrote."""

    State = State
    final = frozenset({State.FAULTY, State.TAKEN_OVER})
    private_fields = frozenset({"raw"})

    state = StateField(State)
    name = models.CharField("文件名", max_length=120)
    raw = EncryptedText("内容")
    rows = models.PositiveIntegerField("评价条数")
    faults = models.JSONField("核对发现的问题", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "评价导入"

    def __str__(self) -> str:
        return f"{self.name}（{self.rows}条）"

    @act(
        "核对评价数据",
        NEW,
        RETURN_VALUE(State.CHECKED, State.FAULTY),
        by=Role.HALL_OFFICE,
        form=FileForm,
        clauses="XA-38.2b",
    )
    def examine(self, do):
        """A dry run: every fault by its row, nothing taken over."""
        rows = do.data["rows"]
        self.name, self.rows = do.data["file"].name[:120], len(rows)
        self.raw = json.dumps(rows, ensure_ascii=False)
        self.faults = check(do.hall, rows, _known(), do.at).faults
        do.label(str(self))
        return State.FAULTY if self.faults else State.CHECKED

    @act(
        "导入",
        State.CHECKED,
        State.TAKEN_OVER,
        by=Role.HALL_OFFICE,
        guards=[still_right],
        clauses="XA-38.2b",
    )
    def take_over(self, do):
        """Each row becomes a rating of its own, all in one transaction."""
        units = Department.objects.in_bulk()
        for row in check(do.hall, json.loads(opened(self.raw)), _known(), do.at).rows:
            unit = units[row.pop("unit")]
            do.then(Rating, "take_over", row, hall=do.hall, department=unit)
